import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { base64url, SignJWT, UnsecuredJWT, type JWTPayload } from 'jose'
import { z } from 'zod'
import type { SigningKey } from './signing-key.ts'

/**
 * How a forged id_token is signed: as Google would (`google`), so that only its claims are wrong; not at
 * all (`none`); with the public key as a secret that both sides know (`HS256`); by a key of the forger's
 * under Google's id (`stranger`), under an id of its own (`unknown`), or put into the header for whoever
 * believes it (`embedded`); or Google's true signature under claims that were changed since (`stale`).
 * RFC 8725 §2.1, §3.10, and RFC 7515 §10.
 */
export const SIGNATURES = [
  'google',
  'none',
  'HS256',
  'stranger',
  'unknown',
  'embedded',
  'stale',
] as const

/** What is wrong with id_tokens from now on. */
export const FORGERY = z.strictObject({
  signature: z.literal(SIGNATURES).default('google'),
  /** Claims in place of the true ones; null leaves one out. */
  claims: z.record(z.string(), z.unknown()).default({}),
})
export type Forgery = z.input<typeof FORGERY>

/** An id_token that no client may believe, made out of the claims of a true one. */
export async function forge(key: SigningKey, truth: JWTPayload, forgery: Forgery): Promise<string> {
  const { signature, claims } = FORGERY.parse(forgery)
  const told = Object.entries({ ...truth, ...claims }).filter(([, value]) => value !== null)
  const lie = Object.fromEntries(told)
  const header = { alg: 'RS256', kid: key.kid, typ: 'JWT' }
  switch (signature) {
    case 'google':
      return signed(lie, header, key.privateKey)
    case 'none':
      return new UnsecuredJWT(lie).encode()
    case 'HS256': {
      const secret = new TextEncoder().encode(key.certificate)
      return new SignJWT(lie).setProtectedHeader({ ...header, alg: 'HS256' }).sign(secret)
    }
    case 'stranger':
      return signed(lie, header, newKey())
    case 'unknown':
      return signed(lie, { ...header, kid: 'f'.repeat(40) }, newKey())
    case 'embedded': {
      const own = newKey()
      const jwk = createPublicKey(own).export({ format: 'jwk' })
      return signed(lie, { ...header, jwk, kid: 'f'.repeat(40) }, own)
    }
    case 'stale': {
      const [head = '', , tail = ''] = (await signed(truth, header, key.privateKey)).split('.')
      return [head, base64url.encode(JSON.stringify(lie)), tail].join('.')
    }
  }
}

function signed(
  claims: JWTPayload,
  header: { alg: string; kid: string; [more: string]: unknown },
  by: KeyObject,
): Promise<string> {
  return new SignJWT(claims).setProtectedHeader(header).sign(by)
}

function newKey(): KeyObject {
  return generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
}
