import { and, asc, eq, ne, or } from 'drizzle-orm'
import type { Disconnected } from '#shared/contract/google.ts'
import { SheetsideError } from '#shared/errors.ts'
import { googleAccounts } from '#server/db/schema.ts'
import type { Deps } from '#server/deps.ts'
import { note, type About } from '#server/events/events.ts'
import { VaultError } from '#server/vault/vault.ts'
import { googleAccountsOf, notConnected, type GoogleAccountRow } from './accounts.ts'
import { place } from './grants.ts'
import { sameAccount } from './identity.ts'
import { revoke } from './revocation.ts'

/**
 * Disconnects a Google account of the person's: ends the grant at Google, unless somebody else here
 * lives by the same one, and forgets it here in any case. Where the default one goes, the one that was
 * connected next becomes it. How its person signs in is not touched.
 * @throws not_found where it is none of theirs
 */
export async function disconnect(
  deps: Deps,
  personId: string,
  accountId: string,
  about: About = {},
): Promise<Disconnected> {
  const [account] = await deps.db
    .select()
    .from(googleAccounts)
    .where(and(eq(googleAccounts.id, accountId), eq(googleAccounts.personId, personId)))
  if (!account) throw notConnected()
  // Google is told first: a crash in between then leaves a dead row, not a grant that nobody knows of.
  const shared = await isHeldByAnother(deps, account)
  let untold = shared ? null : await endAtGoogle(deps, account)
  forget(deps, account)
  // Of two people who part from the same account at once, the last one ends the grant.
  const kept = shared && (await isHeldByAnother(deps, account))
  if (shared && !kept) untold = await endAtGoogle(deps, account)

  if (untold !== null) deps.log.warn({ account: accountId, reason: untold }, 'grant not revoked')
  await note(deps, personId, 'google_disconnected', { ...about, detail: account.email })
  return { atGoogle: kept ? 'kept_for_others' : untold === null ? 'ended' : 'not_told' }
}

/**
 * Disconnects all Google accounts of a person. One that is disconnected elsewhere at the same moment is
 * the other's to tell of.
 * @returns the emails of those whose grant Google could not be told to end
 */
export async function disconnectAll(
  deps: Deps,
  personId: string,
  about: About = {},
): Promise<string[]> {
  const accounts = await googleAccountsOf(deps, personId)
  const left = await Promise.all(
    accounts.map(async ({ id, email }) => {
      try {
        const { atGoogle } = await disconnect(deps, personId, id, about)
        return atGoogle === 'not_told' ? [email] : []
      } catch (error) {
        if (error instanceof SheetsideError && error.code === 'not_found') return []
        throw error
      }
    }),
  )
  return left.flat()
}

/** Whether another person here has a grant of the same Google account that would die with this one. */
async function isHeldByAnother({ db }: Deps, account: GoogleAccountRow): Promise<boolean> {
  const { sub, email, personId, state } = googleAccounts
  const others = await db
    .select({ sub, email })
    .from(googleAccounts)
    .where(
      and(
        or(eq(sub, account.sub), eq(email, account.email)),
        ne(personId, account.personId),
        ne(state, 'reconnect_needed'),
      ),
    )
  return others.some((other) => sameAccount(other, account))
}

/** @returns null where the grant is over; else why Google could not be told */
async function endAtGoogle(deps: Deps, { id, personId, refreshToken }: GoogleAccountRow) {
  try {
    const token = deps.vault.open(refreshToken, place({ id, personId }, 'refresh_token'))
    return await revoke(deps, token)
  } catch (error) {
    if (error instanceof VaultError) return error.message
    throw error
  }
}

/** Row and default in one step: there is never a moment without a default among several. */
function forget({ db }: Deps, { id, personId }: GoogleAccountRow): void {
  db.transaction(
    (tx) => {
      const [gone] = tx.delete(googleAccounts).where(eq(googleAccounts.id, id)).returning().all()
      if (!gone?.isDefault) return
      const [next] = tx
        .select({ id: googleAccounts.id })
        .from(googleAccounts)
        .where(eq(googleAccounts.personId, personId))
        .orderBy(asc(googleAccounts.createdAt))
        .limit(1)
        .all()
      if (!next) return
      tx.update(googleAccounts).set({ isDefault: true }).where(eq(googleAccounts.id, next.id)).run()
    },
    { behavior: 'immediate' },
  )
}
