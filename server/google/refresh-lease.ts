import { and, eq, gt, isNull, lt, or } from 'drizzle-orm'
import { googleAccounts } from '#server/db/schema.ts'
import type { Deps } from '#server/deps.ts'
import { OAUTH_TIMEOUT_MS } from './client.ts'
import type { Grant } from './grants.ts'

/** The token endpoint is asked twice where it wants another nonce in the proof. */
export const REFRESH_MS = 2 * OAUTH_TIMEOUT_MS
/** Longer than a refresh takes. A process that died in one loses it then. */
export const LEASE_MS = REFRESH_MS + 15_000

/**
 * Takes the row's lease, which one holder has at a time among all processes.
 * @returns what it was taken with; null where another has it, or has just refreshed
 */
export async function takeLease(
  { db, now }: Deps,
  { id, accessToken }: Grant,
): Promise<Date | null> {
  const until = new Date(now().getTime() + LEASE_MS)
  const { refreshLeaseUntil } = googleAccounts
  const taken = await db
    .update(googleAccounts)
    .set({ refreshLeaseUntil: until })
    .where(
      and(
        eq(googleAccounts.id, id),
        // Nobody refreshed it since it was read.
        eq(googleAccounts.accessToken, accessToken),
        or(
          isNull(refreshLeaseUntil),
          lt(refreshLeaseUntil, now()),
          // Nobody can have taken it for so long: the clock was set back since.
          gt(refreshLeaseUntil, until),
        ),
      ),
    )
    .returning({ id: googleAccounts.id })
  return taken.length > 0 ? until : null
}

/** Gives a lease back, unless it ran out and is another's by now. */
export async function dropLease({ db }: Deps, { id }: Grant, lease: Date): Promise<void> {
  await db
    .update(googleAccounts)
    .set({ refreshLeaseUntil: null })
    .where(and(eq(googleAccounts.id, id), eq(googleAccounts.refreshLeaseUntil, lease)))
}

export function isLeased({ now }: Deps, { refreshLeaseUntil }: Grant): boolean {
  return refreshLeaseUntil !== null && refreshLeaseUntil >= now()
}
