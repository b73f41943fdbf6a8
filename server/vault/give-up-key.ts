import { and, eq, ne } from 'drizzle-orm'
import { googleAccounts } from '#server/db/schema.ts'
import type { Deps } from '#server/deps.ts'
import { note } from '#server/events/events.ts'
import { bindingKeysOf } from './binding-keys.ts'
import { presentPlaceOf, REFRESH_TOKEN } from './sealed.ts'
import { keyIdOf, tryOpen } from './vault.ts'

type Needed = Pick<Deps, 'config' | 'db' | 'vault' | 'now'>

/** What stands before the thumbprint of a key of DPOP_KEY, to tell it from the id of a key that seals. */
export const DPOP = 'dpop:'

/** The living Google connections that are sealed under a key and do not open, or bound to one that is gone. */
export async function lostUnder({ config, db, vault }: Needed, key: string) {
  const rows = await db
    .select()
    .from(googleAccounts)
    .where(ne(googleAccounts.state, 'reconnect_needed'))
  if (key.startsWith(DPOP)) {
    const thumbprint = key.slice(DPOP.length)
    if ((await bindingKeysOf(config)).has(thumbprint)) return []
    return rows.filter(({ boundTo }) => boundTo === thumbprint)
  }
  return rows.filter(({ id, personId, refreshToken: sealed }) => {
    if (keyIdOf(sealed) !== key) return false
    return tryOpen(vault, sealed, presentPlaceOf(REFRESH_TOKEN, { id, personId, sealed })) === null
  })
}

/**
 * Ends the Google connections that are sealed under, or bound to, a key that is lost: their people
 * connect again and keep everything else. Whatever opens is left alone, also under a key of this name.
 * @returns how many were ended
 */
export async function giveUpKey(deps: Needed, key: string): Promise<number> {
  let ended = 0
  for (const { id, personId, email, refreshToken } of await lostUnder(deps, key)) {
    // A token that opens can still be revoked.
    const forgotten = key.startsWith(DPOP) ? {} : { refreshToken: '', accessToken: '' }
    const { changes } = await deps.db
      .update(googleAccounts)
      .set({
        state: 'reconnect_needed',
        ...forgotten,
        refreshLeaseUntil: null,
        updatedAt: deps.now(),
      })
      // Somebody who connects again in this moment has a token that opens.
      .where(and(eq(googleAccounts.id, id), eq(googleAccounts.refreshToken, refreshToken)))
    if (changes === 0) continue
    ended += 1
    await note(deps, personId, 'google_ended', { detail: `${email}: the server lost its key` })
  }
  return ended
}
