import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { SheetsideError, type ErrorCode } from '#shared/errors.ts'

/** Failures that tell of the person or their Google account rather than of what was asked for. */
const tellsOfPerson: ReadonlySet<ErrorCode> = new Set([
  'unauthenticated',
  'google_not_connected',
  'google_reconnect_needed',
  'google_scope_missing',
  'google_reauth_policy',
  'google_admin_blocked',
])

/**
 * Asks anew about the person when any read fails for a reason that lies with them: the session then
 * ends here too, or the card that mends the connection appears.
 */
export function useStandingWatch(refresh: () => Promise<unknown>): void {
  const cache = useQueryClient().getQueryCache()
  useEffect(
    () =>
      cache.subscribe((event) => {
        if (event.type !== 'updated' || event.action.type !== 'error') return
        const { error } = event.action
        if (event.query.queryKey[0] === 'me' || !(error instanceof SheetsideError)) return
        if (tellsOfPerson.has(error.code)) void refresh()
      }),
    [cache, refresh],
  )
}
