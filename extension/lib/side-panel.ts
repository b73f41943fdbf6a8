import { browser } from 'wxt/browser'

/** The two ways to open it, of which each browser has one. */
type Panels = {
  sidePanel?: { open(options: { windowId: number }): Promise<void> }
  sidebarAction?: { open(): Promise<void> }
}

/**
 * Opens the panel beside the pages of a window. Browsers allow it only within the gesture that asked
 * for it, so call it before anything is awaited, with a window id that was found out beforehand.
 * Firefox takes the window of the gesture.
 * https://developer.chrome.com/docs/extensions/reference/api/sidePanel#method-open
 * https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/API/sidebarAction/open
 */
export function openSidePanel(windowId: number): Promise<void> {
  const { sidePanel, sidebarAction } = browser as Panels
  if (sidePanel) return sidePanel.open({ windowId })
  if (sidebarAction) return sidebarAction.open()
  return Promise.reject(new Error('This browser has no side panel.'))
}
