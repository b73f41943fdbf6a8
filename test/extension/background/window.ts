import type { Browser } from 'wxt/browser'
import { fakeBrowser } from 'wxt/testing/fake-browser'

/** The tab that is in front, in window 5. */
export const tab = {
  id: 1,
  windowId: 5,
  title: 'A page',
  url: 'https://example.com/',
  incognito: false,
} as Browser.tabs.Tab

/** A browser with a side panel; calls back whenever it is opened, with the window that it is in. */
export function installSidePanel(opened: (windowId: number) => void): void {
  Object.assign(fakeBrowser, {
    sidePanel: { open: async ({ windowId }: { windowId: number }) => opened(windowId) },
  })
}

/** The notifications that are shown. */
export function notices() {
  return Object.entries(fakeBrowser.notifications.getAllCreateOptions()).map(([id, options]) => ({
    id,
    title: options.title,
    message: options.message,
    buttons: options.buttons?.map(({ title }) => title),
  }))
}
