import { pino } from 'pino'
import { onTestFinished } from 'vitest'
import { readConfig } from '#server/config.ts'
import { openDatabase } from '#server/db/open.ts'
import type { Deps } from '#server/deps.ts'
import { newKey, parseKeyRing } from '#server/vault/key-ring.ts'
import { createVault } from '#server/vault/vault.ts'

/**
 * What the server's verbs work with, for one test: a real database in memory, on the current schema,
 * and a fresh key. `env` adds to the settings.
 */
export function testDeps(env: Record<string, string> = {}): Deps {
  const db = openDatabase(':memory:')
  onTestFinished(() => {
    db.close()
  })
  return {
    config: readConfig({ GOOGLE_CLIENT_ID: 'id', GOOGLE_CLIENT_SECRET: 'secret', ...env }),
    db,
    vault: createVault(parseKeyRing(newKey('k1'))),
    mailer: null,
    log: pino({ level: 'silent' }),
    now: () => new Date(),
  }
}
