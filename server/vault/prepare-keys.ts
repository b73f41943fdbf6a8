import { and, ne, sql } from 'drizzle-orm'
import { ConfigError } from '#server/config.ts'
import type { Database } from '#server/db/open.ts'
import { googleAccounts } from '#server/db/schema.ts'
import type { Deps } from '#server/deps.ts'
import { keyFileOf, nameOfKeys } from './configured-keys.ts'
import { closeToOthers, keyFileExists, readKeyFile, writeKeyFile } from './key-file.ts'
import { newKey, newKeyId, parseKeyRing } from './key-ring.ts'
import { reseal } from './reseal.ts'
import { presentPlaceOf, REFRESH_TOKEN } from './sealed.ts'
import { keyIdOf, VaultError, VERSION } from './vault.ts'

type Needed = Pick<Deps, 'config' | 'db' | 'vault' | 'log' | 'now'>

/**
 * What is done about keys before the server serves anybody: a key file is made where none is needed
 * yet, and every Google connection is known to have its key.
 * @throws ConfigError where connections would be lost: for want of their key, or by another of its name
 */
export async function prepareKeys(deps: Needed): Promise<void> {
  const { config, log } = deps
  if (config.tokenKeys === null) {
    const file = keyFileOf(config)
    makeKeyFile(deps, file)
    if (closeToOthers(file)) {
      log.warn(
        'the key file could be read by others; now it can not. Rotate keys if others were here',
      )
    }
  }
  checkKeys(deps)
  const { count } = await reseal(deps, `${VERSION}.`)
  if (count > 0) log.info({ count }, 'what an older version sealed is sealed anew')
}

/** The database's lock lets one process at a time see whether there is a file. */
function makeKeyFile({ config, db, now }: Needed, file: string): void {
  db.transaction(
    () => {
      if (keyFileExists(file)) return
      const [use] = usesOf(db)
      if (use) {
        throw new ConfigError(
          `${sealedUnder(use)}, but ${nameOfKeys(config)} is gone. ${whatToDo(use, 'Put it back')}`,
        )
      }
      writeKeyFile(file, parseKeyRing(newKey(newKeyId(now()))))
    },
    { behavior: 'immediate' },
  )
}

/** So many of them are looked into: one that somebody tampered with says nothing about its key. */
const SAMPLES = 20

function checkKeys({ config, db, vault }: Needed): void {
  const problems = usesOf(db).flatMap((use) => {
    const failures = samplesOf(db, use.key).map((row) => failureOf(vault, row))
    if (failures.includes(null)) return []
    const unknown = failures.some((error) => error?.why === 'key_unknown')
    const what = unknown
      ? `which is not in ${nameOfKeys(config)}`
      : `but the key of that name in ${nameOfKeys(config)} is another one`
    return `${sealedUnder(use)}, ${what}. ${whatToDo(use, hint(config, use.key))}`
  })
  if (problems.length > 0) throw new ConfigError(problems.join('\n'))
}

type Use = { key: string; connections: number }

/** The keys that living connections need, and how many need each of them. */
function usesOf(db: Database): Use[] {
  const { refreshToken, state } = googleAccounts
  const rows = db
    .select({ sealed: refreshToken })
    .from(googleAccounts)
    .where(ne(state, 'reconnect_needed'))
    .all()
  const counted = Map.groupBy(rows, ({ sealed }) => keyIdOf(sealed))
  // What is not even sealed needs no key: it asks to be connected again when it is used.
  return [...counted].flatMap(([key, { length: connections }]) =>
    key === null ? [] : [{ key, connections }],
  )
}

function samplesOf(db: Database, key: string) {
  const { id, personId, refreshToken, state } = googleAccounts
  const under = sql`substr(${refreshToken}, 3, ${key.length + 2}) = ${`.${key}.`}`
  return db
    .select({ id, personId, sealed: refreshToken })
    .from(googleAccounts)
    .where(and(ne(state, 'reconnect_needed'), under))
    .limit(SAMPLES)
    .all()
}

function failureOf(vault: Deps['vault'], row: ReturnType<typeof samplesOf>[number]) {
  try {
    vault.open(row.sealed, presentPlaceOf(REFRESH_TOKEN, row))
    return null
  } catch (error) {
    if (error instanceof VaultError) return error
    throw error
  }
}

function sealedUnder({ key, connections }: Use): string {
  const them =
    connections === 1 ? '1 Google connection is' : `${connections} Google connections are`
  return `${them} sealed under the key "${key}"`
}

/** Somebody who went from a key file to TOKEN_KEYS has the key still. */
function hint({ tokenKeys, dataDir }: Deps['config'], key: string): string {
  const file = keyFileOf({ dataDir })
  return tokenKeys !== null && holds(file, key)
    ? `Add its line of ${file} to TOKEN_KEYS`
    : 'Put that key back'
}

function holds(file: string, key: string): boolean {
  try {
    return readKeyFile(file).has(key)
  } catch {
    // There is none, or one that was given up: TOKEN_KEYS is what counts.
    return false
  }
}

function whatToDo({ key }: Use, first: string): string {
  return (
    `${first} and start again; docs/keys.md says how. Where it is lost for good: ` +
    `npm run admin -- give-up-key ${key}, and their people connect Google again.`
  )
}
