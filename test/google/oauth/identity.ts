import { createHash } from 'node:crypto'
import { SignJWT, type JWTPayload } from 'jose'
import type { Client } from './clients.ts'
import { forge, type Forgery } from './forgery.ts'
import type { Person } from './people.ts'
import { EMAIL, PROFILE } from './scopes.ts'
import type { SigningKey } from './signing-key.ts'

export const ISSUER = 'https://accounts.google.com'

/**
 * An id_token as Google's: https://developers.google.com/identity/openid-connect/openid-connect#an-id-tokens-payload
 * @param given `now` is in milliseconds since 1970; with a `forgery` it is a token that nobody may believe.
 */
export async function idToken(
  key: SigningKey,
  given: {
    person: Person
    client: Client
    scopes: readonly string[]
    nonce: string | null
    accessToken: string
    picture: string
    now: number
    forgery: Forgery | null
  },
): Promise<string> {
  const claims = claimsOf(given)
  if (given.forgery) return forge(key, claims, given.forgery)
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'RS256', kid: key.kid, typ: 'JWT' })
    .sign(key.privateKey)
}

function claimsOf(given: Omit<Parameters<typeof idToken>[1], 'forgery'>): JWTPayload {
  const { person, client, scopes } = given
  const issued = Math.floor(given.now / 1000)
  return {
    iss: ISSUER,
    azp: client.clientId,
    aud: client.clientId,
    sub: person.sub,
    ...(scopes.includes(EMAIL) ? { email: person.email, email_verified: true } : {}),
    ...(person.domain !== undefined ? { hd: person.domain } : {}),
    at_hash: atHash(given.accessToken),
    ...(given.nonce !== null ? { nonce: given.nonce } : {}),
    ...(scopes.includes(PROFILE) ? profile(person, given.picture) : {}),
    iat: issued,
    exp: issued + 3600,
  }
}

function profile(person: Person, picture: string): Record<string, string> {
  return {
    name: person.name,
    picture,
    given_name: person.givenName,
    family_name: person.familyName,
  }
}

/** OpenID Connect Core §3.1.3.6: the left half of the token's SHA-256. */
export function atHash(accessToken: string): string {
  return createHash('sha256').update(accessToken).digest().subarray(0, 16).toString('base64url')
}

/** `/oauth2/v2/userinfo` (and v1): Google's own names. */
export function userinfo(person: Person, scopes: readonly string[], picture: string): object {
  return {
    id: person.sub,
    ...(scopes.includes(EMAIL) ? { email: person.email, verified_email: true } : {}),
    ...(scopes.includes(PROFILE) ? profile(person, picture) : { picture }),
    ...(person.domain !== undefined ? { hd: person.domain } : {}),
  }
}

/** `/v1/userinfo` and `/oauth2/v3/userinfo`: OpenID's names. */
export function openidUserinfo(person: Person, scopes: readonly string[], picture: string): object {
  return {
    sub: person.sub,
    ...(scopes.includes(PROFILE) ? profile(person, picture) : { picture }),
    ...(scopes.includes(EMAIL) ? { email: person.email, email_verified: true } : {}),
    ...(person.domain !== undefined ? { hd: person.domain } : {}),
  }
}
