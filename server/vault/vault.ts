import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import type { KeyRing } from './key-ring.ts'

/**
 * Seals secrets for the database with AES-256-GCM (NIST SP 800-38D: a fresh random 96-bit nonce each).
 * `place` names the row and field that a secret belongs to and is authenticated with it, so that a
 * sealed value copied to another row does not open.
 */
export type Vault = {
  seal(secret: string, place: string): string
  /** @throws VaultError where the key is not on the ring, the place is another, or it was tampered with. */
  open(sealed: string, place: string): string
}

export class VaultError extends Error {
  override name = 'VaultError'
}

const NONCE_BYTES = 12
const TAG_BYTES = 16
const VERSION = 's1'

export function createVault(ring: KeyRing): Vault {
  const [current] = ring
  if (!current) throw new VaultError('the key ring is empty')
  const [currentId, currentKey] = current

  return {
    seal(secret, place) {
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
      const [version, id = '', encoded = ''] = sealed.split('.')
      const key = ring.get(id)
      if (version !== VERSION || !key) throw new VaultError(`no key "${id}" on the ring`)
      const bytes = Buffer.from(encoded, 'base64url')
      const nonce = bytes.subarray(0, NONCE_BYTES)
      const tag = bytes.subarray(-TAG_BYTES)
      const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES })
        .setAAD(Buffer.from(place))
        .setAuthTag(tag)
      try {
        const secret = decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES))
        return Buffer.concat([secret, decipher.final()]).toString('utf8')
      } catch (cause) {
        throw new VaultError(`what is sealed at ${place} does not open there`, { cause })
      }
    },
  }
}
