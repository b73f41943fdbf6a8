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
 * Why the server does not take a newcomer (REGISTRATION); null where it does. It only looks: what an
 * invitation is worth is known for certain when `createPerson` uses it up.
 */
export async function refusalOf(deps: Deps, newcomer: Newcomer): Promise<SheetsideError | null> {
  const [invitation] = await deps.db
    .select({ id: invitations.id })
    .from(invitations)
    .where(invites(deps, newcomer))
  return judge(deps, newcomer, invitation !== undefined)
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
  const isInvited =
    byInvitation && tx.delete(invitations).where(invites(deps, newcomer)).run().changes === 1
  const refusal = judge(deps, newcomer, isInvited)
  if (refusal) throw refusal
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

function judge(
  { config: { registration } }: Deps,
  { email, proof, invitationId }: Newcomer,
  isInvited: boolean,
): SheetsideError | null {
  switch (registration.kind) {
    case 'open':
      return null
    case 'invitation':
      if (isInvited) return null
      return closed(
        invitationId === null
          ? 'It needs an invitation.'
          : 'This invitation was used already, is too old, or was made for another email.',
      )
    case 'domains':
      if (!isOf(registration.domains, email)) return ofOther(registration.domains)
      // Anybody can type an address of the domain; to have its mailbox is what counts.
      if (proof === 'now') return null
      return closed('It has to be sure that the email is yours: continue with the Google account.')
  }
}

/**
 * Lets an email pass that a person of this server may have.
 * @throws registration_closed
 */
export function requireOwnDomain({ config: { registration } }: Deps, email: string): void {
  if (registration.kind === 'domains' && !isOf(registration.domains, email)) {
    throw ofOther(registration.domains)
  }
}

const isOf = (domains: readonly string[], email: string) =>
  domains.includes(email.slice(email.lastIndexOf('@') + 1))

const ofOther = (domains: readonly string[]) =>
  closed(`The email has to be one of ${domains.join(', ')}.`)

function closed(message: string): SheetsideError {
  return new SheetsideError('registration_closed', message)
}
