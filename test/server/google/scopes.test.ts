import { describe, expect, it } from 'vitest'
import { googleAccounts } from '#server/db/schema.ts'
import { allows, missingIn, scopesFor } from '#server/google/scopes.ts'
import { redeemed } from '#shared/contract/google.ts'
import { me } from '#shared/contract/me.ts'
import type { NewSession } from '#shared/contract/session.ts'
import { CODE_HEADER } from '#shared/contract/sheet.ts'
import { ADA, BEN } from '#test/google/oauth/people.ts'
import {
  DRIVE_FILE,
  DRIVE_METADATA_READONLY,
  EMAIL,
  OPENID,
  PROFILE,
  SPREADSHEETS,
} from '#test/google/oauth/scopes.ts'
import {
  comeBack,
  directly,
  refusal,
  startSheetside,
  type Sheetside,
} from '#test/server/harness.ts'

const ada = { person: ADA.email }
const withoutSheets = { ...ada, scopes: [DRIVE_METADATA_READONLY] }
const withoutDrive = { ...ada, scopes: [SPREADSHEETS] }

const accountsOf = async ({ call }: Sheetside, { token }: NewSession) =>
  me.parse(await (await call('GET', '/api/me', { token })).json()).googleAccounts

const scopesOf = async ({ deps }: Sheetside) => {
  const [row] = await deps.db.select().from(googleAccounts)
  return row?.scopes.split(' ').toSorted()
}

describe('scopes', () => {
  it('are read in any order, with email and profile in their long form', () => {
    const granted = [DRIVE_METADATA_READONLY, PROFILE, OPENID, SPREADSHEETS, EMAIL].join(' ')
    expect(missingIn(granted, 'full')).toEqual([])
    expect(missingIn('', 'full')).toEqual(['sheets', 'drive'])
  })

  it('are whole words: a longer name is another scope', () => {
    expect(allows(`${SPREADSHEETS}.readonly`, 'full', 'sheets')).toBe(false)
  })

  it('count for the access that they were asked for', () => {
    expect(missingIn(DRIVE_FILE, 'file')).toEqual([])
    expect(missingIn(DRIVE_FILE, 'full')).toEqual(['sheets', 'drive'])
    expect(missingIn(SPREADSHEETS, 'file')).toEqual(['sheets', 'drive'])
  })

  it('of a flow are no more than it needs', () => {
    const flow = { purpose: 'connect', access: 'full', need: 'drive' } as const
    expect(scopesFor(flow)).toEqual(['openid', 'email', DRIVE_METADATA_READONLY])
    expect(scopesFor({ ...flow, access: 'file' })).toEqual([DRIVE_FILE])
    expect(scopesFor({ purpose: 'sign_in', access: 'file', need: null })).toEqual([
      'openid',
      'email',
      'profile',
    ])
  })
})

describe('a box that was left open', () => {
  it.each([
    ['sheets', withoutSheets],
    ['drive', withoutDrive],
  ] as const)('for %s is missing, and is asked for alone', async (need, choice) => {
    const sheetside = await startSheetside()
    const session = await sheetside.register()
    const account = await sheetside.connect(session, choice)
    expect(account).toMatchObject({ state: 'missing_scopes', missing: [need] })

    const asked = { account: account.id, need }
    const { consentUrl } = await sheetside.begin('connect', session.token, asked)
    const { searchParams } = new URL(consentUrl)
    const scope = need === 'sheets' ? SPREADSHEETS : DRIVE_METADATA_READONLY
    expect(searchParams.get('scope')).toBe(`openid email ${scope}`)
    expect(searchParams.get('include_granted_scopes')).toBe('true')
    expect(searchParams.get('login_hint')).toBe(ADA.email)

    const mended = await sheetside.connect(session, ada, asked)
    expect(mended).toEqual({ ...account, state: 'ok', missing: [] })
    expect(await scopesOf(sheetside)).toContain(DRIVE_METADATA_READONLY)
    expect(await scopesOf(sheetside)).toContain(SPREADSHEETS)
  })

  it('stays missing when the asking is called off', async () => {
    const sheetside = await startSheetside()
    const session = await sheetside.register()
    const { id: account } = await sheetside.connect(session, withoutSheets)
    const flow = await sheetside.begin('connect', session.token, { account, need: 'sheets' })
    const back = await comeBack(flow, { ...ada, deny: true })
    expect(back.searchParams.get('error')).toBe('sign_in_cancelled')
    expect(await accountsOf(sheetside, session)).toMatchObject([{ missing: ['sheets'] }])
  })
})

describe('one scope alone', () => {
  it('is not asked for where there is no grant any more to add it to', async () => {
    const sheetside = await startSheetside()
    const session = await sheetside.register()
    const { id: account } = await sheetside.connect(session, withoutDrive)
    sheetside.google.revokeGrant(ADA.email)
    await sheetside.deps.db.update(googleAccounts).set({ state: 'reconnect_needed' })
    const mended = await sheetside.connect(session, ada, { account, need: 'drive' })
    expect(mended).toMatchObject({ id: account, state: 'ok', missing: [] })
  })
})

describe('what Google granted', () => {
  it('is believed also where it is less than before', async () => {
    const sheetside = await startSheetside()
    const session = await sheetside.register()
    const { id: account } = await sheetside.connect(session, ada)
    // The person took everything back at Google, and then gave the one thing that was asked for.
    sheetside.google.revokeGrant(ADA.email)
    const mended = await sheetside.connect(session, ada, { account, need: 'drive' })
    expect(mended).toMatchObject({ id: account, state: 'missing_scopes', missing: ['sheets'] })
    expect(mended).toMatchObject({ name: ADA.name })
    expect(mended.picture).toMatch(/^http/)
  })

  it('to another account than the one to be mended connects that one, and mends nothing', async () => {
    const sheetside = await startSheetside()
    const session = await sheetside.register()
    const broken = await sheetside.connect(session, withoutSheets)
    const asked = { account: broken.id, need: 'sheets' } as const
    const flow = await sheetside.begin('connect', session.token, asked)
    // On Google's page the person changes to their other account.
    const consentUrl = new URL(flow.consentUrl)
    consentUrl.searchParams.set('login_hint', BEN.email)
    const back = await comeBack({ ...flow, consentUrl: consentUrl.href }, { person: BEN.email })
    const code = back.searchParams.get('code') ?? ''
    const answer = await sheetside.redeem(code, flow.codeVerifier, session.token)
    const result = redeemed.parse(await answer.json())
    if (result.purpose !== 'connect') throw new Error('an account was expected')
    const other = result.account
    expect(other).toMatchObject({ email: BEN.email, isDefault: false, missing: ['drive'] })
    expect(await accountsOf(sheetside, session)).toEqual([broken, other])
  })

  it('is corrected when an API says that a scope is missing', async () => {
    const sheetside = await startSheetside()
    const session = await sheetside.register()
    await sheetside.connect(session, withoutSheets)
    // As if it had been believed: Google's answer to a refresh may be older than what the person undid.
    await sheetside.deps.db
      .update(googleAccounts)
      .set({ scopes: `openid ${DRIVE_METADATA_READONLY} ${SPREADSHEETS}`, state: 'ok' })
    const { spreadsheetId } = await directly(sheetside).makeSheet([['a']])
    const { token } = session
    const path = `/sheets/v4/spreadsheets/${spreadsheetId}/values/A1`
    const answer = await sheetside.call('GET', path, { token })
    expect([answer.status, answer.headers.get(CODE_HEADER)]).toEqual([403, 'google_scope_missing'])
    expect(await accountsOf(sheetside, session)).toMatchObject([
      { state: 'missing_scopes', missing: ['sheets'] },
    ])
    // Drive's list still works, and Google is not asked again for what is known to be missing.
    expect((await sheetside.call('GET', '/api/files', { token })).status).toBe(200)
    const before = sheetside.google.requests().length
    await sheetside.call('GET', path, { token })
    expect(sheetside.google.requests()).toHaveLength(before)
  })

  it('is corrected alike when Drive says so', async () => {
    const sheetside = await startSheetside()
    const session = await sheetside.register()
    await sheetside.connect(session, withoutDrive)
    await sheetside.deps.db
      .update(googleAccounts)
      .set({ scopes: `${SPREADSHEETS} ${DRIVE_METADATA_READONLY}`, state: 'ok' })
    const answer = sheetside.call('GET', '/api/files', { token: session.token })
    expect(await refusal(answer)).toEqual({ status: 403, code: 'google_scope_missing' })
    expect(await accountsOf(sheetside, session)).toMatchObject([{ missing: ['drive'] }])
  })
})
