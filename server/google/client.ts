import { OAuth2Client } from 'google-auth-library'
import type { Config } from '#server/config.ts'
import { endpointsOf } from './endpoints.ts'

/** A call of Google's that has not ended by then is given up. Milliseconds. */
export const OAUTH_TIMEOUT_MS = 15_000

const clients = new WeakMap<Config, OAuth2Client>()

/** Sheetside as an OAuth client. It holds nobody's tokens; it remembers Google's keys. */
export function clientOf(config: Config): OAuth2Client {
  const known = clients.get(config)
  if (known) return known
  const { authorize, token, revoke, pemCerts, jwkCerts } = endpointsOf(config)
  const client = new OAuth2Client({
    clientId: config.google.clientId,
    clientSecret: config.google.clientSecret,
    redirectUri: `${config.publicUrl}/oauth/google/callback`,
    endpoints: {
      oauth2AuthBaseUrl: authorize,
      oauth2TokenUrl: token,
      oauth2RevokeUrl: revoke,
      oauth2FederatedSignonPemCertsUrl: pemCerts,
      oauth2FederatedSignonJwkCertsUrl: jwkCerts,
    },
    // The library insists on retries where it fetches Google's keys: once more, and only where an answer
    // came, since somebody is waiting for theirs.
    transporterOptions: {
      timeout: OAUTH_TIMEOUT_MS,
      retryConfig: { retry: 1, noResponseRetries: 0 },
    },
  })
  clients.set(config, client)
  return client
}

/** What googleapis sends a call with. It has no refresh token: refreshing is the grants' business. */
export function bearer(token: string): OAuth2Client {
  const client = new OAuth2Client()
  client.setCredentials({ access_token: token })
  return client
}
