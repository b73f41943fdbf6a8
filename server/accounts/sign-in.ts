import { eq } from 'drizzle-orm'
import type { RegisterRequest } from '#shared/contract/account.ts'
import type { LogInRequest, NewSession } from '#shared/contract/session.ts'
import { SheetsideError } from '#shared/errors.ts'
import { people } from '#server/db/schema.ts'
import type { Deps } from '#server/deps.ts'
import { note, noteLater, type Caller } from '#server/events/events.ts'
import { hashOf } from '#server/vault/secrets.ts'
import { guessedRight, spendGuess } from './log-in-limits.ts'
import { networkOf } from './network.ts'
import { hashPassword, requireStrength, verifyPassword } from './passwords.ts'
import { createPerson, refusalOf, type Newcomer } from './registration.ts'
import { createSession, takeBack } from './session.ts'
import { remember, spend } from './throttle.ts'

/**
 * Creates an account with a password and signs its person in, on a server that sends no mail. One that
 * does would tell here which emails have an account.
 * @throws invalid_input where an account begins with a mailed link; registration_closed, weak_password,
 * email_taken, rate_limited
 */
export async function register(
  deps: Deps,
  caller: Caller,
  input: RegisterRequest,
): Promise<NewSession> {
  const { email, password, device } = input
  if (deps.mailer) {
    throw new SheetsideError(
      'invalid_input',
      'On this server an account begins with a link that it mails you. Open Sheetside anew and ask for it.',
    )
  }
  const network = networkOf(caller.address)
  await spend(deps, 'registrations', network)
  const newcomer: Newcomer = {
    email,
    proof: 'none',
    invitationId: input.invitation === undefined ? null : hashOf(input.invitation),
  }
  const refusal = await refusalOf(deps, newcomer)
  if (refusal) throw refusal
  requireStrength(password, email)
  const passwordHash = await hashPassword(password)
  const personId = deps.db.transaction((tx) => createPerson(deps, tx, newcomer, { passwordHash }), {
    behavior: 'immediate',
  })
  if (personId === null) {
    throw new SheetsideError(
      'email_taken',
      'There is an account with this email already. Log in instead, or use another email.',
    )
  }
  await note(deps, personId, 'account_created', { address: caller.address, device })
  await remember(deps, email, network)
  return createSession(deps, personId, device)
}

/**
 * Signs a person in by email and password.
 * @throws wrong_credentials, the same whether the email or the password is wrong; rate_limited
 */
export async function logIn(
  deps: Deps,
  caller: Caller,
  { email, password, device }: LogInRequest,
): Promise<NewSession> {
  const [row] = await deps.db.select().from(people).where(eq(people.email, email))
  const guess = await spendGuess(deps, { email, personId: row?.id ?? null, caller, device })
  const right = await verifyPassword(row?.passwordHash ?? null, password)
  const about = { address: caller.address, device }
  if (!row || !right) {
    // Once for a row of guesses: whoever guesses on and on shall not fill the person's log.
    if (row && guess.isFirst) noteLater(deps, row.id, 'sign_in_failed', about)
    throw wrongCredentials()
  }
  const session = await createSession(deps, row.id, device)
  if (!(await isPasswordOf(deps, row))) {
    // It was changed while Argon2 worked, and with it all sessions ended that there were by then.
    await takeBack(deps, session)
    throw wrongCredentials()
  }
  await guessedRight(deps, guess)
  await note(deps, row.id, 'signed_in', about)
  return session
}

async function isPasswordOf(
  { db }: Deps,
  { id, passwordHash }: { id: string; passwordHash: string | null },
): Promise<boolean> {
  const [now] = await db
    .select({ passwordHash: people.passwordHash })
    .from(people)
    .where(eq(people.id, id))
  return now?.passwordHash === passwordHash
}

function wrongCredentials(): SheetsideError {
  return new SheetsideError(
    'wrong_credentials',
    'Email or password is wrong. Check both and try again.',
  )
}
