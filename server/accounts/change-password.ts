import { and, eq, ne } from 'drizzle-orm'
import type { PasswordChange } from '#shared/contract/account.ts'
import { accountLinks, people, sessions } from '#server/db/schema.ts'
import type { Deps } from '#server/deps.ts'
import { note, type Caller } from '#server/events/events.ts'
import { sendLater } from '#server/mail/mailer.ts'
import { passwordChangedNotice } from '#server/mail/mails.ts'
import { networkOf } from './network.ts'
import { hashPassword, requireStrength } from './passwords.ts'
import { personOf } from './people.ts'
import { requireProof, requireStanding, type Proven } from './proof.ts'
import type { SignedIn } from './session.ts'
import { spend } from './throttle.ts'

/**
 * Gives a person another password, or a first one. Their sessions on all other devices end, and links
 * that were made before open nothing any more: whoever had the old password may have asked for them.
 * @throws weak_password, wrong_credentials, sign_in_again, rate_limited; conflict where the password was
 * changed elsewhere at the same moment
 */
export async function changePassword(
  deps: Deps,
  person: SignedIn,
  caller: Caller,
  { password, ...proof }: PasswordChange,
): Promise<void> {
  const { personId, device } = person
  const { email, name } = await personOf(deps, personId)
  const proven = await requireProof(deps, person, caller, proof)
  await spend(deps, 'new_passwords', networkOf(caller.address))
  requireStrength(password, email, name)
  replace(deps, person, proven, await hashPassword(password))
  await note(deps, personId, 'password_changed', { address: caller.address, device })
  sendLater(deps, passwordChangedNotice(email, deps.config.publicUrl))
}

function replace({ db }: Deps, person: SignedIn, proven: Proven, passwordHash: string): void {
  const { personId, sessionId } = person
  db.transaction(
    (tx) => {
      requireStanding(tx, person, proven)
      tx.update(people).set({ passwordHash }).where(eq(people.id, personId)).run()
      tx.delete(sessions)
        .where(and(eq(sessions.userId, personId), ne(sessions.id, sessionId)))
        .run()
      tx.delete(accountLinks).where(eq(accountLinks.personId, personId)).run()
    },
    { behavior: 'immediate' },
  )
}
