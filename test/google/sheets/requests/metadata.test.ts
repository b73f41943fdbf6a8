import { describe, expect, it } from 'vitest'
import { callGoogle } from '#test/google/call-google.ts'
import { message, rows, setUpBench, texts } from './bench.ts'

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

  it('an id in use is refused, and the whole batch with it [D, L]', async () => {
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

  it('stays where it is when rows are sorted', async () => {
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
    expect(rowOf(3)).toBe(0)
  })

  it('is found by search and by id, changed and deleted [D]', async () => {
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
