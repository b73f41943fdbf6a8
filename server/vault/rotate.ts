import { setTimeout as sleep } from 'node:timers/promises'
import { ConfigError } from '#server/config.ts'
import type { Deps } from '#server/deps.ts'
import { keyFileOf } from './configured-keys.ts'
import { keyFileExists, readKeyFile, writeKeyFile } from './key-file.ts'
import { newKey, newKeyId, parseKeyRing, type KeyRing } from './key-ring.ts'
import { reseal, type Resealed } from './reseal.ts'
import { keysInUse } from './sealed.ts'
import { VERSION } from './vault.ts'

type Needed = Pick<Deps, 'config' | 'db' | 'vault' | 'now'>

export type Rotated = Resealed & {
  /** The key that everything is sealed under now. */
  key: string
  /** Keys of the ring that something is still sealed under, the first one left out. */
  stillInUse: string[]
  /** Keys that were removed from the key file. */
  forgotten: string[]
}

/** A server that seals under an older key all the while is given up on after so many passes. */
const PASSES = 20
const BETWEEN_PASSES_MS = 250

/**
 * Seals everything under the first key of TOKEN_KEYS, or, where a key file holds the ring, under a new
 * one that is put first. Servers that run meanwhile go on: they read the file anew before they seal,
 * and the key before stays on the ring for what they sealed a moment ago. May be killed at any moment
 * and run again: a key leaves the file only when nothing is sealed under it.
 * @throws ConfigError where there is no key file yet
 */
export async function rotateKeys(deps: Needed): Promise<Rotated> {
  const { config, db } = deps
  const file = config.tokenKeys === null ? keyFileOf(config) : null
  const ring = file === null ? parseKeyRing(config.tokenKeys ?? '') : addKey(deps, file)
  const [key = '', ...older] = ring.keys()

  const done: Resealed = { count: 0, unopened: [] }
  for (let pass = 0; pass < PASSES; pass += 1) {
    const { count, unopened } = await reseal(deps, `${VERSION}.${key}.`)
    done.count += count
    done.unopened = unopened
    if (count === 0) break
    // For what is being stored in this moment.
    await sleep(BETWEEN_PASSES_MS)
  }
  const forgotten = file === null ? [] : forgetKeys(deps, file)
  // What was sealed under a former key is not left in the log of writes either.
  db.dropHistory()
  const inUse = keysInUse(db)
  return { ...done, key, stillInUse: older.filter((id) => inUse.has(id)), forgotten }
}

/** The database's lock keeps two commands from writing the file at once. */
function addKey({ db, now }: Needed, file: string): KeyRing {
  return db.transaction(
    () => {
      if (!keyFileExists(file)) {
        throw new ConfigError(`There is no key file ${file} yet. Start the server once.`)
      }
      const ring = new Map([...parseKeyRing(newKey(newKeyId(now()))), ...readKeyFile(file)])
      writeKeyFile(file, ring)
      return ring
    },
    { behavior: 'immediate' },
  )
}

/** Keeps the first key, the one before, and whatever else something is sealed under. */
function forgetKeys({ db }: Needed, file: string): string[] {
  return db.transaction(
    () => {
      const ring = readKeyFile(file)
      const inUse = keysInUse(db)
      const kept = [...ring].filter(([id], index) => index < 2 || inUse.has(id))
      if (kept.length < ring.size) writeKeyFile(file, new Map(kept))
      return [...ring.keys()].filter((id) => !kept.some(([keptId]) => keptId === id))
    },
    { behavior: 'immediate' },
  )
}
