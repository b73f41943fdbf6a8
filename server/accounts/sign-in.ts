import { eq } from 'drizzle-orm'
import type { RegisterRequest } from '#shared/contract/account.ts'
import type { LogInRequest, NewSession } from '#shared/contract/session.ts'
import { SheetsideError } from '#shared/errors.ts'
import { people } from '#server/db/schema.ts'
import type { Deps } from '#server/deps.ts'
import { hashOf } from '#server/vault/secrets.ts'
import { hashPassword, requireStrength, verifyPassword } from './passwords.ts'
import { createPerson, requireWelcome, type Newcomer } from './registration.ts'
import { createSession } from './session.ts'

/**
 * Creates an account with a password and signs its person in, on a server that sends no mail. One that
 * does would tell here which emails have an account.
 * @throws invalid_input where an account begins with a mailed link; registration_closed, weak_password,
 * email_taken
 */
export async function register(deps: Deps, input: RegisterRequest): Promise<NewSession> {
  const { email, password, device } = input
  if (deps.mailer) {
    throw new SheetsideError(
      'invalid_input',
      'On this server an account begins with a link that it mails you. Open Sheetside anew and ask for it.',
    )
  }
  const newcomer: Newcomer = {
    email,
    proof: 'none',
    invitationId: input.invitation === undefined ? null : hashOf(input.invitation),
  }
  await requireWelcome(deps, newcomer)
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
  return createSession(deps, personId, device)
}

/**
 * Signs a person in by email and password.
 * @throws wrong_credentials, the same whether the email or the password is wrong
 */
export async function logIn(deps: Deps, input: LogInRequest): Promise<NewSession> {
  const [row] = await deps.db.select().from(people).where(eq(people.email, input.email))
  const right = await verifyPassword(row?.passwordHash ?? null, input.password)
  if (!row || !right) {
    throw new SheetsideError(
      'wrong_credentials',
      'Email or password is wrong. Check both and try again.',
    )
  }
  return createSession(deps, row.id, input.device)
}
