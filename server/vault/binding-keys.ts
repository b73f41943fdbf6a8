import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import { calculateJwkThumbprint, exportJWK, type JWK } from 'jose'
import { ConfigError, type Config } from '#server/config.ts'

/** A key that refresh tokens are bound to, and the public half that goes with every proof. */
export type BindingKey = { thumbprint: string; privateKey: KeyObject; jwk: JWK }

/** Keys by their thumbprint (RFC 7638); new grants are bound to the first one, every one proves. */
export type BindingKeys = ReadonlyMap<string, BindingKey>

const configured = new WeakMap<Config, Promise<BindingKeys>>()

/** The keys of DPOP_KEY; none where it is not set. @throws ConfigError where they can't be read */
export function bindingKeysOf(config: Config): Promise<BindingKeys> {
  const known = configured.get(config)
  if (known) return known
  const { dpopKey } = config
  const keys = dpopKey === null ? Promise.resolve(new Map()) : readKeys(dpopKey)
  configured.set(config, keys)
  return keys
}

async function readKeys(dpopKey: string): Promise<BindingKeys> {
  try {
    return await parseBindingKeys(dpopKey)
  } catch (error) {
    throw new ConfigError(
      `DPOP_KEY: ${error instanceof Error ? error.message : 'unreadable'}. ` +
        'A key can be made by: npm run admin -- dpop-key',
    )
  }
}

const PEM = /-----BEGIN ([A-Z ]*PRIVATE KEY)-----[^-]+-----END \1-----/g
const CURVE = 'prime256v1'

/**
 * Reads private keys on the curve P-256 in PEM, one after the other. Line ends may be written as `\n`,
 * since an environment often has no room for lines.
 * @throws Error that says which key is wrong, never what it holds
 */
export async function parseBindingKeys(text: string): Promise<BindingKeys> {
  const keys = new Map<string, BindingKey>()
  const blocks = text.replaceAll(String.raw`\n`, '\n').match(PEM) ?? []
  if (blocks.length === 0) throw new Error('there is no private key in PEM')
  for (const [index, block] of blocks.entries()) {
    const privateKey = privateKeyIn(block)
    if (privateKey?.asymmetricKeyDetails?.namedCurve !== CURVE) {
      throw new Error(`key ${index + 1} is not a private key on the curve P-256 in PEM`)
    }
    const jwk = await exportJWK(createPublicKey(privateKey))
    const thumbprint = await calculateJwkThumbprint(jwk)
    keys.set(thumbprint, { thumbprint, privateKey, jwk })
  }
  return keys
}

function privateKeyIn(pem: string): KeyObject | null {
  try {
    return createPrivateKey(pem)
  } catch {
    return null
  }
}
