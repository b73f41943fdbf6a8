import { describe, expect, it } from 'vitest'
import { googleAccounts, people } from '#server/db/schema.ts'
import { newSecret } from '#server/vault/secrets.ts'
import { redeemed } from '#shared/contract/google.ts'
import { me } from '#shared/contract/me.ts'
import { ADA, BEN } from '#test/google/oauth/people.ts'
import { DRIVE_METADATA_READONLY } from '#test/google/oauth/scopes.ts'
import { REDIRECT, refusal, startSheetside, type Sheetside } from '#test/server/harness.ts'

const ada = { person: ADA.email }
const ben = { person: BEN.email }

const profile = async ({ call }: Sheetside, token: string) =>
  me.parse(await (await call('GET', '/api/me', { token })).json())

/** The whole of a sign-in, asked for as who is signed in. */
const once = async (sheetside: Sheetside, token: string, choice: { person: string }) => {
  const flow = await sheetside.begin('sign_in', token)
  const back = await sheetside.comeBack(flow, choice)
  return sheetside.redeem(back.searchParams.get('code') ?? 'none', flow.codeVerifier, token)
}

describe('beginning a flow', () => {
  it('to connect takes a session', async () => {
    const { call } = await startSheetside()
    const body = { purpose: 'connect', redirectUri: REDIRECT, codeChallenge: newSecret() }
    const answer = call('POST', '/api/google/flows', { body })
    expect(await refusal(answer)).toEqual({ status: 401, code: 'unauthenticated' })
  })
})

describe('signing in with Google', () => {
  it('makes an account of the name, picture and email that Google gives, and connects it', async () => {
    const sheetside = await startSheetside()
    const { token, person } = await sheetside.signIn(ada)
    expect(person).toMatchObject({ email: ADA.email, name: ADA.name, hasPassword: false })
    expect(person.picture).toMatch(/^http/)
    const { googleAccounts } = await profile(sheetside, token)
    expect(googleAccounts).toMatchObject([{ email: ADA.email, state: 'ok', isDefault: true }])
  })

  it('knows a person again by who they are at Google, and keeps their connection', async () => {
    const sheetside = await startSheetside()
    const first = await sheetside.signIn(ada)
    const [before] = (await profile(sheetside, first.token)).googleAccounts
    const again = await sheetside.signIn(ada)
    expect(again.person.id).toBe(first.person.id)
    expect(again.token).not.toBe(first.token)
    expect((await profile(sheetside, again.token)).googleAccounts).toEqual([before])
    expect(await sheetside.call('GET', '/api/files', { token: again.token })).toHaveProperty(
      'ok',
      true,
    )
  })

  it('works although the box for Sheets was left open; the connection then says so', async () => {
    const sheetside = await startSheetside()
    const { token } = await sheetside.signIn({ ...ada, scopes: [DRIVE_METADATA_READONLY] })
    expect((await profile(sheetside, token)).googleAccounts).toMatchObject([
      { state: 'missing_scopes' },
    ])
  })
})

describe('signing in with Google once more', () => {
  it('makes another session of the same person', async () => {
    const sheetside = await startSheetside()
    const { token, person } = await sheetside.signIn(ada)
    const again = redeemed.parse(await (await once(sheetside, token, ada)).json())
    expect(again).toMatchObject({ purpose: 'sign_in', session: { person: { id: person.id } } })
  })

  it('as somebody else is refused, and makes no account of them', async () => {
    const sheetside = await startSheetside()
    const { token } = await sheetside.signIn(ada)
    const answer = once(sheetside, token, ben)
    expect(await refusal(answer)).toEqual({ status: 409, code: 'conflict' })
    expect(await sheetside.deps.db.select().from(people)).toMatchObject([{ email: ADA.email }])
  })

  it('as who has an account of their own is refused, too', async () => {
    const sheetside = await startSheetside()
    await sheetside.signIn(ben)
    const { token } = await sheetside.signIn(ada)
    const answer = once(sheetside, token, ben)
    expect(await refusal(answer)).toEqual({ status: 409, code: 'conflict' })
  })
})

describe('connecting a Google account', () => {
  it('gives the person its sheets but no other way to sign in', async () => {
    const sheetside = await startSheetside()
    const session = await sheetside.register()
    const account = await sheetside.connect(session, ada)
    expect(account).toMatchObject({ email: ADA.email, state: 'ok', isDefault: true })
    expect((await profile(sheetside, session.token)).googleAccounts).toEqual([account])
    const other = await sheetside.signIn(ada)
    expect(other.person.id).not.toBe(session.person.id)
  })

  it('keeps several, the first of which is the default', async () => {
    const sheetside = await startSheetside()
    const session = await sheetside.register()
    await sheetside.connect(session, ada)
    await sheetside.connect(session, ben)
    const { googleAccounts } = await profile(sheetside, session.token)
    expect(googleAccounts.map(({ email, isDefault }) => [email, isDefault])).toEqual([
      [ADA.email, true],
      [BEN.email, false],
    ])
  })

  it('again mends it under the same id', async () => {
    const sheetside = await startSheetside()
    const session = await sheetside.register()
    const broken = await sheetside.connect(session, { ...ada, scopes: [DRIVE_METADATA_READONLY] })
    expect(broken.state).toBe('missing_scopes')
    const mended = await sheetside.connect(session, ada, { account: broken.id })
    expect(mended).toEqual({ ...broken, state: 'ok', missing: [] })
  })

  it('keeps no token of Google’s in the open', async () => {
    const { register, connect, deps } = await startSheetside()
    await connect(await register(), ada)
    const [row] = await deps.db.select().from(googleAccounts)
    expect(row?.refreshToken).toMatch(/^s2\.k1\./)
    expect(row?.accessToken).toMatch(/^s2\.k1\./)
    expect(() =>
      deps.vault.open(row?.refreshToken ?? '', 'google_accounts/another/refresh_token'),
    ).toThrow('does not open there')
  })
})
