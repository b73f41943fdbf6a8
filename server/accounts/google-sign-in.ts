import { eq } from 'drizzle-orm'
import type { Redeemed, RedeemRequest } from '#shared/contract/google.ts'
import { SheetsideError } from '#shared/errors.ts'
import { googleIdentities } from '#server/db/schema.ts'
import type { Deps } from '#server/deps.ts'
import { googleAccountOf } from '#server/google/accounts.ts'
import { googleFailure } from '#server/google/errors.ts'
import { storeGrant } from '#server/google/grants.ts'
import type { Identity } from '#server/google/id-token.ts'
import { expired, takeCode, type Outcome } from '#server/google/one-time-codes.ts'
import { createPerson } from './registration.ts'
import { createSession, type SignedIn } from './session.ts'

/**
 * Changes a flow's one-time code for what it was begun for: a session, or a connected Google account.
 * @param person who asks, where they are signed in
 * @throws flow_expired, unauthenticated, registration_closed, email_taken, google_not_connected
 */
export async function redeem(
  deps: Deps,
  person: SignedIn | null,
  { code, codeVerifier, device }: RedeemRequest,
): Promise<Redeemed> {
  const { purpose, personId, invitationId, outcome } = await takeCode(deps, code, codeVerifier)
  switch (purpose) {
    case 'sign_in':
      return signIn(deps, outcome, invitationId, device)
    case 'connect':
      return connect(deps, person, personId, outcome)
  }
}

async function signIn(
  deps: Deps,
  outcome: Outcome,
  invitationId: string | null,
  device: string,
): Promise<Redeemed> {
  const personId = await personFor(deps, outcome.identity, invitationId)
  // One consent does both where it gave lasting access; where not, the person connects later.
  await storeGrant(deps, personId, outcome)
  return { purpose: 'sign_in', session: await createSession(deps, personId, device) }
}

/** Connecting gives access to sheets; it makes no way to sign in. */
async function connect(
  deps: Deps,
  person: SignedIn | null,
  begunBy: string | null,
  outcome: Outcome,
): Promise<Redeemed> {
  if (!person) throw new SheetsideError('unauthenticated', 'Sign in to Sheetside first.')
  // What one person began and another's browser finished connects nothing.
  if (person.personId !== begunBy) throw expired('redeemed by another person')
  const account = await storeGrant(deps, person.personId, outcome)
  if (!account) throw googleFailure('google_not_connected', 'consent gave no refresh token')
  return { purpose: 'connect', account: googleAccountOf(account), picked: [] }
}

/** Google people are known by `sub`. One who is new gets an account, but never another's. */
async function personFor(
  deps: Deps,
  identity: Identity,
  invitationId: string | null,
): Promise<string> {
  const known = await personBySub(deps, identity.sub)
  if (known !== null) return known
  if (!identity.emailVerified) {
    throw new SheetsideError(
      'invalid_input',
      'Google has not verified the email address of this account. Verify it there, then try again.',
    )
  }
  const made = create(deps, identity, invitationId)
  if (made !== null) return made
  throw new SheetsideError(
    'email_taken',
    'There is an account with this email already. Log in with your password, then connect Google.',
  )
}

async function personBySub({ db }: Deps, sub: string): Promise<string | null> {
  const [row] = await db
    .select({ personId: googleIdentities.personId })
    .from(googleIdentities)
    .where(eq(googleIdentities.sub, sub))
  return row?.personId ?? null
}

/**
 * Person and identity together or not at all: a person without either could never sign in. Two sign-ins
 * of one new person may come at the same moment; the second finds the first's.
 */
function create(deps: Deps, identity: Identity, invitationId: string | null): string | null {
  const { sub, email, emailHosted, name, picture } = identity
  const newcomer = {
    email,
    proof: emailHosted ? ('now' as const) : ('once' as const),
    invitationId,
  }
  return deps.db.transaction(
    (tx) => {
      const meanwhile = tx
        .select({ personId: googleIdentities.personId })
        .from(googleIdentities)
        .where(eq(googleIdentities.sub, sub))
        .get()
      if (meanwhile) return meanwhile.personId
      const personId = createPerson(deps, tx, newcomer, { name, picture })
      if (personId === null) return null
      tx.insert(googleIdentities).values({ sub, personId, createdAt: deps.now() }).run()
      return personId
    },
    { behavior: 'immediate' },
  )
}
