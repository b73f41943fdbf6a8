import { useQueryClient, type QueryCache } from '@tanstack/react-query'
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react'
import { SheetsideError } from '#shared/errors.ts'

/** Google's quota is counted by the minute, where it does not say itself when it goes on. */
const PAUSE_SECONDS = 60

/**
 * Until when Google asked for a pause, in milliseconds since 1970; null while it has not. Every read of
 * a sheet shares the quota, so one refusal pauses them all, and they go on by themselves.
 */
export function useQuotaPause(): number | null {
  const cache = useQueryClient().getQueryCache()
  const until = useSyncExternalStore(
    useCallback((changed) => cache.subscribe(changed), [cache]),
    () => pausedUntil(cache),
  )
  const [passed, setPassed] = useState(() => Date.now())
  useEffect(() => {
    const timer = setTimeout(() => setPassed(until), Math.max(0, until - Date.now()))
    return () => clearTimeout(timer)
  }, [until])
  return until > passed ? until : null
}

function pausedUntil(cache: QueryCache): number {
  const ends = cache.findAll({ queryKey: ['spreadsheet'] }).map(({ state }) => {
    const { error, errorUpdatedAt } = state
    if (!(error instanceof SheetsideError) || error.code !== 'google_quota') return 0
    return errorUpdatedAt + (error.retryAfterSeconds ?? PAUSE_SECONDS) * 1000
  })
  return Math.max(0, ...ends)
}
