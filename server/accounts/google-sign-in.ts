import { eq } from 'drizzle-orm'
import type { Redeemed, RedeemRequest } from '#shared/contract/google.ts'
import { SheetsideError } from '#shared/errors.ts'
import { googleIdentities } from '#server/db/schema.ts'
import type { Deps } from '#server/deps.ts'
import { note, type About, type Caller } from '#server/events/events.ts'
import { googleAccountOf } from '#server/google/accounts.ts'
import { googleFailure } from '#server/google/errors.ts'
import { storeGrant } from '#server/google/grants.ts'
import type { Identity } from '#server/google/identity.ts'
import { expired, takeCode, type Outcome } from '#server/google/one-time-codes.ts'
import { networkOf } from './network.ts'
import { completeProfile } from './people.ts'
import { createPerson } from './registration.ts'
import { createSession, type SignedIn } from './session.ts'
import { remember } from './throttle.ts'

/**
 * Changes a flow's one-time code for what it was begun for: a session, or a connected Google account.
 * @param person who asks, where they are signed in
 * @throws flow_expired, unauthenticated, registration_closed, email_taken, google_not_connected; conflict
 * where who is signed in signed in once more as somebody else
 */
export async function redeem(
  deps: Deps,
  caller: Caller,
  person: SignedIn | null,
  { code, codeVerifier, device }: RedeemRequest,
): Promise<Redeemed> {
  const { purpose, personId, invitationId, outcome } = await takeCode(deps, code, codeVerifier)
  const about = { address: caller.address, device }
  switch (purpose) {
    case 'sign_in':
      await requireSame(deps, person, outcome.identity)
      return signIn(deps, outcome, invitationId, about)
    case 'connect':
      return connect(deps, person, personId, outcome, about)
  }
}

/** Who is signed in and signs in once more has to be the same, so that it makes no account by mistake. */
async function requireSame(deps: Deps, person: SignedIn | null, { sub }: Identity): Promise<void> {
  if (person === null || (await personBySub(deps, sub)) === person.personId) return
  throw new SheetsideError(
    'conflict',
    'This is not the Google account that you sign in with. Choose that one.',
  )
}

async function signIn(
  deps: Deps,
  outcome: Outcome,
  invitationId: string | null,
  about: Required<Pick<About, 'address' | 'device'>>,
): Promise<Redeemed> {
  const { identity } = outcome
  const { personId, isNew } = await personFor(deps, identity, invitationId)
  if (isNew) await note(deps, personId, 'account_created', about)
  await note(deps, personId, 'signed_in', { ...about, detail: identity.email })
  await completeProfile(deps, personId, identity)
  // One consent does both where it gave lasting access; where not, or where files are to be picked,
  // the person connects later.
  if (outcome.access === 'full') await storeGrant(deps, personId, outcome, about)
  const session = await createSession(deps, personId, about.device)
  await remember(deps, session.person.email, networkOf(about.address))
  return { purpose: 'sign_in', session }
}

/** Connecting gives access to sheets; it makes no way to sign in. */
async function connect(
  deps: Deps,
  person: SignedIn | null,
  begunBy: string | null,
  outcome: Outcome,
  about: About,
): Promise<Redeemed> {
  if (!person) throw new SheetsideError('unauthenticated', 'Sign in to Sheetside first.')
  // What one person began and another's browser finished connects nothing.
  if (person.personId !== begunBy) throw expired('redeemed by another person')
  const account = await storeGrant(deps, person.personId, outcome, about)
  if (!account) throw googleFailure('google_not_connected', 'consent gave no refresh token')
  await completeProfile(deps, person.personId, outcome.identity)
  return {
    purpose: 'connect',
    account: googleAccountOf(deps.config, account),
    picked: outcome.picked,
  }
}

type Found = { personId: string; isNew: boolean }

/** Google people are known by `sub`. One who is new gets an account, but never another's. */
async function personFor(
  deps: Deps,
  identity: Identity,
  invitationId: string | null,
): Promise<Found> {
  const known = await personBySub(deps, identity.sub)
  if (known !== null) return { personId: known, isNew: false }
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
function create(deps: Deps, identity: Identity, invitationId: string | null): Found | null {
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
      if (meanwhile) return { ...meanwhile, isNew: false }
      const personId = createPerson(deps, tx, newcomer, { name, picture })
      if (personId === null) return null
      tx.insert(googleIdentities).values({ sub, personId, createdAt: deps.now() }).run()
      return { personId, isNew: true }
    },
    { behavior: 'immediate' },
  )
}
