import { describe, expect, it } from 'vitest'
import { createApp } from '#server/app.ts'
import { newKey } from '#server/vault/key-ring.ts'
import { CHROMIUM_ID } from '#shared/extension.ts'
import { directly, startSheetside, type Sheetside } from '#test/server/harness.ts'

const ORIGIN = `chrome-extension://${CHROMIUM_ID}`

/** Each route of the app, with something in its path where it is open. */
function everyRoute({ deps }: Sheetside): { method: string; path: string }[] {
  return createApp(deps)
    .routes.filter(({ method, path }) => method !== 'ALL' || path.startsWith('/sheets/'))
    .map(({ method, path }) => ({
      method: method === 'ALL' ? 'GET' : method,
      path: path.replaceAll(/:\w+|\*$/g, 'x'),
    }))
}

function seeUsual(name: string, { headers }: Response) {
  const said = (header: string) => headers.get(header)
  expect([name, said('cache-control')]).toEqual([name, 'no-store'])
  expect([name, said('x-content-type-options')]).toEqual([name, 'nosniff'])
  expect([name, said('referrer-policy')]).toEqual([name, 'no-referrer'])
  expect([name, said('x-frame-options')]).toEqual([name, 'DENY'])
  expect([name, said('content-security-policy')]).toEqual([
    name,
    expect.stringMatching(/default-src 'none';.*frame-ancestors 'none'/),
  ])
  expect([name, said('server'), said('x-powered-by')]).toEqual([name, null, null])
  expect([name, said('x-request-id')]).toEqual([name, expect.stringMatching(/^[\w-]{36}$/)])
}

describe('every answer', () => {
  it('says that it is kept nowhere, framed by nobody and is what it says: on every route', async () => {
    const sheetside = await startSheetside()
    const { token } = await sheetside.register()
    const routes = everyRoute(sheetside)
    expect(routes.length).toBeGreaterThan(20)
    for (const { method, path } of routes) {
      const name = `${method} ${path}`
      seeUsual(`${name} by nobody`, await sheetside.call(method, path))
      seeUsual(
        `${name} preflight`,
        await sheetside.call('OPTIONS', path, {
          headers: { origin: ORIGIN, 'access-control-request-method': method },
        }),
      )
    }
    for (const { method, path } of routes.filter(({ method }) => method === 'GET')) {
      seeUsual(`${method} ${path} by a person`, await sheetside.call(method, path, { token }))
    }
  })

  it('says so where there is nothing, where it refuses, and where it streams Google’s bytes', async () => {
    const sheetside = await startSheetside()
    const { token } = await sheetside.signIn()
    const { spreadsheetId } = await directly(sheetside).makeSheet([['a']])
    const book = `/sheets/v4/spreadsheets/${spreadsheetId}`
    seeUsual('nothing there', await sheetside.call('GET', '/nowhere'))
    seeUsual('streamed', await sheetside.call('GET', `${book}/values/A1`, { token }))
    seeUsual('refused by Google', await sheetside.call('GET', `${book}/values/No!A1`, { token }))
    sheetside.google.addFault({ on: 'values.get', kind: 'drop', when: 'before', times: 1 })
    seeUsual('no Google', await sheetside.call('GET', `${book}/values/A1`, { token }))
  })

  it('binds browsers to https in production, and only when it came by it', async () => {
    const env = {
      NODE_ENV: 'production',
      PUBLIC_URL: 'https://sheets.example.org',
      TRUST_PROXY: 'loopback',
      TOKEN_KEYS: newKey('k1'),
    }
    const { call } = await startSheetside({ env })
    const hsts = async (headers: Record<string, string>) =>
      (await call('GET', '/healthz', { headers })).headers.get('strict-transport-security')
    expect(await hsts({ 'x-forwarded-proto': 'https' })).toBe('max-age=31536000')
    expect(await hsts({})).toBeNull()
    const local = await startSheetside({ env: { TRUST_PROXY: 'loopback' } })
    const headers = { 'x-forwarded-proto': 'https' }
    const answer = await local.call('GET', '/healthz', { headers })
    expect(answer.headers.get('strict-transport-security')).toBeNull()
  })
})

describe('the id of a request', () => {
  it('is the client’s where that is harmless, and our own where not', async () => {
    const { call } = await startSheetside()
    const idFor = async (given: string) =>
      (await call('GET', '/healthz', { headers: { 'x-request-id': given } })).headers.get(
        'x-request-id',
      )
    expect(await idFor('from-the-panel_17')).toBe('from-the-panel_17')
    for (const odd of ['a b', '{"level":60}', '<b>', 'ä', 'a'.repeat(65), '../x', 'a\tb']) {
      expect(await idFor(odd)).toMatch(/^[0-9a-f-]{36}$/)
    }
  })

  it('is on each line that is logged for it, however many run at once', async () => {
    const sheetside = await startSheetside()
    const { token } = await sheetside.signIn()
    const { spreadsheetId } = await directly(sheetside).makeSheet([['a']])
    sheetside.logged.length = 0
    const ids = Array.from({ length: 20 }, (_, index) => `request-${index}`)
    await Promise.all(
      ids.map(async (id) => {
        // The pass-through logs from deep within, after it has waited for Google.
        const answer = await sheetside.call(
          'GET',
          `/sheets/v4/spreadsheets/${spreadsheetId}/values/Nowhere!A1`,
          { token, headers: { 'x-request-id': id } },
        )
        await answer.text()
      }),
    )
    const lines = sheetside.logged.map((line) => JSON.parse(line) as Record<string, unknown>)
    for (const id of ids) {
      const said = lines.filter(({ requestId }) => requestId === id).map(({ msg }) => msg)
      expect(said).toEqual(['passing on', 'google refused', 'request'])
    }
  })
})
