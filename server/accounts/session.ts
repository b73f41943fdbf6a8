import { randomUUID } from 'node:crypto'
import { DrizzleSQLiteAdapter } from '@lucia-auth/adapter-drizzle'
import { eq, lte, or } from 'drizzle-orm'
import { Lucia, TimeSpan } from 'lucia'
import type { NewSession } from '#shared/contract/session.ts'
import { SheetsideError } from '#shared/errors.ts'
import type { Database } from '#server/db/open.ts'
import { people, sessions } from '#server/db/schema.ts'
import type { Deps } from '#server/deps.ts'
import { note, type Caller } from '#server/events/events.ts'
import { hashOf, newSecret } from '#server/vault/secrets.ts'
import { personOf } from './people.ts'

/** A person whose session was checked in this request. Only `authenticate` makes one. */
export type SignedIn = {
  readonly personId: string
  readonly sessionId: string
  /** What the device calls itself. */
  readonly device: string
  readonly signedInAt: Date
  readonly [checked]: true
}
const checked = Symbol('checked')

type Attributes = { publicId: string; device: string; createdAt: Date; lastUsedAt: Date }
declare module 'lucia' {
  interface Register {
    Lucia: Lucia<Attributes>
    DatabaseSessionAttributes: Attributes
  }
}

/** A session ends so long after its last use, */
const SLIDING = new TimeSpan(30, 'd')
/** and so long after it began, however much it is used. */
const ABSOLUTE = new TimeSpan(90, 'd')
/** The last use is kept to the minute, so that reading does not mean writing. */
const LAST_USE = new TimeSpan(1, 'm')

/**
 * Lucia slides a session only in the second half of its time, which may leave one that was used with
 * 15 days; `authenticate` slides it with every use that it writes down instead, up to the absolute end.
 */
class Adapter extends DrizzleSQLiteAdapter {
  override async updateSessionExpiration(): Promise<void> {
    // Nothing.
  }
}

function lucia(db: Database): Lucia<Attributes> {
  return new Lucia(new Adapter(db, sessions, people), {
    sessionExpiresIn: SLIDING,
    getSessionAttributes: ({ publicId, device, createdAt, lastUsedAt }) => ({
      publicId,
      device,
      createdAt,
      lastUsedAt,
    }),
  })
}

/**
 * Begins a session for a person who was just recognised. The token is in the answer and nowhere else:
 * the database, and Lucia, know its SHA-256 as the session's id.
 * @throws unauthenticated where the account was deleted at this moment
 */
export async function createSession(
  deps: Deps,
  personId: string,
  device: string,
): Promise<NewSession> {
  const person = await personOf(deps, personId)
  const now = deps.now()
  const token = newSecret()
  const attributes = { publicId: randomUUID(), device, createdAt: now, lastUsedAt: now }
  const session = await lucia(deps.db).createSession(personId, attributes, {
    sessionId: hashOf(token),
  })
  return { token, expiresAt: session.expiresAt.toISOString(), person }
}

/** Ends a session that turned out not to be due before anybody got its token. */
export async function takeBack(deps: Deps, { token }: NewSession): Promise<void> {
  await lucia(deps.db).invalidateSession(hashOf(token))
}

/**
 * The person that an `Authorization` header's bearer token stands for.
 * @throws unauthenticated where there is none, or its session is over
 */
export async function authenticate(
  deps: Deps,
  authorization: string | undefined,
): Promise<SignedIn> {
  const sessionsOf = lucia(deps.db)
  const token = sessionsOf.readBearerToken(authorization ?? '')
  if (!token) throw new SheetsideError('unauthenticated', 'Sign in to Sheetside first.')

  const { session } = await sessionsOf.validateSession(hashOf(token))
  const now = deps.now()
  if (!session || now >= endOf(session.createdAt)) {
    if (session) await sessionsOf.invalidateSession(session.id)
    throw new SheetsideError('unauthenticated', 'Your session has ended. Sign in again.')
  }
  const { userId: personId, id: sessionId, device, createdAt: signedInAt, lastUsedAt } = session
  if (now.getTime() - lastUsedAt.getTime() >= LAST_USE.milliseconds()) {
    const slid = now.getTime() + SLIDING.milliseconds()
    const expiresAt = Math.min(slid, endOf(signedInAt).getTime())
    await deps.db
      .update(sessions)
      .set({ lastUsedAt: now, expiresAt: Math.floor(expiresAt / 1000) })
      .where(eq(sessions.id, sessionId))
  }
  return { personId, sessionId, device, signedInAt, [checked]: true }
}

/** When a session ends whatever is done with it. */
function endOf(createdAt: Date): Date {
  return new Date(createdAt.getTime() + ABSOLUTE.milliseconds())
}

/** Ends the session that the person spoke with. Google is not touched. */
export async function endSession(deps: Deps, person: SignedIn, caller: Caller): Promise<void> {
  await lucia(deps.db).invalidateSession(person.sessionId)
  const { personId, device } = person
  await note(deps, personId, 'signed_out', { address: caller.address, device })
}

/** Removes sessions that are over, by their last use or by their age. */
export async function sweepSessions({ db, now }: Deps): Promise<void> {
  const seconds = Math.floor(now().getTime() / 1000)
  const born = new Date(now().getTime() - ABSOLUTE.milliseconds())
  await db
    .delete(sessions)
    .where(or(lte(sessions.expiresAt, seconds), lte(sessions.createdAt, born)))
}
