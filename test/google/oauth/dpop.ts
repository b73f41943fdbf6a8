import { createHash } from 'node:crypto'
import { calculateJwkThumbprint, EmbeddedJWK, jwtVerify, type JWTPayload } from 'jose'
import { randomText } from '#test/google/ids.ts'
import { TokenError } from './token-form.ts'

/**
 * Proof of possession for refresh tokens: RFC 9449, as far as Google does it. Access tokens stay
 * Bearer. https://developers.google.com/identity/protocols/oauth2/resources/dpop-adoption
 */

/** A nonce of an exchange is no good for a refresh, nor the other way round [D]. */
export type DpopUse = 'exchange' | 'refresh'

/** ES256 is recommended, RSA works too [D]. */
const ALGORITHMS = ['ES256', 'RS256']
const NONCE_LIFE = 5 * 60_000
/** How far `iat` may be from the clock. */
const WINDOW = 60_000
/** Where those clients believe to be whose addresses are fixed. */
const TOKEN_ENDPOINT = 'https://oauth2.googleapis.com/token'

/** The proofs that were seen and the nonces that were given. Times are the clock's. */
export class DpopProofs {
  readonly #now: () => number
  readonly #nonces = new Map<string, { use: DpopUse; until: number }>()
  readonly #seen = new Map<string, number>()

  constructor(now: () => number) {
    this.#now = now
  }

  /**
   * Checks the `DPoP` header of a request to the token endpoint (RFC 9449 §4.3).
   * @param url where the request came to.
   * @param code what an exchange redeems: the id of its proof is the hash of it. So Google's own example
   *   of a client makes it [D]; whether Google refuses another is not known, so it is refused here.
   * @returns the thumbprint of the key (RFC 7638) that signed it.
   * @throws TokenError `use_dpop_nonce` with a `DPoP-Nonce` to use, or `invalid_dpop_proof`.
   */
  async verify(proof: string, url: string, use: DpopUse, code: string | null): Promise<string> {
    const now = this.#now()
    for (const [nonce, { until }] of this.#nonces) if (until <= now) this.#nonces.delete(nonce)
    for (const [id, until] of this.#seen) if (until <= now) this.#seen.delete(id)
    const { thumbprint, claims } = await readProof(proof, now)
    const { htm, htu, iat = 0, jti = '', nonce } = claims
    if (htm !== 'POST') throw invalidProof('htm does not match the request.')
    if (![withoutQuery(url), TOKEN_ENDPOINT].includes(withoutQuery(htu))) {
      throw invalidProof('htu does not match the request.')
    }
    if (Math.abs(now - iat * 1000) > WINDOW) throw invalidProof('iat is not recent.')
    if (typeof nonce !== 'string' || this.#nonces.get(nonce)?.use !== use) {
      throw this.#challenge(use)
    }
    if (code !== null && jti !== proofIdOf(code)) throw invalidProof('jti is not of this code.')
    const id = `${thumbprint} ${jti}`
    if (this.#seen.has(id)) throw invalidProof('jti was used before.')
    this.#seen.set(id, now + 2 * WINDOW)
    return thumbprint
  }

  #challenge(use: DpopUse): TokenError {
    const nonce = randomText(43)
    this.#nonces.set(nonce, { use, until: this.#now() + NONCE_LIFE })
    const what = 'Authorization server requires nonce in DPoP proof'
    return new TokenError(400, 'use_dpop_nonce', what, { headers: { 'dpop-nonce': nonce } })
  }
}

export function proofIdOf(code: string): string {
  return createHash('sha256').update(code).digest('base64url')
}

async function readProof(
  proof: string,
  now: number,
): Promise<{ thumbprint: string; claims: JWTPayload }> {
  try {
    const { payload, protectedHeader } = await jwtVerify(proof, EmbeddedJWK, {
      typ: 'dpop+jwt',
      algorithms: ALGORITHMS,
      requiredClaims: ['htm', 'htu', 'iat', 'jti'],
      currentDate: new Date(now),
    })
    return {
      thumbprint: await calculateJwkThumbprint(protectedHeader.jwk ?? {}),
      claims: payload,
    }
  } catch {
    throw invalidProof('The proof is not a signed JWT with typ, jwk, htm, htu, iat and jti.')
  }
}

/** RFC 9449 §4.3: query and fragment do not count. */
function withoutQuery(url: unknown): string {
  if (typeof url !== 'string' || !URL.canParse(url)) return ''
  const { origin, pathname } = new URL(url)
  return origin + pathname
}

function invalidProof(description: string): TokenError {
  return new TokenError(400, 'invalid_dpop_proof', description)
}
