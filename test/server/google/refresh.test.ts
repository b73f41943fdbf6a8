import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { googleAccounts, securityEvents } from '#server/db/schema.ts'
import { newKey, parseKeyRing } from '#server/vault/key-ring.ts'
import { reseal } from '#server/vault/reseal.ts'
import { createVault } from '#server/vault/vault.ts'
import { me } from '#shared/contract/me.ts'
import { text } from '#shared/cells.ts'
import { destination } from '#shared/contract/destination.ts'
import { CODE_HEADER } from '#shared/contract/sheet.ts'
import { ADA } from '#test/google/oauth/people.ts'
import { directly, startSheetside, type Sheetside } from '#test/server/harness.ts'

const NEARLY_AN_HOUR = 56 * 60_000
const TWO_HOURS = 2 * 60 * 60_000

async function setUp(given?: Parameters<typeof startSheetside>[0]) {
  const sheetside = await startSheetside(given)
  const { token } = await sheetside.signIn({ person: ADA.email })
  const { spreadsheetId } = await directly(sheetside).makeSheet([['a']])
  const path = `/sheets/v4/spreadsheets/${spreadsheetId}/values/A1`
  const read = () => sheetside.call('GET', path, { token })
  return { ...sheetside, sheetside, token, read }
}

const count = ({ google }: Sheetside, operation: string) =>
  google.requests().filter((seen) => seen.operation === operation).length

const stateOf = async ({ call }: Sheetside, token: string) =>
  me.parse(await (await call('GET', '/api/me', { token })).json()).googleAccounts[0]?.state

/** Lets a request go on that hangs at Google, or is about to. */
async function lifted({ google }: Sheetside, waiting: Promise<unknown>): Promise<void> {
  const lifting = setInterval(() => google.clearFaults(), 20)
  await waiting.finally(() => clearInterval(lifting))
}

const endings = async ({ deps }: Sheetside) =>
  (await deps.db.select().from(securityEvents)).filter(({ kind }) => kind === 'google_ended')

describe('a refresh that fails without a word about the grant', () => {
  it.each([
    { kind: 'fail', status: 500 },
    { kind: 'fail', status: 502 },
    { kind: 'fail', status: 503 },
    { kind: 'fail', status: 504 },
    { kind: 'fail', status: 429 },
    // An answer that only looks like the last word.
    { kind: 'fail', status: 503, body: { error: 'invalid_grant' } },
    { kind: 'fail', status: 429, body: { error: 'invalid_grant' } },
    { kind: 'fail', status: 400, body: { error: { status: 'INVALID_ARGUMENT' } } },
    { kind: 'fail', status: 400, body: { error: 'invalid_request' } },
    { kind: 'fail', status: 401, body: { error: 'invalid_client' } },
    { kind: 'fail', status: 401, body: { error: 'unauthorized_client' } },
    { kind: 'drop', when: 'before' },
    { kind: 'drop', when: 'after' },
    { kind: 'truncate' },
  ] as const)('does not end it: %j', async (trouble) => {
    const { sheetside, google, clock, token, read } = await setUp()
    clock.ahead = TWO_HOURS
    google.addFault({ on: 'token.refresh', ...trouble })
    const answer = await read()
    expect(answer.status).toBeGreaterThanOrEqual(500)
    expect(answer.headers.get(CODE_HEADER)).not.toBe('google_reconnect_needed')
    expect(await stateOf(sheetside, token)).toBe('ok')
    expect(await endings(sheetside)).toEqual([])
    google.clearFaults()
    expect((await read()).status).toBe(200)
  })
})

describe('a refresh ahead of time', () => {
  it('that fails is not tried again by every request', async () => {
    const { sheetside, google, clock, read } = await setUp()
    clock.ahead = NEARLY_AN_HOUR
    google.addFault({ on: 'token.refresh', kind: 'fail', status: 503 })
    for (let request = 0; request < 5; request += 1) expect((await read()).status).toBe(200)
    expect(count(sheetside, 'token.refresh')).toBe(1)
    google.clearFaults()
    clock.ahead += 31_000
    expect((await read()).status).toBe(200)
    expect(google.tokenRefreshes()).toBe(1)
  })

  it('keeps nobody waiting but the one who does it', async () => {
    const { google, clock, read } = await setUp()
    clock.ahead = NEARLY_AN_HOUR
    google.addFault({ on: 'token.refresh', kind: 'hang', times: 1 })
    const first = read()
    while (google.faults().length > 0) await new Promise(setImmediate)
    const others = await Promise.all(Array.from({ length: 10 }, read))
    expect(others.map(({ status }) => status)).toEqual(Array(10).fill(200))
    google.clearFaults()
    expect((await first).status).toBe(200)
    expect(google.tokenRefreshes()).toBe(1)
  })
})

describe('a token that Google’s API refuses although it should live', () => {
  it('is replaced once, and the call repeated', async () => {
    const { sheetside, google, read } = await setUp()
    google.addFault({ on: 'values.get', kind: 'fail', status: 401, times: 1 })
    expect((await read()).status).toBe(200)
    expect(google.tokenRefreshes()).toBe(1)
    expect(count(sheetside, 'values.get')).toBe(2)
  })

  it('a second time, is an error with a code and no third call', async () => {
    const { sheetside, google, token, read } = await setUp()
    google.addFault({ on: 'values.get', kind: 'fail', status: 401 })
    const answer = await read()
    expect(answer.status).toBe(401)
    expect(answer.headers.get(CODE_HEADER)).toBe('google_reconnect_needed')
    expect(google.tokenRefreshes()).toBe(1)
    expect(count(sheetside, 'values.get')).toBe(2)
    expect(await stateOf(sheetside, token)).toBe('ok')
  })

  it('is replaced also where it comes into a refresh ahead of time that fails', async () => {
    const { google, clock, read } = await setUp()
    clock.ahead = NEARLY_AN_HOUR
    google.addFault({ on: 'token.refresh', kind: 'hang', times: 1 })
    google.addFault({ on: 'token.refresh', kind: 'fail', status: 503, times: 1 })
    google.addFault({ on: 'values.get', kind: 'expired-token', times: 1 })
    const ahead = read()
    while (google.faults().length > 1) await new Promise(setImmediate)
    // Served by what is left of the token, which Google refuses; so it waits for the same refresh.
    const refused = read()
    while (google.faults().length > 0) await new Promise(setImmediate)
    google.clearFaults()
    expect([(await ahead).status, (await refused).status]).toEqual([200, 200])
    expect(google.tokenRefreshes()).toBe(1)
  })

  it('lets a send stand once in the sheet', async () => {
    const { sheetside, google, token } = await setUp()
    const { spreadsheetId, sheetId } = await directly(sheetside).makeSheet([['Text']], 'Sends')
    const [account] = me.parse(
      await (await sheetside.call('GET', '/api/me', { token })).json(),
    ).googleAccounts
    const chosen = await sheetside.call('POST', '/api/destinations', {
      token,
      body: { account: account?.id, spreadsheetId, sheetId },
    })
    google.clearRequests()
    google.addFault({ on: 'spreadsheets.batchUpdate', kind: 'fail', status: 401, times: 1 })
    const body = {
      id: crypto.randomUUID(),
      rows: [[text('kelp')]],
      destination: destination.parse(await chosen.json()),
    }
    const answer = await sheetside.call('POST', '/api/sends', { token, body })
    expect(answer.status).toBe(200)
    expect(count(sheetside, 'spreadsheets.batchUpdate')).toBe(2)
    expect(google.cells(spreadsheetId, 'A1:A9')).toEqual([['Text'], ['kelp']])
  })
})

describe('what ends a grant', () => {
  it('is told to its person once, with the reason', async () => {
    const { sheetside, google, clock, read } = await setUp()
    google.expireAccessTokens()
    const body = { error: 'admin_policy_enforced' }
    google.addFault({ on: 'token.refresh', kind: 'fail', status: 400, body })
    await Promise.all([read(), read()])
    clock.ahead = 61_000
    await read()
    expect(count(sheetside, 'token.refresh')).toBe(2)
    expect(await endings(sheetside)).toMatchObject([
      { detail: `${ADA.email}: an administrator blocks Sheetside` },
    ])
  })
})

/**
 * Between the server and the local Google: a token endpoint that gives a new refresh token with every
 * refresh, as RFC 6749 §6 allows and Google's does not do as a rule, and takes each of them once.
 */
async function rotating(googleUrl: () => string) {
  const seen: string[] = []
  let first: string | undefined
  const proxy = createServer((incoming, outgoing) => {
    void (async () => {
      const pieces: Buffer[] = []
      for await (const piece of incoming) pieces.push(piece as Buffer)
      const form = new URLSearchParams(Buffer.concat(pieces).toString())
      const given = form.get('refresh_token')
      const refreshing = incoming.url === '/token' && given !== null
      if (refreshing) {
        first ??= given
        seen.push(given === first ? 'first' : given)
        form.set('refresh_token', first)
      }
      const answer = await fetch(googleUrl() + (incoming.url ?? ''), {
        method: incoming.method ?? 'GET',
        headers: {
          'content-type': incoming.headers['content-type'] ?? '',
          authorization: incoming.headers.authorization ?? '',
        },
        ...(incoming.method === 'POST' && { body: form.toString() }),
      })
      const body = (await answer.json()) as object
      const rotated = { ...body, refresh_token: `rotated-${seen.length}` }
      outgoing.writeHead(answer.status, { 'content-type': 'application/json' })
      outgoing.end(JSON.stringify(refreshing ? rotated : body))
    })()
  })
  proxy.listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  onTestFinished(() => {
    proxy.closeAllConnections()
    proxy.close()
  })
  return { url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`, seen }
}

describe('a refresh token', () => {
  it('that Google rotates is stored and used from then on', async () => {
    const { sheetside, deps, clock, token } = await setUp()
    const { url, seen } = await rotating(() => sheetside.google.url)
    deps.config = { ...deps.config, google: { ...deps.config.google, endpoint: url } }
    for (const hours of [2, 4, 6]) {
      clock.ahead = hours * 60 * 60_000
      expect((await sheetside.call('GET', '/api/files', { token })).status).toBe(200)
    }
    expect(seen).toEqual(['first', 'rotated-1', 'rotated-2'])
  })

  it('that comes while the keys are rotated is stored all the same', async () => {
    let ring = parseKeyRing(newKey('old'))
    const { sheetside, deps, clock, token } = await setUp({ vault: createVault(() => ring) })
    const { url, seen } = await rotating(() => sheetside.google.url)
    deps.config = { ...deps.config, google: { ...deps.config.google, endpoint: url } }
    clock.ahead = TWO_HOURS
    sheetside.google.addFault({ on: 'token.refresh', kind: 'hang', when: 'after', times: 1 })
    const reading = sheetside.call('GET', '/api/files', { token })
    while (sheetside.google.tokenRefreshes() === 0) await new Promise(setImmediate)
    ring = new Map([...parseKeyRing(newKey('new')), ...ring])
    expect(await reseal(deps, 's2.new.')).toMatchObject({ unopened: [] })
    await lifted(sheetside, reading)
    expect((await reading).status).toBe(200)
    clock.ahead = 2 * TWO_HOURS
    await sheetside.call('GET', '/api/files', { token })
    expect(seen).toEqual(['first', 'rotated-1'])
  })

  it('that is not rotated stays as it was', async () => {
    const { deps, clock, read } = await setUp()
    const sealed = async () => (await deps.db.select().from(googleAccounts))[0]
    const before = await sealed()
    clock.ahead = TWO_HOURS
    expect((await read()).status).toBe(200)
    const after = await sealed()
    expect(after?.refreshToken).toBe(before?.refreshToken)
    expect(after?.accessToken).not.toBe(before?.accessToken)
  })
})
