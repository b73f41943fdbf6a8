import { closeSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import Sqlite from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { migrate } from 'drizzle-orm/better-sqlite3/migrator'
import * as schema from './schema.ts'

const MIGRATIONS = fileURLToPath(new URL('migrations', import.meta.url))

/**
 * Opens the database at `file` (`:memory:` for one that is gone on close), makes it where it is not
 * there, and brings it to the current schema.
 */
export function openDatabase(file: string) {
  if (file !== ':memory:') {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    // For its owner alone, also in a folder that others may look into. SQLite gives what it makes beside
    // it the same mode: https://www.sqlite.org/src/doc/trunk/src/os_unix.c
    closeSync(openSync(file, 'a', 0o600))
  }
  const sqlite = new Sqlite(file)
  // Readers never wait for the writer; a second process waits its turn instead of failing at once.
  sqlite.pragma('journal_mode = WAL')
  // What was noted before Google is asked to write has to be there also after the power failed.
  sqlite.pragma('synchronous = FULL')
  sqlite.pragma('busy_timeout = 5000')
  sqlite.pragma('foreign_keys = ON')
  // What is deleted is overwritten, not only marked as free.
  sqlite.pragma('secure_delete = ON')
  const orm = drizzle(sqlite, { schema })
  const current = () => migrate(orm, { migrationsFolder: MIGRATIONS })
  try {
    current()
  } catch {
    // Another process that started at the same moment may have done it; then nothing is left to do.
    current()
  }
  return Object.assign(orm, {
    close: () => sqlite.close(),
    /** Empties the log of recent writes into the database, and with it what was overwritten there. */
    dropHistory: () => sqlite.pragma('wal_checkpoint(TRUNCATE)'),
  })
}

export type Database = ReturnType<typeof openDatabase>

/** What a transaction works with. */
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0]
