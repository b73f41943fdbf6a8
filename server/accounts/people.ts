import { eq, sql } from 'drizzle-orm'
import type {
  Person,
  Preferences,
  PreferencesPatch,
  ProfilePatch,
} from '#shared/contract/account.ts'
import { SheetsideError } from '#shared/errors.ts'
import { googleIdentities, people } from '#server/db/schema.ts'
import type { Deps } from '#server/deps.ts'
import type { SignedIn } from './session.ts'

/** A person as the wire shows them. @throws unauthenticated where the account is gone */
export async function personOf({ db }: Pick<Deps, 'db'>, personId: string): Promise<Person> {
  const [row] = await db.select().from(people).where(eq(people.id, personId))
  if (!row) throw gone()
  const [identity] = await db
    .select({ sub: googleIdentities.sub })
    .from(googleIdentities)
    .where(eq(googleIdentities.personId, personId))
    .limit(1)
  const { id, email, emailVerifiedAt, name, picture, passwordHash } = row
  return {
    id,
    email,
    emailVerified: emailVerifiedAt !== null,
    name,
    picture,
    hasPassword: passwordHash !== null,
    signsInWithGoogle: identity !== undefined,
  }
}

/** For a session whose person was erased in the meantime. */
export function gone(): SheetsideError {
  return new SheetsideError('unauthenticated', 'This account is gone.')
}

/** Changes what the person is called. */
export async function changeProfile(
  deps: Deps,
  { personId }: SignedIn,
  { name }: ProfilePatch,
): Promise<Person> {
  await deps.db.update(people).set({ name }).where(eq(people.id, personId))
  return personOf(deps, personId)
}

/** Takes over what Google says of a person, where nothing is known yet. */
export async function completeProfile(
  { db }: Deps,
  personId: string,
  { name, picture }: { name: string | null; picture: string | null },
): Promise<void> {
  await db
    .update(people)
    .set({
      name: sql`coalesce(${people.name}, ${name})`,
      picture: sql`coalesce(${people.picture}, ${picture})`,
    })
    .where(eq(people.id, personId))
}

export const FIRST_PREFERENCES: Preferences = { theme: 'system', view: null }

/** @throws unauthenticated where the account is gone */
export async function preferencesOf({ db }: Deps, { personId }: SignedIn): Promise<Preferences> {
  const [row] = await db
    .select({ preferences: people.preferences })
    .from(people)
    .where(eq(people.id, personId))
  if (!row) throw gone()
  return row.preferences
}

/** Changes what the patch names and answers all of the person's preferences. */
export async function changePreferences(
  deps: Deps,
  person: SignedIn,
  patch: PreferencesPatch,
): Promise<Preferences> {
  const preferences = await preferencesOf(deps, person)
  const changed = {
    theme: patch.theme ?? preferences.theme,
    view: patch.view === undefined ? preferences.view : patch.view,
  }
  await deps.db.update(people).set({ preferences: changed }).where(eq(people.id, person.personId))
  return changed
}
