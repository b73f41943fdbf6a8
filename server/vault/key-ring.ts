import { randomBytes } from 'node:crypto'

/** Keys by their id; the first one seals, every one opens. */
export type KeyRing = ReadonlyMap<string, Buffer>

const KEY_BYTES = 32
const ENTRY = /^([A-Za-z0-9_-]{1,32}):([A-Za-z0-9+/=_-]+)$/

/**
 * Reads `id:base64[,id:base64…]`, each key 32 bytes long.
 * @throws Error that says which entry is wrong, never what it holds.
 */
export function parseKeyRing(text: string): KeyRing {
  const ring = new Map<string, Buffer>()
  for (const [index, entry] of text
    .trim()
    .split(/[\s,]+/)
    .entries()) {
    const [, id, encoded] = ENTRY.exec(entry) ?? []
    const key = Buffer.from(encoded ?? '', 'base64')
    if (id === undefined || key.length !== KEY_BYTES) {
      throw new Error(`key ${index + 1} is not of the form id:base64 with ${KEY_BYTES} bytes`)
    }
    if (ring.has(id)) throw new Error(`key id "${id}" is there twice`)
    ring.set(id, key)
  }
  return ring
}

/** The other way round, a key a line. */
export function formatKeyRing(ring: KeyRing): string {
  return [...ring].map(([id, key]) => `${id}:${key.toString('base64')}\n`).join('')
}

/** A fresh key, as `parseKeyRing` reads it. */
export function newKey(id: string): string {
  return `${id}:${randomBytes(KEY_BYTES).toString('base64')}`
}

/** An id that says when its key was made, and that no other key ever had. */
export function newKeyId(now: Date): string {
  return `${now.toISOString().slice(0, 10)}-${randomBytes(3).toString('hex')}`
}
