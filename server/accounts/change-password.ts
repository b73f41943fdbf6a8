import { and, eq, isNull } from 'drizzle-orm'
import type { PasswordChange } from '#shared/contract/account.ts'
import { SheetsideError } from '#shared/errors.ts'
import { accountLinks, people } from '#server/db/schema.ts'
import type { Deps } from '#server/deps.ts'
import { note, type Caller } from '#server/events/events.ts'
import { hashPassword, requireStrength } from './passwords.ts'
import { personOf } from './people.ts'
import { requireProof } from './proof.ts'
import { endSessionsOf, type SignedIn } from './session.ts'

/**
 * Gives a person another password, or a first one, and ends their sessions on all other devices. Links
 * that would set one are worth nothing from then on.
 * @throws weak_password, wrong_credentials, sign_in_again, rate_limited, conflict
 */
export async function changePassword(
  deps: Deps,
  person: SignedIn,
  caller: Caller,
  { password, ...proof }: PasswordChange,
): Promise<void> {
  const { personId, device } = person
  const { email, name } = await personOf(deps, personId)
  requireStrength(password, email, name)
  const before = await requireProof(deps, person, caller, proof)
  const changed = await deps.db
    .update(people)
    .set({ passwordHash: await hashPassword(password) })
    .where(
      and(
        eq(people.id, personId),
        // A reset that came in between is newer than what was proven here.
        before === null ? isNull(people.passwordHash) : eq(people.passwordHash, before),
      ),
    )
    .returning({ id: people.id })
  if (changed.length === 0) {
    throw new SheetsideError('conflict', 'The password was changed elsewhere in the meantime.')
  }
  await endSessionsOf(deps, personId, person)
  await deps.db
    .delete(accountLinks)
    .where(and(eq(accountLinks.personId, personId), eq(accountLinks.purpose, 'set_password')))
  await note(deps, personId, 'password_changed', { address: caller.address, device })
}
