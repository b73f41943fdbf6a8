import { eq } from 'drizzle-orm'
import { FRESH_SIGN_IN_SECONDS } from '#shared/limits.ts'
import { SheetsideError } from '#shared/errors.ts'
import type { Database, Transaction } from '#server/db/open.ts'
import { people, sessions } from '#server/db/schema.ts'
import type { Deps } from '#server/deps.ts'
import { note, type Caller } from '#server/events/events.ts'
import { verifyPassword } from './passwords.ts'
import { gone } from './people.ts'
import type { SignedIn } from './session.ts'
import { clear, tooMany, trySpend } from './throttle.ts'

/** The hash of the password that was proven; null where the person has none. */
export type Proven = string | null

/**
 * Makes sure that it is the person who asks, not somebody at a device they left or with a session they
 * lost: by their password, or, where there is none, by a sign-in of just now.
 * https://cheatsheetseries.owasp.org/cheatsheets/Authentication_Cheat_Sheet.html#require-re-authentication-for-sensitive-features
 * @returns what was proven, for `requireStanding`
 * @throws wrong_credentials, sign_in_again, rate_limited; what `requireStanding` throws
 */
export async function requireProof(
  deps: Deps,
  person: SignedIn,
  caller: Caller,
  { currentPassword }: { currentPassword?: string | undefined },
): Promise<Proven> {
  const [row] = await deps.db
    .select({ passwordHash: people.passwordHash })
    .from(people)
    .where(eq(people.id, person.personId))
  if (!row) throw gone()
  const { passwordHash } = row
  if (passwordHash === null) {
    const age = deps.now().getTime() - person.signedInAt.getTime()
    if (age <= FRESH_SIGN_IN_SECONDS * 1000) return null
    throw new SheetsideError(
      'sign_in_again',
      'This protects your account. Sign in again, then come back to it.',
    )
  }
  if (currentPassword === undefined) throw wrong('Enter your current password.')
  const spent = await trySpend(deps, 'proofs', person.sessionId)
  if (!spent.passed) {
    const { personId, device } = person
    const { address } = caller
    if (spent.begins) await note(deps, personId, 'sign_ins_slowed', { address, device })
    throw tooMany('proofs', spent.retryAfterSeconds)
  }
  if (!(await verifyPassword(passwordHash, currentPassword))) {
    throw wrong('This is not your current password.')
  }
  await clear(deps, 'proofs', person.sessionId)
  requireStanding(deps.db, person, passwordHash)
  return passwordHash
}

/**
 * Makes sure, right where something is done on the strength of a proof, that it still stands. Argon2 and
 * Google take their time, and a reset, or signing this device out, is worth more than what was proven
 * before it: whoever is thrown out must not have the last word.
 * @throws unauthenticated where the session ended meanwhile, conflict where the password is another one
 */
export function requireStanding(
  db: Database | Transaction,
  { sessionId }: SignedIn,
  proven: Proven,
): void {
  const row = db
    .select({ passwordHash: people.passwordHash })
    .from(sessions)
    .innerJoin(people, eq(people.id, sessions.userId))
    .where(eq(sessions.id, sessionId))
    .get()
  if (!row) throw new SheetsideError('unauthenticated', 'Your session has ended. Sign in again.')
  if (row.passwordHash !== proven) {
    throw new SheetsideError('conflict', 'The password was changed elsewhere at this moment.')
  }
}

function wrong(message: string): SheetsideError {
  return new SheetsideError('wrong_credentials', message)
}
