import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { Api } from '#extension/lib/api.ts'
import { rememberChange } from '#extension/session/stored.ts'
import type { View } from '#shared/contract/account.ts'

/** Tabs that were only passed through are not kept. Milliseconds. */
const STAYED_MS = 1000

/**
 * Keeps the tab that is shown with the person, so that every browser opens it again. It is a
 * convenience: a save that fails is not worth a word, the next change tries again. What another window
 * shows is kept in its turn, and not fought over: each has its say once about a tab.
 */
export function useRememberedView(api: Api, view: View | null, kept: View | null): void {
  const { mutate } = useMutation({
    mutationFn: async (changed: View) => {
      const preferences = await api.changePreferences({ view: changed })
      await rememberChange(api.token, () => ({ preferences }))
    },
  })
  const isKept =
    view === null ||
    (kept?.account === view.account &&
      kept.spreadsheetId === view.spreadsheetId &&
      kept.sheetId === view.sheetId)
  const { account, spreadsheetId, sheetId } = view ?? { account: '', spreadsheetId: '', sheetId: 0 }
  const said = useRef('')
  useEffect(() => {
    const name = `${account} ${spreadsheetId} ${sheetId}`
    if (isKept) said.current = name
    if (said.current === name) return undefined
    const timer = setTimeout(() => {
      said.current = name
      mutate({ account, spreadsheetId, sheetId })
    }, STAYED_MS)
    return () => clearTimeout(timer)
  }, [isKept, account, spreadsheetId, sheetId, mutate])
}
