import { setTimeout as sleep } from 'node:timers/promises'
import type { Service } from '#shared/contract/google.ts'
import type { GoogleAccess } from '#shared/contract/server.ts'
import { SheetsideError } from '#shared/errors.ts'
import type { Database } from '#server/db/open.ts'
import type { Deps } from '#server/deps.ts'
import { VaultError } from '#server/vault/vault.ts'
import { failureOf, googleFailure, refusedWith } from './errors.ts'
import { dropScope, endGrant, storeRefreshed } from './grant-changes.ts'
import {
  failureIn,
  grantOf,
  place,
  requireAlive,
  requireUsable,
  type EndedState,
  type Grant,
} from './grants.ts'
import { dropLease, isLeased, LEASE_MS, REFRESH_MS, takeLease } from './refresh-lease.ts'
import { refreshAccess, TokenError } from './token-endpoint.ts'

/** A token that lives shorter than this is refreshed before it is used. */
const EAGER_MS = 5 * 60_000
/** While one request refreshes ahead of time, or just did in vain, others use what has so much left. */
const SPARE_MS = 60_000
const REST_MS = 30_000
const POLL_MS = 100
/** A refresh that was joined may have been for somebody whom the rejected token still served. */
const MOST_JOINED = 3
/** For as long as a process that died may hold the lease, and then for a refresh. */
const PATIENCE_MS = LEASE_MS + REFRESH_MS

/** A live access token of a grant that was checked for the person who asks. */
export type Access = { accountId: string; token: string; access: GoogleAccess }

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
  const { id: accountId } = grant
  requireUsable(grant, service, deps.now())
  const spare = isLeased(deps, grant) || isResting(deps, grant.id) ? SPARE_MS : EAGER_MS
  const token = liveToken(deps, grant, rejected, spare)
  if (token !== null) return { accountId, token, access: grant.access }
  for (let joined = 0; joined < MOST_JOINED; joined += 1) {
    const refreshed = await refreshOnce(deps, personId, accountId, rejected)
    requireUsable(refreshed, service, deps.now())
    const another = deps.vault.open(refreshed.accessToken, place(refreshed, 'access_token'))
    if (another !== rejected) return { accountId, token: another, access: refreshed.access }
  }
  throw googleFailure('google_unavailable', 'google gives a token that it refuses')
}

/**
 * Calls Google with the person's access; where Google refuses a token that should live, once more with
 * another. A 401 says that the call was not carried out, so that writes too may be repeated after it.
 * @throws what accessTokenFor throws, and the codes of what Google refuses
 */
export async function withAccess<T>(
  deps: Deps,
  personId: string,
  account: string | undefined,
  service: Service,
  call: (token: string) => Promise<T>,
): Promise<T> {
  const first = await accessTokenFor(deps, personId, account, service)
  try {
    return await call(first.token)
  } catch (error) {
    if (refusedWith(error) !== 401) throw await refusalFor(deps, personId, first, service, error)
  }
  const again = await accessTokenFor(deps, personId, first.accountId, service, first.token)
  try {
    return await call(again.token)
  } catch (error) {
    throw await refusalFor(deps, personId, again, service, error)
  }
}

/** What a refusal is to whoever asked. A scope that was not granted after all is missing from then on. */
async function refusalFor(
  deps: Deps,
  personId: string,
  used: Access,
  service: Service,
  error: unknown,
): Promise<SheetsideError> {
  const failure = failureOf(error, used.access)
  if (failure.code === 'google_scope_missing') await dropScope(deps, personId, used, service)
  return failure
}

/**
 * The access token that the row holds, where it serves for `spare` milliseconds more; null where another
 * is needed. One that does not open is no loss: it is refreshed.
 */
function liveToken(
  { vault, now }: Deps,
  grant: Grant,
  rejected: string | undefined,
  spare: number,
): string | null {
  const left = grant.accessExpiresAt.getTime() - now().getTime()
  if (grant.state === 'admin_blocked' || left < spare) return null
  try {
    const token = vault.open(grant.accessToken, place(grant, 'access_token'))
    return token === rejected ? null : token
  } catch (error) {
    if (error instanceof VaultError) return null
    throw error
  }
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

const resting = new WeakMap<Database, Map<string, number>>()

/** After a refresh ahead of time that failed, or brought little, this process waits with another. */
function rest({ db, now }: Deps, accountId: string): void {
  const until = resting.get(db) ?? new Map<string, number>()
  resting.set(db, until.set(accountId, now().getTime() + REST_MS))
}

function isResting({ db, now }: Deps, accountId: string): boolean {
  const until = resting.get(db)?.get(accountId)
  if (until === undefined) return false
  if (until > now().getTime()) return true
  resting.get(db)?.delete(accountId)
  return false
}

/** Among processes the one that holds the row's lease refreshes; the others look at the row. */
async function refreshOrWait(
  deps: Deps,
  personId: string,
  accountId: string,
  rejected: string | undefined,
): Promise<Grant> {
  for (let waited = 0; waited < PATIENCE_MS; waited += POLL_MS) {
    const grant = await grantOf(deps, personId, accountId)
    if (liveToken(deps, grant, rejected, EAGER_MS) !== null) return grant
    requireAlive(grant, deps.now())
    const lease = await takeLease(deps, grant)
    if (lease) return refresh(deps, personId, grant, rejected, lease)
    await sleep(POLL_MS)
  }
  throw googleFailure('google_timeout', 'another process holds the refresh lease')
}

async function refresh(
  deps: Deps,
  personId: string,
  grant: Grant,
  rejected: string | undefined,
  lease: Date,
): Promise<Grant> {
  let used: string | null = null
  try {
    used = deps.vault.open(grant.refreshToken, place(grant, 'refresh_token'))
    await storeRefreshed(deps, grant, used, await refreshAccess(deps, used, grant.boundTo))
    deps.log.debug({ account: grant.id }, 'access token refreshed')
    const refreshed = await grantOf(deps, personId, grant.id)
    // Google gives no token that outlives its grant: near a grant's end all of them are short.
    if (liveToken(deps, refreshed, rejected, EAGER_MS) === null) rest(deps, grant.id)
    return refreshed
  } catch (error) {
    const ended = endOf(error)
    if (ended) {
      const isOver = await endGrant(deps, grant, used, ended)
      // The person connected again meanwhile: what they gave serves.
      if (!isOver) return grantOf(deps, personId, grant.id)
      deps.log.info({ account: grant.id, state: ended, reason: reasonOf(error) }, 'grant ended')
      throw failureIn(ended, reasonOf(error))
    }
    deps.log.warn({ account: grant.id, reason: reasonOf(error) }, 'refresh failed')
    await dropLease(deps, grant, lease)
    if (liveToken(deps, grant, rejected, 0) === null) throw failureOfRefresh(error)
    // It was refreshed ahead of time: what is left of the old one serves, and Google is left alone.
    rest(deps, grant.id)
    return grant
  }
}

/** The state that a refusal leaves a grant in; null for a failure that says nothing about the grant. */
function endOf(error: unknown): EndedState | null {
  // What was tampered with is not used, and Google gives another to the person alone.
  if (error instanceof VaultError) return error.why === 'not_authentic' ? 'reconnect_needed' : null
  if (!(error instanceof TokenError) || error.why.kind !== 'refused') return null
  const { error: refusal, subtype } = error.why
  if (error.forbidsApp) return 'admin_blocked'
  if (refusal !== 'invalid_grant') return null
  return subtype === 'invalid_rapt' || subtype === 'rapt_required'
    ? 'reauth_policy'
    : 'reconnect_needed'
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
      return googleFailure('google_misconfigured', error.message)
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof TokenError || error instanceof VaultError) return error.message
  if (error instanceof SheetsideError) return error.reason ?? error.code
  return error instanceof Error ? error.name : 'unknown'
}
