import { randomUUID } from 'node:crypto'
import { and, eq, or, sql } from 'drizzle-orm'
import type { GrantState, Service } from '#shared/contract/google.ts'
import type { GoogleAccess } from '#shared/contract/server.ts'
import { googleAccounts } from '#server/db/schema.ts'
import type { Deps } from '#server/deps.ts'
import { note, type About } from '#server/events/events.ts'
import { ACCESS_TOKEN, placeOf, REFRESH_TOKEN } from '#server/vault/sealed.ts'
import type { GoogleAccountRow } from './accounts.ts'
import { googleFailure } from './errors.ts'
import { sameAccount, type Identity } from './identity.ts'
import type { Outcome } from './one-time-codes.ts'
import { allows, missingIn } from './scopes.ts'

const owned = Symbol('owned')

/** A Google account that was checked to belong to the person who asks. Only `grantOf` makes one. */
export type Grant = GoogleAccountRow & { readonly [owned]: true }

export function place(
  row: Pick<GoogleAccountRow, 'id' | 'personId'>,
  field: 'refresh_token' | 'access_token',
): string {
  return placeOf(field === 'refresh_token' ? REFRESH_TOKEN : ACCESS_TOKEN, row)
}

/**
 * The person's grant: for the account they name, or else their default one.
 * @throws google_not_connected
 */
export async function grantOf(
  { db }: Pick<Deps, 'db'>,
  personId: string,
  account: string | undefined,
): Promise<Grant> {
  const [row] = await db
    .select()
    .from(googleAccounts)
    .where(
      and(
        eq(googleAccounts.personId, personId),
        account === undefined ? eq(googleAccounts.isDefault, true) : eq(googleAccounts.id, account),
      ),
    )
  if (!row) throw googleFailure('google_not_connected')
  return { ...row, [owned]: true }
}

/** An administrator may change their mind; until Google is asked again nobody would notice. */
const ASK_AGAIN_MS = 60_000

/**
 * Lets a grant pass that lives, or that may do so again.
 * @throws the code of the state it is in, which says what mends it
 */
export function requireAlive({ state, updatedAt }: Grant, now: Date): void {
  if (state === 'ok' || state === 'missing_scopes') return
  const isOld = now.getTime() - updatedAt.getTime() >= ASK_AGAIN_MS
  if (state !== 'admin_blocked' || !isOld) throw failureIn(state)
}

/**
 * Lets a grant pass that can be used for a service.
 * @throws what requireAlive throws, google_scope_missing
 */
export function requireUsable(grant: Grant, service: Service, now: Date): void {
  requireAlive(grant, now)
  // What was granted to one that is blocked, Google says when it is asked.
  if (grant.state === 'admin_blocked') return
  if (!allows(grant.scopes, grant.access, service)) throw googleFailure('google_scope_missing')
}

export type EndedState = Exclude<GrantState, 'ok' | 'missing_scopes'>

export function failureIn(state: EndedState, reason?: string) {
  switch (state) {
    case 'reconnect_needed':
      return googleFailure('google_reconnect_needed', reason)
    case 'reauth_policy':
      return googleFailure('google_reauth_policy', reason)
    case 'admin_blocked':
      return googleFailure('google_admin_blocked', reason)
  }
}

/**
 * Keeps what a consent gave as the person's grant for that Google account. An account that was
 * connected before keeps its id, and so its destinations and sends.
 * @param about where it came from, for the person's log of events
 * @returns the account, or null where no lasting access came and none is there
 */
export async function storeGrant(
  deps: Deps,
  personId: string,
  { identity, access, tokens }: Pick<Outcome, 'identity' | 'access' | 'tokens'>,
  about: About = {},
): Promise<GoogleAccountRow | null> {
  const { db, now } = deps
  const known = await accountOf(deps, personId, identity)
  const profile = {
    email: identity.email,
    // Where one thing was asked for alone, Google may not tell them.
    name: identity.name ?? known?.name ?? null,
    picture: identity.picture ?? known?.picture ?? null,
  }

  if (tokens.refreshToken === null) {
    if (known) {
      await db.update(googleAccounts).set(profile).where(eq(googleAccounts.id, known.id))
    }
    return known
  }

  const id = known?.id ?? randomUUID()
  const granted = {
    ...profile,
    sub: identity.sub,
    access,
    state: stateOf(tokens.scopes, access),
    scopes: tokens.scopes,
    boundTo: tokens.boundTo,
    refreshToken: deps.vault.seal(tokens.refreshToken, place({ id, personId }, 'refresh_token')),
    accessToken: deps.vault.seal(tokens.accessToken, place({ id, personId }, 'access_token')),
    accessExpiresAt: tokens.accessExpiresAt,
    grantExpiresAt: tokens.grantExpiresAt,
    refreshLeaseUntil: null,
    updatedAt: now(),
  }
  const [stored] = known
    ? await db.update(googleAccounts).set(granted).where(eq(googleAccounts.id, id)).returning()
    : await db
        .insert(googleAccounts)
        .values({ id, personId, isDefault: isFirst(personId), createdAt: now(), ...granted })
        .onConflictDoNothing()
        .returning()
  // Connected by another redemption, or disconnected, at the same moment.
  if (!stored) return storeGrant(deps, personId, { identity, access, tokens }, about)
  const kind = known ? 'google_reconnected' : 'google_connected'
  await note(deps, personId, kind, { ...about, detail: identity.email })
  return stored
}

/** The person's connection to a Google account, also where it was told of in the other way before. */
async function accountOf(
  { db }: Deps,
  personId: string,
  identity: Pick<Identity, 'sub' | 'email'>,
): Promise<GoogleAccountRow | null> {
  const named = or(eq(googleAccounts.sub, identity.sub), eq(googleAccounts.email, identity.email))
  const rows = await db
    .select()
    .from(googleAccounts)
    .where(and(eq(googleAccounts.personId, personId), named))
  const exact = rows.find(({ sub }) => sub === identity.sub)
  return exact ?? rows.find((row) => sameAccount(row, identity)) ?? null
}

export function stateOf(scopes: string, access: GoogleAccess): 'ok' | 'missing_scopes' {
  return missingIn(scopes, access).length === 0 ? 'ok' : 'missing_scopes'
}

/** Answered as the row is written: whoever has accounts has one default among them, at any moment. */
function isFirst(personId: string) {
  const { personId: owner, isDefault } = googleAccounts
  return sql<boolean>`not exists (
    select 1 from ${googleAccounts} where ${owner} = ${personId} and ${isDefault} = 1)`
}
