import { eq } from 'drizzle-orm'
import { SheetsideError, type ErrorCode } from '#shared/errors.ts'
import { oauthFlows } from '#server/db/schema.ts'
import type { Deps } from '#server/deps.ts'
import { hashOf, same } from '#server/vault/secrets.ts'
import { identityFromDrive } from './drive-identity.ts'
import { forbidsApp } from './errors.ts'
import { IdTokenError, readIdToken } from './id-token.ts'
import { verifierPlace } from './oauth.ts'
import { issueCode } from './one-time-codes.ts'
import { picksFiles, scopesFor } from './scopes.ts'
import { exchangeCode, TokenError, type Tokens } from './token-endpoint.ts'

/** What Google's redirect brings back: https://developers.google.com/identity/protocols/oauth2/web-server */
export type Returned = {
  state: string | undefined
  code: string | undefined
  error: string | undefined
  /** Who answers: RFC 9207. */
  iss: string | undefined
  /** The ids of the files that were picked, separated by commas. */
  pickedFileIds: string | undefined
}

const ISSUER = 'https://accounts.google.com'
const FILE_ID = /^[A-Za-z0-9_-]{10,100}$/
const MOST_PICKED = 100

type Flow = typeof oauthFlows.$inferSelect

/**
 * Ends a flow when the browser comes back from Google. A state counts once, whatever it brings.
 * @param browser answers what the browser showed for a flow: the value of its cookie
 * @returns the address that takes the browser back to the extension, with a one-time code or an error's
 * code; null where this is no flow that began in this browser
 */
export async function finishFlow(
  deps: Deps,
  { state, code, error, iss, pickedFileIds }: Returned,
  browser: (flowId: string) => string | undefined,
): Promise<string | null> {
  if (state === undefined) return null
  const [flow] = await deps.db
    .delete(oauthFlows)
    .where(eq(oauthFlows.stateHash, hashOf(state)))
    .returning()
  if (!flow || flow.expiresAt <= deps.now()) return null
  const shown = browser(flow.id)
  if (shown === undefined || flow.browserHash === null) return null
  if (!same(hashOf(shown), flow.browserHash)) return null

  const back = new URL(flow.redirectUri)
  if (iss !== undefined && iss !== ISSUER) {
    deps.log.warn({ purpose: flow.purpose }, 'answered by another issuer')
    back.searchParams.set('error', 'internal' satisfies ErrorCode)
    return back.href
  }
  if (error !== undefined || code === undefined) {
    deps.log.info({ purpose: flow.purpose, error: error?.slice(0, 60) }, 'google gave no code')
    back.searchParams.set('error', errorOfConsent(error ?? 'none'))
    return back.href
  }
  try {
    back.searchParams.set('code', await settle(deps, flow, code, pickedFileIds))
  } catch (failure) {
    const failed = errorOfExchange(failure)
    deps.log.warn({ purpose: flow.purpose, ...failed }, 'google flow failed')
    back.searchParams.set('error', failed.code)
  }
  return back.href
}

async function settle(
  deps: Deps,
  flow: Flow,
  googleCode: string,
  pickedFileIds: string | undefined,
): Promise<string> {
  const { purpose, personId, codeChallenge, invitationId, access, nonce, verifier } = flow
  if (nonce === null || verifier === null) throw new Error('a flow that was never opened')
  const opened = deps.vault.open(verifier, verifierPlace(flow.id))
  const { idToken, scopes, ...tokens } = await exchangeCode(deps, googleCode, opened)
  const picks = picksFiles(flow)
  const identity = picks
    ? await identityFromDrive(deps, tokens.accessToken)
    : await identityOf(deps, idToken, nonce)
  return issueCode(
    deps,
    { purpose, personId, codeChallenge, invitationId },
    {
      identity,
      access,
      picked: picks ? pickedIn(pickedFileIds) : [],
      // Where it is left out, what was asked was granted: RFC 6749 §5.1.
      tokens: { ...tokens, scopes: scopes ?? scopesFor(flow).join(' ') },
    },
  )
}

async function identityOf(deps: Deps, idToken: Tokens['idToken'], nonce: string) {
  if (idToken === null) throw new IdTokenError('none came')
  return readIdToken(deps, idToken, nonce)
}

/** They came through the browser: names of files to look at, no proof that they may be. */
function pickedIn(ids: string | undefined): string[] {
  return (ids ?? '')
    .split(',')
    .filter((id) => FILE_ID.test(id))
    .slice(0, MOST_PICKED)
}

function errorOfConsent(error: string): ErrorCode {
  if (error === 'access_denied') return 'sign_in_cancelled'
  return forbidsApp(error) ? 'google_admin_blocked' : 'google_unavailable'
}

function errorOfExchange(failure: unknown): { code: ErrorCode; reason: string } {
  if (failure instanceof TokenError) return { code: codeOfToken(failure), reason: failure.message }
  if (failure instanceof IdTokenError) {
    return { code: 'internal', reason: `id_token: ${failure.message}` }
  }
  if (failure instanceof SheetsideError) {
    return { code: failure.code, reason: failure.reason ?? failure.message }
  }
  return { code: 'internal', reason: failure instanceof Error ? failure.name : 'unknown' }
}

function codeOfToken({ why, forbidsApp: isForbidden }: TokenError): ErrorCode {
  if (isForbidden) return 'google_admin_blocked'
  switch (why.kind) {
    case 'timeout':
      return 'google_timeout'
    case 'unavailable':
      return 'google_unavailable'
    case 'refused':
      return why.error === 'invalid_grant' ? 'flow_expired' : 'google_misconfigured'
  }
}
