import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { Api } from '#extension/lib/api.ts'
import { rememberChange } from '#extension/session/stored.ts'
import { retry } from '#extension/ui/query-client.ts'
import type { View } from '#shared/contract/account.ts'
import { isUnreachable } from './queries.ts'

/** Tabs that were only passed through are not kept. Milliseconds. */
const STAYED_MS = 1000

/** Between two tries of a save, at the most. Milliseconds. */
const LONGEST_WAIT_MS = 60_000

type Save = { shown: View; isOver: () => boolean }

/**
 * Keeps the tab that is shown with the person, so that every browser opens it again. It is a
 * convenience: a save that fails is not worth a word, and is tried again for as long as the tab is shown.
 * Each window has its say once about a tab; what another one says after that is not fought over.
 *
 * @param kept the tab as it is remembered now, whichever window had it kept
 */
export function useRememberedView(api: Api, view: View | null, kept: View | null): void {
  const { mutate } = useMutation({
    mutationFn: async ({ shown, isOver }: Save) => {
      if (isOver()) return
      const preferences = await api.changePreferences({ view: shown })
      await rememberChange(api.token, () => ({ preferences }))
    },
    // For whatever may come right by itself, and without an end: `isOver` is the end.
    retry: (_, error) => isUnreachable(error) || retry(0, error),
    retryDelay: (failures) => Math.min(STAYED_MS * 2 ** failures, LONGEST_WAIT_MS),
  })
  const keptNow = useRef(kept)
  useEffect(() => {
    keptNow.current = kept
  }, [kept])
  const { account, spreadsheetId, sheetId } = view ?? {
    account: null,
    spreadsheetId: '',
    sheetId: 0,
  }
  useEffect(() => {
    if (account === null) return undefined
    const shown = { account, spreadsheetId, sheetId }
    let isLeft = false
    const timer = setTimeout(() => {
      const before = keptNow.current
      if (isSame(shown, before)) return
      // Where another tab is kept by the next try, another window has had the last word.
      mutate({ shown, isOver: () => isLeft || !isSame(keptNow.current, before) })
    }, STAYED_MS)
    return () => {
      isLeft = true
      clearTimeout(timer)
    }
  }, [account, spreadsheetId, sheetId, mutate])
}

function isSame(one: View | null, other: View | null): boolean {
  return (
    one?.account === other?.account &&
    one?.spreadsheetId === other?.spreadsheetId &&
    one?.sheetId === other?.sheetId
  )
}
