import { gaxios } from 'google-auth-library'
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { SEED_IDS } from '#test/google/seeds/seeds.ts'
import { startGoogle, type LocalGoogle } from '#test/google/server.ts'
import { newLog, sheetsClient, type Sheets } from './log.ts'

/** Google's own client of Sheets: a spreadsheet as a whole, and what the client makes of errors. */
let google: LocalGoogle
let api: Sheets
let spreadsheetId: string

beforeAll(async () => {
  google = await startGoogle()
  api = await sheetsClient(google)
})
afterAll(() => google.close())

beforeEach(async () => {
  google.clearFaults()
  spreadsheetId = await newLog(google, api)
})

async function batch(...requests: sheets_v4.Schema$Request[]) {
  return (await api.batchUpdate({ spreadsheetId, requestBody: { requests } })).data
}

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
