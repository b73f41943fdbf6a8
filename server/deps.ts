import type { Logger } from 'pino'
import type { Config } from './config.ts'
import type { Database } from './db/open.ts'
import type { Mailer } from './mail/mailer.ts'
import type { Vault } from './vault/vault.ts'

/** What every verb of the server works with. Made once, in main.ts or by a test. */
export type Deps = {
  config: Config
  db: Database
  vault: Vault
  /** Null where the server sends no mail. */
  mailer: Mailer | null
  log: Logger
  now: () => Date
  /**
   * Aborted when the client that the work is for has hung up. Only what changes nothing may heed it:
   * never a write under way, nor a refresh that others wait for.
   */
  signal?: AbortSignal | undefined
}
