import { and, eq, gt, lte } from 'drizzle-orm'
import type { CheckedLink, LinkRequest } from '#shared/contract/account.ts'
import { SheetsideError } from '#shared/errors.ts'
import { ACCOUNT_LINK_SECONDS } from '#shared/limits.ts'
import type { Transaction } from '#server/db/open.ts'
import { accountLinks, invitations, people } from '#server/db/schema.ts'
import type { Deps } from '#server/deps.ts'
import type { Caller } from '#server/events/events.ts'
import { sendLater } from '#server/mail/mailer.ts'
import { createAccountMail, resetPasswordMail } from '#server/mail/mails.ts'
import { hashOf, newSecret } from '#server/vault/secrets.ts'
import { networkOf } from './network.ts'
import { refusalOf } from './registration.ts'
import { spend } from './throttle.ts'

export type Link = typeof accountLinks.$inferSelect
export type LinkPurpose = Link['purpose']

/**
 * Mails a link that creates an account, or opens an existing one again. Nobody learns which, or whether
 * any mail goes out at all: the answer is the same, the database does the same work, and mail is sent
 * once the answer is out. What is wrong with an invitation is told, since that is so whoever has an account.
 * @throws not_found on a server that sends no mail, registration_closed, rate_limited
 */
export async function askForLink(
  deps: Deps,
  caller: Caller,
  { email, invitation }: LinkRequest,
): Promise<void> {
  const { config, db, mailer } = deps
  if (!mailer) {
    throw new SheetsideError(
      'not_found',
      'This server sends no mail. An account is created in Sheetside itself; for a forgotten password, ' +
        'ask whoever runs the server for a link.',
    )
  }
  const invitationId = invitation === undefined ? null : hashOf(invitation)
  const refusal = await refusalOf(deps, { email, proof: 'now', invitationId })
  const comesInvited = config.registration.kind === 'invitation' && invitationId !== null
  if (comesInvited && refusal) throw refusal
  // Who was invited is not kept waiting by strangers who ask for the same email.
  await spendMail(deps, caller, email, ...(comesInvited ? [invitationId] : []))
  const [known] = await db.select({ id: people.id }).from(people).where(eq(people.email, email))
  // A link that nobody is told of opens nothing, and is swept with the others.
  const personId = known?.id ?? null
  const link = await makeLink(deps, { purpose: 'set_password', personId, email, invitationId })
  if (known) sendLater(deps, resetPasswordMail(email, config.publicUrl, link))
  else if (!refusal) sendLater(deps, createAccountMail(email, config.publicUrl, link))
}

/**
 * Counts a mail that somebody has us send, by the address it is asked from and the email it goes to.
 * @param by what sets whoever asks apart from all others who ask for this email
 * @throws rate_limited
 */
export async function spendMail(
  deps: Deps,
  { address }: Caller,
  email: string,
  ...by: string[]
): Promise<void> {
  await spend(deps, 'links_from_address', networkOf(address))
  await spend(deps, 'links_to_email', email, ...by)
}

/**
 * Makes a link, and answers its address. The secret is in the fragment, which browsers send to nobody:
 * it reaches no log, no proxy and no `Referer`. https://www.rfc-editor.org/rfc/rfc9110#section-4.2.5
 */
export async function makeLink(
  { config, db, now }: Deps,
  link: Omit<Link, 'id' | 'expiresAt'>,
): Promise<string> {
  const token = newSecret()
  const expiresAt = new Date(now().getTime() + ACCOUNT_LINK_SECONDS * 1000)
  await db.insert(accountLinks).values({ id: hashOf(token), expiresAt, ...link })
  return `${config.publicUrl}/account#${token}`
}

/** What a link is for. It can be used afterwards as before. @throws link_expired */
export async function checkLink(deps: Deps, token: string): Promise<CheckedLink> {
  const { purpose, personId, email } = await readLink(deps, token)
  if (purpose === 'change_email') return { purpose: 'confirm_email', email }
  return { purpose: personId === null ? 'create_account' : 'reset_password', email }
}

/** @throws link_expired, the same whether it was used, is too old, or never was one */
export async function readLink(deps: Deps, token: string): Promise<Link> {
  const [link] = await deps.db
    .select()
    .from(accountLinks)
    .where(works(deps, hashOf(token)))
  if (!link) throw expired('no such link')
  return link
}

/**
 * Uses a link up, with what the transaction does on its strength. Of two who come with it at once one
 * is too late.
 * @throws link_expired
 */
export function takeLink(deps: Deps, tx: Transaction, id: string): void {
  const { changes } = tx.delete(accountLinks).where(works(deps, id)).run()
  if (changes === 0) throw expired('used in the meantime')
}

const works = ({ now }: Deps, id: string) =>
  and(eq(accountLinks.id, id), gt(accountLinks.expiresAt, now()))

export function expired(reason: string): SheetsideError {
  return new SheetsideError('link_expired', 'This link was used already, or is too old.', {
    reason,
  })
}

/** Removes links and invitations that are too old. */
export async function sweepLinks({ db, now }: Deps): Promise<void> {
  await db.delete(accountLinks).where(lte(accountLinks.expiresAt, now()))
  await db.delete(invitations).where(lte(invitations.expiresAt, now()))
}
