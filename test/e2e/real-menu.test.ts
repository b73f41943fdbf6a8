import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { startDesktop, type Desktop } from '#test/browser/desktop.ts'
import { seeRow } from '#test/browser/grid-view.ts'
import {
  ADA,
  connectGoogle,
  createAccount,
  makeDestination,
  openSpreadsheet,
  seeBadge,
  seeNotice,
} from '#test/browser/person.ts'
import { READING_LIST, readingList } from '#test/browser/reading-list.ts'
import { select } from '#test/browser/selection.ts'
import { click, eventually, see, seeNoMore } from '#test/browser/sight.ts'
import { test as plain } from '#test/browser/stage.ts'
import { readOutbox } from '#test/browser/stored.ts'

/**
 * The browser's own context menu, on a screen, with pointer and keyboard: what the other tests hand to
 * the background's listeners comes here from the browser, with the gesture that a panel may open in.
 */
let desktop: Desktop
/** Why there is no screen here; null where there is one. */
let missing: string | null = null

beforeAll(async () => {
  try {
    desktop = await startDesktop()
  } catch (error) {
    missing = error instanceof Error ? error.message : String(error)
  }
})
afterAll(() => desktop?.close())

const test = plain
  .extend('browser', async ({ another, skip }) => {
    if (missing !== null) skip(missing)
    return another({ headless: false, display: desktop.display })
  })
  .extend('page', ({ browser, pages }) => browser.newPage(pages.url('night-trains.html')))
  .extend('list', ({ stack }) => readingList(stack.google))

/** Where on the screen the page's content begins; a panel or a bar of the browser's may move it. */
async function cornerOf(page: Page): Promise<{ x: number; y: number }> {
  const told = page.evaluate(
    () =>
      new Promise<{ x: number; y: number }>((resolve) => {
        const tell = ({ screenX, clientX, screenY, clientY }: MouseEvent) =>
          resolve({ x: screenX - clientX, y: screenY - clientY })
        addEventListener('mousemove', tell, { once: true })
      }),
  )
  await page.mouse.move(5, 5)
  await page.mouse.move(6, 6)
  return told
}

/**
 * Selects, right-clicks the selection and chooses the item by keyboard. From below, the menu has
 * "Inspect" and then what extensions add. Answers the text.
 */
async function sendByMenu(page: Page, selector: string): Promise<string> {
  await page.bringToFront()
  const text = await select(page, selector)
  const at = await page.$eval(selector, (element) => {
    element.scrollIntoView({ block: 'center' })
    const { left, top } = element.getBoundingClientRect()
    return { x: left + 40, y: top + 12 }
  })
  const corner = await cornerOf(page)
  await desktop.openMenu(corner.x + at.x, corner.y + at.y)
  await desktop.press('Up', 'Up', 'Return')
  return text
}

test('with a destination chosen, a row is added, badge and notification say so, and no panel opens', async ({
  browser,
  page,
  list,
}) => {
  await connectGoogle(browser, await createAccount(browser, page, ADA))
  const panel = await browser.openPanel(page)
  await openSpreadsheet(panel, READING_LIST)
  await makeDestination(panel)
  await browser.closePanel()
  const before = list.rows().length

  const text = await sendByMenu(page, '#second')
  const { number, cells } = await list.arrived(text)
  expect(number).toBe(before + 1)
  expect(cells.slice(0, 3)).toEqual(['Night trains worth the detour', page.url(), text])
  expect(list.count(text)).toBe(1)
  await seeBadge(browser, '✓')
  await seeNotice(browser, 'sent')
  expect(browser.isOpen('sidepanel.html')).toBe(false)
})

test('with nothing chosen yet, the panel opens from the same click, asks where to, and then sends it', async ({
  browser,
  page,
  list,
}) => {
  await connectGoogle(browser, await createAccount(browser, page, ADA))
  await see(await browser.openPopup(page), 'No sheet chosen yet')
  await browser.closePopup()
  expect(browser.isOpen('sidepanel.html')).toBe(false)

  const text = await sendByMenu(page, '#first')
  const panel = await browser.panel()
  await see(panel, 'Choose where it goes')
  await see(panel, text.slice(0, 40))
  expect(list.count(text)).toBe(0)

  await openSpreadsheet(panel, READING_LIST)
  await see(panel, `Send it to ${READING_LIST}`)
  await click(panel, 'Send here')
  const { number, cells } = await list.arrived(text)
  await seeRow(panel, number, cells)
  await see(panel, 'Selections go here')
  expect(list.count(text)).toBe(1)

  // From now on the same click sends at once, and the open panel shows it.
  const next = await sendByMenu(page, '#third')
  const row = await list.arrived(next)
  await seeRow(panel, row.number, row.cells)
})

test('with nobody signed in, the panel opens from the same click and keeps it until somebody has', async ({
  browser,
  page,
  list,
}) => {
  const text = await sendByMenu(page, '#first')
  const panel = await browser.panel()
  await see(panel, 'It is kept here and sent once you have signed in')
  await see(panel, text.slice(0, 40))
  await eventually('It is in the outbox', async () => (await readOutbox(browser)).length === 1)

  await connectGoogle(browser, await createAccount(browser, page, ADA))
  await openSpreadsheet(panel, READING_LIST)
  await click(panel, 'Send here')
  await list.arrived(text)
  await seeNoMore(panel, 'kept here')
  expect(list.count(text)).toBe(1)
})
