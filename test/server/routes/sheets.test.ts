import { once } from 'node:events'
import { Agent, request, type IncomingMessage } from 'node:http'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it, onTestFinished } from 'vitest'
import { ACCOUNT_HEADER, CODE_HEADER, googleError } from '#shared/contract/sheet.ts'
import { CHROMIUM_ID } from '#shared/extension.ts'
import { ADA, BEN } from '#test/google/oauth/people.ts'
import { directly, startSheetside, tokenOf } from '#test/server/harness.ts'

const ROWS = Array.from({ length: 500 }, (_, row) => [`row ${row}`, row, 'Zoë'])
const ORIGIN = `chrome-extension://${CHROMIUM_ID}`

async function setUp() {
  const sheetside = await startSheetside()
  const { token } = await sheetside.signIn({ person: ADA.email })
  const { spreadsheetId } = await directly(sheetside).makeSheet(ROWS)
  const book = `/sheets/v4/spreadsheets/${spreadsheetId}`
  const read = (path: string, headers: Record<string, string> = {}) =>
    sheetside.call('GET', path, { token, headers })
  return { ...sheetside, token, spreadsheetId, book, read }
}

/** The bytes of an answer as they are on the wire: fetch would unpack them. */
async function raw(url: string, headers: Record<string, string>, agent?: Agent) {
  const asked = request(url, { headers, agent }).end()
  const [response] = (await once(asked, 'response')) as [IncomingMessage]
  const pieces: Buffer[] = []
  for await (const piece of response) pieces.push(piece as Buffer)
  return { response, body: Buffer.concat(pieces), reused: asked.reusedSocket }
}

describe('Google’s Sheets surface', () => {
  it('answers with Google’s own bytes', async () => {
    const { read, book, google, spreadsheetId } = await setUp()
    const path = '/values/Sheet1!A1:C3?valueRenderOption=UNFORMATTED_VALUE'
    const ours = await read(book + path)
    const theirs = await fetch(`${google.url}/v4/spreadsheets/${spreadsheetId}${path}`, {
      headers: { authorization: `Bearer ${tokenOf(google)}` },
    })
    expect(ours.status).toBe(200)
    expect(ours.headers.get('content-type')).toBe(theirs.headers.get('content-type'))
    expect(await ours.text()).toBe(await theirs.text())
  })

  it('serves every method that it offers', async () => {
    const { read, book, spreadsheetId } = await setUp()
    expect(await (await read(`${book}?fields=spreadsheetId`)).json()).toEqual({ spreadsheetId })
    const several = await read(`${book}/values:batchGet?ranges=A1&ranges=Sheet1!B2`)
    expect(await several.json()).toMatchObject({
      valueRanges: [{ values: [['row 0']] }, { values: [['1']] }],
    })
    expect((await read(`${book}/developerMetadata/17`)).status).toBe(404)
  })

  it('passes on what is compressed as it came, and nothing of Google’s headers that tells more', async () => {
    const { url, token, book } = await setUp()
    const headers = { authorization: `Bearer ${token}`, 'accept-encoding': 'gzip' }
    const { response, body } = await raw(`${url}${book}/values/Sheet1`, headers)
    expect(response.headers['content-encoding']).toBe('gzip')
    expect(JSON.parse(String(gunzipSync(body)))).toMatchObject({ majorDimension: 'ROWS' })
    expect(response.headers['cache-control']).toBe('no-store')
    expect(response.headers['x-content-type-options']).toBe('nosniff')
    for (const name of ['server', 'alt-svc', 'set-cookie', 'x-xss-protection']) {
      expect(response.headers[name]).toBeUndefined()
    }
    const plain = await raw(`${url}${book}/values/Sheet1`, {
      authorization: `Bearer ${token}`,
      'accept-encoding': 'identity',
    })
    expect(plain.response.headers['content-encoding']).toBeUndefined()
    expect(JSON.parse(String(plain.body))).toMatchObject({ majorDimension: 'ROWS' })
  })

  it('keeps the headers that let the extension read the answer, and its error code', async () => {
    const { read, book } = await setUp()
    const good = await read(`${book}/values/A1`, { origin: ORIGIN })
    expect(good.headers.get('access-control-allow-origin')).toBe(ORIGIN)
    expect(good.headers.get('x-request-id')).not.toBeNull()
    const bad = await read(`${book}/values/Nowhere!A1`, { origin: ORIGIN })
    expect(bad.status).toBe(400)
    expect(bad.headers.get('access-control-allow-origin')).toBe(ORIGIN)
    expect(bad.headers.get('access-control-expose-headers')).toContain(CODE_HEADER)
    expect(bad.headers.get(CODE_HEADER)).toBe('invalid_input')
  })

  it('passes Google’s errors unchanged, with our code beside them', async () => {
    const { read, book, google, spreadsheetId } = await setUp()
    const path = '/values/Nowhere!A1'
    const ours = await read(book + path)
    const theirs = await fetch(`${google.url}/v4/spreadsheets/${spreadsheetId}${path}`, {
      headers: { authorization: `Bearer ${tokenOf(google)}` },
    })
    expect(await ours.text()).toBe(await theirs.text())

    const missing = await read(`/sheets/v4/spreadsheets/1${'x'.repeat(43)}`)
    expect(missing.headers.get(CODE_HEADER)).toBe('not_found')

    google.addFault({ on: 'sheets.read', kind: 'fail', status: 429, times: 1 })
    const often = await read(`${book}/values/A1`)
    expect([often.status, often.headers.get(CODE_HEADER)]).toEqual([429, 'google_quota'])
  })

  it('answers its own refusals in Google’s envelope', async () => {
    const { call, read, book } = await setUp()
    const stranger = await call('GET', `${book}/values/A1`)
    expect(stranger.status).toBe(401)
    expect(stranger.headers.get(CODE_HEADER)).toBe('unauthenticated')
    expect(googleError.parse(await stranger.json()).error.status).toBe('UNAUTHENTICATED')

    for (const [path, code] of [
      [`${book}/values/A1?access_token=x`, 'invalid_input'],
      [`${book}/values/A1?key=x`, 'invalid_input'],
      [`${book}/sheets/0:copyTo`, 'not_found'],
      ['/sheets/v4/spreadsheets/../../drive/v3/files', 'not_found'],
    ] as const) {
      const answer = await read(path)
      expect([path, answer.headers.get(CODE_HEADER) ?? 'not_found']).toEqual([path, code])
    }
  })

  it('offers no way to write', async () => {
    const { call, google, token, book } = await setUp()
    const before = google.requests().length
    const answer = await call('POST', `${book}:batchUpdate`, { token, body: { requests: [] } })
    expect(answer.status).toBe(404)
    expect(google.requests()).toHaveLength(before)
  })

  it('reads with the account that is named', async () => {
    const sheetside = await startSheetside()
    const session = await sheetside.register()
    const hers = await sheetside.connect(session, { person: ADA.email })
    const his = await sheetside.connect(session, { person: BEN.email })
    const { spreadsheetId } = await directly(sheetside).makeSheet([['hers']])
    const read = async (account?: string) => {
      const answer = await sheetside.call('GET', `/sheets/v4/spreadsheets/${spreadsheetId}`, {
        token: session.token,
        headers: account === undefined ? {} : { [ACCOUNT_HEADER]: account },
      })
      return [answer.status, answer.headers.get(CODE_HEADER)]
    }
    expect(await read()).toEqual([200, null])
    expect(await read(hers.id)).toEqual([200, null])
    expect(await read(his.id)).toEqual([403, 'sheet_forbidden'])
    expect(await read('nobody')).toEqual([403, 'google_not_connected'])
  })

  it('says that Google is unavailable when the connection breaks', async () => {
    const { read, book, google } = await setUp()
    google.addFault({ on: 'values.get', kind: 'drop', when: 'before', times: 1 })
    const answer = await read(`${book}/values/A1`)
    expect(answer.status).toBe(502)
    expect(answer.headers.get(CODE_HEADER)).toBe('google_unavailable')
  })

  it('goes on when Google’s answer breaks off midway, and the client sees that it did', async () => {
    const { read, book, google, logged } = await setUp()
    google.addFault({ on: 'values.get', kind: 'truncate', times: 1 })
    const answer = await read(`${book}/values/Sheet1`)
    await expect(answer.text()).rejects.toThrow('terminated')
    await expect.poll(() => logged.some((line) => line.includes('cut short'))).toBe(true)
    expect((await read(`${book}/values/A1`)).status).toBe(200)
  })

  it('hangs up on Google when the client hangs up', async () => {
    const { url, token, book, google, logged, read } = await setUp()
    google.addFault({ on: 'values.get', kind: 'delay', milliseconds: 3_600_000, times: 1 })
    const hangUp = new AbortController()
    const asked = fetch(`${url}${book}/values/A1`, {
      headers: { authorization: `Bearer ${token}` },
      signal: hangUp.signal,
    })
    await expect.poll(() => logged.some((line) => line.includes('passing on'))).toBe(true)
    hangUp.abort()
    await expect(asked).rejects.toThrow('aborted')
    await expect.poll(() => logged.some((line) => line.includes('cut short'))).toBe(true)
    expect((await read(`${book}/values/A1`)).status).toBe(200)
  })

  it('answers one after the other on one connection', async () => {
    const { url, token, book } = await setUp()
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    onTestFinished(() => agent.destroy())
    const reused: boolean[] = []
    for (const range of ['A1', 'Sheet1', 'Nowhere!A1', 'B2']) {
      const headers = { authorization: `Bearer ${token}` }
      const answer = await raw(`${url}${book}/values/${range}`, headers, agent)
      reused.push(answer.reused)
    }
    expect(reused).toEqual([false, true, true, true])
  })
})
