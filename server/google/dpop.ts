import { createHash, randomUUID } from 'node:crypto'
import { SignJWT } from 'jose'
import type { Config } from '#server/config.ts'
import type { Deps } from '#server/deps.ts'
import { bindingKeysOf, type BindingKey } from '#server/vault/binding-keys.ts'
import { googleFailure } from './errors.ts'

/**
 * Proof of possession for refresh tokens (DPoP, RFC 9449) as Google does it: proofs at the token
 * endpoint bind the refresh token to our key, access tokens stay Bearer.
 * https://developers.google.com/identity/protocols/oauth2/resources/dpop-adoption
 */

/** What a proof is for. Google keeps the nonces of the two apart. */
type Use = 'exchange' | 'refresh'

/** Something to prove: with which key, for what, and under which id. */
export type Proving = { key: BindingKey; use: Use; jti: string }

const nonces = new WeakMap<Config, Map<Use, string>>()

/** What Google gave this process last. */
function noncesOf(config: Config): Map<Use, string> {
  const known = nonces.get(config) ?? new Map<Use, string>()
  nonces.set(config, known)
  return known
}

/**
 * What an exchange proves, which binds the refresh token that comes of it; null without a key. The
 * proof carries the hash of the code, so that it is good for no other.
 */
export async function provingExchange({ config }: Deps, code: string): Promise<Proving | null> {
  const [key] = (await bindingKeysOf(config)).values()
  if (!key) return null
  return { key, use: 'exchange', jti: createHash('sha256').update(code).digest('base64url') }
}

/**
 * What a refresh proves; null for a grant that is bound to no key.
 * @throws google_misconfigured where the key that it is bound to is not here: without it Google is not even asked
 */
export async function provingRefresh(
  { config }: Deps,
  boundTo: string | null,
): Promise<Proving | null> {
  if (boundTo === null) return null
  const key = (await bindingKeysOf(config)).get(boundTo)
  if (!key)
    throw googleFailure('google_misconfigured', `no DPOP_KEY with the thumbprint ${boundTo}`)
  return { key, use: 'refresh', jti: randomUUID() }
}

/** A fresh proof for one attempt, with the nonce that Google gave last. RFC 9449 §4.2. */
export async function proofFor(
  { config, now }: Deps,
  { key, use, jti }: Proving,
  url: string,
): Promise<string> {
  const nonce = noncesOf(config).get(use)
  return new SignJWT({ htm: 'POST', htu: url, jti, ...(nonce !== undefined && { nonce }) })
    .setProtectedHeader({ typ: 'dpop+jwt', alg: 'ES256', jwk: key.jwk })
    .setIssuedAt(now())
    .sign(key.privateKey)
}

/** Any answer may bring the nonce for the next proof. RFC 9449 §8.2. */
export function rememberNonce({ config }: Deps, { use }: Proving, headers: Headers): void {
  const nonce = headers.get('dpop-nonce')
  if (nonce !== null) noncesOf(config).set(use, nonce)
}
