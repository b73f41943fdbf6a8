import { and, eq, isNull, ne } from 'drizzle-orm'
import type { LinkDone, SetPasswordRequest } from '#shared/contract/account.ts'
import { SheetsideError } from '#shared/errors.ts'
import type { Transaction } from '#server/db/open.ts'
import {
  accountLinks,
  googleAccounts,
  googleIdentities,
  oauthFlows,
  oneTimeCodes,
  people,
  sessions,
} from '#server/db/schema.ts'
import type { Deps } from '#server/deps.ts'
import { note, type Caller } from '#server/events/events.ts'
import { disconnectAll } from '#server/google/disconnect.ts'
import { sendLater } from '#server/mail/mailer.ts'
import { passwordChangedNotice } from '#server/mail/mails.ts'
import { forgiveGuesses } from './log-in-limits.ts'
import { expired, readLink, takeLink, type Link } from './links.ts'
import { networkOf } from './network.ts'
import { hashPassword, requireStrength } from './passwords.ts'
import { FIRST_PREFERENCES } from './people.ts'
import { createPerson } from './registration.ts'
import { forget, spend } from './throttle.ts'

/**
 * Sets a password by a link, which creates the account or opens it again; the email is then known to be
 * theirs. The link is used up only when it is done. Whoever was signed in to the account is signed out.
 * @throws link_expired, weak_password, registration_closed, email_taken, rate_limited
 */
export async function setPasswordByLink(
  deps: Deps,
  caller: Caller,
  { token, password }: SetPasswordRequest,
): Promise<LinkDone> {
  const { address } = caller
  const link = await readLink(deps, token)
  if (link.purpose !== 'set_password') throw expired('it is for an email')
  const { email } = link
  await spend(deps, 'new_passwords', networkOf(address))
  requireStrength(password, email)
  const passwordHash = await hashPassword(password)

  if (link.personId === null) {
    const personId = create(deps, link, passwordHash)
    await note(deps, personId, 'account_created', { address })
  } else {
    const { personId } = link
    await disconnectUnproven(deps, personId, address)
    const before = reset(deps, link, personId, passwordHash)
    await note(deps, personId, 'password_reset', { address })
    if (before.emailVerifiedAt === null) {
      await note(deps, personId, 'email_verified', { address, detail: email })
      // The networks of whoever was there before are none of its person's.
      for (const each of [before.email, email]) await forget(deps, each)
    }
    sendLater(deps, passwordChangedNotice(email, deps.config.publicUrl))
  }
  await forgiveGuesses(deps, email, caller)
  return { email }
}

function create(deps: Deps, { id, email, invitationId }: Link, passwordHash: string): string {
  return deps.db.transaction(
    (tx) => {
      takeLink(deps, tx, id)
      const newcomer = { email, proof: 'now' as const, invitationId }
      const personId = createPerson(deps, tx, newcomer, { passwordHash })
      if (personId === null) throw expired('the email has an account by now')
      tx.delete(accountLinks)
        .where(and(eq(accountLinks.email, email), isNull(accountLinks.personId)))
        .run()
      return personId
    },
    { behavior: 'immediate' },
  )
}

/** @returns the person as they were before */
function reset(
  deps: Deps,
  { id, email }: Link,
  personId: string,
  passwordHash: string,
): typeof people.$inferSelect {
  return deps.db.transaction(
    (tx) => {
      takeLink(deps, tx, id)
      const before = tx.select().from(people).where(eq(people.id, personId)).get()
      if (!before) throw expired('the account is gone')
      // Only where nobody has proven theirs yet does a password come with another email.
      if (before.emailVerifiedAt !== null && before.email !== email) {
        throw expired('the account has another email by now')
      }
      requireFree(tx, email, personId)
      tx.update(people)
        .set({ email, emailVerifiedAt: before.emailVerifiedAt ?? deps.now(), passwordHash })
        .where(eq(people.id, personId))
        .run()
      tx.delete(sessions).where(eq(sessions.userId, personId)).run()
      tx.delete(accountLinks).where(eq(accountLinks.personId, personId)).run()
      tx.delete(oauthFlows).where(eq(oauthFlows.personId, personId)).run()
      tx.delete(oneTimeCodes).where(eq(oneTimeCodes.personId, personId)).run()
      if (before.emailVerifiedAt === null) dropUnproven(tx, personId)
      return before
    },
    { behavior: 'immediate' },
  )
}

/**
 * Until the email was proven the account may have been anybody's, who registered it before its owner
 * came: nothing of what opens it or is reached through it stays. What hangs on a Google account, such as
 * the destination, goes with it.
 * https://www.usenix.org/conference/usenixsecurity22/presentation/sudhodanan
 */
function dropUnproven(tx: Transaction, personId: string): void {
  tx.delete(googleIdentities).where(eq(googleIdentities.personId, personId)).run()
  tx.delete(googleAccounts).where(eq(googleAccounts.personId, personId)).run()
  tx.update(people)
    .set({ name: null, picture: null, preferences: FIRST_PREFERENCES })
    .where(eq(people.id, personId))
    .run()
}

/** Ends at Google what `dropUnproven` is about to forget. Done first: afterwards no token is left to end it with. */
async function disconnectUnproven(deps: Deps, personId: string, address: string): Promise<void> {
  const [person] = await deps.db
    .select({ emailVerifiedAt: people.emailVerifiedAt })
    .from(people)
    .where(eq(people.id, personId))
  if (person?.emailVerifiedAt === null) await disconnectAll(deps, personId, { address })
}

/** @throws email_taken where another account has the email */
export function requireFree(tx: Transaction, email: string, personId: string): void {
  const other = tx
    .select({ id: people.id })
    .from(people)
    .where(and(eq(people.email, email), ne(people.id, personId)))
    .get()
  if (!other) return
  throw new SheetsideError('email_taken', 'There is another account with this email. Log in to it.')
}
