import { OAuth2Client } from 'google-auth-library'
import { consent } from '#test/google/oauth/consent.ts'
import type { LocalGoogle } from '#test/google/server.ts'

/** google-auth-library's client, pointed at the local Google by its documented options. */
export function oauthClient({ url, clientId, clientSecret }: LocalGoogle): OAuth2Client {
  return new OAuth2Client({
    clientId,
    clientSecret,
    redirectUri: 'http://localhost:8787/oauth/google/callback',
    endpoints: {
      oauth2AuthBaseUrl: `${url}/o/oauth2/v2/auth`,
      oauth2TokenUrl: `${url}/token`,
      oauth2RevokeUrl: `${url}/revoke`,
      tokenInfoUrl: `${url}/tokeninfo`,
      oauth2FederatedSignonPemCertsUrl: `${url}/oauth2/v1/certs`,
      oauth2FederatedSignonJwkCertsUrl: `${url}/oauth2/v3/certs`,
    },
    issuers: ['https://accounts.google.com'],
  })
}

/** The code flow with PKCE, as a server runs it. @returns a client with Ada's tokens. */
export async function signedIn(
  google: LocalGoogle,
  scope: string[],
  nonce?: string,
): Promise<OAuth2Client> {
  const client = oauthClient(google)
  const { codeVerifier, codeChallenge = '' } = await client.generateCodeVerifierAsync()
  const start = client.generateAuthUrl({
    access_type: 'offline',
    prompt: 'consent',
    scope,
    code_challenge: codeChallenge,
    // Its enum is not part of what the package's types export by name.
    code_challenge_method: 'S256' as never,
    ...(nonce === undefined ? {} : { nonce }),
  })
  const back = await consent(start, { person: 'ada@gmail.com' })
  const code = back.searchParams.get('code') ?? ''
  const { tokens } = await client.getToken({ code, codeVerifier })
  client.setCredentials(tokens)
  return client
}
