import {
  closeSync,
  fchmodSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'
import type { Logger } from 'pino'
import { formatKeyRing, parseKeyRing, type KeyRing } from './key-ring.ts'
import { VaultError } from './vault.ts'

/** Its owner alone may read it. */
const MODE = 0o600

/**
 * The key ring of a file, live: what it answers is what the file holds now, so that keys are rotated
 * while the server runs. A file that is gone or can't be read any more changes nothing for whoever has
 * read it, nor does one that has other bytes for a known id: that would turn every grant into garbage.
 */
export function keysOfFile(file: string, log: Pick<Logger, 'error'>): () => KeyRing {
  let known: { stamp: string; ring: KeyRing } | null = null
  return () => {
    const stamp = stampOf(file)
    if (known?.stamp === stamp) return known.ring
    try {
      if (stamp === NONE) throw new Error('it is not there')
      known = { stamp, ring: successor(known?.ring, readKeyFile(file)) }
    } catch (error) {
      const reason = error instanceof Error ? error.message : 'unreadable'
      if (!known) throw new VaultError('key_unknown', `the key file: ${reason}`, { cause: error })
      log.error({ reason }, 'the key file is not what it was; its former keys are used on')
      known = { stamp, ring: known.ring }
    }
    return known.ring
  }
}

function successor(before: KeyRing | undefined, ring: KeyRing): KeyRing {
  for (const [id, key] of before ?? []) {
    const now = ring.get(id)
    if (now && !now.equals(key)) throw new Error(`key "${id}" has other bytes than before`)
  }
  return ring
}

const NONE = 'none'

/** Another one whenever the file was replaced or written to. */
function stampOf(file: string): string {
  const found = statSync(file, { bigint: true, throwIfNoEntry: false })
  return found ? `${found.ino}/${found.mtimeNs}/${found.size}` : NONE
}

export function keyFileExists(file: string): boolean {
  return stampOf(file) !== NONE
}

/** @throws Error that says what is wrong with it, never what it holds */
export function readKeyFile(file: string): KeyRing {
  return parseKeyRing(readFileSync(file, 'utf8'))
}

/**
 * Replaces the file as a whole: whoever reads it at any moment, or after a crash at any moment, finds
 * all of the old ring or all of the new one. Two may not do so at once.
 */
export function writeKeyFile(file: string, ring: KeyRing): void {
  const fresh = `${file}.new`
  // What a crash may have left; `wx` then makes a file that nobody else has open.
  rmSync(fresh, { force: true })
  const handle = openSync(fresh, 'wx', MODE)
  try {
    writeSync(handle, formatKeyRing(ring))
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  renameSync(fresh, file)
  const folder = openSync(dirname(file), 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}

/** Takes from everybody but the owner what they may do with the file. @returns whether they could */
export function closeToOthers(file: string): boolean {
  const handle = openSync(file, 'r')
  try {
    const open = (statSync(file).mode & 0o077) !== 0
    if (open) fchmodSync(handle, MODE)
    return open
  } finally {
    closeSync(handle)
  }
}
