import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startGoogle, type LocalGoogle } from '#test/google/server.ts'
import { newLog, sheetsClient, type Sheets } from './log.ts'

/** Google's own client of Sheets: every method of `spreadsheets.values`, and data filters. */
let google: LocalGoogle
let api: Sheets
let spreadsheetId: string

beforeAll(async () => {
  google = await startGoogle()
  api = await sheetsClient(google)
})
afterAll(() => google.close())

beforeEach(async () => {
  spreadsheetId = await newLog(google, api)
})

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
    const developerMetadata = {
      metadataKey: 'row',
      visibility: 'DOCUMENT',
      location: { dimensionRange: { sheetId: 7, dimension: 'ROWS', startIndex: 1, endIndex: 2 } },
    }
    await api.batchUpdate({
      spreadsheetId,
      requestBody: { requests: [{ createDeveloperMetadata: { developerMetadata } }] },
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
