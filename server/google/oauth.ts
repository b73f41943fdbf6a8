import { and, eq, gt, isNull, lt } from 'drizzle-orm'
import type { FlowRequest, FlowStarted } from '#shared/contract/google.ts'
import type { GoogleAccess } from '#shared/contract/server.ts'
import { SheetsideError } from '#shared/errors.ts'
import { OAUTH_FLOW_SECONDS } from '#shared/limits.ts'
import { googleAccounts, oauthFlows } from '#server/db/schema.ts'
import type { Deps } from '#server/deps.ts'
import { placeOf, VERIFIER } from '#server/vault/sealed.ts'
import { challengeOf, hashOf, newSecret } from '#server/vault/secrets.ts'
import { notConnected, type GoogleAccountRow } from './accounts.ts'
import { consentUrl } from './consent-url.ts'
import { picksFiles } from './scopes.ts'

/** The place of a flow's PKCE verifier. */
export const verifierPlace = (flowId: string) => placeOf(VERIFIER, { id: flowId })

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

  const { access } = config.google
  const mended = connects && personId ? await mendedOf(deps, personId, input.account) : null
  // A grant can only be added to where it lives, and is of the kind that is asked for now.
  const adds = connects && access === 'full' && (mended === null || lives(mended, access))
  const token = newSecret()
  await db.insert(oauthFlows).values({
    id: hashOf(token),
    purpose: input.purpose,
    personId: connects ? personId : null,
    redirectUri: input.redirectUri,
    codeChallenge: input.codeChallenge,
    invitationId: input.invitation === undefined ? null : hashOf(input.invitation),
    loginHint: mended?.email ?? null,
    access,
    need: adds ? (input.need ?? null) : null,
    fileIds: picksFiles({ purpose: input.purpose, access }) ? (input.fileIds ?? null) : null,
    expiresAt: new Date(now().getTime() + OAUTH_FLOW_SECONDS * 1000),
  })
  return { startUrl: `${config.publicUrl}/oauth/google/start?flow=${token}` }
}

/** The account that is to be mended, of the person's own; null where none is named. */
async function mendedOf(
  { db }: Deps,
  personId: string,
  account: string | undefined,
): Promise<GoogleAccountRow | null> {
  if (account === undefined) return null
  const [row] = await db
    .select()
    .from(googleAccounts)
    .where(and(eq(googleAccounts.id, account), eq(googleAccounts.personId, personId)))
  if (row) return row
  throw notConnected()
}

function lives(grant: GoogleAccountRow, access: GoogleAccess): boolean {
  return grant.access === access && (grant.state === 'ok' || grant.state === 'missing_scopes')
}

/** Removes flows that are too old. */
export async function sweepFlows({ db, now }: Deps): Promise<void> {
  await db.delete(oauthFlows).where(lt(oauthFlows.expiresAt, now()))
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

  const bound = { state, nonce, challenge: challengeOf(verifier) }
  return { flowId: id, browser, consentUrl: consentUrl(deps.config, flow, bound) }
}
