import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { callGoogle, newSpreadsheet, type Answer } from '#test/google/call-google.ts'
import { startGoogle, type LocalGoogle } from '#test/google/server.ts'

let google: LocalGoogle
let id = ''

beforeAll(async () => {
  google = await startGoogle()
})
afterAll(() => google.close())
beforeEach(async () => {
  id = await newSpreadsheet(google)
})

async function batch(...requests: object[]): Promise<Answer> {
  return callGoogle(google, `/v4/spreadsheets/${id}:batchUpdate`, { body: { requests } })
}

async function get(fields: string, query = ''): Promise<unknown> {
  return (await callGoogle(google, `/v4/spreadsheets/${id}?fields=${fields}&${query}`)).body
}

function message(answer: Answer): string {
  return (answer.body as { error: { message: string } }).error.message
}

function values(...texts: string[]): object[] {
  return texts.map((stringValue) => ({ userEnteredValue: { stringValue } }))
}

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
  const found = google.metadata(id).find((metadata) => metadata.metadataId === metadataId)
  return found?.location?.dimensionRange?.startIndex
}

function rows(startIndex: number, endIndex: number): object {
  return { sheetId: 0, dimension: 'ROWS', startIndex, endIndex }
}

describe('a batch', () => {
  it('is carried out in order, with a reply for each request [R]', async () => {
    const { body } = await batch(
      { addSheet: { properties: { title: 'New' } } },
      { updateSpreadsheetProperties: { properties: { title: 'Renamed' }, fields: 'title' } },
    )
    expect(body).toMatchObject({ spreadsheetId: id, replies: [{ addSheet: {} }, {}] })
    expect(await get('properties.title')).toEqual({ properties: { title: 'Renamed' } })
    const file = await callGoogle(google, `/drive/v3/files/${id}?fields=name`)
    expect(file.body).toEqual({ name: 'Renamed' })
  })

  it('is all or nothing [D]', async () => {
    const answer = await batch(
      { addSheet: { properties: { title: 'Kept?' } } },
      { deleteSheet: { sheetId: 21686688 } },
    )
    expect(answer.status).toBe(400)
    expect(message(answer)).toBe('Invalid requests[1].deleteSheet: No sheet with id: 21686688')
    expect(await get('sheets.properties.title')).toEqual({
      sheets: [{ properties: { title: 'Sheet1' } }],
    })
  })

  it('refuses names that the API does not have [D]', async () => {
    const answer = await batch({ addSheet: { propertys: {} } })
    expect(message(answer)).toBe(
      `Invalid JSON payload received. Unknown name "propertys" at 'requests[0].add_sheet': Cannot find field.`,
    )
    expect((await batch({ makeCoffee: {} })).status).toBe(400)
    expect((await batch()).status).toBe(400)
  })

  it('says so when a kind of request is not built yet', async () => {
    const answer = await batch({ addChart: { chart: {} } })
    expect(answer.status).toBe(501)
    expect(message(answer)).toContain('addChart')
  })
})

describe('sheets', () => {
  it('a name can be had once [I]', async () => {
    const answer = await batch({ addSheet: { properties: { title: 'sheet1' } } })
    expect(message(answer)).toBe(
      'Invalid requests[0].addSheet: A sheet with the name "sheet1" already exists. Please enter another name.',
    )
  })

  it('not all of them can be hidden [R]', async () => {
    const properties = { sheetId: 0, hidden: true }
    const answer = await batch({ updateSheetProperties: { properties, fields: 'hidden' } })
    expect(message(answer)).toBe(
      "Invalid requests[0].updateSheetProperties: You can't hide all the sheets in a document.",
    )
  })

  it('a tab’s colour is kept in 8 bits a part, beside its twin [R]', async () => {
    const tabColorStyle = { rgbColor: { red: 1, green: 0, blue: 0.5 } }
    const properties = { sheetId: 0, tabColorStyle }
    await batch({ updateSheetProperties: { properties, fields: 'tabColorStyle' } })
    const kept = { red: 1, blue: 0.49803922 }
    expect(await get('sheets.properties(tabColor,tabColorStyle)')).toEqual({
      sheets: [{ properties: { tabColor: kept, tabColorStyle: { rgbColor: kept } } }],
    })
  })
})

describe('cells', () => {
  it('updateCells writes typed values; a string is never a formula [D]', async () => {
    const cells = [
      { userEnteredValue: { stringValue: '=1+1' } },
      {
        userEnteredValue: { numberValue: 46292 },
        userEnteredFormat: { numberFormat: { type: 'DATE' } },
      },
      { userEnteredValue: { boolValue: true } },
    ]
    const start = { sheetId: 0, rowIndex: 1, columnIndex: 1 }
    const fields = 'userEnteredValue,userEnteredFormat.numberFormat'
    await batch({ updateCells: { rows: [{ values: cells }], start, fields } })
    expect(google.cells(id, 'B2:D2')).toEqual([['=1+1', '9/27/2026', 'TRUE']])
    expect(google.cells(id, 'B2:D2', 'UNFORMATTED_VALUE')).toEqual([['=1+1', 46292, true]])
  })

  it('a range that is larger than the rows is cleared for the listed fields', async () => {
    google.writeCells(id, 'A1', [
      ['a', 'b'],
      ['c', 'd'],
    ])
    const range = {
      sheetId: 0,
      startRowIndex: 0,
      endRowIndex: 2,
      startColumnIndex: 0,
      endColumnIndex: 2,
    }
    await batch({
      updateCells: { range, rows: [{ values: values('x') }], fields: 'userEnteredValue' },
    })
    expect(google.cells(id, 'Sheet1')).toEqual([['x']])
  })

  it('never writes past what was asked for [I]', async () => {
    const range = {
      sheetId: 0,
      startRowIndex: 0,
      endRowIndex: 1,
      startColumnIndex: 0,
      endColumnIndex: 1,
    }
    const fields = 'userEnteredValue'
    const rows = [{ values: values('x') }, { values: values('y') }]
    expect(message(await batch({ updateCells: { range, rows, fields } }))).toBe(
      'Invalid requests[0].updateCells: Attempting to write row: 1, beyond the last requested row of: 0',
    )
  })

  it('needs to know which fields [D]', async () => {
    const start = { sheetId: 0, rowIndex: 0, columnIndex: 0 }
    const answer = await batch({ updateCells: { start, rows: [] } })
    expect(message(answer)).toContain("At least one field must be listed in 'fields'.")
  })

  const ranges: [string, object, string | null][] = [
    ['rows 999 to the end', { startRowIndex: 999 }, null],
    ['rows 999 to 1003', { startRowIndex: 999, endRowIndex: 1003 }, null],
    ['rows 3 to 3', { startRowIndex: 3, endRowIndex: 3 }, null],
    ['from row 1000 on', { startRowIndex: 1000 }, 'Sheet1!A1001:B'],
    ['column 26', { startColumnIndex: 26, endColumnIndex: 27, endRowIndex: 2 }, 'Sheet1!AA1:AA2'],
  ]
  it.each(ranges)('repeatCell over %s [L]', async (_name, given, refused) => {
    const range = { sheetId: 0, startColumnIndex: 0, endColumnIndex: 2, ...given }
    const cell = { userEnteredFormat: { textFormat: { bold: true } } }
    const answer = await batch({
      repeatCell: { range, cell, fields: 'userEnteredFormat.textFormat.bold' },
    })
    const refusal = `Invalid requests[0].repeatCell: Range (${refused ?? ''}) exceeds grid limits. Max rows: 1000, max columns: 26`
    expect(answer.body).toMatchObject(
      refused === null ? { replies: [{}] } : { error: { code: 400, message: refusal } },
    )
    expect(await get('sheets.properties.gridProperties.rowCount')).toEqual({
      sheets: [{ properties: { gridProperties: { rowCount: 1000 } } }],
    })
  })

  it('appendCells goes below the last row with a value, and answers nothing [D]', async () => {
    google.writeCells(id, 'A1', [['a'], [], ['', '', 'c']])
    const { body } = await batch({
      appendCells: { sheetId: 0, rows: [{ values: values('new') }], fields: 'userEnteredValue' },
    })
    expect(body).toEqual({ spreadsheetId: id, replies: [{}] })
    expect(google.cells(id, 'Sheet1')).toEqual([['a'], [], ['', '', 'c'], ['new']])
  })

  it('insertRange pushes down its own columns only; deleteRange takes them back [D]', async () => {
    google.writeCells(id, 'A1', [
      ['a', 'b', 'beside'],
      ['c', 'd', 'it'],
    ])
    const range = {
      sheetId: 0,
      startRowIndex: 1,
      endRowIndex: 3,
      startColumnIndex: 0,
      endColumnIndex: 2,
    }
    await batch({ insertRange: { range, shiftDimension: 'ROWS' } })
    expect(google.cells(id, 'Sheet1')).toEqual([
      ['a', 'b', 'beside'],
      ['', '', 'it'],
      [],
      ['c', 'd'],
    ])
    await batch({ deleteRange: { range, shiftDimension: 'ROWS' } })
    expect(google.cells(id, 'Sheet1')).toEqual([
      ['a', 'b', 'beside'],
      ['c', 'd', 'it'],
    ])
  })
})

describe('rows and columns', () => {
  it('come and go [R]', async () => {
    google.writeCells(id, 'A1', [['a'], ['b'], ['c']])
    await batch({ insertDimension: { range: rows(1, 3), inheritFromBefore: true } })
    expect(google.cells(id, 'Sheet1')).toEqual([['a'], [], [], ['b'], ['c']])
    await batch({ deleteDimension: { range: rows(0, 2) } })
    expect(google.cells(id, 'Sheet1')).toEqual([[], ['b'], ['c']])
    await batch({ appendDimension: { sheetId: 0, dimension: 'ROWS', length: 5 } })
    expect(await get('sheets.properties.gridProperties.rowCount')).toEqual({
      sheets: [{ properties: { gridProperties: { rowCount: 1005 } } }],
    })
  })

  it('that are not there cannot be deleted, and not all can [I]', async () => {
    expect(message(await batch({ deleteDimension: { range: rows(1000, 1001) } }))).toContain(
      "Cannot delete a row that doesn't exist.",
    )
    expect(message(await batch({ deleteDimension: { range: rows(0, 1000) } }))).toContain(
      "You can't delete all the rows on the sheet.",
    )
  })
})

describe('developer metadata', () => {
  it('takes the caller’s id and is described in full [D]', async () => {
    const { body } = await batch(key(77), onRow(78, 6))
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
    await batch(key(5, 'first'))
    const start = { sheetId: 0, rowIndex: 0, columnIndex: 0 }
    const write = {
      updateCells: { start, rows: [{ values: values('x') }], fields: 'userEnteredValue' },
    }
    const answer = await batch(write, key(5, 'second'))
    expect(answer.status).toBe(400)
    expect(answer.body).toEqual({
      error: {
        code: 400,
        message:
          'Invalid requests[1].createDeveloperMetadata: Cannot add developer metadata with ID [5] because developer metadata with that ID already exists.',
        status: 'INVALID_ARGUMENT',
      },
    })
    expect(google.cells(id, 'Sheet1')).toEqual([])
    expect(google.metadata(id)).toMatchObject([{ metadataValue: 'first' }])
  })

  it.each([0, -1, 2 ** 31, 1.5])('the id %d is not a positive int32 [D]', async (metadataId) => {
    expect((await batch(key(metadataId))).status).toBe(400)
  })

  it('moves with its row, and dies with it [D]', async () => {
    await batch(onRow(9, 4))
    await batch({ insertDimension: { range: rows(2, 5) } })
    expect(rowOf(9)).toBe(7)
    await batch({ deleteDimension: { range: rows(0, 2) } })
    expect(rowOf(9)).toBe(5)
    await batch({ moveDimension: { source: rows(5, 6), destinationIndex: 1 } })
    expect(rowOf(9)).toBe(1)
    // What moves only cells leaves rows where they are.
    const cells = {
      sheetId: 0,
      startRowIndex: 0,
      endRowIndex: 1,
      startColumnIndex: 0,
      endColumnIndex: 2,
    }
    await batch({ insertRange: { range: cells, shiftDimension: 'ROWS' } })
    expect(rowOf(9)).toBe(1)
    await batch({ deleteDimension: { range: rows(1, 2) } })
    expect(google.metadata(id)).toEqual([])
  })

  it('stays where it is when rows are sorted', async () => {
    google.writeCells(id, 'A1', [['b'], ['a']])
    await batch(onRow(3, 0))
    const range = {
      sheetId: 0,
      startRowIndex: 0,
      endRowIndex: 2,
      startColumnIndex: 0,
      endColumnIndex: 1,
    }
    await batch({
      sortRange: { range, sortSpecs: [{ dimensionIndex: 0, sortOrder: 'ASCENDING' }] },
    })
    expect(google.cells(id, 'Sheet1')).toEqual([['a'], ['b']])
    expect(rowOf(3)).toBe(0)
  })

  it('is found by search and by id, changed and deleted [D]', async () => {
    await batch(key(1), key(2, 'two'))
    const lookups = [1, 2, 3].map((metadataId) => ({ developerMetadataLookup: { metadataId } }))
    const search = `/v4/spreadsheets/${id}/developerMetadata:search`
    const found = await callGoogle(google, search, { body: { dataFilters: lookups } })
    expect(found.body).toMatchObject({
      matchedDeveloperMetadata: [
        { developerMetadata: { metadataId: 1 }, dataFilters: [lookups[0]] },
        { developerMetadata: { metadataId: 2 }, dataFilters: [lookups[1]] },
      ],
    })
    const nothing = await callGoogle(google, search, { body: { dataFilters: [lookups[2]] } })
    expect(nothing.body).toEqual({})

    const changed = await batch({
      updateDeveloperMetadata: {
        dataFilters: [lookups[0]],
        developerMetadata: { metadataValue: 'changed' },
        fields: 'metadataValue',
      },
    })
    expect(changed.body).toMatchObject({
      replies: [{ updateDeveloperMetadata: { developerMetadata: [{ metadataValue: 'changed' }] } }],
    })

    const one = `/v4/spreadsheets/${id}/developerMetadata/1`
    expect((await callGoogle(google, one)).body).toMatchObject({ metadataKey: 'send' })
    const deleted = await batch({ deleteDeveloperMetadata: { dataFilter: lookups[0] } })
    expect(deleted.body).toMatchObject({
      replies: [{ deleteDeveloperMetadata: { deletedDeveloperMetadata: [{ metadataId: 1 }] } }],
    })
    const gone = await callGoogle(google, one)
    expect(gone.status).toBe(404)
    expect(message(gone)).toMatch(/^No developer metadata with ID/)
  })

  it('holds 30,000 characters on the spreadsheet, keys and values together [D]', async () => {
    const long = 'x'.repeat(29_990)
    expect((await batch(key(1, long))).status).toBe(200)
    expect((await batch(key(2, 'y'.repeat(10)))).status).toBe(400)
    expect((await batch(onRow(3, 0))).status).toBe(200)
  })
})
