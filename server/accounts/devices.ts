import { and, desc, eq, gt, ne } from 'drizzle-orm'
import type { DeviceSessions } from '#shared/contract/session.ts'
import { SheetsideError } from '#shared/errors.ts'
import { sessions } from '#server/db/schema.ts'
import type { Deps } from '#server/deps.ts'
import { note, type Caller } from '#server/events/events.ts'
import type { SignedIn } from './session.ts'

/** The devices that a person is signed in on, the last used first. */
export async function devicesOf(
  { db, now }: Deps,
  { personId, sessionId }: SignedIn,
): Promise<DeviceSessions> {
  const rows = await db
    .select()
    .from(sessions)
    .where(
      and(
        eq(sessions.userId, personId),
        gt(sessions.expiresAt, Math.floor(now().getTime() / 1000)),
      ),
    )
    .orderBy(desc(sessions.lastUsedAt), desc(sessions.createdAt))
  return {
    sessions: rows.map(({ id, publicId, device, createdAt, lastUsedAt }) => ({
      id: publicId,
      device,
      createdAt: createdAt.toISOString(),
      lastUsedAt: toTheMinute(lastUsedAt).toISOString(),
      current: id === sessionId,
    })),
  }
}

/**
 * Signs one of the person's devices out.
 * @param id the session's public id
 * @throws not_found where they have no such session, or no longer
 */
export async function endDevice(
  deps: Deps,
  person: SignedIn,
  caller: Caller,
  id: string,
): Promise<void> {
  const [ended] = await deps.db
    .delete(sessions)
    .where(and(eq(sessions.userId, person.personId), eq(sessions.publicId, id)))
    .returning()
  if (!ended) throw new SheetsideError('not_found', 'This device is signed out already.')
  await noteEnd(deps, person, caller, ended.device)
}

/** Signs all of the person's devices out but the one that asks. */
export async function endOtherDevices(deps: Deps, person: SignedIn, caller: Caller): Promise<void> {
  const ended = await deps.db
    .delete(sessions)
    .where(and(eq(sessions.userId, person.personId), ne(sessions.id, person.sessionId)))
    .returning({ device: sessions.device })
  for (const { device } of ended) await noteEnd(deps, person, caller, device)
}

async function noteEnd(
  deps: Deps,
  { personId, device }: SignedIn,
  { address }: Caller,
  ended: string,
): Promise<void> {
  await note(deps, personId, 'device_signed_out', { address, device, detail: ended })
}

function toTheMinute(time: Date): Date {
  return new Date(Math.floor(time.getTime() / 60_000) * 60_000)
}
