import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { drive, make, refusal, SHEET } from './drive-calls.ts'
import { callGoogle, newSpreadsheet } from '#test/google/call-google.ts'
import { DRIVE, DRIVE_METADATA_READONLY, SPREADSHEETS } from '#test/google/oauth/scopes.ts'
import { SEED_IDS } from '#test/google/seeds/seeds.ts'
import { startGoogle, type LocalGoogle } from '#test/google/server.ts'

let google: LocalGoogle

beforeAll(async () => {
  google = await startGoogle()
})
afterAll(() => google.close())

async function exported(id: string, mimeType: string, token = google.token) {
  const query = new URLSearchParams({ mimeType }).toString()
  return drive(google, `/files/${id}/export?${query}`, { token })
}

describe('files.export', () => {
  it('gives the first sheet as CSV, without an end of line at its end [R]', async () => {
    const id = await newSpreadsheet(google)
    google.writeCells(id, 'A1:B1', [['a1', 'B2']])
    const answer = await exported(id, 'text/csv')
    expect(answer.text).toBe('a1,B2')
    expect(answer.headers.get('content-type')).toBe('text/csv')
    expect(answer.headers.get('content-disposition')).toBe('attachment')
  })

  it('writes what cells show, quotes what would be read otherwise, and fills up rows', async () => {
    const id = await newSpreadsheet(google)
    const path = `/v4/spreadsheets/${id}/values/A1:C4?valueInputOption=USER_ENTERED`
    const values = [['50%', '=1+1', 'x'], ['say "hi"', 'a, b'], [], ['two\nlines', true]]
    await callGoogle(google, path, { method: 'PUT', body: { values } })
    expect((await exported(id, 'text/csv')).text).toBe(
      '50%,2,x\r\n"say ""hi""","a, b",\r\n,,\r\n"two\nlines",TRUE,',
    )
    expect((await exported(id, 'text/tab-separated-values')).text).toBe(
      '50%\t2\tx\r\nsay "hi"\ta, b\t\r\n\t\t\r\ntwo lines\tTRUE\t',
    )
  })

  it('gives nothing of an empty sheet', async () => {
    const id = await newSpreadsheet(google)
    expect(await exported(id, 'text/csv')).toMatchObject({ status: 200, text: '' })
  })

  it('refuses what a spreadsheet cannot become [I]', async () => {
    for (const mimeType of ['text/plain', 'constructor']) {
      expect(refusal(await exported(SEED_IDS.contacts, mimeType))).toEqual([
        400,
        'The requested conversion is not supported.',
        'badRequest',
        'convertTo',
      ])
    }
    const nothing = await drive(google, `/files/${SEED_IDS.contacts}/export`)
    expect(refusal(nothing)).toEqual([400, 'Required parameter: mimeType', 'required', 'mimeType'])
    const file = await make(google, { name: 'note.txt', mimeType: 'text/plain' })
    expect(refusal(await exported(file, 'text/csv'))).toEqual([
      403,
      'Export only supports Docs Editors files.',
      'fileNotExportable',
    ])
  })

  it('says so where a format is not built', async () => {
    const answer = await exported(SEED_IDS.contacts, 'application/pdf')
    expect(answer.status).toBe(501)
    expect(answer.text).toContain('has not learned exports as pdf')
  })

  it('is for those who may read, with a scope for content [D]', async () => {
    const ben = google.tokenFor('ben@gmail.com', [DRIVE])
    expect((await exported(SEED_IDS.contacts, 'text/csv', ben)).status).toBe(404)
    expect((await exported(SEED_IDS.prices, 'text/csv', ben)).status).toBe(200)
    const metadata = google.tokenFor('ada@gmail.com', [DRIVE_METADATA_READONLY])
    const answer = await exported(SEED_IDS.contacts, 'text/csv', metadata)
    expect(answer.body).toMatchObject({
      error: {
        code: 403,
        details: [{ metadata: { method: 'google.apps.drive.v3.DriveFiles.Export' } }],
      },
    })
  })
})

describe('the addresses of exports', () => {
  it('are told, and answer for the sheet that gid names', async () => {
    const id = await newSpreadsheet(google)
    const requests = [{ addSheet: { properties: { sheetId: 7, title: 'Second' } } }]
    await callGoogle(google, `/v4/spreadsheets/${id}:batchUpdate`, { body: { requests } })
    google.writeCells(id, 'A1', [['first']])
    google.writeCells(id, 'Second!A1', [['second']])
    const { body } = await drive(google, `/files/${id}?fields=exportLinks`)
    const links = (body as { exportLinks: Record<string, string> }).exportLinks
    const link = (links['text/csv'] ?? '').replace(google.url, '')
    expect((await callGoogle(google, link)).text).toBe('first')
    const own = `/spreadsheets/d/${id}/export?format=csv&gid=7&id=${id}`
    expect((await callGoogle(google, own)).text).toBe('second')
    const sheets = google.tokenFor('ada@gmail.com', [SPREADSHEETS])
    expect((await callGoogle(google, own, { token: sheets })).status).toBe(200)
    expect((await callGoogle(google, own, { token: null })).status).toBe(401)
    const open = { body: { type: 'anyone', role: 'reader' } }
    await drive(google, `/files/${id}/permissions`, open)
    expect((await callGoogle(google, own, { token: null })).text).toBe('second')
  })
})

describe('what its owner keeps from readers', () => {
  it('goes out neither by the API nor by its address', async () => {
    const id = await newSpreadsheet(google)
    google.share(id, 'ben@gmail.com', 'reader')
    const ben = google.tokenFor('ben@gmail.com', [DRIVE])
    const address = `/spreadsheets/d/${id}/export?format=csv`
    expect((await exported(id, 'text/csv', ben)).status).toBe(200)
    expect((await callGoogle(google, address, { token: ben })).status).toBe(200)
    const body = { copyRequiresWriterPermission: true }
    await drive(google, `/files/${id}`, { method: 'PATCH', body })
    expect((await exported(id, 'text/csv', ben)).status).toBe(403)
    expect((await callGoogle(google, address, { token: ben })).status).toBe(403)
    expect((await callGoogle(google, address)).status).toBe(200)
  })
})

describe('what goes out comes in again', () => {
  it('a CSV has the same cells', async () => {
    const { text } = await exported(SEED_IDS.reading, 'text/csv')
    const boundary = 'b'
    const about = JSON.stringify({ name: 'Again', mimeType: SHEET })
    const body = `--${boundary}\r\n\r\n${about}\r\n--${boundary}\r\ncontent-type: text/csv\r\n\r\n${text}\r\n--${boundary}--`
    const response = await fetch(`${google.url}/upload/drive/v3/files?uploadType=multipart`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${google.token}`,
        'content-type': `multipart/related; boundary=${boundary}`,
      },
      body,
    })
    const { id } = (await response.json()) as { id: string }
    expect((await exported(id, 'text/csv')).text).toBe(text)
  })
})
