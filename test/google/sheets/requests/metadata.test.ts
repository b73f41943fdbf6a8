import { describe, expect, it } from 'vitest'
import { callGoogle } from '#test/google/call-google.ts'
import { columns, message, rows, setUpBench, texts } from './bench.ts'

const bench = setUpBench()

const key = (metadataId: number, metadataValue = 'one'): object => ({
  createDeveloperMetadata: {
    developerMetadata: {
      metadataId,
      metadataKey: 'send',
      metadataValue,
      visibility: 'DOCUMENT',
      location: { spreadsheet: true },
    },
  },
})

const onRow = (metadataId: number, row: number): object => ({
  createDeveloperMetadata: {
    developerMetadata: {
      metadataId,
      metadataKey: 'row',
      visibility: 'PROJECT',
      location: {
        dimensionRange: { sheetId: 0, dimension: 'ROWS', startIndex: row, endIndex: row + 1 },
      },
    },
  },
})

const on = (metadataId: number, location: object): object => ({
  createDeveloperMetadata: {
    developerMetadata: { metadataId, metadataKey: 'k', visibility: 'DOCUMENT', location },
  },
})

const row = { dimensionRange: rows(2, 3) }
const column = { dimensionRange: columns(1, 2) }

function rowOf(metadataId: number): number | undefined {
  const found = bench.google
    .metadata(bench.id)
    .find((metadata) => metadata.metadataId === metadataId)
  return found?.location?.dimensionRange?.startIndex
}

describe('developer metadata', () => {
  it('takes the caller’s id and is described in full [D]', async () => {
    const { body } = await bench.batch(key(77), onRow(78, 6))
    expect(body).toMatchObject({
      replies: [
        {
          createDeveloperMetadata: {
            developerMetadata: {
              metadataId: 77,
              metadataKey: 'send',
              metadataValue: 'one',
              visibility: 'DOCUMENT',
              location: { locationType: 'SPREADSHEET', spreadsheet: true },
            },
          },
        },
        {
          createDeveloperMetadata: {
            developerMetadata: {
              metadataId: 78,
              location: {
                locationType: 'ROW',
                dimensionRange: { dimension: 'ROWS', startIndex: 6, endIndex: 7 },
              },
            },
          },
        },
      ],
    })
  })

  it('metadata-duplicate-id: an id in use is refused, and the whole batch with it [D, L]', async () => {
    await bench.batch(key(5, 'first'))
    const start = { sheetId: 0, rowIndex: 0, columnIndex: 0 }
    const write = {
      updateCells: { start, rows: [{ values: texts('x') }], fields: 'userEnteredValue' },
    }
    const answer = await bench.batch(write, key(5, 'second'))
    expect(answer.status).toBe(400)
    expect(answer.body).toEqual({
      error: {
        code: 400,
        message:
          'Invalid requests[1].createDeveloperMetadata: Cannot add developer metadata with ID [5] because developer metadata with that ID already exists.',
        status: 'INVALID_ARGUMENT',
      },
    })
    expect(bench.cells()).toEqual([])
    expect(bench.google.metadata(bench.id)).toMatchObject([{ metadataValue: 'first' }])
  })

  it.each([0, -1, 2 ** 31, 1.5])('the id %d is not a positive int32 [D]', async (metadataId) => {
    expect((await bench.batch(key(metadataId))).status).toBe(400)
  })

  it('moves with its row, and dies with it [D]', async () => {
    await bench.batch(onRow(9, 4))
    await bench.batch({ insertDimension: { range: rows(2, 5) } })
    expect(rowOf(9)).toBe(7)
    await bench.batch({ deleteDimension: { range: rows(0, 2) } })
    expect(rowOf(9)).toBe(5)
    await bench.batch({ moveDimension: { source: rows(5, 6), destinationIndex: 1 } })
    expect(rowOf(9)).toBe(1)
    // What moves only cells leaves rows where they are.
    const cells = {
      sheetId: 0,
      startRowIndex: 0,
      endRowIndex: 1,
      startColumnIndex: 0,
      endColumnIndex: 2,
    }
    await bench.batch({ insertRange: { range: cells, shiftDimension: 'ROWS' } })
    expect(rowOf(9)).toBe(1)
    await bench.batch({ deleteDimension: { range: rows(1, 2) } })
    expect(bench.google.metadata(bench.id)).toEqual([])
  })

  it.each([
    [false, 0],
    [true, 1],
  ])('follows a sort of its row by knob only: %s', async (follows, row) => {
    bench.google.setMetadataFollowsSort(follows)
    await bench.type('A1', [['b'], ['a']])
    await bench.batch(onRow(3, 0))
    const range = {
      sheetId: 0,
      startRowIndex: 0,
      endRowIndex: 2,
      startColumnIndex: 0,
      endColumnIndex: 1,
    }
    await bench.batch({
      sortRange: { range, sortSpecs: [{ dimensionIndex: 0, sortOrder: 'ASCENDING' }] },
    })
    expect(bench.cells()).toEqual([['a'], ['b']])
    expect(rowOf(3)).toBe(row)
    bench.google.setMetadataFollowsSort(false)
  })

  it('metadata-create-row: the reply says that it is on a row, without the sheet’s id 0 [D]', async () => {
    const developerMetadata = {
      location: {
        dimensionRange: { sheetId: 0, dimension: 'ROWS', startIndex: 6, endIndex: 7 },
      },
      visibility: 'DOCUMENT',
      metadataKey: 'Sales',
      metadataValue: '2022',
    }
    expect(await bench.reply({ createDeveloperMetadata: { developerMetadata } })).toEqual({
      createDeveloperMetadata: {
        developerMetadata: {
          metadataId: expect.any(Number) as unknown,
          metadataKey: 'Sales',
          metadataValue: '2022',
          location: {
            locationType: 'ROW',
            dimensionRange: { dimension: 'ROWS', startIndex: 6, endIndex: 7 },
          },
          visibility: 'DOCUMENT',
        },
      },
    })
  })

  it('metadata-update-reply: what was updated, as it is now [D]', async () => {
    await bench.batch(key(1))
    const reply = await bench.reply({
      updateDeveloperMetadata: {
        dataFilters: [{ developerMetadataLookup: { metadataId: 1 } }],
        developerMetadata: { location: { sheetId: 0 }, metadataKey: 'SalesUpdated' },
        fields: 'location,metadataKey',
      },
    })
    expect(reply).toEqual({
      updateDeveloperMetadata: {
        developerMetadata: [
          {
            metadataId: 1,
            metadataKey: 'SalesUpdated',
            metadataValue: 'one',
            location: { locationType: 'SHEET', sheetId: 0 },
            visibility: 'DOCUMENT',
          },
        ],
      },
    })
  })

  it('metadata-search-reply, metadata-delete-then-get: is found by search and by id, and deleted [D]', async () => {
    await bench.batch(key(1), key(2, 'two'))
    const lookups = [1, 2, 3].map((metadataId) => ({ developerMetadataLookup: { metadataId } }))
    const search = `/v4/spreadsheets/${bench.id}/developerMetadata:search`
    const found = await callGoogle(bench.google, search, { body: { dataFilters: lookups } })
    expect(found.body).toMatchObject({
      matchedDeveloperMetadata: [
        { developerMetadata: { metadataId: 1 }, dataFilters: [lookups[0]] },
        { developerMetadata: { metadataId: 2 }, dataFilters: [lookups[1]] },
      ],
    })
    const nothing = await callGoogle(bench.google, search, { body: { dataFilters: [lookups[2]] } })
    expect(nothing.body).toEqual({})

    const changed = await bench.batch({
      updateDeveloperMetadata: {
        dataFilters: [lookups[0]],
        developerMetadata: { metadataValue: 'changed' },
        fields: 'metadataValue',
      },
    })
    expect(changed.body).toMatchObject({
      replies: [{ updateDeveloperMetadata: { developerMetadata: [{ metadataValue: 'changed' }] } }],
    })

    const one = `/v4/spreadsheets/${bench.id}/developerMetadata/1`
    expect((await callGoogle(bench.google, one)).body).toMatchObject({ metadataKey: 'send' })
    const deleted = await bench.batch({ deleteDeveloperMetadata: { dataFilter: lookups[0] } })
    expect(deleted.body).toMatchObject({
      replies: [{ deleteDeveloperMetadata: { deletedDeveloperMetadata: [{ metadataId: 1 }] } }],
    })
    const gone = await callGoogle(bench.google, one)
    expect(gone.status).toBe(404)
    expect(message(gone)).toMatch(/^No developer metadata with ID/)
  })

  it('holds 30,000 characters on the spreadsheet, keys and values together [D]', async () => {
    const long = 'x'.repeat(29_990)
    expect((await bench.batch(key(1, long))).status).toBe(200)
    expect((await bench.batch(key(2, 'y'.repeat(10)))).status).toBe(400)
    expect((await bench.batch(onRow(3, 0))).status).toBe(200)
  })
})

describe('developer metadata is refused', () => {
  const given = {
    metadataKey: 'k',
    visibility: 'DOCUMENT',
    location: { spreadsheet: true },
  }
  it.each([
    [{ metadataKey: undefined }, 'Developer metadata must always have a key specified.'],
    [{ visibility: undefined }, 'Developer metadata must always have visibility specified.'],
    [{ location: undefined }, 'Developer metadata must always have a location specified.'],
    [
      { location: { dimensionRange: rows(2, 4) } },
      'DimensionRange must represent a single row or column.',
    ],
    [
      { location: { dimensionRange: { dimension: 'ROWS', startIndex: 3 } } },
      'DimensionRange must specify both a startIndex and an endIndex.',
    ],
    [{ location: { sheetId: 77 } }, 'No sheet with id: 77'],
  ])('with %o [D, L]', async (part, words) => {
    const developerMetadata = { ...given, ...part }
    const answer = await bench.batch({ createDeveloperMetadata: { developerMetadata } })
    expect(message(answer)).toBe(`Invalid requests[0].createDeveloperMetadata: ${words}`)
  })

  it('past 30,000 characters on a sheet, rows and columns counted in [D]', async () => {
    const metadataValue = 'x'.repeat(14_990)
    const add = (location: object): object => ({
      createDeveloperMetadata: { developerMetadata: { ...given, metadataValue, location } },
    })
    expect((await bench.batch(add({ sheetId: 0 }), add(row))).status).toBe(200)
    expect((await bench.batch(add(column))).status).toBe(400)
    await bench.batch({ addSheet: { properties: { sheetId: 9 } } })
    expect((await bench.batch(add({ sheetId: 9 }))).status).toBe(200)
  })
})

describe('developer metadata in spreadsheets.get', () => {
  it('stands with the spreadsheet, its sheets, rows and columns [D]', async () => {
    await bench.batch(
      on(1, { spreadsheet: true }),
      on(2, { sheetId: 0 }),
      on(3, row),
      on(4, column),
    )
    const part = 'developerMetadata.metadataId'
    const data = `data(rowMetadata.${part},columnMetadata.${part})`
    expect(await bench.get(`${part},sheets(${part},${data})`, 'ranges=A3:B3')).toEqual({
      sheets: [
        {
          data: [
            {
              rowMetadata: [{ developerMetadata: [{ metadataId: 3 }] }],
              columnMetadata: [{}, { developerMetadata: [{ metadataId: 4 }] }],
            },
          ],
          developerMetadata: [{ metadataId: 2 }],
        },
      ],
      developerMetadata: [{ metadataId: 1 }],
    })
  })

  it('goes with its sheet [D]', async () => {
    await bench.batch({ addSheet: { properties: { sheetId: 9 } } }, on(6, { sheetId: 9 }))
    await bench.batch({ deleteSheet: { sheetId: 9 } })
    expect(bench.google.metadata(bench.id)).toEqual([])
  })
})
