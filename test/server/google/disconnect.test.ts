import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import {
  destinations,
  googleAccounts,
  googleIdentities,
  securityEvents,
} from '#server/db/schema.ts'
import * as verbs from '#server/google/disconnect.ts'
import { disconnected, googleAccount } from '#shared/contract/google.ts'
import { me } from '#shared/contract/me.ts'
import { ADA, BEN } from '#test/google/oauth/people.ts'
import { directly, refusal, startSheetside, type Sheetside } from '#test/server/harness.ts'

const ada = { person: ADA.email }
const ben = { person: BEN.email }

const disconnect = async ({ call }: Sheetside, token: string, id: string) =>
  disconnected.parse(await (await call('DELETE', `/api/google/accounts/${id}`, { token })).json())

const accountsOf = async ({ call }: Sheetside, token: string) =>
  me.parse(await (await call('GET', '/api/me', { token })).json()).googleAccounts

const revocations = ({ google }: Sheetside) =>
  google.requests().filter(({ operation }) => operation === 'revoke')

/** Whether Google still gives access for the refresh token that a person's account had. */
async function refreshes({ google }: Sheetside, refreshToken: string): Promise<boolean> {
  const { clientId: client_id, clientSecret: client_secret } = google
  const answer = await fetch(`${google.url}/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'refresh_token',
      refresh_token: refreshToken,
      client_id,
      client_secret,
    }),
  })
  return answer.ok
}

async function refreshTokenOf({ deps }: Sheetside, id: string): Promise<string> {
  const [row] = await deps.db.select().from(googleAccounts).where(eq(googleAccounts.id, id))
  const place = `google_accounts/${id}/${row?.personId}/refresh_token`
  return deps.vault.open(row?.refreshToken ?? '', place)
}

describe('disconnecting a Google account', () => {
  it('ends the grant at Google and forgets it here, with its destination', async () => {
    const sheetside = await startSheetside()
    const session = await sheetside.register()
    const { id } = await sheetside.connect(session, ada)
    const { spreadsheetId, sheetId } = await directly(sheetside).makeSheet([['Title']])
    const body = { account: id, spreadsheetId, sheetId }
    await sheetside.call('POST', '/api/destinations', { token: session.token, body })
    expect(await sheetside.deps.db.select().from(destinations)).toHaveLength(1)

    const refreshToken = await refreshTokenOf(sheetside, id)
    expect(await disconnect(sheetside, session.token, id)).toEqual({ atGoogle: 'ended' })
    expect(await refreshes(sheetside, refreshToken)).toBe(false)
    expect(await accountsOf(sheetside, session.token)).toEqual([])
    expect(await sheetside.deps.db.select().from(destinations)).toEqual([])
    // The token went where nothing logs it.
    expect(revocations(sheetside)).toMatchObject([{ method: 'POST', path: '/revoke', status: 200 }])
    const files = sheetside.call('GET', '/api/files', { token: session.token })
    expect(await refusal(files)).toMatchObject({ code: 'google_not_connected' })
  })

  it('is in the person’s log of events, with the account and where it came from', async () => {
    const sheetside = await startSheetside()
    const session = await sheetside.register()
    const { id } = await sheetside.connect(session, ada)
    await disconnect(sheetside, session.token, id)
    const events = await sheetside.deps.db.select().from(securityEvents)
    expect(events.find(({ kind }) => kind === 'google_disconnected')).toMatchObject({
      personId: session.person.id,
      detail: ADA.email,
      device: 'Chrome on Linux',
      address: '127.0.0.1',
    })
  })

  it('leaves the grant alone while another person here lives by the same Google account', async () => {
    const sheetside = await startSheetside()
    const [mine, theirs] = [
      await sheetside.register('mine@example.org'),
      await sheetside.register('theirs@example.org'),
    ]
    const [here, there] = [await sheetside.connect(mine, ada), await sheetside.connect(theirs, ada)]
    expect(await disconnect(sheetside, mine.token, here.id)).toEqual({
      atGoogle: 'kept_for_others',
    })
    expect(revocations(sheetside)).toEqual([])
    sheetside.google.expireAccessTokens()
    expect((await sheetside.call('GET', '/api/files', { token: theirs.token })).status).toBe(200)
    expect(await accountsOf(sheetside, mine.token)).toEqual([])
    // The last one ends it.
    expect(await disconnect(sheetside, theirs.token, there.id)).toEqual({ atGoogle: 'ended' })
  })

  it('leaves it alone too where the other one was connected for picked files, or this one', async () => {
    const sheetside = await startSheetside()
    const [mine, theirs] = [
      await sheetside.register('mine@example.org'),
      await sheetside.register('theirs@example.org'),
    ]
    const { spreadsheetId } = await directly(sheetside).makeSheet([['Title']])
    const picking = { ...ada, pick: [spreadsheetId] }
    const here = await sheetside.connect(mine, ada)
    sheetside.deps.config.google.access = 'file'
    const there = await sheetside.connect(theirs, picking)
    for (const [{ token }, { id }, atGoogle] of [
      [mine, here, 'kept_for_others'],
      [theirs, there, 'ended'],
    ] as const) {
      expect(await disconnect(sheetside, token, id)).toEqual({ atGoogle })
    }

    const again = await sheetside.connect(mine, picking)
    sheetside.deps.config.google.access = 'full'
    await sheetside.connect(theirs, ada)
    expect(await disconnect(sheetside, mine.token, again.id)).toEqual({
      atGoogle: 'kept_for_others',
    })
  })

  it('ends the grant when all who live by it part at once', async () => {
    const sheetside = await startSheetside()
    const [mine, theirs] = [
      await sheetside.register('mine@example.org'),
      await sheetside.register('theirs@example.org'),
    ]
    const [here, there] = [await sheetside.connect(mine, ada), await sheetside.connect(theirs, ada)]
    const refreshToken = await refreshTokenOf(sheetside, here.id)
    // Step by step beside each other, as two processes would.
    await Promise.all([
      verbs.disconnect(sheetside.deps, mine.person.id, here.id),
      verbs.disconnect(sheetside.deps, theirs.person.id, there.id),
    ])
    expect(await refreshes(sheetside, refreshToken)).toBe(false)
    expect(await sheetside.deps.db.select().from(googleAccounts)).toEqual([])
  })

  it('does not take the grant of another for alive when it is not', async () => {
    const sheetside = await startSheetside()
    const [mine, theirs] = [
      await sheetside.register('mine@example.org'),
      await sheetside.register('theirs@example.org'),
    ]
    const [here, there] = [await sheetside.connect(mine, ada), await sheetside.connect(theirs, ada)]
    await sheetside.deps.db
      .update(googleAccounts)
      .set({ state: 'reconnect_needed' })
      .where(eq(googleAccounts.id, there.id))
    expect(await disconnect(sheetside, mine.token, here.id)).toEqual({ atGoogle: 'ended' })
  })

  it('counts a grant that is over at Google already as ended', async () => {
    const sheetside = await startSheetside()
    const session = await sheetside.register()
    const { id } = await sheetside.connect(session, ada)
    sheetside.google.revokeGrant(ADA.email)
    expect(await disconnect(sheetside, session.token, id)).toEqual({ atGoogle: 'ended' })
    expect(revocations(sheetside)).toMatchObject([{ status: 400 }])
  })

  it.each([
    { kind: 'fail', status: 503 },
    { kind: 'fail', status: 429 },
    { kind: 'fail', status: 400, body: { error: 'invalid_request' } },
    { kind: 'drop', when: 'before' },
    { kind: 'truncate' },
  ] as const)('forgets it here although Google fails by %j, and says so', async (trouble) => {
    const sheetside = await startSheetside()
    const session = await sheetside.register()
    const { id } = await sheetside.connect(session, ada)
    sheetside.google.addFault({ on: 'revoke', ...trouble })
    expect(await disconnect(sheetside, session.token, id)).toEqual({ atGoogle: 'not_told' })
    expect(await accountsOf(sheetside, session.token)).toEqual([])
    expect(sheetside.logged.join('')).toContain('grant not revoked')
  })

  it('is not undone by a refresh that was under way', async () => {
    const sheetside = await startSheetside()
    const session = await sheetside.register()
    const { id } = await sheetside.connect(session, ada)
    sheetside.clock.ahead = 2 * 60 * 60_000
    sheetside.google.addFault({ on: 'token.refresh', kind: 'hang', when: 'after', times: 1 })
    const reading = sheetside.call('GET', '/api/files', { token: session.token })
    while (sheetside.google.tokenRefreshes() === 0) await new Promise(setImmediate)
    await disconnect(sheetside, session.token, id)
    const lifting = setInterval(() => sheetside.google.clearFaults(), 20)
    await reading.finally(() => clearInterval(lifting))
    expect(await refusal(reading)).toMatchObject({ code: 'google_not_connected' })
    expect(await sheetside.deps.db.select().from(googleAccounts)).toEqual([])
  })

  it('leaves the way to sign in with Google as it is', async () => {
    const sheetside = await startSheetside()
    const session = await sheetside.signIn(ada)
    const [account] = await accountsOf(sheetside, session.token)
    await disconnect(sheetside, session.token, account?.id ?? '')
    expect(await sheetside.deps.db.select().from(googleIdentities)).toHaveLength(1)
    const again = await sheetside.signIn(ada)
    expect(again.person.id).toBe(session.person.id)
  })

  it('is for one’s own accounts', async () => {
    const sheetside = await startSheetside()
    const { id } = await sheetside.connect(await sheetside.register('mine@example.org'), ada)
    const { token } = await sheetside.register('other@example.org')
    const answer = sheetside.call('DELETE', `/api/google/accounts/${id}`, { token })
    expect(await refusal(answer)).toEqual({ status: 404, code: 'not_found' })
    const asNobody = sheetside.call('DELETE', `/api/google/accounts/${id}`)
    expect(await refusal(asNobody)).toEqual({ status: 401, code: 'unauthenticated' })
    expect(await sheetside.deps.db.select().from(googleAccounts)).toHaveLength(1)
  })
})

/** A person with two Google accounts, the first of which is the default. */
async function withTwo() {
  const sheetside = await startSheetside()
  const session = await sheetside.register()
  const first = await sheetside.connect(session, ada)
  const second = await sheetside.connect(session, ben)
  return { sheetside, token: session.token, first, second }
}

describe('the default Google account', () => {
  const body = { isDefault: true }

  it('is the one that was made it, and no other', async () => {
    const { sheetside, token, first, second } = await withTwo()
    const answer = await sheetside.call('PATCH', `/api/google/accounts/${second.id}`, {
      token,
      body,
    })
    expect(googleAccount.parse(await answer.json())).toEqual({ ...second, isDefault: true })
    expect(await accountsOf(sheetside, token)).toEqual([
      { ...second, isDefault: true },
      { ...first, isDefault: false },
    ])
  })

  it('passes to the next when it is disconnected', async () => {
    const { sheetside, token, first, second } = await withTwo()
    await disconnect(sheetside, token, first.id)
    expect(await accountsOf(sheetside, token)).toEqual([{ ...second, isDefault: true }])
  })

  it('stays when another is disconnected', async () => {
    const { sheetside, token, first, second } = await withTwo()
    await disconnect(sheetside, token, second.id)
    expect(await accountsOf(sheetside, token)).toEqual([first])
  })

  it('is nobody else’s to choose, and stays when a wrong one is asked for', async () => {
    const { sheetside, token, first } = await withTwo()
    const other = await sheetside.register('other@example.org')
    for (const [path, as] of [
      [first.id, other.token],
      ['no-such-account', token],
    ] as const) {
      const answer = sheetside.call('PATCH', `/api/google/accounts/${path}`, { token: as, body })
      expect(await refusal(answer)).toEqual({ status: 404, code: 'not_found' })
    }
    expect((await accountsOf(sheetside, token))[0]).toEqual(first)
  })
})
