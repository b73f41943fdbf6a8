import { createHash, randomUUID } from 'node:crypto'
import { SignJWT } from 'jose'
import type { Config } from '#server/config.ts'
import type { Deps } from '#server/deps.ts'
import { parseBindingKeys, type BindingKey, type BindingKeys } from '#server/vault/binding-keys.ts'
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

type Known = { keys: Promise<BindingKeys>; nonces: Map<Use, string> }
const known = new WeakMap<Config, Known>()

/** The keys of DPOP_KEY, none where it is not set, and the nonces that Google gave this process. */
function knownOf(config: Config): Known {
  const before = known.get(config)
  if (before) return before
  const keys =
    config.dpopKey === null
      ? Promise.resolve<BindingKeys>(new Map())
      : parseBindingKeys(config.dpopKey)
  const fresh = { keys, nonces: new Map() }
  known.set(config, fresh)
  return fresh
}

/**
 * What an exchange proves, which binds the refresh token that comes of it; null without a key. The
 * proof carries the hash of the code, so that it is good for no other.
 */
export async function provingExchange({ config }: Deps, code: string): Promise<Proving | null> {
  const [key] = (await knownOf(config).keys).values()
  if (!key) return null
  return { key, use: 'exchange', jti: createHash('sha256').update(code).digest('base64url') }
}

/**
 * What a refresh proves; null for a grant that is bound to no key.
 * @throws internal where the key that it is bound to is not here: without it Google is not even asked
 */
export async function provingRefresh(
  { config }: Deps,
  boundTo: string | null,
): Promise<Proving | null> {
  if (boundTo === null) return null
  const key = (await knownOf(config).keys).get(boundTo)
  if (!key) throw googleFailure('internal', `no DPOP_KEY with the thumbprint ${boundTo}`)
  return { key, use: 'refresh', jti: randomUUID() }
}

/** A fresh proof for one attempt, with the nonce that Google gave last. RFC 9449 §4.2. */
export async function proofFor(
  { config, now }: Deps,
  { key, use, jti }: Proving,
  url: string,
): Promise<string> {
  const nonce = knownOf(config).nonces.get(use)
  return new SignJWT({ htm: 'POST', htu: url, jti, ...(nonce !== undefined && { nonce }) })
    .setProtectedHeader({ typ: 'dpop+jwt', alg: 'ES256', jwk: key.jwk })
    .setIssuedAt(now())
    .sign(key.privateKey)
}

/** Any answer may bring the nonce for the next proof. RFC 9449 §8.2. */
export function rememberNonce({ config }: Deps, { use }: Proving, headers: Headers): void {
  const nonce = headers.get('dpop-nonce')
  if (nonce !== null) knownOf(config).nonces.set(use, nonce)
}
