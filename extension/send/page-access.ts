import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { browser } from 'wxt/browser'
import { readAgain, WATCHED } from '#extension/session/queries.ts'

/**
 * The optional permission to read what is selected on any page at a press of the panel's own button. What
 * comes with a click on the toolbar or in a menu (`activeTab`) does not come with a click in the panel.
 * https://developer.chrome.com/docs/extensions/develop/concepts/activeTab
 */
const EVERY_PAGE = { origins: ['http://*/*', 'https://*/*'] }

/** Asks the person for it. Call it within their click, before anything is awaited. */
export function askForPages(): Promise<boolean> {
  return browser.permissions.request(EVERY_PAGE)
}

export function mayReadPages(): Promise<boolean> {
  return browser.permissions.contains(EVERY_PAGE)
}

export async function giveUpPages(): Promise<void> {
  await browser.permissions.remove(EVERY_PAGE)
}

const accessQuery = queryOptions({
  queryKey: ['page-access'],
  queryFn: mayReadPages,
  ...WATCHED,
})

/** Whether it was granted, up to date with the browser's own settings; undefined until that is known. */
export function usePageAccess(): boolean | undefined {
  const client = useQueryClient()
  useEffect(() => {
    const changed = () => void readAgain(client, accessQuery.queryKey)
    browser.permissions.onAdded.addListener(changed)
    browser.permissions.onRemoved.addListener(changed)
    return () => {
      browser.permissions.onAdded.removeListener(changed)
      browser.permissions.onRemoved.removeListener(changed)
    }
  }, [client])
  return useQuery(accessQuery).data
}
