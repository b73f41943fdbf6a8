import { asc, desc, eq } from 'drizzle-orm'
import type { GoogleAccount } from '#shared/contract/google.ts'
import type { Deps } from '#server/deps.ts'
import { googleAccounts } from '#server/db/schema.ts'
import { missingIn } from './scopes.ts'

/** A Google account as the database holds it: of anyone, its tokens sealed. */
export type GoogleAccountRow = typeof googleAccounts.$inferSelect

/** The Google accounts that a person connected, the default one first. */
export async function googleAccountsOf(
  { db }: Pick<Deps, 'db'>,
  personId: string,
): Promise<GoogleAccount[]> {
  const rows = await db
    .select()
    .from(googleAccounts)
    .where(eq(googleAccounts.personId, personId))
    .orderBy(desc(googleAccounts.isDefault), asc(googleAccounts.createdAt))
  return rows.map(googleAccountOf)
}

/** What of a Google account may be shown: no token, no `sub`. */
export function googleAccountOf(row: GoogleAccountRow): GoogleAccount {
  const { id, email, name, picture, state, access, grantExpiresAt, isDefault } = row
  return {
    id,
    email,
    name,
    picture,
    state,
    missing: missingIn(row.scopes),
    access,
    expiresAt: grantExpiresAt?.toISOString() ?? null,
    binding: 'off',
    isDefault,
  }
}
