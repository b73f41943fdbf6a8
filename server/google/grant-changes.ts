import { and, eq, inArray } from 'drizzle-orm'
import type { GrantState, Service } from '#shared/contract/google.ts'
import { googleAccounts } from '#server/db/schema.ts'
import type { Deps } from '#server/deps.ts'
import { note } from '#server/events/events.ts'
import { tryOpen } from '#server/vault/vault.ts'
import type { GoogleAccountRow } from './accounts.ts'
import { grantOf, place, stateOf, type EndedState, type Grant } from './grants.ts'
import { without } from './scopes.ts'
import type { Tokens } from './token-endpoint.ts'

/**
 * Keeps what a refresh gave, unless the person connected again meanwhile (theirs is newer then) or
 * disconnected.
 * @param used the refresh token that it was got with
 */
export async function storeRefreshed(
  deps: Deps,
  before: Grant,
  used: string,
  tokens: Tokens,
): Promise<void> {
  const scopes = tokens.scopes ?? before.scopes
  await changeWhileSame(deps, before, used, {
    state: stateOf(scopes, before.access),
    scopes,
    accessToken: deps.vault.seal(tokens.accessToken, place(before, 'access_token')),
    accessExpiresAt: tokens.accessExpiresAt,
    // Google leaves it out as a rule; then the one that is there stays good.
    ...(tokens.refreshToken !== null && {
      refreshToken: deps.vault.seal(tokens.refreshToken, place(before, 'refresh_token')),
      boundTo: tokens.boundTo,
    }),
    ...(tokens.grantExpiresAt !== null && { grantExpiresAt: tokens.grantExpiresAt }),
    refreshLeaseUntil: null,
    updatedAt: deps.now(),
  })
}

/** For its person, beside the account's email. */
const why: Record<EndedState, string> = {
  reconnect_needed: 'access was revoked or has expired',
  reauth_policy: 'the organisation wants a new sign-in',
  admin_blocked: 'an administrator blocks Sheetside',
}

/**
 * Marks a grant as ended, and tells its person once, unless it was given anew meanwhile.
 * @param used the refresh token that Google refused; null for one that does not even open
 * @returns whether it is over: false where it was given anew, or disconnected
 */
export async function endGrant(
  deps: Deps,
  before: Grant,
  used: string | null,
  state: EndedState,
): Promise<boolean> {
  const { personId, email } = before
  const was = await changeWhileSame(deps, before, used, {
    state,
    refreshLeaseUntil: null,
    updatedAt: deps.now(),
  })
  if (was !== null && was !== state) {
    await note(deps, personId, 'google_ended', { detail: `${email}: ${why[state]}` })
  }
  return was !== null
}

/**
 * A scope that was believed to be granted is missing from now on: an API refused a token for it.
 * @param used the token that was refused; another that came meanwhile may have the scope
 */
export async function dropScope(
  deps: Deps,
  personId: string,
  used: { accountId: string; token: string },
  service: Service,
): Promise<void> {
  const grant = await grantOf(deps, personId, used.accountId)
  const { id, accessToken, access, scopes } = grant
  if (tryOpen(deps.vault, accessToken, place(grant, 'access_token')) !== used.token) return
  deps.log.info({ account: id, service }, 'scope is missing')
  await deps.db
    .update(googleAccounts)
    .set({
      scopes: without(scopes, access, service),
      state: 'missing_scopes',
      updatedAt: deps.now(),
    })
    .where(
      and(
        eq(googleAccounts.id, id),
        eq(googleAccounts.accessToken, accessToken),
        // What is over stays so, whatever else it lacks.
        inArray(googleAccounts.state, ['ok', 'missing_scopes']),
      ),
    )
}

/**
 * Changes a row as long as it holds the refresh token that the change is about, by what it says: keys
 * may have been rotated meanwhile, and the same token sealed anew.
 * @returns the state that the row was in; null where it holds another token by now, or is gone
 */
async function changeWhileSame(
  { db, vault }: Deps,
  before: Grant,
  used: string | null,
  change: Partial<GoogleAccountRow>,
): Promise<GrantState | null> {
  for (;;) {
    const [row] = await db.select().from(googleAccounts).where(eq(googleAccounts.id, before.id))
    if (!row) return null
    const { state, refreshToken } = row
    const same =
      refreshToken === before.refreshToken ||
      (used !== null && vault.open(refreshToken, place(row, 'refresh_token')) === used)
    if (!same) return null
    const changed = await db
      .update(googleAccounts)
      .set(change)
      .where(and(eq(googleAccounts.id, row.id), eq(googleAccounts.refreshToken, refreshToken)))
      .returning({ id: googleAccounts.id })
    if (changed.length > 0) return state
  }
}
