import type { Page } from 'puppeteer-core'
import type { ExtensionBrowser } from '#test/browser/launch.ts'
import { selectAndSend } from '#test/browser/selection.ts'
import { eventually } from '#test/browser/sight.ts'
import type { LocalGoogle } from '#test/google/server.ts'

/** What the server asks Google for to write a send. */
export const WRITE = 'spreadsheets.batchUpdate'

/**
 * Sends the page's first paragraph, which Google takes its time to write: answered while the write is on its
 * way, for a death in the middle of it. Answers the text.
 */
export async function sendSlowly(
  google: LocalGoogle,
  browser: ExtensionBrowser,
  page: Page,
): Promise<string> {
  google.clearRequests()
  google.addFault({ on: WRITE, kind: 'delay', milliseconds: 1500, times: 1 })
  const text = await selectAndSend(browser, page, '#first')
  await eventually('The write on its way', () =>
    google.requests().some(({ operation }) => operation === WRITE),
  )
  return text
}
