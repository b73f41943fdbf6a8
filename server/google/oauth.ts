import { and, eq, gt, isNull, lt } from 'drizzle-orm'
import { CodeChallengeMethod } from 'google-auth-library'
import type { FlowRequest, FlowStarted } from '#shared/contract/google.ts'
import { SheetsideError } from '#shared/errors.ts'
import { OAUTH_FLOW_SECONDS } from '#shared/limits.ts'
import { googleAccounts, oauthFlows } from '#server/db/schema.ts'
import type { Deps } from '#server/deps.ts'
import { challengeOf, hashOf, newSecret } from '#server/vault/secrets.ts'
import { clientOf } from './client.ts'
import { sweepCodes } from './one-time-codes.ts'
import { REQUESTED } from './scopes.ts'

/** The place of a flow's PKCE verifier. */
export const verifierPlace = (flowId: string) => `oauth_flows/${flowId}/verifier`

/**
 * Begins a flow and answers the page to open.
 * @param personId who asks: needed to connect, of no meaning for a sign-in
 * @throws invalid_input for a redirect that is not listed, unauthenticated, not_found
 */
export async function beginFlow(
  deps: Deps,
  personId: string | null,
  input: FlowRequest,
): Promise<FlowStarted> {
  const { config, db, now } = deps
  // To the letter: RFC 9700 §4.1.3 wants exact matching.
  if (!config.extensionRedirects.includes(input.redirectUri)) {
    throw new SheetsideError(
      'invalid_input',
      'This extension is not one that the Sheetside server knows. Add its redirect URL to EXTENSION_REDIRECTS.',
      { reason: 'redirectUri is not listed' },
    )
  }
  const connects = input.purpose === 'connect'
  if (connects && personId === null) {
    throw new SheetsideError('unauthenticated', 'Sign in to Sheetside first.')
  }
  await db.delete(oauthFlows).where(lt(oauthFlows.expiresAt, now()))
  await sweepCodes(deps)

  const token = newSecret()
  await db.insert(oauthFlows).values({
    id: hashOf(token),
    purpose: input.purpose,
    personId: connects ? personId : null,
    redirectUri: input.redirectUri,
    codeChallenge: input.codeChallenge,
    invitationId: input.invitation === undefined ? null : hashOf(input.invitation),
    loginHint: connects && personId ? await emailOf(deps, personId, input.account) : null,
    expiresAt: new Date(now().getTime() + OAUTH_FLOW_SECONDS * 1000),
  })
  return { startUrl: `${config.publicUrl}/oauth/google/start?flow=${token}` }
}

async function emailOf(
  { db }: Deps,
  personId: string,
  account: string | undefined,
): Promise<string | null> {
  if (account === undefined) return null
  const [row] = await db
    .select({ email: googleAccounts.email })
    .from(googleAccounts)
    .where(and(eq(googleAccounts.id, account), eq(googleAccounts.personId, personId)))
  if (row) return row.email
  throw new SheetsideError('not_found', 'This Google account is not connected any more.')
}

/** A flow that was opened in a browser. */
export type OpenedFlow = {
  /** Names the flow among the cookies of one browser. */
  flowId: string
  /** What the browser has to show when it comes back from Google. */
  browser: string
  /** Google's consent page. */
  consentUrl: string
}

/** Opens a flow by its start URL, which works once. Null where it does not work, or no longer. */
export async function openFlow(deps: Deps, token: string): Promise<OpenedFlow | null> {
  const id = hashOf(token)
  const [state, browser, nonce, verifier] = [newSecret(), newSecret(), newSecret(), newSecret()]
  const [flow] = await deps.db
    .update(oauthFlows)
    .set({
      stateHash: hashOf(state),
      browserHash: hashOf(browser),
      nonce,
      verifier: deps.vault.seal(verifier, verifierPlace(id)),
    })
    .where(
      and(
        eq(oauthFlows.id, id),
        isNull(oauthFlows.stateHash),
        gt(oauthFlows.expiresAt, deps.now()),
      ),
    )
    .returning()
  if (!flow) return null

  const consentUrl = clientOf(deps.config).generateAuthUrl({
    access_type: 'offline',
    scope: REQUESTED,
    prompt: promptOf(flow),
    state,
    nonce,
    code_challenge: challengeOf(verifier),
    code_challenge_method: CodeChallengeMethod.S256,
    ...(flow.loginHint !== null && { login_hint: flow.loginHint }),
  })
  return { flowId: id, browser, consentUrl }
}

/**
 * A refresh token comes only when a consent page was really shown, which only connecting insists on;
 * a sign-in should not ask twice for what was given before.
 */
function promptOf({ purpose, loginHint }: typeof oauthFlows.$inferSelect): string {
  if (purpose === 'sign_in') return 'select_account'
  return loginHint === null ? 'consent select_account' : 'consent'
}
