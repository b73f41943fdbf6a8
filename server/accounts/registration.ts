import { randomUUID } from 'node:crypto'
import { and, eq, gt, isNull, or } from 'drizzle-orm'
import { SheetsideError } from '#shared/errors.ts'
import type { Transaction } from '#server/db/open.ts'
import { invitations, people } from '#server/db/schema.ts'
import type { Deps } from '#server/deps.ts'
import { FIRST_PREFERENCES } from './people.ts'

/** Somebody who has no account yet. */
export type Newcomer = {
  email: string
  /**
   * How it is known that the email is theirs: `none` they typed it; `once` Google verified it some day;
   * `now` a link was mailed there, or Google runs the mailbox.
   */
  proof: 'none' | 'once' | 'now'
  /** SHA-256 of the invitation they came with. */
  invitationId: string | null
}

/** What is known of a person from the start besides their email. */
export type FirstProfile = { passwordHash?: string; name?: string | null; picture?: string | null }

/**
 * Lets a newcomer pass whom the server takes (REGISTRATION). It only looks: what an invitation is worth
 * is known for certain when `createPerson` uses it up.
 * @throws registration_closed
 */
export async function requireWelcome(deps: Deps, newcomer: Newcomer): Promise<void> {
  const [invitation] = await deps.db
    .select({ id: invitations.id })
    .from(invitations)
    .where(invites(deps, newcomer))
  requirePolicy(deps, newcomer, invitation !== undefined)
}

/**
 * Creates a person, and uses up their invitation where one is needed. Both happen or neither, with
 * whatever else the transaction does.
 * @returns their id, or null where the email has an account
 * @throws registration_closed
 */
export function createPerson(
  deps: Deps,
  tx: Transaction,
  newcomer: Newcomer,
  profile: FirstProfile,
): string | null {
  const id = randomUUID()
  const { changes } = tx
    .insert(people)
    .values({
      id,
      email: newcomer.email,
      // What Google verified some day may be another's mailbox by now: whoever resets the password there
      // gets the account without the doors that were opened before.
      emailVerifiedAt: newcomer.proof === 'now' ? deps.now() : null,
      ...profile,
      preferences: FIRST_PREFERENCES,
      createdAt: deps.now(),
    })
    .onConflictDoNothing({ target: people.email })
    .run()
  if (changes === 0) return null
  const byInvitation = deps.config.registration.kind === 'invitation'
  const usedUp = byInvitation && tx.delete(invitations).where(invites(deps, newcomer)).run()
  requirePolicy(deps, newcomer, usedUp !== false && usedUp.changes === 1)
  return id
}

/** The invitation that this newcomer may use. */
function invites({ now }: Deps, { email, invitationId }: Newcomer) {
  return and(
    eq(invitations.id, invitationId ?? ''),
    or(isNull(invitations.email), eq(invitations.email, email)),
    gt(invitations.expiresAt, now()),
  )
}

function requirePolicy(
  { config: { registration } }: Deps,
  { email, proof, invitationId }: Newcomer,
  isInvited: boolean,
): void {
  switch (registration.kind) {
    case 'open':
      return
    case 'invitation':
      if (isInvited) return
      throw closed(
        invitationId === null
          ? 'It needs an invitation.'
          : 'This invitation was used already, is too old, or was made for another email.',
      )
    case 'domains':
      requireDomain(registration.domains, email)
      // Anybody can type an address of the domain; to have its mailbox is what counts.
      if (proof === 'now') return
      throw closed('It has to be sure that the email is yours: continue with the Google account.')
  }
}

/**
 * Lets an email pass that a person of this server may have.
 * @throws registration_closed
 */
export function requireOwnDomain({ config: { registration } }: Deps, email: string): void {
  if (registration.kind === 'domains') requireDomain(registration.domains, email)
}

function requireDomain(domains: readonly string[], email: string): void {
  if (domains.includes(email.slice(email.lastIndexOf('@') + 1))) return
  throw closed(`The email has to be one of ${domains.join(', ')}.`)
}

function closed(message: string): SheetsideError {
  return new SheetsideError('registration_closed', message)
}
