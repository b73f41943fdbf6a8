import { setTimeout as sleep } from 'node:timers/promises'
import { and, eq, isNull, lt, or } from 'drizzle-orm'
import type { Service } from '#shared/contract/google.ts'
import { googleAccounts } from '#server/db/schema.ts'
import type { Database } from '#server/db/open.ts'
import type { Deps } from '#server/deps.ts'
import { failureOf, googleFailure, refusedWith } from './errors.ts'
import {
  endGrant,
  failureIn,
  grantOf,
  place,
  requireUsable,
  storeRefreshed,
  type EndedState,
  type Grant,
} from './grants.ts'
import { refreshAccess, TokenError } from './token-endpoint.ts'

/** A token that lives shorter than this is refreshed before it is used. */
const EAGER_MS = 5 * 60_000
/** Longer than the token endpoint is waited for; a process that died in a refresh loses it then. */
const LEASE_MS = 30_000
const POLL_MS = 100

/** A live access token of a grant that was checked for the person who asks. */
export type Access = { accountId: string; token: string }

/**
 * The person's access to a Google account of theirs (the default one, if none is named), refreshed when
 * it is about to expire: once, however many requests and processes wait for it.
 * @param rejected a token that Google just refused: another one is got in its place
 * @throws google_not_connected, google_scope_missing, google_reconnect_needed, google_reauth_policy,
 * google_admin_blocked, google_unavailable, google_timeout
 */
export async function accessTokenFor(
  deps: Deps,
  personId: string,
  account: string | undefined,
  service: Service,
  rejected?: string,
): Promise<Access> {
  const grant = await grantOf(deps, personId, account)
  requireUsable(grant, service, deps.now())
  if (isFresh(deps, grant, rejected)) return accessOf(deps, grant)
  const refreshed = await refreshOnce(deps, personId, grant.id, rejected)
  requireUsable(refreshed, service, deps.now())
  return accessOf(deps, refreshed)
}

/**
 * Calls Google with the person's access; where Google refuses a token that should live, once more with
 * another. So `call` must be something that may be repeated.
 * @throws what accessTokenFor throws, and the codes of what Google refuses
 */
export async function withAccess<T>(
  deps: Deps,
  personId: string,
  account: string | undefined,
  service: Service,
  call: (token: string) => Promise<T>,
): Promise<T> {
  const { accountId, token } = await accessTokenFor(deps, personId, account, service)
  try {
    return await call(token)
  } catch (error) {
    if (refusedWith(error) !== 401) throw failureOf(error)
  }
  const again = await accessTokenFor(deps, personId, accountId, service, token)
  return call(again.token).catch((error: unknown) => {
    throw failureOf(error)
  })
}

function accessOf({ vault }: Deps, grant: Grant): Access {
  const token = vault.open(grant.accessToken, place(grant, 'access_token'))
  return { accountId: grant.id, token }
}

function lifeOf({ now }: Deps, { accessExpiresAt }: Grant): number {
  return accessExpiresAt.getTime() - now().getTime()
}

function isFresh(deps: Deps, grant: Grant, rejected: string | undefined): boolean {
  if (grant.state === 'admin_blocked' || lifeOf(deps, grant) < EAGER_MS) return false
  return rejected === undefined || accessOf(deps, grant).token !== rejected
}

const refreshing = new WeakMap<Database, Map<string, Promise<Grant>>>()

/** Within this process all who wait share one promise. */
function refreshOnce(
  deps: Deps,
  personId: string,
  accountId: string,
  rejected: string | undefined,
): Promise<Grant> {
  const underWay = refreshing.get(deps.db) ?? new Map<string, Promise<Grant>>()
  refreshing.set(deps.db, underWay)
  const running = underWay.get(accountId)
  if (running) return running
  const started = refreshOrWait(deps, personId, accountId, rejected).finally(() =>
    underWay.delete(accountId),
  )
  underWay.set(accountId, started)
  return started
}

/** Among processes the one that holds the row's lease refreshes; the others look at the row. */
async function refreshOrWait(
  deps: Deps,
  personId: string,
  accountId: string,
  rejected: string | undefined,
): Promise<Grant> {
  for (let waited = 0; waited < LEASE_MS; waited += POLL_MS) {
    const grant = await grantOf(deps, personId, accountId)
    if (isFresh(deps, grant, rejected)) return grant
    if (grant.state === 'reconnect_needed' || grant.state === 'reauth_policy') {
      throw failureIn(grant.state)
    }
    if (await takeLease(deps, grant)) return refresh(deps, personId, grant, rejected)
    await sleep(POLL_MS)
  }
  throw googleFailure('google_timeout', 'another process holds the refresh lease')
}

async function takeLease({ db, now }: Deps, { id, accessToken }: Grant): Promise<boolean> {
  const taken = await db
    .update(googleAccounts)
    .set({ refreshLeaseUntil: new Date(now().getTime() + LEASE_MS) })
    .where(
      and(
        eq(googleAccounts.id, id),
        // Nobody refreshed it since it was read.
        eq(googleAccounts.accessToken, accessToken),
        or(isNull(googleAccounts.refreshLeaseUntil), lt(googleAccounts.refreshLeaseUntil, now())),
      ),
    )
    .returning({ id: googleAccounts.id })
  return taken.length > 0
}

async function refresh(
  deps: Deps,
  personId: string,
  grant: Grant,
  rejected: string | undefined,
): Promise<Grant> {
  const { id } = grant
  try {
    const refreshToken = deps.vault.open(grant.refreshToken, place(grant, 'refresh_token'))
    await storeRefreshed(deps, grant, await refreshAccess(deps, refreshToken))
    deps.log.debug({ account: id }, 'access token refreshed')
    return await grantOf(deps, personId, id)
  } catch (error) {
    const ended = error instanceof TokenError ? endOf(error) : null
    if (ended) {
      deps.log.info({ account: id, state: ended, reason: reasonOf(error) }, 'grant ended')
      await endGrant(deps, grant, ended)
      throw failureIn(ended, reasonOf(error))
    }
    await dropLease(deps, id)
    deps.log.warn({ account: id, reason: reasonOf(error) }, 'refresh failed')
    // It was refreshed ahead of time: what is left of the old one still serves.
    if (rejected === undefined && lifeOf(deps, grant) > 0) return grant
    throw failureOfRefresh(error)
  }
}

async function dropLease({ db }: Deps, id: string): Promise<void> {
  await db.update(googleAccounts).set({ refreshLeaseUntil: null }).where(eq(googleAccounts.id, id))
}

/** The state that a refusal leaves a grant in; null for a failure that says nothing about the grant. */
function endOf({ why }: TokenError): EndedState | null {
  if (why.kind !== 'refused') return null
  switch (why.error) {
    case 'invalid_grant':
      return why.subtype === 'invalid_rapt' || why.subtype === 'rapt_required'
        ? 'reauth_policy'
        : 'reconnect_needed'
    case 'admin_policy_enforced':
    case 'org_internal':
      return 'admin_blocked'
    default:
      return null
  }
}

function failureOfRefresh(error: unknown) {
  if (!(error instanceof TokenError)) return error
  switch (error.why.kind) {
    case 'timeout':
      return googleFailure('google_timeout', error.message)
    case 'unavailable':
      return googleFailure('google_unavailable', error.message)
    case 'refused':
      // invalid_client and the like: this server's own settings are wrong.
      return googleFailure('internal', error.message)
  }
}

function reasonOf(error: unknown): string {
  return error instanceof TokenError ? error.message : String(error instanceof Error && error.name)
}
