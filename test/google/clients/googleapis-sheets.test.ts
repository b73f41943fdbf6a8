import { gaxios } from 'google-auth-library'
import { sheets, type sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { SPREADSHEETS } from '#test/google/oauth/scopes.ts'
import { SEED_IDS } from '#test/google/seeds/seeds.ts'
import { startGoogle, type LocalGoogle } from '#test/google/server.ts'
import { signedIn } from './official.ts'

/** Google's own client of Sheets: every one of its methods, signed in through consent. */
let google: LocalGoogle
let api: sheets_v4.Resource$Spreadsheets
let spreadsheetId: string

beforeAll(async () => {
  google = await startGoogle()
  const auth = await signedIn(google, ['openid', 'email', SPREADSHEETS])
  api = sheets({ version: 'v4', auth, rootUrl: `${google.url}/` }).spreadsheets
})
afterAll(() => google.close())

beforeEach(async () => {
  google.clearFaults()
  const { data } = await api.create({
    requestBody: {
      properties: { title: 'A log' },
      sheets: [{ properties: { sheetId: 7, title: 'Log' } }],
    },
  })
  spreadsheetId = data.spreadsheetId ?? ''
  google.writeCells(spreadsheetId, 'Log!A1', [
    ['Day', 'Hours', 'Done'],
    ['Monday', 6, true],
    ['Tuesday', 7.5, false],
  ])
})

async function batch(...requests: sheets_v4.Schema$Request[]) {
  return (await api.batchUpdate({ spreadsheetId, requestBody: { requests } })).data
}

describe('values', () => {
  it('are read in every rendering, alone or several ranges at once', async () => {
    const one = await api.values.get({
      spreadsheetId,
      range: 'Log!A2:C',
      valueRenderOption: 'UNFORMATTED_VALUE',
    })
    expect(one.data).toEqual({
      range: 'Log!A2:C1000',
      majorDimension: 'ROWS',
      values: [
        ['Monday', 6, true],
        ['Tuesday', 7.5, false],
      ],
    })
    const several = await api.values.batchGet({
      spreadsheetId,
      ranges: ['Log!A1:A3', 'Log!C1'],
      majorDimension: 'COLUMNS',
    })
    expect(several.data.valueRanges?.map(({ values }) => values)).toEqual([
      [['Day', 'Monday', 'Tuesday']],
      [['Done']],
    ])
  })

  it('are written, appended and cleared', async () => {
    const written = await api.values.update({
      spreadsheetId,
      range: 'Log!B3',
      valueInputOption: 'USER_ENTERED',
      includeValuesInResponse: true,
      requestBody: { values: [['50%']] },
    })
    expect(written.data).toEqual({
      spreadsheetId,
      updatedRange: 'Log!B3',
      updatedRows: 1,
      updatedColumns: 1,
      updatedCells: 1,
      updatedData: { range: 'Log!B3', majorDimension: 'ROWS', values: [['50%']] },
    })
    const appended = await api.values.append({
      spreadsheetId,
      range: 'Log!A1',
      valueInputOption: 'RAW',
      insertDataOption: 'INSERT_ROWS',
      requestBody: { values: [['Wednesday', 8]] },
    })
    expect(appended.data).toMatchObject({
      tableRange: 'Log!A1:C3',
      updates: { updatedRange: 'Log!A4:B4', updatedCells: 2 },
    })
    const many = await api.values.batchUpdate({
      spreadsheetId,
      requestBody: {
        valueInputOption: 'RAW',
        data: [
          { range: 'Log!A5', values: [['Thursday']] },
          { range: 'Log!E1:E2', majorDimension: 'COLUMNS', values: [['x', 'y']] },
        ],
      },
    })
    expect(many.data).toMatchObject({ totalUpdatedCells: 3, totalUpdatedSheets: 1 })
    const cleared = await api.values.clear({ spreadsheetId, range: 'Log!A4:E5' })
    expect(cleared.data).toEqual({ spreadsheetId, clearedRange: 'Log!A4:E5' })
    const both = await api.values.batchClear({
      spreadsheetId,
      requestBody: { ranges: ['Log!E1:E9', 'Log!C2:C3'] },
    })
    expect(both.data.clearedRanges).toEqual(['Log!E1:E9', 'Log!C2:C3'])
    expect(google.cells(spreadsheetId, 'Log')).toEqual([
      ['Day', 'Hours', 'Done'],
      ['Monday', '6'],
      ['Tuesday', '50%'],
    ])
  })

  it('are reached by data filters, also through developer metadata [D]', async () => {
    await batch({
      createDeveloperMetadata: {
        developerMetadata: {
          metadataId: 41,
          metadataKey: 'row',
          visibility: 'DOCUMENT',
          location: {
            dimensionRange: { sheetId: 7, dimension: 'ROWS', startIndex: 1, endIndex: 2 },
          },
        },
      },
    })
    const byKey = { developerMetadataLookup: { metadataKey: 'row' } }
    const read = await api.values.batchGetByDataFilter({
      spreadsheetId,
      requestBody: { dataFilters: [byKey, { a1Range: 'Log!A1' }] },
    })
    expect(read.data.valueRanges?.map(({ valueRange }) => valueRange?.values)).toEqual([
      [['Monday', '6', 'TRUE']],
      [['Day']],
    ])
    const written = await api.values.batchUpdateByDataFilter({
      spreadsheetId,
      requestBody: {
        valueInputOption: 'RAW',
        data: [{ dataFilter: byKey, values: [['Sunday']] }],
      },
    })
    expect(written.data).toMatchObject({ totalUpdatedCells: 1 })
    const gridRange = { sheetId: 7, startRowIndex: 2, endRowIndex: 3 }
    await api.values.batchClearByDataFilter({
      spreadsheetId,
      requestBody: { dataFilters: [{ gridRange }] },
    })
    expect(google.cells(spreadsheetId, 'Log')).toEqual([
      ['Day', 'Hours', 'Done'],
      ['Sunday', '6', 'TRUE'],
    ])
    const whole = await api.getByDataFilter({
      spreadsheetId,
      fields: 'sheets(properties.title,data(startRow,rowData.values.formattedValue))',
      requestBody: { dataFilters: [byKey], includeGridData: true },
    })
    expect(whole.data.sheets).toEqual([
      {
        properties: { title: 'Log' },
        data: [
          {
            startRow: 1,
            rowData: [
              {
                values: [
                  { formattedValue: 'Sunday' },
                  { formattedValue: '6' },
                  { formattedValue: 'TRUE' },
                ],
              },
            ],
          },
        ],
      },
    ])
  })
})

describe('a spreadsheet', () => {
  it('is described, with cells where they are asked for', async () => {
    const { data } = await api.get({
      spreadsheetId: SEED_IDS.prices,
      ranges: ['Europe!B2'],
      fields: 'sheets.data.rowData.values(formattedValue,effectiveValue,userEnteredFormat)',
    })
    expect(data.sheets?.[0]?.data?.[0]?.rowData?.[0]?.values).toEqual([
      {
        effectiveValue: { numberValue: 4.9 },
        formattedValue: '€4.90',
        userEnteredFormat: { numberFormat: { type: 'CURRENCY', pattern: '[$€]#,##0.00' } },
      },
    ])
  })

  it('is changed by a batch that answers what it made, and as it is now', async () => {
    const { data } = await api.batchUpdate({
      spreadsheetId,
      requestBody: {
        requests: [
          { addSheet: { properties: { sheetId: 8, title: 'Notes', index: 0 } } },
          { updateSpreadsheetProperties: { properties: { title: 'Logs' }, fields: 'title' } },
        ],
        includeSpreadsheetInResponse: true,
      },
    })
    expect(data.replies).toMatchObject([
      { addSheet: { properties: { sheetId: 8, title: 'Notes', index: 0 } } },
      {},
    ])
    const updated = data.updatedSpreadsheet
    expect(updated?.properties?.title).toBe('Logs')
    expect(updated?.sheets?.map(({ properties }) => properties?.title)).toEqual(['Notes', 'Log'])
  })

  it('is changed altogether or not at all [D]', async () => {
    const range = { sheetId: 7, startRowIndex: 0, endRowIndex: 1 }
    const bad = batch(
      { updateCells: { range, rows: [], fields: 'userEnteredValue' } },
      { deleteSheet: { sheetId: 99 } },
    )
    await expect(bad).rejects.toThrow('Invalid requests[1].deleteSheet: No sheet with id: 99')
    expect(google.cells(spreadsheetId, 'Log!A1')).toEqual([['Day']])
  })

  it('has metadata that is made, found, read, changed and deleted [D]', async () => {
    const made = await batch({
      createDeveloperMetadata: {
        developerMetadata: {
          metadataKey: 'state',
          metadataValue: 'new',
          visibility: 'PROJECT',
          location: { sheetId: 7 },
        },
      },
    })
    const { metadataId = 0 } = made.replies?.[0]?.createDeveloperMetadata?.developerMetadata ?? {}
    const lookup = { developerMetadataLookup: { metadataKey: 'state' } }
    await batch({
      updateDeveloperMetadata: {
        dataFilters: [lookup],
        developerMetadata: { metadataValue: 'old' },
        fields: 'metadataValue',
      },
    })
    const read = await api.developerMetadata.get({
      spreadsheetId,
      metadataId: metadataId ?? 0,
    })
    expect(read.data).toMatchObject({
      metadataId,
      metadataValue: 'old',
      location: { locationType: 'SHEET', sheetId: 7 },
    })
    const search = () =>
      api.developerMetadata.search({ spreadsheetId, requestBody: { dataFilters: [lookup] } })
    expect((await search()).data.matchedDeveloperMetadata).toHaveLength(1)
    await batch({ deleteDeveloperMetadata: { dataFilter: lookup } })
    expect((await search()).data).toEqual({})
  })

  it('makes room in a table and writes a row, key and anchor in one atomic batch', async () => {
    google.writeCells(spreadsheetId, 'A5', [
      ['Title', 'Link', '', 'beside'],
      ['a', 'b'],
    ])
    const found = await api.values.append({
      spreadsheetId,
      range: 'Log!A5',
      valueInputOption: 'RAW',
      requestBody: { values: [[]] },
    })
    expect(found.data.tableRange).toBe('Log!A5:B6')
    const range = {
      sheetId: 7,
      startRowIndex: 6,
      endRowIndex: 7,
      startColumnIndex: 0,
      endColumnIndex: 2,
    }
    const requests: sheets_v4.Schema$Request[] = [
      { insertRange: { range, shiftDimension: 'ROWS' } },
      {
        updateCells: {
          range,
          rows: [{ values: [{ userEnteredValue: { stringValue: '=x' } }, {}] }],
          fields: 'userEnteredValue',
        },
      },
      {
        createDeveloperMetadata: {
          developerMetadata: {
            metadataId: 41,
            metadataKey: 'send',
            metadataValue: 'uuid',
            visibility: 'PROJECT',
            location: { spreadsheet: true },
          },
        },
      },
    ]
    await batch(...requests)
    await expect(batch(...requests)).rejects.toMatchObject({ status: 400 })
    expect(google.cells(spreadsheetId, 'Log!A5:D9')).toEqual([
      ['Title', 'Link', '', 'beside'],
      ['a', 'b'],
      ['=x'],
    ])
  })

  it('gives a copy of a sheet to another', async () => {
    const other = await api.create({ requestBody: {} })
    const { data } = await api.sheets.copyTo({
      spreadsheetId,
      sheetId: 7,
      requestBody: { destinationSpreadsheetId: other.data.spreadsheetId ?? '' },
    })
    expect(data).toMatchObject({ title: 'Copy of Log', index: 1, sheetType: 'GRID' })
    expect(google.cells(other.data.spreadsheetId ?? '', "'Copy of Log'!A2:B2")).toEqual([
      ['Monday', '6'],
    ])
  })
})

const read = (range: string) => api.values.get({ spreadsheetId, range })
const open = (id: string) => api.get({ spreadsheetId: id })

describe('errors', () => {
  it.each([
    ['badRequest', 400, 'Unable to parse range: Nope!A1', () => read('Nope!A1')],
    ['forbidden', 403, 'The caller does not have permission', () => open(SEED_IDS.salaries)],
    ['notFound', 404, 'Requested entity was not found.', () => open('1nowhere')],
  ])('are GaxiosErrors with a reason: %s [I]', async (reason, status, message, ask) => {
    await expect(ask()).rejects.toMatchObject({
      constructor: gaxios.GaxiosError,
      status,
      message: expect.stringContaining(message),
      response: { data: { error: { code: status, errors: [{ reason, domain: 'global' }] } } },
    })
  })

  it('of a moment are tried again when reading, not when writing', async () => {
    google.addFault({ kind: 'fail', on: 'sheets', status: 503, times: 1 })
    expect((await read('Log!A1')).data.values).toEqual([['Day']])
    google.addFault({ kind: 'fail', on: 'sheets', status: 503, times: 1 })
    await expect(batch({ deleteSheet: { sheetId: 99 } })).rejects.toMatchObject({ status: 503 })
  })
})
