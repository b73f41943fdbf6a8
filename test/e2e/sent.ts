import type { Page } from 'puppeteer-core'
import { selectAndSend } from '#test/browser/selection.ts'
import { click, eventually, seeControl } from '#test/browser/sight.ts'
import { callGoogle } from '#test/google/call-google.ts'
import { SEED_IDS } from '#test/google/seeds/seeds.ts'
import type { LocalGoogle } from '#test/google/server.ts'
import { test as inspected } from './inspected.ts'

/** A test of what was sent: with `sendAll`, and the history that it is in. */
export const test = inspected
  /** Sends these paragraphs of the page, one after the other; answers their texts. */
  .extend('sendAll', ({ browser, page, list }) => async (...selectors: string[]) => {
    const texts: string[] = []
    for (const selector of selectors) {
      const text = await selectAndSend(browser, page, selector)
      const before = texts.filter((each) => each === text).length
      await eventually(`“${text.slice(0, 30)}” in the sheet`, () => list.count(text) > before)
      texts.push(text)
    }
    return texts
  })

export async function openHistory(panel: Page): Promise<void> {
  await click(panel, 'More')
  await click(panel, 'What was sent', 'menuitem')
  await seeControl(panel, 'Search what was sent', 'searchbox')
}

/** The item of a send, by the start of its text. */
const itemOf = (text: string) => `::-p-xpath(//li[contains(., "${text.slice(0, 30)}")])` as const

/** Presses a button of one send. */
export async function press(panel: Page, text: string, button: string): Promise<void> {
  const item = await panel.locator(itemOf(text)).waitHandle()
  const found = await item.waitForSelector(`::-p-aria([name="${button}"][role="button"])`)
  await found?.click()
}

/** Waits until these words are beside a send. */
export async function seeIn(panel: Page, text: string, words: string): Promise<void> {
  await eventually(`“${words}” beside “${text.slice(0, 30)}”`, async () => {
    const item = await panel.$(itemOf(text))
    return (
      (await item?.evaluate((element) => (element as HTMLElement).innerText))?.includes(words) ??
      false
    )
  })
}

/** What somebody does to the reading list in Google Sheets. */
export async function edit(google: LocalGoogle, ...requests: object[]): Promise<void> {
  const path = `/v4/spreadsheets/${SEED_IDS.reading}:batchUpdate`
  const { status, text } = await callGoogle(google, path, { body: { requests } })
  if (status !== 200) throw new Error(text)
}

/** The reading list's first tab, which selections go to. */
export const FIRST_TAB = 0

/** Rows of it, from one index up to another. */
export const rows = (startIndex: number, endIndex: number) => ({
  sheetId: FIRST_TAB,
  dimension: 'ROWS',
  startIndex,
  endIndex,
})
