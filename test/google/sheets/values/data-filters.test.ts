import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { callGoogle, newSpreadsheet } from '#test/google/call-google.ts'
import { startGoogle, type LocalGoogle } from '#test/google/server.ts'

let google: LocalGoogle
let id = ''

beforeAll(async () => {
  google = await startGoogle()
})
afterAll(() => google.close())
beforeEach(async () => {
  id = await newSpreadsheet(google)
  google.writeCells(id, 'A1', [
    ['Item', 'Price'],
    ['Bread', 3],
    ['Milk', 2],
  ])
})

async function post(method: string, body: object): Promise<unknown> {
  return (await callGoogle(google, `/v4/spreadsheets/${id}/values:${method}`, { body })).body
}

/** Marks a row with developer metadata. */
async function mark(metadataKey: string, startIndex: number): Promise<void> {
  const dimensionRange = { sheetId: 0, dimension: 'ROWS', startIndex, endIndex: startIndex + 1 }
  const developerMetadata = {
    metadataKey,
    location: { dimensionRange },
    visibility: 'DOCUMENT',
  }
  await callGoogle(google, `/v4/spreadsheets/${id}:batchUpdate`, {
    body: { requests: [{ createDeveloperMetadata: { developerMetadata } }] },
  })
}

/** Answers leave out a sheet id of 0 [I]. */
const echoed = { startRowIndex: 1, endRowIndex: 2, startColumnIndex: 0 }
const gridRange = { sheetId: 0, ...echoed }
const milk = { developerMetadataLookup: { metadataKey: 'milk' } }

describe('values:batchGetByDataFilter [D]', () => {
  it('answers each range once, with the filters that led to it', async () => {
    await mark('milk', 2)
    const dataFilters = [{ a1Range: 'A2:2' }, { gridRange }, milk]
    expect(
      await post('batchGetByDataFilter', { dataFilters, valueRenderOption: 'UNFORMATTED_VALUE' }),
    ).toEqual({
      spreadsheetId: id,
      valueRanges: [
        {
          valueRange: { range: 'Sheet1!A2:Z2', majorDimension: 'ROWS', values: [['Bread', 3]] },
          dataFilters: [{ a1Range: 'A2:2' }, { gridRange: echoed }],
        },
        {
          valueRange: { range: 'Sheet1!A3:Z3', majorDimension: 'ROWS', values: [['Milk', 2]] },
          dataFilters: [milk],
        },
      ],
    })
  })

  it('follows metadata to where its row is now', async () => {
    await mark('milk', 2)
    const range = { sheetId: 0, dimension: 'ROWS', startIndex: 0, endIndex: 1 }
    await callGoogle(google, `/v4/spreadsheets/${id}:batchUpdate`, {
      body: { requests: [{ insertDimension: { range } }] },
    })
    expect(await post('batchGetByDataFilter', { dataFilters: [milk] })).toMatchObject({
      valueRanges: [{ valueRange: { range: 'Sheet1!A4:Z4', values: [['Milk', '2']] } }],
    })
  })

  it('finds nothing for metadata that is not there', async () => {
    expect(await post('batchGetByDataFilter', { dataFilters: [milk] })).toEqual({
      spreadsheetId: id,
    })
  })

  it('refuses a request without filters [L, of searching developer metadata]', async () => {
    expect(await post('batchGetByDataFilter', { dataFilters: [] })).toMatchObject({
      error: { code: 400, message: 'At least one data filter must be specified.' },
    })
  })

  it('refuses a range that cannot be read, and says which', async () => {
    const dataFilters = [{ a1Range: 'A1' }, { a1Range: 'Nope!A1' }]
    expect(await post('batchGetByDataFilter', { dataFilters })).toMatchObject({
      error: { code: 400, message: 'Invalid dataFilters[1]: Unable to parse range: Nope!A1' },
    })
  })
})

describe('values:batchUpdateByDataFilter [D]', () => {
  it('writes into what filters lead to, and counts as values:batchUpdate does', async () => {
    await mark('milk', 2)
    const data = [
      { dataFilter: milk, values: [[null, '2.5']] },
      { dataFilter: { gridRange }, majorDimension: 'COLUMNS', values: [['Rolls'], [4]] },
    ]
    const body = { valueInputOption: 'USER_ENTERED', data, includeValuesInResponse: true }
    expect(await post('batchUpdateByDataFilter', body)).toEqual({
      spreadsheetId: id,
      totalUpdatedRows: 2,
      totalUpdatedColumns: 2,
      totalUpdatedCells: 3,
      totalUpdatedSheets: 1,
      responses: [
        {
          updatedRange: 'Sheet1!A3:B3',
          updatedRows: 1,
          updatedColumns: 1,
          updatedCells: 1,
          dataFilter: milk,
          updatedData: { range: 'Sheet1!A3:B3', majorDimension: 'ROWS', values: [['Milk', '2.5']] },
        },
        {
          updatedRange: 'Sheet1!A2:B2',
          updatedRows: 1,
          updatedColumns: 2,
          updatedCells: 2,
          dataFilter: { gridRange: echoed },
          updatedData: { range: 'Sheet1!A2:B2', majorDimension: 'ROWS', values: [['Rolls', '4']] },
        },
      ],
    })
  })

  it('writes nothing when more is given than a range holds', async () => {
    const data = [
      { dataFilter: { a1Range: 'A1' }, values: [['x']] },
      { dataFilter: { gridRange }, values: [['x'], ['y']] },
    ]
    expect(await post('batchUpdateByDataFilter', { valueInputOption: 'RAW', data })).toMatchObject({
      error: {
        message:
          'Invalid data[1]: Requested writing within range [Sheet1!A2:Z2], but tried writing to row [3]',
      },
    })
    expect(google.cells(id, 'A1')).toEqual([['Item']])
  })
})

describe('values:batchClearByDataFilter [D]', () => {
  it('empties what filters lead to', async () => {
    await mark('milk', 2)
    expect(
      await post('batchClearByDataFilter', { dataFilters: [milk, { a1Range: 'B:B' }] }),
    ).toEqual({
      spreadsheetId: id,
      clearedRanges: ['Sheet1!A3:Z3', 'Sheet1!B1:B1000'],
    })
    expect(google.cells(id, 'Sheet1')).toEqual([['Item'], ['Bread']])
  })
})
