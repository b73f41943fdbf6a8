import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Stack } from './stack.ts'

/**
 * Runs a statement on the server's database while the server runs, for what would take a person long to
 * bring about, such as a sign-in of an hour ago.
 */
export function alter({ dataDir }: Stack, sql: string, ...values: (string | number)[]): void {
  const database = new Database(join(dataDir, 'sheetside.sqlite'))
  try {
    database.prepare(sql).run(...values)
  } finally {
    database.close()
  }
}
