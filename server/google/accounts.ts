import { and, asc, desc, eq } from 'drizzle-orm'
import type { GoogleAccount, GrantBinding } from '#shared/contract/google.ts'
import { SheetsideError } from '#shared/errors.ts'
import type { Config } from '#server/config.ts'
import type { Deps } from '#server/deps.ts'
import { googleAccounts } from '#server/db/schema.ts'
import { missingIn } from './scopes.ts'

/** A Google account as the database holds it: of anyone, its tokens sealed. */
export type GoogleAccountRow = typeof googleAccounts.$inferSelect

/** The Google accounts that a person connected, the default one first. */
export async function googleAccountsOf(
  { config, db }: Pick<Deps, 'config' | 'db'>,
  personId: string,
): Promise<GoogleAccount[]> {
  const rows = await db
    .select()
    .from(googleAccounts)
    .where(eq(googleAccounts.personId, personId))
    .orderBy(desc(googleAccounts.isDefault), asc(googleAccounts.createdAt))
  return rows.map((row) => googleAccountOf(config, row))
}

/**
 * Makes a Google account the one that is used where none is named.
 * @throws not_found where it is none of the person's
 */
export async function makeDefault(
  { config, db }: Pick<Deps, 'config' | 'db'>,
  personId: string,
  accountId: string,
): Promise<GoogleAccount> {
  const ofPerson = eq(googleAccounts.personId, personId)
  const chosen = db.transaction(
    (tx) => {
      const wanted = and(eq(googleAccounts.id, accountId), ofPerson)
      if (!tx.select().from(googleAccounts).where(wanted).get()) return undefined
      // The other one first: the index lets nobody have two, not even for a moment.
      tx.update(googleAccounts).set({ isDefault: false }).where(ofPerson).run()
      return tx.update(googleAccounts).set({ isDefault: true }).where(wanted).returning().get()
    },
    { behavior: 'immediate' },
  )
  if (!chosen) throw notConnected()
  return googleAccountOf(config, chosen)
}

export function notConnected(): SheetsideError {
  return new SheetsideError('not_found', 'This Google account is not connected any more.')
}

/** What of a Google account may be shown: no token, no `sub`. */
export function googleAccountOf(config: Config, row: GoogleAccountRow): GoogleAccount {
  const { id, email, name, picture, state, access, grantExpiresAt, isDefault } = row
  return {
    id,
    email,
    name,
    picture,
    state,
    missing: missingIn(row.scopes, access),
    access,
    expiresAt: grantExpiresAt?.toISOString() ?? null,
    binding: bindingOf(config, row),
    isDefault,
  }
}

function bindingOf({ dpopKey }: Config, { boundTo }: GoogleAccountRow): GrantBinding {
  if (boundTo !== null) return 'bound'
  return dpopKey === null ? 'off' : 'unbound'
}
