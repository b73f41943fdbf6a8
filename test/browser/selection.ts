import type { Page } from 'puppeteer-core'
import type { Chrome } from './chrome.ts'
import type { ExtensionBrowser } from './launch.ts'
import { readStored } from './stored.ts'

declare const chrome: Chrome

/** Selects the contents of the first element that `selector` finds; answers the text of the selection. */
export async function select(page: Page, selector: string): Promise<string> {
  return page.$eval(selector, (element) => {
    const selection = getSelection()
    const range = document.createRange()
    range.selectNodeContents(element)
    selection?.removeAllRanges()
    selection?.addRange(range)
    return String(selection)
  })
}

/**
 * Sends what is selected in `page`: the toolbar's button grants activeTab, as the context menu does, and
 * the menu's click is then handed to the background's own listeners. The menu itself can't be reached in a
 * headless browser; see desktop.ts for the real one. A panel can't open from this click, for it is no gesture.
 */
export async function sendSelection(
  browser: ExtensionBrowser,
  page: Page,
  pattern?: string,
): Promise<void> {
  await browser.openPopup(page)
  await browser.closePopup()
  await clickMenu(browser, page, pattern)
}

/** The background captures when it comes to it; what is refused never comes into the outbox. Milliseconds. */
const CAPTURED_MS = 2000

/**
 * Selects and sends; answers what was selected, as it arrives in a cell. Once it is captured, that is: who
 * selects something else before sends that.
 */
export async function selectAndSend(
  browser: ExtensionBrowser,
  page: Page,
  selector: string,
): Promise<string> {
  const text = await select(page, selector)
  const before = await countKept(browser)
  await sendSelection(browser, page)
  const end = Date.now() + CAPTURED_MS
  while (Date.now() < end && (await countKept(browser)) === before) {
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return text.trim()
}

/** How many sends the outbox holds, on disk and in memory. */
async function countKept(browser: ExtensionBrowser): Promise<number> {
  const { session, databases } = await readStored(browser)
  const inMemory = Object.keys(session).filter((key) => key.startsWith('outbox:'))
  return (databases['sheetside-outbox']?.['entries'] ?? []).length + inMemory.length
}

/**
 * The click alone, where activeTab was granted before: on the item for all pages, or on the one for the
 * pages of a pattern.
 */
export async function clickMenu(
  browser: ExtensionBrowser,
  page: Page,
  pattern: string | null = null,
): Promise<void> {
  const selectionText = await page.evaluate(() => String(getSelection()))
  await browser.worker.evaluate(dispatchClick, page.url(), selectionText, pattern)
}

/** Runs in the worker, which keeps in its session which items there are at this moment. */
async function dispatchClick(
  url: string,
  selectionText: string,
  pattern: string | null,
): Promise<void> {
  const stored = await chrome.storage.session.get<{ menu?: string }>('menu')
  const items = JSON.parse(stored.menu ?? '[]') as {
    id: string
    contexts: string[]
    documentUrlPatterns?: string[]
  }[]
  // The first that acts on every page: where several destinations are offered, the default one.
  const menuItemId = items.find(
    ({ id, contexts, documentUrlPatterns }) =>
      contexts[0] === 'selection' &&
      documentUrlPatterns?.[0] === (pattern === null ? undefined : `*://${pattern}`) &&
      /^(send|review|choose):/.test(id),
  )?.id
  if (!menuItemId) throw new Error('The context menu has no item yet.')

  const tabs = await chrome.tabs.query({})
  // The address of a page that the extension may not touch is not told to it.
  const [front] = await chrome.tabs.query({ active: true, lastFocusedWindow: true })
  const tab = tabs.find((tab) => tab.url === url && tab.active) ?? front
  if (!tab) throw new Error(`No tab at ${url}.`)
  const event = chrome.contextMenus.onClicked as unknown as {
    dispatch(info: object, tab: object): void
  }
  event.dispatch({ menuItemId, selectionText, pageUrl: url, frameId: 0, editable: false }, tab)
}
