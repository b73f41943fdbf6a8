import { and, eq, ne } from 'drizzle-orm'
import type {
  ConfirmEmailRequest,
  EmailChange,
  EmailChangeOutcome,
  LinkDone,
} from '#shared/contract/account.ts'
import type { Transaction } from '#server/db/open.ts'
import { accountLinks, people } from '#server/db/schema.ts'
import type { Deps } from '#server/deps.ts'
import { note, type Caller } from '#server/events/events.ts'
import { sendLater } from '#server/mail/mailer.ts'
import {
  claimEmailMail,
  confirmEmailMail,
  emailChangeNotice,
  emailInUseMail,
} from '#server/mail/mails.ts'
import { expired, makeLink, readLink, spendMail, takeLink } from './links.ts'
import { requireFree } from './password-link.ts'
import { gone } from './people.ts'
import { requireProof, requireStanding } from './proof.ts'
import { requireOwnDomain } from './registration.ts'
import type { SignedIn } from './session.ts'
import { rename } from './throttle.ts'

type Row = typeof people.$inferSelect

/**
 * Gives the account another email: at once where the server sends no mail, else when a link is opened
 * that it mails there. The answer then does not tell whether the email has an account already. With the
 * email it has, an account whose email was never proven gets a link to do so.
 * @throws wrong_credentials, sign_in_again, registration_closed, rate_limited; email_taken without mail
 */
export async function changeEmail(
  deps: Deps,
  person: SignedIn,
  caller: Caller,
  { email, currentPassword }: EmailChange,
): Promise<EmailChangeOutcome> {
  const proven = await requireProof(deps, person, caller, { currentPassword })
  requireOwnDomain(deps, email)
  const [before] = await deps.db.select().from(people).where(eq(people.id, person.personId))
  if (!before) throw gone()
  const about = { address: caller.address, device: person.device }

  if (deps.mailer) {
    if (email === before.email && before.emailVerifiedAt) return { state: 'changed' }
    await spendMail(deps, caller, email)
    await mailLink(deps, before, email, () => requireStanding(deps.db, person, proven))
    await note(deps, before.id, 'email_change_asked', { ...about, detail: email })
    return { state: 'check_mail' }
  }
  if (email !== before.email) {
    await giveEmail(deps, before.id, { email, emailVerifiedAt: null }, (tx) =>
      requireStanding(tx, person, proven),
    )
    await note(deps, before.id, 'email_changed', { ...about, detail: email })
  }
  return { state: 'changed' }
}

/** @param confirm throws where the link is not to be told of after all */
async function mailLink(
  deps: Deps,
  before: Row,
  email: string,
  confirm: () => void,
): Promise<void> {
  const server = deps.config.publicUrl
  const [other] = await deps.db
    .select({ id: people.id })
    .from(people)
    .where(and(eq(people.email, email), ne(people.id, before.id)))
  const link = await makeLink(deps, {
    // Whoever proves the email of an account that nobody has proven to be theirs takes it over whole.
    purpose: before.emailVerifiedAt ? 'change_email' : 'set_password',
    personId: before.id,
    email,
    invitationId: null,
  })
  // A reset takes all links away that it finds; one that is made after it must reach nobody.
  confirm()
  if (other) sendLater(deps, emailInUseMail(email, server))
  else if (before.emailVerifiedAt) sendLater(deps, confirmEmailMail(email, server, link))
  else sendLater(deps, claimEmailMail(email, server, link))
  if (email !== before.email) sendLater(deps, emailChangeNotice(before.email, server, email))
}

/**
 * Takes the email that a link was mailed to. Signed-in devices stay signed in.
 * @throws link_expired, email_taken where it got an account in the meantime
 */
export async function confirmEmail(
  deps: Deps,
  { address }: Caller,
  { token }: ConfirmEmailRequest,
): Promise<LinkDone> {
  const link = await readLink(deps, token)
  const { purpose, personId, email } = link
  if (purpose !== 'change_email' || personId === null) throw expired('it is for a password')
  await giveEmail(deps, personId, { email, emailVerifiedAt: deps.now() }, (tx) =>
    takeLink(deps, tx, link.id),
  )
  await note(deps, personId, 'email_changed', { address, detail: email })
  return { email }
}

/**
 * Links that were mailed to the email before, or for another one, are of no use any more. The networks
 * that the person is known at come along.
 * @param entitle throws where what it is done on the strength of does not hold any more
 */
async function giveEmail(
  deps: Deps,
  personId: string,
  changed: Pick<Row, 'email' | 'emailVerifiedAt'>,
  entitle: (tx: Transaction) => void,
): Promise<void> {
  const before = deps.db.transaction(
    (tx) => {
      entitle(tx)
      requireFree(tx, changed.email, personId)
      const row = tx.select().from(people).where(eq(people.id, personId)).get()
      tx.update(people).set(changed).where(eq(people.id, personId)).run()
      tx.delete(accountLinks).where(eq(accountLinks.personId, personId)).run()
      return row
    },
    { behavior: 'immediate' },
  )
  if (before) await rename(deps, before.email, changed.email)
}
