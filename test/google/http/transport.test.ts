import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callGoogle, newSpreadsheet, type Answer } from '#test/google/call-google.ts'
import { API_KEY } from './api-key.ts'
import { startGoogle, type LocalGoogle } from '#test/google/server.ts'

let google: LocalGoogle
let id = ''
let path = ''

beforeAll(async () => {
  google = await startGoogle()
  id = await newSpreadsheet(google)
  path = `/v4/spreadsheets/${id}/values/A1`
  google.writeCells(id, 'A1', [['first']])
})
afterAll(() => google.close())

describe('headers', () => {
  it('of Sheets [R]', async () => {
    const { headers } = await callGoogle(google, path)
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': 'application/json; charset=UTF-8',
      'cache-control': 'private',
      vary: 'Origin, X-Origin, Referer',
      server: 'ESF',
      'x-xss-protection': '0',
      'x-frame-options': 'SAMEORIGIN',
      'x-content-type-options': 'nosniff',
    })
  })

  it('of Drive, which calls even nothing HTML [R]', async () => {
    const mine = await newSpreadsheet(google)
    const { status, headers } = await callGoogle(google, `/drive/v3/files/${mine}`, {
      method: 'DELETE',
    })
    expect(status).toBe(204)
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': 'text/html',
      'cache-control': 'no-cache, no-store, max-age=0, must-revalidate',
      pragma: 'no-cache',
      vary: 'Origin, X-Origin',
    })
  })

  it('tell the time of the local Google’s own clock', async () => {
    google.setClock(86_400_000)
    const { headers } = await callGoogle(google, path)
    google.setClock(0)
    const ahead = Date.parse(headers.get('date') ?? '') - Date.now()
    expect(Math.round(ahead / 3_600_000)).toBe(24)
  })
})

describe('other ways to ask', () => {
  it('a POST that says it is something else [D]', async () => {
    const override = { 'x-http-method-override': 'PUT' }
    const written = await callGoogle(google, `${path}?valueInputOption=RAW`, {
      method: 'POST',
      headers: override,
      body: { values: [['second']] },
    })
    expect(written.body).toMatchObject({ updatedRange: 'Sheet1!A1' })
    const form = new URLSearchParams([
      ['ranges', 'A1'],
      ['ranges', 'B1'],
    ])
    const { body } = await callGoogle(google, `/v4/spreadsheets/${id}/values:batchGet`, {
      method: 'POST',
      headers: { 'x-http-method-override': 'GET' },
      body: form,
    })
    expect(body).toMatchObject({ valueRanges: [{ values: [['second']] }, { range: 'Sheet1!B1' }] })
  })

  it('parameters of all methods, with a dollar or without [D]', async () => {
    const query = '?$fields=values&alt=json&quotaUser=me&$prettyPrint=false'
    const { text } = await callGoogle(google, path + query)
    expect(text).toMatch(/^\{"values":\[\["\w+"\]\]\}$/)
  })

  it('an answer in another form than JSON is not built, and said to be so', async () => {
    const { status, body } = await callGoogle(google, `${path}?alt=proto`)
    expect([status, body]).toMatchObject([501, { error: { status: 'UNIMPLEMENTED' } }])
  })

  it('a token in the address [D]', async () => {
    const { status } = await callGoogle(google, `${path}?access_token=${google.token}`, {
      token: null,
    })
    expect(status).toBe(200)
  })

  it('from a page of another origin [believed]', async () => {
    const headers = {
      origin: 'https://page.example',
      'access-control-request-method': 'PUT',
      'access-control-request-headers': 'authorization,content-type',
    }
    const asked = await callGoogle(google, path, { method: 'OPTIONS', token: null, headers })
    expect(asked.status).toBe(200)
    expect(Object.fromEntries(asked.headers)).toMatchObject({
      'access-control-allow-origin': 'https://page.example',
      'access-control-allow-headers': 'authorization,content-type',
    })
    expect(asked.headers.get('access-control-allow-methods')).toContain('PUT')
    const { headers: answered } = await callGoogle(google, path, { headers })
    expect(answered.get('access-control-allow-origin')).toBe('https://page.example')
    const refused = await callGoogle(google, path, { headers, token: 'dead' })
    expect(refused.headers.get('access-control-allow-origin')).toBe('https://page.example')
  })
})

async function withKey(key: string, given: Parameters<typeof callGoogle>[2] = {}): Promise<Answer> {
  return callGoogle(google, `${path}?key=${key}`, { token: null, ...given })
}

describe('an API key alone', () => {
  it('does not open what is private [I]', async () => {
    const { status, body } = await withKey(API_KEY)
    expect([status, body]).toMatchObject([403, { error: { status: 'PERMISSION_DENIED' } }])
  })

  it('is refused for writing [I]', async () => {
    const write = { method: 'PUT', body: { values: [['x']] } }
    const { status, body } = await withKey(API_KEY, write)
    expect([status, body]).toMatchObject([
      401,
      { error: { status: 'UNAUTHENTICATED', details: [{ reason: 'CREDENTIALS_MISSING' }] } },
    ])
  })

  it('must be one that there is [I]', async () => {
    const { body } = await withKey('AIzaSyMadeUp')
    expect(body).toEqual({
      error: {
        code: 400,
        message: 'API key not valid. Please pass a valid API key.',
        status: 'INVALID_ARGUMENT',
        details: [
          {
            '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
            reason: 'API_KEY_INVALID',
            domain: 'googleapis.com',
            metadata: { service: 'sheets.googleapis.com' },
          },
        ],
      },
    })
  })
})

async function send(target: string, method: string, body: string): Promise<Response> {
  const headers = {
    authorization: `Bearer ${google.token}`,
    'content-type': 'application/json',
  }
  return fetch(google.url + target, { method, body, headers })
}

describe('bodies', () => {
  it('that are no JSON [I]', async () => {
    const sheets = await send(`${path}?valueInputOption=RAW`, 'PUT', '{"values": [["x"]')
    expect(await sheets.json()).toMatchObject({
      error: {
        code: 400,
        message: expect.stringMatching(
          /^Invalid JSON payload received\. Unexpected end of string\. Expected , or ] after array value\.\n/,
        ) as string,
        status: 'INVALID_ARGUMENT',
      },
    })
  })

  it('over ten megabytes [I]', async () => {
    const text = JSON.stringify({ values: [['x'.repeat(10 * 1024 * 1024)]] })
    const answer = await send(`${path}?valueInputOption=RAW`, 'PUT', text)
    expect([answer.status, await answer.json()]).toMatchObject([
      400,
      { error: { message: 'Request payload size exceeds the limit: 10485760 bytes.' } },
    ])
  })
})

describe('answers that are kept', () => {
  it('are of the spreadsheet as it is, for those who may read it', async () => {
    const read = () => callGoogle(google, path)
    google.writeCells(id, 'A1', [['one']])
    expect([(await read()).body, (await read()).body]).toMatchObject([
      { values: [['one']] },
      { values: [['one']] },
    ])
    google.writeCells(id, 'A1', [['two']])
    expect((await read()).body).toMatchObject({ values: [['two']] })
    const token = google.tokenFor('ben@gmail.com', ['https://www.googleapis.com/auth/spreadsheets'])
    expect((await callGoogle(google, path, { token })).status).toBe(403)
  })

  it('are not kept when they depend on the time', async () => {
    await callGoogle(google, `/v4/spreadsheets/${id}/values/C1?valueInputOption=USER_ENTERED`, {
      method: 'PUT',
      body: { values: [['=TODAY()']] },
    })
    const today = async () =>
      (
        await callGoogle(
          google,
          `/v4/spreadsheets/${id}/values/C1?valueRenderOption=UNFORMATTED_VALUE`,
        )
      ).body as { values: [[number]] }
    const [[before]] = (await today()).values
    google.setClock(86_400_000)
    const token = google.tokenFor('ada@gmail.com', ['https://www.googleapis.com/auth/drive'])
    const path = `/v4/spreadsheets/${id}/values/C1?valueRenderOption=UNFORMATTED_VALUE`
    const { body } = await callGoogle(google, path, { token })
    google.setClock(0)
    expect((body as { values: [[number]] }).values).toEqual([[before + 1]])
  })
})
