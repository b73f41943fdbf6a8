import { once } from 'node:events'
import { connect } from 'node:net'
import { describe, expect, it } from 'vitest'
import { CHROMIUM_ID } from '#shared/extension.ts'
import { refusal, startSheetside, type Sheetside } from '#test/server/harness.ts'
import { returning } from './flow.ts'

const OURS = `chrome-extension://${CHROMIUM_ID}`
const LISTED = [OURS, 'moz-extension://8f6b1a52-3c0d-4e7f-9a1b-2c3d4e5f6a7b']
const STRANGERS = [
  'https://evil.example',
  'null',
  'http://localhost:3000',
  'https://docs.google.com',
  `${OURS}.evil.example`,
  `${OURS}/`,
  'chrome-extension://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
  'https://evil.example/moz-extension://',
]
const PATHS = ['/api/me', '/api/sessions', '/api/google/flows', '/sheets/v4/spreadsheets/x']

const WRITES: [string, string, object][] = [
  ['POST', '/api/accounts', { email: 'new@example.org', password: 'kelp-harbor-thimble-9' }],
  ['POST', '/api/sessions', { email: 'reader@example.org', password: 'kelp-harbor-thimble-9' }],
  ['POST', '/api/google/flows', { purpose: 'sign_in' }],
  ['POST', '/api/google/redeem', { code: 'x' }],
]

const allowed = ({ headers }: Response) => headers.get('access-control-allow-origin')

const preflight = ({ url }: Sheetside, path: string, origin: string) =>
  fetch(url + path, {
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization',
    },
  })

/** A request as an attacker's own program writes it: no client library would. */
async function raw({ url }: Sheetside, ...lines: string[]): Promise<number> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  socket.write(
    ['GET /sheets/v4/spreadsheets/abc HTTP/1.1', 'Host: x', ...lines, '', ''].join('\r\n'),
  )
  const [first] = (await once(socket, 'data')) as [Buffer]
  socket.destroy()
  return Number(/^HTTP\/1\.1 (\d+)/.exec(first.toString())?.[1])
}

describe('a hostile page or extension', () => {
  it.each(STRANGERS)('at %s is told by no header that it may read an answer', async (origin) => {
    const sheetside = await startSheetside()
    const { token } = await sheetside.register()
    for (const path of PATHS) {
      expect(allowed(await preflight(sheetside, path, origin))).toBeNull()
      const answer = await sheetside.call('GET', path, { token, headers: { origin } })
      expect(allowed(answer)).toBeNull()
      expect(answer.headers.get('access-control-allow-credentials')).toBeNull()
    }
  })

  it.each(LISTED)('at %s can be read by, but has no session and is given none', async (origin) => {
    const sheetside = await startSheetside()
    const { token } = await sheetside.register()
    expect(allowed(await preflight(sheetside, '/api/me', origin))).toBe(origin)
    const answer = await sheetside.call('GET', '/api/me', { headers: { origin } })
    expect([answer.status, allowed(answer)]).toEqual([401, origin])
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull()
    const withIt = await sheetside.call('GET', '/api/me', { token, headers: { origin } })
    expect(withIt.status).toBe(200)
    expect(withIt.headers.get('vary')).toMatch(/\borigin\b/i)
  })

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', null])(
    'can’t write without a preflight: JSON sent as %s is not read',
    async (type) => {
      const { url, register, deps } = await startSheetside()
      await register()
      const before = await deps.db.query.sessions.findMany()
      for (const [method, path, body] of WRITES) {
        const json = new TextEncoder().encode(JSON.stringify({ ...body, device: 'x' }))
        const answer = await fetch(url + path, {
          method,
          body: json,
          headers: {
            origin: 'https://evil.example',
            ...(type !== null && { 'content-type': type }),
          },
        })
        expect(await refusal(answer)).toEqual({ status: 400, code: 'invalid_input' })
      }
      expect(await deps.db.query.sessions.findMany()).toEqual(before)
    },
  )

  it('may not frame what the server answers, nor load it as a script or a picture', async () => {
    const { url, call } = await startSheetside()
    for (const answer of [
      await call('GET', '/api/server'),
      await fetch(`${url}/oauth/google/start`),
    ]) {
      expect(answer.headers.get('x-frame-options')).toBe('DENY')
      expect(answer.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
      expect(answer.headers.get('cross-origin-resource-policy')).toBe('same-origin')
    }
  })
})

describe('a cookie', () => {
  it('is no authentication: neither the session’s token in one, nor that of a flow', async () => {
    const sheetside = await startSheetside()
    const { token } = await sheetside.register()
    const { cookie } = await returning(sheetside, 'sign_in')
    for (const sent of [
      `session=${token}`,
      `auth_session=${token}`,
      `authorization=Bearer ${token}`,
      cookie,
    ]) {
      const answer = sheetside.call('GET', '/api/me', { headers: { cookie: sent } })
      expect(await refusal(answer)).toEqual({ status: 401, code: 'unauthenticated' })
    }
  })

  it('is set by nothing but a flow’s start page', async () => {
    const sheetside = await startSheetside()
    const { token } = await sheetside.register()
    const body = { email: 'reader@example.org', password: 'kelp-harbor-thimble-9', device: 'x' }
    const answers = [
      await sheetside.call('POST', '/api/sessions', { body }),
      await sheetside.call('GET', '/api/me', { token }),
      await sheetside.call('GET', '/api/server'),
    ]
    expect(answers.flatMap(({ headers }) => headers.getSetCookie())).toEqual([])
  })
})

describe('the header that names a Google account', () => {
  it.each([
    ['another person’s', (theirs: string) => theirs],
    ['every', () => '*'],
    ['SQL', () => "' OR 1=1 --"],
    ['none', () => ''],
    ['a path', () => '../../x'],
    ['very long', () => 'x'.repeat(4000)],
  ])('opens nothing: %s', async (_, make) => {
    const sheetside = await startSheetside()
    const theirs = await sheetside.connect(await sheetside.register('victim@example.org'))
    const mine = await sheetside.register('attacker@example.org')
    const headers = { 'x-sheetside-account': make(theirs.id) }
    for (const path of [
      '/sheets/v4/spreadsheets/abc',
      `/api/files?account=${encodeURIComponent(theirs.id)}`,
    ]) {
      const { status } = await sheetside.call('GET', path, { token: mine.token, headers })
      expect([403, 404]).toContain(status)
    }
    expect(sheetside.google.requests().filter(({ path }) => path.startsWith('/v4'))).toEqual([])
  })

  it('can’t carry another header into the request to Google', async () => {
    const sheetside = await startSheetside()
    const session = await sheetside.register()
    await sheetside.connect(session)
    const bearer = `Authorization: Bearer ${session.token}`
    const broken = ['x\rAuthorization: Bearer y', 'x\nX: y', 'x\0y', 'x\r\n : y']
    for (const value of broken) {
      expect(await raw(sheetside, bearer, `X-Sheetside-Account: ${value}`)).toBe(400)
    }
    const twice = ['X-Sheetside-Account: a', 'X-Sheetside-Account: b']
    expect(await raw(sheetside, bearer, ...twice)).toBe(403)
    const smuggled = ['Content-Length: 5', 'Transfer-Encoding: chunked']
    expect(await raw(sheetside, bearer, ...smuggled)).toBe(400)
    expect(sheetside.google.requests().filter(({ path }) => path.startsWith('/v4'))).toEqual([])
  })
})
