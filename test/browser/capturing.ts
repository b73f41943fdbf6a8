import type { Page } from 'puppeteer-core'
import type { Capture } from '#extension/capture/captured.ts'
import type { Chrome } from './chrome.ts'
import type { ExtensionBrowser } from './launch.ts'

declare const chrome: Chrome

/** What the capture script answers in a page: its top document first, then its frames. */
export type Captured = Capture & { frameId: number; page: Record<string, unknown> }

/** As the menu's click and the toolbar's button grant it, until the tab leaves the page's site. */
export async function grantActiveTab(browser: ExtensionBrowser, page: Page): Promise<void> {
  await browser.openPopup(page)
  await browser.closePopup()
}

/** Runs the extension's capture script in the active tab, as the background does, in every frame. */
export async function captureFrames(browser: ExtensionBrowser): Promise<Captured[]> {
  const answers = await browser.worker.evaluate(async () => {
    const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true })
    if (tab?.id === undefined) throw new Error('No tab.')
    const target = { tabId: tab.id, allFrames: true }
    await chrome.scripting.executeScript({ target, files: ['/capture.js'] })
    const results = await chrome.scripting.executeScript({
      target,
      func: () => globalThis.sheetsideCapture?.({ pointed: { kind: 'selection' }, selectors: [] }),
    })
    return results.map(({ frameId, result }) => Object.assign({ frameId }, result))
  })
  return (answers as Captured[]).toSorted((a, b) => a.frameId - b.frameId)
}

/** The same in the page's own document alone. */
export async function capture(browser: ExtensionBrowser): Promise<Captured> {
  const [top] = await captureFrames(browser)
  if (!top) throw new Error('The page did not answer.')
  return top
}

/** Fills the page, as from `https://example.com/dir/page`, and selects all of its body. */
export async function fill(page: Page, body: string, head = ''): Promise<void> {
  await page.evaluate(
    (body, head) => {
      document.head.innerHTML = `<base href="https://example.com/dir/page">${head}`
      document.body.innerHTML = body
      getSelection()?.selectAllChildren(document.body)
    },
    body,
    head,
  )
}
