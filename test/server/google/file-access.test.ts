import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { googleAccounts, googleIdentities } from '#server/db/schema.ts'
import { filesPage } from '#shared/contract/file.ts'
import { redeemed } from '#shared/contract/google.ts'
import { me } from '#shared/contract/me.ts'
import { destination } from '#shared/contract/destination.ts'
import type { GoogleAccess } from '#shared/contract/server.ts'
import type { NewSession } from '#shared/contract/session.ts'
import { CODE_HEADER } from '#shared/contract/sheet.ts'
import { ADA, BEN } from '#test/google/oauth/people.ts'
import { DRIVE_FILE } from '#test/google/oauth/scopes.ts'
import { SEED_IDS, seedFiles } from '#test/google/seeds/seeds.ts'
import {
  comeBack,
  refusal,
  startSheetside,
  type Asked,
  type Choice,
  type Sheetside,
} from '#test/server/harness.ts'

const { reading, prices } = SEED_IDS
const ada = { person: ADA.email }

/** A server for picked files alone, with Ada's usual files at Google. */
const serverForFiles = (access: GoogleAccess = 'file') =>
  startSheetside({ env: { GOOGLE_SCOPES: access }, seeds: () => seedFiles(Date.now()) })

/** The server is started again with the other access, on the same database. */
function restartWith({ deps }: Sheetside, access: GoogleAccess) {
  deps.config.google.access = access
}

/** Connects Ada's account and picks: what the extension is answered. */
async function pick(
  { begin, redeem }: Sheetside,
  { token }: NewSession,
  choice: Choice = {},
  asked?: Asked,
) {
  const flow = await begin('connect', token, asked)
  const back = await comeBack(flow, { ...ada, ...choice })
  const code = back.searchParams.get('code') ?? 'none'
  const result = redeemed.parse(await (await redeem(code, flow.codeVerifier, token)).json())
  if (result.purpose !== 'connect') throw new Error('an account was expected')
  return result
}

async function setUp() {
  const sheetside = await serverForFiles()
  const session = await sheetside.register()
  const picked = await pick(sheetside, session, { pick: [reading] })
  return { ...sheetside, session, token: session.token, ...picked }
}

const read = ({ call }: Pick<Sheetside, 'call'>, token: string, id: string) =>
  call('GET', `/sheets/v4/spreadsheets/${id}/values/A1`, { token })

const accountsOf = async ({ call }: Sheetside, { token }: NewSession) =>
  me.parse(await (await call('GET', '/api/me', { token })).json()).googleAccounts

describe('what a server asks Google for', () => {
  it.each(['full', 'file'] as const)('is told to anybody: %s', async (access) => {
    const { call } = await serverForFiles(access)
    expect(await (await call('GET', '/api/server')).json()).toMatchObject({ google: access })
  })
})

describe('connecting on a server for picked files alone', () => {
  it('asks for drive.file alone, with the Picker in the same window', async () => {
    const { register, begin } = await serverForFiles()
    const { token } = await register()
    const { consentUrl } = await begin('connect', token, { fileIds: [reading, prices] })
    const query = Object.fromEntries(new URL(consentUrl).searchParams)
    expect(query).toMatchObject({
      scope: DRIVE_FILE,
      trigger_onepick: 'true',
      include_granted_scopes: 'false',
      access_type: 'offline',
      file_ids: `${reading},${prices}`,
      mimetypes: 'application/vnd.google-apps.spreadsheet',
    })
    expect(query['prompt']?.split(' ')).toContain('consent')
    expect(query).not.toHaveProperty('nonce')
  })

  it('knows the account by Drive, and hands on what was picked', async () => {
    const { account, picked, deps } = await setUp()
    expect(account).toMatchObject({
      email: ADA.email,
      name: ADA.name,
      state: 'ok',
      missing: [],
      access: 'file',
      isDefault: true,
    })
    expect(account.picture).toMatch(/^http/)
    expect(picked).toEqual([reading])
    const [row] = await deps.db.select().from(googleAccounts)
    expect(row?.sub).toMatch(/^drive:\d+$/)
  })

  it('takes one thing that is needed as all of it: there is one scope', async () => {
    const { begin, token, account } = await setUp()
    const { consentUrl } = await begin('connect', token, { account: account.id, need: 'drive' })
    const { searchParams } = new URL(consentUrl)
    expect(searchParams.get('scope')).toBe(DRIVE_FILE)
    expect(searchParams.get('login_hint')).toBe(ADA.email)
  })

  it('adds to what was picked before, under the same account', async () => {
    const { account, token, session, ...sheetside } = await setUp()
    const again = await pick({ ...sheetside }, session, { pick: [prices] }, { account: account.id })
    expect(again.account.id).toBe(account.id)
    expect(again.picked).toEqual([prices])
    expect((await read(sheetside, token, reading)).status).toBe(200)
    expect((await read(sheetside, token, prices)).status).toBe(200)
  })

  it('is called off by cancelling in the Picker', async () => {
    const { register, begin } = await serverForFiles()
    const { token } = await register()
    const back = await comeBack(await begin('connect', token), { ...ada, pick: null })
    expect(back.searchParams.get('error')).toBe('sign_in_cancelled')
  })

  it('fails with what Drive says, where it does not tell who it is', async () => {
    const { register, begin, google } = await serverForFiles()
    const { token } = await register()
    google.addFault({ on: 'about.get', kind: 'fail', status: 503, times: 1 })
    const back = await comeBack(await begin('connect', token), ada)
    expect(back.searchParams.get('error')).toBe('google_unavailable')
  })

  it('takes nothing that is no file id from the way back', async () => {
    const { register, begin, redeem } = await serverForFiles()
    const { token } = await register()
    const flow = await begin('connect', token)
    const { consent } = await import('#test/google/oauth/consent.ts')
    const callback = await consent(flow.consentUrl, { ...ada, pick: [reading] })
    callback.searchParams.set('picked_file_ids', `${reading},<script>,../../x,`)
    const answer = await fetch(callback, { redirect: 'manual', headers: { cookie: flow.cookie } })
    const code = new URL(answer.headers.get('location') ?? '').searchParams.get('code') ?? ''
    const result = redeemed.parse(await (await redeem(code, flow.codeVerifier, token)).json())
    expect(result).toMatchObject({ picked: [reading] })
  })
})

describe('an account with picked files', () => {
  it('lists and reads those, also after a refresh', async () => {
    const { google, token, call, ...sheetside } = await setUp()
    const list = async () =>
      filesPage.parse(await (await call('GET', '/api/files?query=', { token })).json())
    expect((await list()).files.map(({ id }) => id)).toEqual([reading])
    google.expireAccessTokens()
    expect((await read({ ...sheetside, call }, token, reading)).status).toBe(200)
    expect(google.tokenRefreshes()).toBe(1)
  })

  it('is sent to exactly once, also where an answer is lost', async () => {
    const { google, account, call, token } = await setUp()
    const sheet = { account: account.id, spreadsheetId: reading, sheetId: 0 }
    const chosen = await call('POST', '/api/destinations', { token, body: sheet })
    const { tableStart } = destination.parse(await chosen.json())
    const before = google.cells(reading, "'Reading list'").length
    for (const when of ['before', 'after'] as const) {
      google.addFault({ on: 'spreadsheets.batchUpdate', kind: 'drop', when, times: 1 })
      const body = {
        id: randomUUID(),
        destination: { ...sheet, tableStart },
        rows: [[{ kind: 'text', value: `lost ${when} it was written` }]],
      }
      expect((await call('POST', '/api/sends', { token, body })).status).toBe(200)
    }
    expect(google.cells(reading, "'Reading list'")).toHaveLength(before + 2)
  })

  it('says of any other file that it was not picked', async () => {
    const { account, call, token, ...sheetside } = await setUp()
    const answer = await read({ ...sheetside, call }, token, prices)
    expect(answer.status).toBe(404)
    expect(answer.headers.get(CODE_HEADER)).toBe('google_file_not_picked')
    const body = { account: account.id, spreadsheetId: prices, sheetId: 0 }
    expect(await refusal(call('POST', '/api/destinations', { token, body }))).toEqual({
      status: 404,
      code: 'google_file_not_picked',
    })
  })

  it('does not say so of a picked file in which something else is missing', async () => {
    const { call, token } = await setUp()
    const path = `/sheets/v4/spreadsheets/${reading}/developerMetadata/4711`
    const answer = await call('GET', path, { token })
    expect([answer.status, answer.headers.get(CODE_HEADER)]).toEqual([404, 'not_found'])
  })

  it('reads a file that another picked for themselves only after picking it too', async () => {
    const { token, google, ...sheetside } = await setUp()
    google.share(reading, BEN.email, 'writer')
    const other = await sheetside.register('other@example.org')
    google.share(prices, BEN.email, 'writer')
    await pick({ ...sheetside, google }, other, { person: BEN.email, pick: [prices] })
    expect((await read(sheetside, other.token, reading)).status).toBe(404)
    expect((await read(sheetside, token, reading)).status).toBe(200)
  })
})

describe('signing in with Google on a server for picked files alone', () => {
  it('asks who they are, and keeps no grant', async () => {
    const sheetside = await serverForFiles()
    const { consentUrl } = await sheetside.begin('sign_in')
    const { searchParams } = new URL(consentUrl)
    expect(searchParams.get('scope')).toBe('openid email profile')
    expect(searchParams.get('access_type')).toBe('online')
    const session = await sheetside.signIn(ada)
    expect(session.person).toMatchObject({ email: ADA.email, name: ADA.name })
    expect(await sheetside.deps.db.select().from(googleIdentities)).toHaveLength(1)
    expect(await sheetside.deps.db.select().from(googleAccounts)).toEqual([])
  })

  it('goes on to connecting, which makes no other person of them', async () => {
    const sheetside = await serverForFiles()
    const session = await sheetside.signIn(ada)
    await pick(sheetside, session, { pick: [reading] })
    const again = await sheetside.signIn(ada)
    expect(again.person.id).toBe(session.person.id)
    expect(await accountsOf(sheetside, again)).toMatchObject([{ access: 'file', state: 'ok' }])
  })
})

describe('a server whose access was changed', () => {
  it('keeps an account, its destination and its default when it is connected anew', async () => {
    const sheetside = await serverForFiles('full')
    const session = await sheetside.register()
    const { id: account } = await sheetside.connect(session, ada)
    const body = { account, spreadsheetId: reading, sheetId: 0 }
    const { token } = session
    destination.parse(
      await (await sheetside.call('POST', '/api/destinations', { token, body })).json(),
    )

    restartWith(sheetside, 'file')
    // What was given goes on until it is given anew.
    expect((await read(sheetside, token, prices)).status).toBe(200)
    expect(await accountsOf(sheetside, session)).toMatchObject([{ access: 'full', state: 'ok' }])

    const picked = await pick(sheetside, session, { pick: [reading] }, { account })
    expect(picked.account).toMatchObject({ id: account, access: 'file', isDefault: true })
    expect((await read(sheetside, token, prices)).status).toBe(404)
    const { googleAccounts: now, destinations: kept } = me.parse(
      await (await sheetside.call('GET', '/api/me', { token })).json(),
    )
    expect(now).toHaveLength(1)
    expect(kept).toMatchObject([{ account, spreadsheetId: reading }])

    restartWith(sheetside, 'full')
    expect((await sheetside.connect(session, ada, { account, need: 'drive' })).id).toBe(account)
    expect(await accountsOf(sheetside, session)).toMatchObject([
      { id: account, access: 'full', state: 'ok', missing: [] },
    ])
    expect((await read(sheetside, token, prices)).status).toBe(200)
  })

  it('does not take another person’s account for it, though the email is the same', async () => {
    const sheetside = await serverForFiles('full')
    const one = await sheetside.register('one@example.org')
    const first = await sheetside.connect(one, ada)
    restartWith(sheetside, 'file')
    const two = await sheetside.register('two@example.org')
    const { account } = await pick(sheetside, two, { pick: [reading] })
    expect(account.id).not.toBe(first.id)
    expect(await accountsOf(sheetside, one)).toMatchObject([{ id: first.id, access: 'full' }])
  })

  it('knows an account by its own name first, and by email only in the other way of access', async () => {
    const sheetside = await serverForFiles('full')
    const session = await sheetside.register()
    const first = await sheetside.connect(session, ada)
    // The address was given to somebody else since: another `sub` with the same email.
    await sheetside.deps.db
      .update(googleAccounts)
      .set({ sub: '100000000000000000000' })
      .where(eq(googleAccounts.id, first.id))
    const second = await sheetside.connect(session, ada)
    expect(second.id).not.toBe(first.id)
  })
})
