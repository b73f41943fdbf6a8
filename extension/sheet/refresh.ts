import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useSyncExternalStore } from 'react'
import { explain } from '#extension/ui/explain.ts'
import { isUnreachable, sheetKeys } from './queries.ts'
import type { Holdup } from './status-strip.tsx'

/** Reads again what is on screen of a spreadsheet; what was read of the rest counts as old. */
export function useRefresh(account: string, spreadsheetId: string): () => void {
  const client = useQueryClient()
  return useCallback(
    () =>
      void client.invalidateQueries({ queryKey: sheetKeys.spreadsheet(account, spreadsheetId) }),
    [client, account, spreadsheetId],
  )
}

/**
 * What keeps the spreadsheet's queries from being up to date, the pause that Google asked for first.
 * A query that never had anything to show tells of its failure in its own place.
 */
export function useHoldup(
  account: string,
  spreadsheetId: string,
  pausedUntil: number | null,
): Holdup {
  const cache = useQueryClient().getQueryCache()
  const error = useSyncExternalStore(
    useCallback((changed) => cache.subscribe(changed), [cache]),
    () => {
      const queryKey = sheetKeys.spreadsheet(account, spreadsheetId)
      const errors = cache
        .findAll({ queryKey, type: 'active' })
        .flatMap(({ state }) =>
          state.error !== null && (state.data !== undefined || isUnreachable(state.error))
            ? [state.error]
            : [],
        )
      return errors.find(isUnreachable) ?? errors[0] ?? null
    },
  )
  if (pausedUntil !== null) return { kind: 'quota', until: pausedUntil }
  if (error === null) return { kind: 'none' }
  if (isUnreachable(error)) return { kind: 'offline' }
  return { kind: 'stale', words: explain(error).title }
}
