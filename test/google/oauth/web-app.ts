import { createHash } from 'node:crypto'
import { callGoogle, type Answer } from '#test/google/call-google.ts'
import type { LocalGoogle } from '#test/google/server.ts'
import { consent, type Answer as PersonsAnswer } from './consent.ts'
import { DRIVE_METADATA_READONLY, SPREADSHEETS } from './scopes.ts'

export const REDIRECT = 'http://localhost:8787/oauth/google/callback'
const VERIFIER = 'v'.repeat(64)
const CHALLENGE = createHash('sha256').update(VERIFIER).digest('base64url')

type Fields = Record<string, string>

/** What a code or a refresh token is redeemed for. */
export type TokenAnswer = {
  access_token: string
  refresh_token: string
  scope: string
  id_token: string
}

/** An app with a server, by plain fetch: one OAuth client of the local Google. */
export type WebApp = {
  /** Its authorization URL: all scopes it likes, offline, with PKCE and a consent page. */
  authUrl: (given?: Fields) => string
  /** A code that a person agreed to, Ada unless `answer` says. */
  newCode: (given?: Fields, answer?: Partial<PersonsAnswer>) => Promise<string>
  redeem: (code: string, given?: Fields, headers?: Fields) => Promise<Answer>
  newTokens: (given?: Fields, answer?: Partial<PersonsAnswer>) => Promise<TokenAnswer>
  refresh: (token: string, given?: Fields, headers?: Fields) => Promise<Answer>
  /** Any form to the token endpoint. */
  post: (form: Fields, headers?: Fields) => Promise<Answer>
}

/** @param client the default client of the local Google unless given. */
export function webApp(
  google: LocalGoogle,
  { clientId, clientSecret }: { clientId: string; clientSecret: string } = google,
): WebApp {
  const credentials = { client_id: clientId, client_secret: clientSecret }
  const app: WebApp = {
    authUrl: (given = {}) => {
      const query = new URLSearchParams({
        client_id: clientId,
        redirect_uri: REDIRECT,
        response_type: 'code',
        scope: `openid email ${SPREADSHEETS} ${DRIVE_METADATA_READONLY}`,
        access_type: 'offline',
        prompt: 'consent',
        code_challenge: CHALLENGE,
        code_challenge_method: 'S256',
        ...given,
      })
      return `${google.url}/o/oauth2/v2/auth?${query.toString()}`
    },
    newCode: async (given, answer) => {
      const url = await consent(app.authUrl(given), { person: 'ada@gmail.com', ...answer })
      return url.searchParams.get('code') ?? ''
    },
    redeem: async (code, given, headers) => {
      const grant = { grant_type: 'authorization_code', redirect_uri: REDIRECT, code }
      return app.post({ ...grant, code_verifier: VERIFIER, ...credentials, ...given }, headers)
    },
    newTokens: async (given, answer) =>
      (await app.redeem(await app.newCode(given, answer))).body as TokenAnswer,
    refresh: async (token, given, headers) => {
      const grant = { grant_type: 'refresh_token', refresh_token: token }
      return app.post({ ...grant, ...credentials, ...given }, headers)
    },
    post: async (form, headers = {}) =>
      callGoogle(google, '/token', { token: null, body: new URLSearchParams(form), headers }),
  }
  return app
}
