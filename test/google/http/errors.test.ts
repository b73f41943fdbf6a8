import { request } from 'node:http'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callGoogle } from '#test/google/call-google.ts'
import { SEED_IDS } from '#test/google/seeds/seeds.ts'
import { startGoogle, type LocalGoogle } from '#test/google/server.ts'
import {
  DRIVE_METADATA_READONLY,
  SPREADSHEETS,
  SPREADSHEETS_READONLY,
} from '#test/google/oauth/scopes.ts'

const OFFICIAL = { 'x-goog-api-client': 'gdcl/8.0.0 gl-node/24.0.0' }
const clock = { time: Date.parse('2026-09-01T12:00:00Z'), now: () => clock.time }
let google: LocalGoogle

beforeAll(async () => {
  google = await startGoogle({ clock })
})
afterAll(() => google.close())

const reading = `/v4/spreadsheets/${SEED_IDS.reading}`

describe('tokens and scopes', () => {
  it('no token at all is a 403 [I]', async () => {
    const { status, body } = await callGoogle(google, reading, { token: null })
    expect(status).toBe(403)
    expect(body).toMatchObject({ error: { status: 'PERMISSION_DENIED' } })
  })

  it('a dead token is a 401 with a challenge [I]', async () => {
    const { status, body, headers } = await callGoogle(google, reading, { token: 'ya29.dead' })
    expect(status).toBe(401)
    expect(body).toMatchObject({ error: { code: 401, status: 'UNAUTHENTICATED' } })
    expect(body).not.toHaveProperty('error.errors')
    expect(headers.get('www-authenticate')).toBe(
      'Bearer realm="https://accounts.google.com/", error="invalid_token"',
    )
  })

  it('Google’s own libraries are shown errors[] [I]', async () => {
    const { body } = await callGoogle(google, reading, { token: 'ya29.dead', headers: OFFICIAL })
    expect(body).toMatchObject({
      error: {
        errors: [{ message: 'Invalid Credentials', domain: 'global', reason: 'authError' }],
      },
    })
  })

  it('a scope that does not fit is a 403 that says so [R, I]', async () => {
    const token = google.tokenFor('ada@gmail.com', [DRIVE_METADATA_READONLY])
    const { status, body, headers } = await callGoogle(google, reading, { token })
    expect(status).toBe(403)
    expect(body).toMatchObject({
      error: {
        message: 'Request had insufficient authentication scopes.',
        status: 'PERMISSION_DENIED',
        details: [
          {
            '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
            reason: 'ACCESS_TOKEN_SCOPE_INSUFFICIENT',
            metadata: { service: 'sheets.googleapis.com' },
          },
        ],
      },
    })
    expect(headers.get('www-authenticate')).toContain('error="insufficient_scope"')
  })

  it('reading scopes do not write [D]', async () => {
    const token = google.tokenFor('ada@gmail.com', [SPREADSHEETS_READONLY])
    const path = `${reading}/values/A1`
    expect((await callGoogle(google, path, { token })).status).toBe(200)
    const write = { token, method: 'PUT', body: { values: [['x']] } }
    expect((await callGoogle(google, `${path}?valueInputOption=RAW`, write)).status).toBe(403)
  })

  it('Sheets’ scope does not open Drive [D]', async () => {
    const token = google.tokenFor('ada@gmail.com', [SPREADSHEETS])
    expect((await callGoogle(google, '/drive/v3/files', { token })).status).toBe(403)
  })
})

describe('what is asked', () => {
  it('a field mask that names nothing there is [R]', async () => {
    const { status, body } = await callGoogle(google, `${reading}?fields=sheets.sheetProperties`)
    expect(status).toBe(400)
    expect(body).toEqual({
      error: {
        code: 400,
        message: 'Request contains an invalid argument.',
        status: 'INVALID_ARGUMENT',
        details: [
          {
            '@type': 'type.googleapis.com/google.rpc.BadRequest',
            fieldViolations: [
              {
                field: 'sheets.sheetProperties',
                description:
                  "Error expanding 'fields' parameter. Cannot find matching fields for path 'sheets.sheetProperties'.",
              },
            ],
          },
        ],
      },
    })
    for (const fields of ['sheets(properties', 'a.'.repeat(5000) + 'b', 'a('.repeat(5000)]) {
      expect((await callGoogle(google, `${reading}?fields=${fields}`)).status).toBe(400)
    }
  })

  it.each([
    ['properties.title', { properties: { title: 'Reading list' } }],
    [
      'properties/title,sheets/properties(title,index)',
      {
        properties: { title: 'Reading list' },
        sheets: [
          { properties: { title: 'Reading list', index: 0 } },
          { properties: { title: 'Archive', index: 1 } },
        ],
      },
    ],
    [
      'sheets(properties/sheetId)',
      { sheets: [{ properties: { sheetId: 0 } }, { properties: { sheetId: 1187302645 } }] },
    ],
    ['*/title', { properties: { title: 'Reading list' } }],
  ])('the mask %s lets through just that [D]', async (fields, expected) => {
    const { body } = await callGoogle(google, `${reading}?fields=${encodeURIComponent(fields)}`)
    expect(body).toMatchObject(expected)
  })

  it('a parameter that the method does not have [D]', async () => {
    const { status, body } = await callGoogle(google, `${reading}/values/A1?renderOption=X`)
    expect(status).toBe(400)
    expect(body).toMatchObject({
      error: {
        message: `Invalid JSON payload received. Unknown name "renderOption": Cannot bind query parameter. Field 'renderOption' could not be found in request message.`,
      },
    })
  })

  it('an address that nothing answers to is a page [R]', async () => {
    const { status, text } = await callGoogle(google, '/v4/spreadsheet')
    expect(status).toBe(404)
    expect(text).toContain('Error 404 (Not Found)!!1')
  })
})

describe('how answers are written', () => {
  it('indented unless prettyPrint=false [D]', async () => {
    const pretty = await callGoogle(google, `${reading}/values/A1`)
    expect(pretty.text).toContain('{\n  "range": "\'Reading list\'!A1",')
    const plain = await callGoogle(google, `${reading}/values/A1?prettyPrint=false`)
    expect(plain.text).not.toContain('\n')
  })

  it('compressed for those who take gzip, not for others [D]', async () => {
    const packed = await raw(`${reading}/values/A1:E16`, { 'accept-encoding': 'gzip' })
    expect(packed.encoding).toBe('gzip')
    expect(gunzipSync(packed.body).toString()).toContain('Quiet machines')
    const open = await raw(`${reading}/values/A1:E16`, {})
    expect(open.encoding).toBeUndefined()
  })
})

async function raw(
  path: string,
  headers: Record<string, string>,
): Promise<{ encoding: string | undefined; body: Buffer }> {
  return new Promise((resolve, reject) => {
    const asked = request(
      google.url + path,
      { headers: { authorization: `Bearer ${google.token}`, ...headers } },
      (response) => {
        const parts: Buffer[] = []
        response.on('data', (part: Buffer) => parts.push(part))
        response.on('end', () =>
          resolve({ encoding: response.headers['content-encoding'], body: Buffer.concat(parts) }),
        )
      },
    )
    asked.on('error', reject).end()
  })
}
