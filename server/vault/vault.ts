import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import type { KeyRing } from './key-ring.ts'

/** Why something sealed does not open. */
type Why =
  /** The key that sealed it is not on this process's ring: nothing is wrong with what is sealed. */
  | 'key_unknown'
  /** It was changed, copied here from another place, or its key has other bytes under the same id. */
  | 'not_authentic'

/**
 * Seals secrets for the database with AES-256-GCM (NIST SP 800-38D: a fresh random 96-bit nonce each).
 * `place` names the row and field that a secret belongs to and is authenticated with it, so that a
 * sealed value copied to another row does not open.
 */
export type Vault = {
  seal(secret: string, place: string): string
  /** @throws VaultError */
  open(sealed: string, place: string): string
}

export class VaultError extends Error {
  override name = 'VaultError'
  readonly why: Why

  constructor(why: Why, message: string, options?: ErrorOptions) {
    super(message, options)
    this.why = why
  }
}

const NONCE_BYTES = 12
const TAG_BYTES = 16
/** What is sealed says by which version's rules; `s1` bound Google's tokens to no person yet. */
export const VERSION = 's2'
const VERSIONS = ['s1', VERSION]

/** The id of the key that sealed something, in the clear in front of it; null for what is not sealed. */
export function keyIdOf(sealed: string): string | null {
  const [version = '', id, encoded] = sealed.split('.')
  return VERSIONS.includes(version) && id && encoded !== undefined ? id : null
}

/** @param keys the ring, or what answers the ring of the moment where it may change */
export function createVault(keys: KeyRing | (() => KeyRing)): Vault {
  const ringNow = typeof keys === 'function' ? keys : () => keys

  return {
    seal(secret, place) {
      const [[currentId, currentKey] = unusable()] = ringNow()
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv('aes-256-gcm', currentKey, nonce).setAAD(Buffer.from(place))
      const sealed = Buffer.concat([
        nonce,
        cipher.update(secret, 'utf8'),
        cipher.final(),
        cipher.getAuthTag(),
      ])
      return `${VERSION}.${currentId}.${sealed.toString('base64url')}`
    },

    open(sealed, place) {
      const id = keyIdOf(sealed)
      if (id === null) throw new VaultError('not_authentic', `what is at ${place} is not sealed`)
      const key = ringNow().get(id)
      if (!key) throw new VaultError('key_unknown', `no key "${id}" on the ring`)
      const bytes = Buffer.from(sealed.split('.')[2] ?? '', 'base64url')
      const nonce = bytes.subarray(0, NONCE_BYTES)
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES })
          .setAAD(Buffer.from(place))
          .setAuthTag(bytes.subarray(-TAG_BYTES))
        const secret = decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES))
        return Buffer.concat([secret, decipher.final()]).toString('utf8')
      } catch (cause) {
        throw new VaultError('not_authentic', `what is sealed at ${place} does not open there`, {
          cause,
        })
      }
    },
  }
}

/** What is sealed at a place; null where it does not open, whatever the reason. */
export function tryOpen(vault: Vault, sealed: string, place: string): string | null {
  try {
    return vault.open(sealed, place)
  } catch (error) {
    if (error instanceof VaultError) return null
    throw error
  }
}

function unusable(): never {
  throw new VaultError('key_unknown', 'the key ring is empty')
}
