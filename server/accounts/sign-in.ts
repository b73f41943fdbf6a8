import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import type { RegisterRequest } from '#shared/contract/account.ts'
import type { LogInRequest, NewSession } from '#shared/contract/session.ts'
import { SheetsideError } from '#shared/errors.ts'
import { people } from '#server/db/schema.ts'
import type { Deps } from '#server/deps.ts'
import { hashPassword, requireStrength, verifyPassword } from './passwords.ts'
import { FIRST_PREFERENCES } from './people.ts'
import { createSession } from './session.ts'

/**
 * Creates an account with a password and signs its person in.
 * @throws weak_password, email_taken
 */
export async function register(deps: Deps, input: RegisterRequest): Promise<NewSession> {
  const { email, password, device } = input
  requireStrength(password, [email, ...email.split(/[@.]/), 'sheetside'])
  const personId = randomUUID()
  const made = await deps.db
    .insert(people)
    .values({
      id: personId,
      email,
      passwordHash: await hashPassword(password),
      preferences: FIRST_PREFERENCES,
      createdAt: deps.now(),
    })
    .onConflictDoNothing({ target: people.email })
    .returning({ id: people.id })
  if (made.length === 0) {
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
