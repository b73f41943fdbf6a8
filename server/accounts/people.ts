import { eq } from 'drizzle-orm'
import type { Person, Preferences, PreferencesPatch } from '#shared/contract/account.ts'
import { SheetsideError } from '#shared/errors.ts'
import { people } from '#server/db/schema.ts'
import type { Deps } from '#server/deps.ts'
import type { SignedIn } from './session.ts'

type Row = typeof people.$inferSelect

/** A person as the wire shows them. */
export function personOf(row: Row): Person {
  const { id, email, name, picture, passwordHash } = row
  return { id, email, name, picture, hasPassword: passwordHash !== null }
}

export const FIRST_PREFERENCES: Preferences = { theme: 'system', view: null }

/** The person and their preferences. @throws unauthenticated where the account is gone */
export async function profile(
  deps: Deps,
  { personId }: SignedIn,
): Promise<{ person: Person; preferences: Preferences }> {
  const [row] = await deps.db.select().from(people).where(eq(people.id, personId))
  if (!row) throw new SheetsideError('unauthenticated', 'This account is gone.')
  return { person: personOf(row), preferences: row.preferences }
}

/** Changes what the patch names and answers all of the person's preferences. */
export async function changePreferences(
  deps: Deps,
  person: SignedIn,
  patch: PreferencesPatch,
): Promise<Preferences> {
  const { preferences } = await profile(deps, person)
  const changed = {
    theme: patch.theme ?? preferences.theme,
    view: patch.view === undefined ? preferences.view : patch.view,
  }
  await deps.db.update(people).set({ preferences: changed }).where(eq(people.id, person.personId))
  return changed
}
