import { eq } from 'drizzle-orm'
import type { AccountDeleted, AccountDeletion } from '#shared/contract/account.ts'
import { accountLinks, invitations, people } from '#server/db/schema.ts'
import type { Deps } from '#server/deps.ts'
import type { Caller } from '#server/events/events.ts'
import { disconnectAll } from '#server/google/disconnect.ts'
import { personOf } from './people.ts'
import { requireProof, requireStanding } from './proof.ts'
import type { SignedIn } from './session.ts'
import { forget } from './throttle.ts'

/**
 * Erases a person: ends their grants at Google first, then all that is theirs here. Erasing does not
 * wait for a Google that can't be reached, since it is the person's right; which accounts are concerned
 * is in the answer, for them to end there.
 * @throws wrong_credentials, sign_in_again, rate_limited
 */
export async function deleteAccount(
  deps: Deps,
  person: SignedIn,
  caller: Caller,
  proof: AccountDeletion,
): Promise<AccountDeleted> {
  const { personId } = person
  const proven = await requireProof(deps, person, caller, proof)
  const { email } = await personOf(deps, personId)
  const notRevoked = await disconnectAll(deps, personId)
  // What names the person goes with them; these name an email alone.
  deps.db.transaction(
    (tx) => {
      requireStanding(tx, person, proven)
      tx.delete(people).where(eq(people.id, personId)).run()
      tx.delete(accountLinks).where(eq(accountLinks.email, email)).run()
      tx.delete(invitations).where(eq(invitations.email, email)).run()
    },
    { behavior: 'immediate' },
  )
  await forget(deps, email)
  deps.db.dropHistory()
  deps.log.info({ person: personId }, 'account deleted')
  return { notRevoked }
}
