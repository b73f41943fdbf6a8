import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { googleAccounts } from '#server/db/schema.ts'
import { accessTokenFor } from '#server/google/access.ts'
import { me } from '#shared/contract/me.ts'
import { CODE_HEADER } from '#shared/contract/sheet.ts'
import { ADA } from '#test/google/oauth/people.ts'
import { DRIVE_METADATA_READONLY } from '#test/google/oauth/scopes.ts'
import { directly, refusal, startSheetside, type Sheetside } from '#test/server/harness.ts'

const NEARLY_AN_HOUR = 56 * 60_000

/** A person with a Google account and a spreadsheet in it. */
async function setUp(given?: Parameters<typeof startSheetside>[0]) {
  const sheetside = await startSheetside(given)
  const { token } = await sheetside.signIn({ person: ADA.email })
  const { spreadsheetId } = await directly(sheetside).makeSheet([['a']])
  return { ...sheetside, token, path: `/sheets/v4/spreadsheets/${spreadsheetId}/values/A1` }
}

const stateOf = async ({ call }: Sheetside, token: string) =>
  me.parse(await (await call('GET', '/api/me', { token })).json()).googleAccounts[0]?.state

describe('an access token', () => {
  it('is refreshed before it expires, once for all who wait', async () => {
    const { call, google, clock, token, path } = await setUp()
    clock.ahead = NEARLY_AN_HOUR
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => call('GET', path, { token })),
    )
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200))
    expect(google.tokenRefreshes()).toBe(1)
    await call('GET', path, { token })
    expect(google.tokenRefreshes()).toBe(1)
  })

  it('is refreshed once although two processes want it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sheetside-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const databaseFile = join(folder, 'sheetside.sqlite')
    const one = await setUp({ databaseFile })
    const { google, token, path } = one
    const two = await startSheetside({ databaseFile, google, vault: one.deps.vault })
    one.clock.ahead = NEARLY_AN_HOUR
    two.clock.ahead = NEARLY_AN_HOUR
    google.addFault({ on: 'token.refresh', kind: 'delay', milliseconds: 200 })
    const answers = await Promise.all(
      [one, two, one, two].map(({ call }) => call('GET', path, { token })),
    )
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
    expect(google.tokenRefreshes()).toBe(1)
  })

  it('that an administrator forbids is asked for once although two processes want it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sheetside-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const databaseFile = join(folder, 'sheetside.sqlite')
    const one = await setUp({ databaseFile })
    const { google, token, path } = one
    const two = await startSheetside({ databaseFile, google, vault: one.deps.vault })
    google.expireAccessTokens()
    await one.deps.db.update(googleAccounts).set({ accessExpiresAt: new Date(0) })
    google.blockByAdmin(ADA.email, 'callback')
    google.addFault({ on: 'token.refresh', kind: 'delay', milliseconds: 300 })
    const answers = await Promise.all([one, two].map(({ call }) => call('GET', path, { token })))
    for (const { headers } of answers) {
      expect(headers.get(CODE_HEADER)).toBe('google_admin_blocked')
    }
    const asked = google.requests().filter(({ operation }) => operation === 'token.refresh')
    expect(asked).toHaveLength(1)
  })

  it('is refreshed although a process died while it held the lease', async () => {
    const { call, clock, deps, google, token, path } = await setUp()
    clock.ahead = NEARLY_AN_HOUR
    await deps.db
      .update(googleAccounts)
      .set({ refreshLeaseUntil: new Date(deps.now().getTime() - 1) })
    expect((await call('GET', path, { token })).status).toBe(200)
    expect(google.tokenRefreshes()).toBe(1)
  })

  it('that Google let expire early is replaced, and the read repeated', async () => {
    const { call, google, token, path } = await setUp()
    google.expireAccessTokens()
    const answers = await Promise.all(Array.from({ length: 5 }, () => call('GET', path, { token })))
    expect(answers.map(({ status }) => status)).toEqual(Array(5).fill(200))
    expect(google.tokenRefreshes()).toBe(1)
  })

  it('that lives only for minutes is not replaced by every request', async () => {
    const { deps, clock, register, connect } = await startSheetside()
    const session = await register()
    await connect(session)
    let asked = 0
    const google = createServer((_request, response) => {
      asked += 1
      const short = { access_token: 'short', expires_in: 200, token_type: 'Bearer' }
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(short))
    }).listen(0, '127.0.0.1')
    onTestFinished(() => void google.close())
    await once(google, 'listening')
    const endpoint = `http://127.0.0.1:${(google.address() as AddressInfo).port}`
    const there = {
      ...deps,
      config: { ...deps.config, google: { ...deps.config.google, endpoint } },
    }
    clock.ahead = 2 * 60 * 60_000
    const get = () => accessTokenFor(there, session.person.id, undefined, 'drive')
    for (let request = 0; request < 3; request += 1) {
      expect(await get()).toMatchObject({ token: 'short' })
    }
    expect(asked).toBe(1)
    clock.ahead += 31_000
    await get()
    expect(asked).toBe(2)
  })

  it('serves until its end while Google’s token endpoint is down', async () => {
    const { call, google, clock, token, path } = await setUp()
    clock.ahead = NEARLY_AN_HOUR
    google.addFault({ on: 'token.refresh', kind: 'fail', status: 503 })
    expect((await call('GET', path, { token })).status).toBe(200)
  })
})

describe('a grant', () => {
  it('that was revoked at Google asks to be connected again', async () => {
    const sheetside = await setUp()
    const { call, google, token, path } = sheetside
    google.revokeGrant(ADA.email)
    const answer = await call('GET', path, { token })
    expect(answer.status).toBe(403)
    expect(answer.headers.get(CODE_HEADER)).toBe('google_reconnect_needed')
    expect(await stateOf(sheetside, token)).toBe('reconnect_needed')
    // Google is not asked again for what is known to be over.
    const asked = google.requests().length
    expect(await refusal(call('GET', '/api/files', { token }))).toEqual({
      status: 403,
      code: 'google_reconnect_needed',
    })
    expect(google.requests()).toHaveLength(asked)
  })

  it('is not ended by an outage', async () => {
    const sheetside = await setUp()
    const { call, google, clock, token, path } = sheetside
    clock.ahead = 2 * 60 * 60_000
    for (const status of [500, 503, 429] as const) {
      google.addFault({ on: 'token.refresh', kind: 'fail', status, times: 1 })
      const answer = await call('GET', path, { token })
      expect(answer.status).toBe(502)
      expect(answer.headers.get(CODE_HEADER)).toBe('google_unavailable')
    }
    google.addFault({ on: 'token.refresh', kind: 'drop', when: 'before', times: 1 })
    expect((await call('GET', path, { token })).status).toBe(502)
    expect(await stateOf(sheetside, token)).toBe('ok')
    expect((await call('GET', path, { token })).status).toBe(200)
  })

  it.each([
    [
      { error: 'invalid_grant', error_subtype: 'invalid_rapt' },
      'reauth_policy',
      'google_reauth_policy',
    ],
    [
      { error: 'invalid_grant', error_subtype: 'rapt_required' },
      'reauth_policy',
      'google_reauth_policy',
    ],
    [{ error: 'invalid_grant' }, 'reconnect_needed', 'google_reconnect_needed'],
    [{ error: 'admin_policy_enforced' }, 'admin_blocked', 'google_admin_blocked'],
    // Advanced Protection, and an account whose administrator restricts it.
    [{ error: 'policy_enforced' }, 'admin_blocked', 'google_admin_blocked'],
    [{ error: 'access_denied' }, 'admin_blocked', 'google_admin_blocked'],
    [{ error: 'invalid_client' }, 'ok', 'google_misconfigured'],
  ])('that Google refuses with %j is %s', async (body, state, code) => {
    const sheetside = await setUp()
    const { call, google, token, path } = sheetside
    google.expireAccessTokens()
    google.addFault({ on: 'token.refresh', kind: 'fail', status: 400, body, times: 1 })
    const answer = await call('GET', path, { token })
    expect(answer.headers.get(CODE_HEADER)).toBe(code)
    expect(await stateOf(sheetside, token)).toBe(state)
  })

  it('that an administrator blocked works again once they allow it', async () => {
    const sheetside = await setUp()
    const { call, google, clock, token, path } = sheetside
    google.expireAccessTokens()
    const body = { error: 'admin_policy_enforced' }
    google.addFault({ on: 'token.refresh', kind: 'fail', status: 400, body, times: 1 })
    await call('GET', path, { token })
    expect((await call('GET', path, { token })).status).toBe(403)
    clock.ahead = 61_000
    expect((await call('GET', path, { token })).status).toBe(200)
    expect(await stateOf(sheetside, token)).toBe('ok')
  })

  it('without the box for Sheets still lists files, and says what is missing for the rest', async () => {
    const sheetside = await startSheetside()
    const { token } = await sheetside.signIn({
      person: ADA.email,
      scopes: [DRIVE_METADATA_READONLY],
    })
    expect((await sheetside.call('GET', '/api/files', { token })).status).toBe(200)
    const { spreadsheetId } = await directly(sheetside).makeSheet([['a']])
    const answer = await sheetside.call('GET', `/sheets/v4/spreadsheets/${spreadsheetId}`, {
      token,
    })
    expect(answer.headers.get(CODE_HEADER)).toBe('google_scope_missing')
  })

  it('of another person is not one', async () => {
    const sheetside = await startSheetside()
    const account = await sheetside.connect(await sheetside.register('one@example.org'))
    const { token } = await sheetside.register('other@example.org')
    const answer = sheetside.call('GET', `/api/files?account=${account.id}`, { token })
    expect(await refusal(answer)).toEqual({ status: 403, code: 'google_not_connected' })
  })
})
