import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { authenticate } from '#server/accounts/session.ts'
import { googleAccounts, securityEvents } from '#server/db/schema.ts'
import type { Deps } from '#server/deps.ts'
import { dropScope } from '#server/google/grant-changes.ts'
import { grantOf, place, storeGrant } from '#server/google/grants.ts'
import { ALL_SCOPES } from '#test/google/oauth/scopes.ts'
import { ADA, BEN } from '#test/google/oauth/people.ts'
import { startSheetside } from '#test/server/harness.ts'

/** A person whose one Google account is Ada's. */
async function setUp() {
  const { deps, register, connect } = await startSheetside()
  const session = await register()
  const { id } = await connect(session, { person: ADA.email })
  const { personId } = await authenticate(deps, `Bearer ${session.token}`)
  const rows = () => deps.db.select().from(googleAccounts)
  return { deps, personId, id, rows }
}

/** The same server, where something else happens while the clock is read for the nth time. */
function meanwhile(deps: Deps, nth: number, act: () => void): Deps {
  let reads = 0
  const now = () => {
    reads += 1
    if (reads === nth) act()
    return deps.now()
  }
  return { ...deps, now }
}

/** What a consent of somebody's gave. */
const given = ({ sub, email }: { sub: string; email: string }) => ({
  identity: { sub, email, emailVerified: true, emailHosted: true, name: null, picture: null },
  access: 'full' as const,
  tokens: {
    accessToken: 'access',
    accessExpiresAt: new Date(Date.now() + 3_600_000),
    refreshToken: 'refresh',
    scopes: ALL_SCOPES.join(' '),
    grantExpiresAt: null,
    boundTo: null,
  },
})

describe('storing a grant', () => {
  it.each([1, 2])(
    'while the only other account is disconnected makes it the default one (moment %i)',
    async (moment) => {
      const { deps, personId, id, rows } = await setUp()
      const disconnecting = meanwhile(deps, moment, () =>
        deps.db.delete(googleAccounts).where(eq(googleAccounts.id, id)).run(),
      )
      await storeGrant(disconnecting, personId, given(BEN))
      expect(await rows()).toMatchObject([{ email: BEN.email, isDefault: true }])
    },
  )

  it('while the same account is disconnected connects it', async () => {
    const { deps, personId, id, rows } = await setUp()
    const [before] = await rows()
    const disconnecting = meanwhile(deps, 1, () =>
      deps.db.delete(googleAccounts).where(eq(googleAccounts.id, id)).run(),
    )
    const { sub = '' } = before ?? {}
    const stored = await storeGrant(disconnecting, personId, given({ sub, email: ADA.email }))
    expect(await rows()).toEqual([stored])
    expect(stored).toMatchObject({ sub, isDefault: true, state: 'ok' })
    const events = await deps.db.select().from(securityEvents)
    expect(events.map(({ kind }) => kind)).not.toContain('google_reconnected')
  })
})

describe('a scope that an API misses', () => {
  it('makes nothing of a grant that is over by then', async () => {
    const { deps, personId, id, rows } = await setUp()
    const grant = await grantOf(deps, personId, id)
    const token = deps.vault.open(grant.accessToken, place(grant, 'access_token'))
    await deps.db.update(googleAccounts).set({ state: 'reconnect_needed' })
    await dropScope(deps, personId, { accountId: id, token }, 'drive')
    expect(await rows()).toMatchObject([{ state: 'reconnect_needed' }])
  })
})
