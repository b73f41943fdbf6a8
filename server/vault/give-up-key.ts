import { eq, ne } from 'drizzle-orm'
import { googleAccounts } from '#server/db/schema.ts'
import type { Deps } from '#server/deps.ts'
import { note } from '#server/events/events.ts'
import { presentPlaceOf, REFRESH_TOKEN } from './sealed.ts'
import { keyIdOf, tryOpen } from './vault.ts'

type Needed = Pick<Deps, 'db' | 'vault' | 'now'>

/** The living Google connections that are sealed under a key and do not open. */
export async function lostUnder({ db, vault }: Needed, key: string) {
  const rows = await db
    .select()
    .from(googleAccounts)
    .where(ne(googleAccounts.state, 'reconnect_needed'))
  return rows.filter(({ id, personId, refreshToken: sealed }) => {
    if (keyIdOf(sealed) !== key) return false
    return tryOpen(vault, sealed, presentPlaceOf(REFRESH_TOKEN, { id, personId, sealed })) === null
  })
}

/**
 * Ends the Google connections that are sealed under a key that is lost: their people connect again and
 * keep everything else. Whatever opens is left alone, also under a key of this name.
 * @returns how many were ended
 */
export async function giveUpKey(deps: Needed, key: string): Promise<number> {
  const lost = await lostUnder(deps, key)
  for (const { id, personId, email } of lost) {
    const ended = { state: 'reconnect_needed', refreshToken: '', accessToken: '' } as const
    await deps.db
      .update(googleAccounts)
      .set({ ...ended, refreshLeaseUntil: null, updatedAt: deps.now() })
      .where(eq(googleAccounts.id, id))
    await note(deps, personId, 'google_ended', { detail: `${email} (${ended.state})` })
  }
  return lost.length
}
