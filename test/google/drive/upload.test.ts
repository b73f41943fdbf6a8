import { OAuth2Client } from 'google-auth-library'
import { drive as officialDrive } from 'googleapis/build/src/apis/drive/index.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { drive, FOLDER, make, SHEET } from './drive-calls.ts'
import { callGoogle, newSpreadsheet } from '#test/google/call-google.ts'
import { startGoogle, type LocalGoogle } from '#test/google/server.ts'

let google: LocalGoogle

beforeAll(async () => {
  google = await startGoogle()
})
afterAll(() => google.close())

async function send(
  method: string,
  path: string,
  type: string,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
): Promise<Response> {
  const authorization = `Bearer ${google.token}`
  const url = path.startsWith('http') ? path : `${google.url}/upload/drive${path}`
  return fetch(url, { method, body, headers: { authorization, 'content-type': type, ...headers } })
}

/** A file with what is said of it, as `multipart/related`. */
function multipart(about: object, type: string, content: string): [type: string, body: string] {
  const parts = [
    `--a+b\r\nContent-Type: application/json; charset=UTF-8\r\n\r\n${JSON.stringify(about)}\r\n`,
    `--a+b\r\nContent-Type: ${type}\r\n\r\n${content}\r\n`,
    '--a+b--',
  ]
  return ['multipart/related; boundary="a+b"', parts.join('')]
}

async function idOf(response: Response): Promise<string> {
  expect(response.status).toBe(200)
  return ((await response.json()) as { id: string }).id
}

const CSV = 'Name,Price,Since\r\n"Lens, 35 mm","1,250.50",2026-03-01\r\n"say ""hi""",=1+1,\r\n'

describe('a CSV that becomes a spreadsheet', () => {
  it('is typed into one sheet with the file’s name [R]', async () => {
    const about = { name: 'Gear', mimeType: SHEET }
    const [type, body] = multipart(about, 'text/csv', CSV)
    const id = await idOf(await send('POST', '/v3/files?uploadType=multipart', type, body))
    const fields = 'properties(title,timeZone),sheets.properties(title,sheetId,gridProperties)'
    const sheets = await callGoogle(google, `/v4/spreadsheets/${id}?fields=${fields}`)
    expect(sheets.body).toEqual({
      properties: { title: 'Gear', timeZone: 'America/Los_Angeles' },
      sheets: [
        {
          properties: {
            sheetId: expect.any(Number),
            title: 'Gear',
            gridProperties: { rowCount: 1000, columnCount: 26 },
          },
        },
      ],
    })
    const path = `/v4/spreadsheets/${id}/values/Gear?valueRenderOption=UNFORMATTED_VALUE`
    expect((await callGoogle(google, path)).body).toMatchObject({
      values: [
        ['Name', 'Price', 'Since'],
        ['Lens, 35 mm', 1250.5, 46_082],
        ['say "hi"', 2],
      ],
    })
  })

  it('takes tabs, and a file as large as need be', async () => {
    const rows = Array.from({ length: 1200 }, (_, row) => `${String(row)}\tx`).join('\n')
    const [type, body] = multipart({ mimeType: SHEET }, 'text/tab-separated-values', rows)
    const id = await idOf(await send('POST', '/v3/files?uploadType=multipart', type, body))
    expect(google.cells(id, 'A1200:B1200')).toEqual([['1199', 'x']])
  })

  it('replaces what a spreadsheet had, also through the older Drive [R]', async () => {
    const id = await newSpreadsheet(google, 'Import here')
    google.writeCells(id, 'A1:B1', [['old', 'old']])
    const first = await send('PATCH', `/v3/files/${id}?uploadType=media`, 'text/csv', 'a,b\nc,d')
    expect(first.status).toBe(200)
    expect(google.cells(id, "'Import here'!A1:B2")).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ])
    const query = 'uploadType=media&convert=True&supportsAllDrives=True'
    const second = await send('PUT', `/v2/files/${id}?${query}`, 'text/csv', 'e,f')
    expect(second.status).toBe(200)
    expect(await second.json()).toMatchObject({
      kind: 'drive#file',
      id,
      title: 'Import here',
      mimeType: SHEET,
      editable: true,
      labels: { viewed: true, restricted: false, starred: false, hidden: false, trashed: false },
      userPermission: { id: 'me', type: 'user', role: 'owner', kind: 'drive#permission' },
      parents: [{ isRoot: true, kind: 'drive#parentReference' }],
      spaces: ['drive'],
      fileSize: '1024',
      capabilities: { canEdit: true, canCopy: true },
    })
    expect(google.cells(id, "'Import here'!A1:B2")).toEqual([['e', 'f']])
  })

  it('is refused when it is none [I]', async () => {
    const [type, body] = multipart({ mimeType: SHEET }, 'image/png', 'png')
    const answer = await send('POST', '/v3/files?uploadType=multipart', type, body)
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({
      error: { errors: [{ reason: 'conversionUnsupportedConversionPath' }] },
    })
  })
})

describe('a file that stays what it is', () => {
  it('is kept byte by byte', async () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, index) => index)
    const response = await send('POST', '/v3/files?uploadType=media', 'image/png', bytes)
    const id = await idOf(response)
    const about = await drive(google, `/files/${id}?fields=name,mimeType,size,md5Checksum`)
    expect(about.body).toEqual({
      name: 'Untitled',
      mimeType: 'image/png',
      size: '256',
      md5Checksum: 'e2c865db4162bed963bfaa9ef6ac18f0',
    })
    const got = await fetch(`${google.url}/drive/v3/files/${id}?alt=media`, {
      headers: { authorization: `Bearer ${google.token}` },
    })
    expect(new Uint8Array(await got.arrayBuffer())).toEqual(bytes)
    const asSheet = await callGoogle(google, `/v4/spreadsheets/${id}`)
    expect(asSheet.body).toMatchObject({ error: { status: 'FAILED_PRECONDITION' } })
  })

  it('is what the older Drive says of it', async () => {
    const id = await idOf(await send('POST', '/v3/files?uploadType=media', 'image/png', 'png'))
    const answer = await send('PUT', `/v2/files/${id}?uploadType=media`, 'image/png', 'larger')
    expect(await answer.json()).toMatchObject({
      fileSize: '6',
      quotaBytesUsed: '6',
      alternateLink: `${google.url}/file/d/${id}/view?usp=drivesdk`,
    })
  })

  it('is refused when its parts cannot be told apart', async () => {
    const type = 'multipart/related; boundary=x'
    const answer = await send('POST', '/v3/files?uploadType=multipart', type, '--x\r\nnothing')
    expect(answer.status).toBe(400)
  })
})

describe('an upload in several steps [D]', () => {
  it('goes on at the address that the first step gives', async () => {
    const about = JSON.stringify({ name: 'In steps', mimeType: SHEET })
    const path = '/v3/files?uploadType=resumable'
    const type = { 'x-upload-content-type': 'text/csv' }
    const begun = await send('POST', path, 'application/json', about, type)
    expect([begun.status, await begun.text()]).toEqual([200, ''])
    const where = begun.headers.get('location') ?? ''
    expect(where).toContain('upload_id=')
    const part = (bytes: string, range: string) =>
      send('PUT', where, 'text/csv', bytes, { 'content-range': range })
    const first = await part('a,b', 'bytes 0-2/7')
    expect([first.status, first.headers.get('range')]).toEqual([308, 'bytes=0-2'])
    const asked = await part('', 'bytes */7')
    expect([asked.status, asked.headers.get('range')]).toEqual([308, 'bytes=0-2'])
    const id = await idOf(await part('\nc,d', 'bytes 3-6/7'))
    expect(google.cells(id, 'A1:B2')).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ])
    expect((await part('x', 'bytes 7-7/8')).status).toBe(404)
  })
})

describe('Google’s own client', () => {
  it('sends a file with what is said of it, and reads it again', async () => {
    const auth = new OAuth2Client()
    auth.setCredentials({ access_token: google.token })
    const api = officialDrive({ version: 'v3', auth, rootUrl: `${google.url}/` })
    // Uploads go to an address of their own, which each call has to be told.
    const here = { rootUrl: `${google.url}/` }
    const { data } = await api.files.create(
      {
        requestBody: { name: 'By the client', mimeType: SHEET },
        media: { mimeType: 'text/csv', body: 'Ö,1\nb,2' },
      },
      here,
    )
    const fileId = data.id ?? ''
    expect(google.cells(fileId, 'A1:B2')).toEqual([
      ['Ö', '1'],
      ['b', '2'],
    ])
    const note = await api.files.create(
      {
        requestBody: { name: 'note.txt' },
        media: { mimeType: 'text/plain', body: 'Hello' },
      },
      here,
    )
    const read = await api.files.get(
      { fileId: note.data.id ?? '', alt: 'media' },
      { responseType: 'text' },
    )
    expect([note.data.mimeType, read.data]).toEqual(['text/plain', 'Hello'])
  })
})

describe('into a folder', () => {
  it('goes what says so', async () => {
    const folder = await make(google, { name: 'Imports', mimeType: FOLDER })
    const [type, body] = multipart({ mimeType: SHEET, parents: [folder] }, 'text/csv', 'a')
    const id = await idOf(await send('POST', '/v3/files?uploadType=multipart', type, body))
    const { body: read } = await drive(google, `/files/${id}?fields=parents`)
    expect(read).toEqual({ parents: [folder] })
  })
})
