import { sheets, type sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js'
import { SPREADSHEETS } from '#test/google/oauth/scopes.ts'
import type { LocalGoogle } from '#test/google/server.ts'
import { signedIn } from './official.ts'

export type Sheets = sheets_v4.Resource$Spreadsheets

/** Google's own client of Sheets, signed in through consent. */
export async function sheetsClient(google: LocalGoogle): Promise<Sheets> {
  const auth = await signedIn(google, ['openid', 'email', SPREADSHEETS])
  return sheets({ version: 'v4', auth, rootUrl: `${google.url}/` }).spreadsheets
}

/** A new spreadsheet with one tab: 7, `Log`, with a header and two rows. @returns its id. */
export async function newLog(google: LocalGoogle, api: Sheets): Promise<string> {
  const { data } = await api.create({
    requestBody: {
      properties: { title: 'A log' },
      sheets: [{ properties: { sheetId: 7, title: 'Log' } }],
    },
  })
  const spreadsheetId = data.spreadsheetId ?? ''
  google.writeCells(spreadsheetId, 'Log!A1', [
    ['Day', 'Hours', 'Done'],
    ['Monday', 6, true],
    ['Tuesday', 7.5, false],
  ])
  return spreadsheetId
}
