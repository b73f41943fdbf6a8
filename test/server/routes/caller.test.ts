import { Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import { readConfig } from '#server/config.ts'
import type { AppEnv } from '#server/routes/authenticated.ts'
import { identifyCaller } from '#server/routes/caller.ts'
import { newKey } from '#server/vault/key-ring.ts'
import { flowStarted } from '#shared/contract/google.ts'
import { plainClient } from '#test/server/fuzz/client.ts'
import { directly, REDIRECT, refusal, startSheetside } from '#test/server/harness.ts'

/** How a request from `peer` with these headers is seen where these proxies are trusted. */
async function seen(peer: string, proxies: string, headers: Record<string, string>) {
  const { trustProxy } = readConfig({
    GOOGLE_CLIENT_ID: 'id',
    GOOGLE_CLIENT_SECRET: 'secret',
    ...(proxies && { TRUST_PROXY: proxies }),
  })
  const app = new Hono<AppEnv>()
    .use(identifyCaller({ trustProxy }))
    .get('/', (c) => c.json(c.var.caller))
  const incoming = { socket: { remoteAddress: peer }, headers }
  const answer = await app.request('/', { headers }, { incoming })
  return answer.json()
}

describe('who speaks to the server', () => {
  const forwarded = { 'x-forwarded-for': '198.51.100.7', 'x-forwarded-proto': 'https' }

  it('is the one at the other end, whatever headers say, where no proxy is named', async () => {
    expect(await seen('203.0.113.5', '', forwarded)).toEqual({
      address: '203.0.113.5',
      https: false,
    })
  })

  it('is the one at the other end where it is not a proxy that was named', async () => {
    expect(await seen('203.0.113.5', 'loopback, 10.0.0.0/8', forwarded)).toEqual({
      address: '203.0.113.5',
      https: false,
    })
  })

  it.each([
    ['127.0.0.1', 'loopback'],
    ['::1', 'loopback'],
    ['::ffff:127.0.0.1', 'loopback'],
    ['172.18.0.3', 'uniquelocal'],
    ['10.1.2.3', '10.0.0.0/8'],
    ['fd00::9', 'fd00::/8'],
  ])('is whom a proxy at %s names, where %s is trusted', async (peer, proxies) => {
    expect(await seen(peer, proxies, forwarded)).toEqual({ address: '198.51.100.7', https: true })
  })

  it('is the last address that is no proxy, so that a client cannot put another before its own', async () => {
    const headers = { 'x-forwarded-for': '1.1.1.1, 198.51.100.7, 10.0.0.2' }
    expect(await seen('127.0.0.1', 'loopback, 10.0.0.0/8', headers)).toMatchObject({
      address: '198.51.100.7',
    })
  })

  it('is the proxy where that names no address', async () => {
    const headers = { 'x-forwarded-for': 'unknown' }
    expect(await seen('127.0.0.1', 'loopback', headers)).toMatchObject({ address: '127.0.0.1' })
  })

  it('has one address, on a socket for IPv4 and on one for both', async () => {
    expect(await seen('::ffff:203.0.113.5', '', {})).toMatchObject({ address: '203.0.113.5' })
  })

  it('came by https only if every proxy on the way says so', async () => {
    for (const [said, https] of [
      ['https', true],
      ['HTTPS', true],
      ['http', false],
      ['https, http', false],
      ['http, https', false],
      ['', false],
    ] as const) {
      const headers = { 'x-forwarded-proto': said }
      expect([said, await seen('127.0.0.1', 'loopback', headers)]).toMatchObject([said, { https }])
    }
  })
})

describe('the host that a request names', () => {
  it('decides nothing: neither where a flow begins nor which Google is asked', async () => {
    const sheetside = await startSheetside()
    const { token } = await sheetside.signIn()
    const { spreadsheetId } = await directly(sheetside).makeSheet([['a']])
    const send = plainClient(sheetside.url)
    const headers = {
      host: 'evil.example',
      'x-forwarded-host': 'evil.example',
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
    }
    const flow = { purpose: 'connect', redirectUri: REDIRECT, codeChallenge: 'a'.repeat(43) }
    const begun = await send({
      method: 'POST',
      target: '/api/google/flows',
      headers,
      body: JSON.stringify(flow),
    })
    expect(flowStarted.parse(JSON.parse(begun.text)).startUrl).toMatch(
      new RegExp(`^${sheetside.url}/`),
    )
    const path = `/sheets/v4/spreadsheets/${spreadsheetId}/values/A1`
    for (const target of [path, `http://evil.example${path}`]) {
      const read = await send({ method: 'GET', target, headers, body: undefined })
      expect([read.status, read.text]).toEqual([200, expect.stringContaining('"a"')])
    }
  })
})

describe('in production', () => {
  const production = {
    NODE_ENV: 'production',
    PUBLIC_URL: 'https://sheets.example.org',
    TRUST_PROXY: 'loopback',
    TOKEN_KEYS: newKey('k1'),
  }

  it('what comes in the clear is refused, and the log says where to look', async () => {
    const { call, logged } = await startSheetside({ env: production })
    const body = { email: 'a@example.org', password: 'kelp-harbor-thimble-9', device: 'x' }
    expect(await refusal(call('POST', '/api/sessions', { body }))).toEqual({
      status: 403,
      code: 'https_needed',
    })
    expect(logged.join('')).toContain('TRUST_PROXY')
    const headers = { 'x-forwarded-proto': 'https' }
    expect(await refusal(call('POST', '/api/sessions', { body, headers }))).toEqual({
      status: 401,
      code: 'wrong_credentials',
    })
  })

  it('health checks from beside the server are answered', async () => {
    const { call } = await startSheetside({ env: production })
    expect((await call('GET', '/healthz')).status).toBe(200)
  })
})
