import { CodeChallengeMethod } from 'google-auth-library'
import type { Config } from '#server/config.ts'
import type { oauthFlows } from '#server/db/schema.ts'
import { clientOf } from './client.ts'
import { picksFiles, scopesFor } from './scopes.ts'

type Flow = typeof oauthFlows.$inferSelect

/** What binds one opening of a flow: RFC 6749 §10.12, OpenID Connect Core §3.1.2.1, RFC 7636 §4.3. */
export type Bound = { state: string; nonce: string; challenge: string }

/**
 * Google's page for a flow: consent, and with access to files alone the Picker in the same window.
 * https://developers.google.com/identity/protocols/oauth2/web-server#creatingclient
 * https://developers.google.com/workspace/drive/picker/guides/desktop-mobile-picker
 */
export function consentUrl(config: Config, flow: Flow, { state, nonce, challenge }: Bound): string {
  const picks = picksFiles(flow)
  const signsInOnly = flow.purpose === 'sign_in' && flow.access === 'file'
  const url = new URL(
    clientOf(config).generateAuthUrl({
      access_type: signsInOnly ? 'online' : 'offline',
      scope: scopesFor(flow),
      prompt: promptOf(flow),
      state,
      ...(!picks && { nonce }),
      code_challenge: challenge,
      code_challenge_method: CodeChallengeMethod.S256,
      // What is asked for alone is added to what was given before.
      include_granted_scopes: flow.need !== null,
      ...(flow.loginHint !== null && { login_hint: flow.loginHint }),
    }),
  )
  if (picks) {
    url.searchParams.set('trigger_onepick', 'true')
    url.searchParams.set('allow_multiple', 'true')
    url.searchParams.set('mimetypes', 'application/vnd.google-apps.spreadsheet')
    if (flow.fileIds !== null) url.searchParams.set('file_ids', flow.fileIds.join(','))
  }
  return url.href
}

/**
 * A refresh token comes only when a consent page was really shown, which only connecting insists on;
 * a sign-in should not ask twice for what was given before.
 */
function promptOf({ purpose, loginHint }: Flow): string {
  if (purpose === 'sign_in') return 'select_account'
  return loginHint === null ? 'consent select_account' : 'consent'
}
