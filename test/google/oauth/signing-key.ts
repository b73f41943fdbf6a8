import { createHash, createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import { exportJWK, generateKeyPair, type JWK } from 'jose'
import { selfSigned } from './certificate.ts'

/** A key that signs id_tokens. */
export type SigningKey = {
  kid: string
  privateKey: KeyObject
  /** The public half, for `/oauth2/v3/certs`. */
  jwk: JWK
  /** The same as an X.509 certificate in PEM, for `/oauth2/v1/certs`. */
  certificate: string
}

/** Google's own are good for 16 days. */
const CERTIFICATE_LIFE = 16 * 86_400_000
/** Of whom the certificates are, at Google. */
const COMMON_NAME = 'federated-signon.system.gserviceaccount.com'

/**
 * @param now milliseconds since 1970: when its certificate begins.
 * @param kept what `keepKey` gave for a key of before; a new one without.
 */
export async function newSigningKey(now: number, kept?: JWK): Promise<SigningKey> {
  const privateKey = createPrivateKey({ key: kept ?? (await newKey()), format: 'jwk' })
  const publicKey = createPublicKey(privateKey)
  const { e = '', n = '' } = await exportJWK(publicKey)
  const kid = createHash('sha1').update(n).digest('hex')
  return {
    kid,
    privateKey,
    jwk: { kty: 'RSA', use: 'sig', alg: 'RS256', kid, e, n },
    certificate: selfSigned({
      publicKey,
      privateKey,
      common: COMMON_NAME,
      serial: kid.slice(0, 16),
      from: now,
      until: now + CERTIFICATE_LIFE,
    }),
  }
}

async function newKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true })
  return exportJWK(privateKey)
}

/** The private key as plain data, to be kept and given to `newSigningKey` again. */
export async function keepKey(key: SigningKey): Promise<JWK> {
  return exportJWK(key.privateKey)
}
