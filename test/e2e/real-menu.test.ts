import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, expect } from 'vitest'
import type { Chrome } from '#test/browser/chrome.ts'
import { startDesktop, type Desktop } from '#test/browser/desktop.ts'
import { seeRow } from '#test/browser/grid-view.ts'
import type { ExtensionBrowser } from '#test/browser/launch.ts'
import {
  ADA,
  connectGoogle,
  createAccount,
  makeDestination,
  openSpreadsheet,
  seeBadge,
  seeNotice,
  whoAmI,
} from '#test/browser/person.ts'
import { READING_LIST, readingList } from '#test/browser/reading-list.ts'
import { select } from '#test/browser/selection.ts'
import { click, eventually, see, seeNoMore } from '#test/browser/sight.ts'
import { test as plain } from '#test/browser/stage.ts'
import { readOutbox } from '#test/browser/stored.ts'
import { SEED_IDS } from '#test/google/seeds/seeds.ts'

declare const chrome: Chrome

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

/** Right-clicks an element; the menu that opens has the extension's item above the browser's own last ones. */
async function openMenuAt(page: Page, selector: string): Promise<void> {
  await page.bringToFront()
  const at = await page.$eval(selector, (element) => {
    element.scrollIntoView({ block: 'center' })
    const { left, top } = element.getBoundingClientRect()
    return { x: left + 20, y: top + 12 }
  })
  const corner = await cornerOf(page)
  await desktop.openMenu(corner.x + at.x, corner.y + at.y)
}

/** The person's default destination wants from now on that rows are looked at; the extension has heard of it. */
async function lookBeforeSending(browser: ExtensionBrowser): Promise<void> {
  const { session } = await browser.worker.evaluate(() =>
    chrome.storage.local.get<{ session: { token: string; server: string } }>('session'),
  )
  if (!session) throw new Error('Nobody is signed in.')
  const me = await whoAmI(browser)
  const { id } = me?.destinations.find(({ isDefault }) => isDefault) ?? {}
  await fetch(`${session.server}/api/destinations/${id}`, {
    method: 'PATCH',
    headers: { authorization: `Bearer ${session.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ review: true }),
  })
  const changed = await whoAmI(browser)
  await browser.worker.evaluate((me) => chrome.storage.local.set({ me }), changed)
  await eventually('The menu opens the panel', () =>
    browser.worker.evaluate(async () => {
      const { menu } = await chrome.storage.session.get<{ menu?: string }>('menu')
      return menu?.includes('review:selection:') ?? false
    }),
  )
}

/** From below, the menu has "Inspect" and then what extensions add. */
const OUR_ITEM = ['Up', 'Up']
/** On a page itself, "View page source" stands between them. */
const OUR_ITEM_ON_PAGE = ['Up', 'Up', 'Up']

/** Selects, right-clicks the selection and chooses the item by keyboard. Answers the text. */
async function sendByMenu(page: Page, selector: string): Promise<string> {
  await page.bringToFront()
  const text = await select(page, selector)
  await openMenuAt(page, selector)
  await desktop.press(...OUR_ITEM, 'Return')
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

test('links, pictures and pages are sent from where they are right-clicked', async ({
  browser,
  page,
  list,
}) => {
  await connectGoogle(browser, await createAccount(browser, page, ADA))
  const panel = await browser.openPanel(page)
  await openSpreadsheet(panel, READING_LIST)
  await makeDestination(panel)
  await browser.closePanel()
  await page.evaluate(() => {
    const image = Object.assign(document.createElement('img'), {
      src: 'sleeper.svg',
      alt: 'A sleeping car',
      id: 'picture',
    })
    document.querySelector('article')?.prepend(image)
    return image.decode()
  })

  await openMenuAt(page, 'nav a[href="workshops.html"]')
  await desktop.press(...OUR_ITEM, 'Return')
  const link = await list.arrived('Makers')
  expect(link.cells[1]).toBe(page.url())

  await openMenuAt(page, '#picture')
  await desktop.press(...OUR_ITEM, 'Return')
  const address = new URL('sleeper.svg', page.url()).href
  const picture = await eventually(
    'The picture',
    () => list.rows().find(([, , note]) => note === 'A sleeping car' || note === address) ?? null,
  )
  expect(picture[0]).toBe('Night trains worth the detour')

  const before = list.rows().length
  await openMenuAt(page, '#third')
  await desktop.press(...OUR_ITEM_ON_PAGE, 'Return')
  await eventually('The page', () => list.rows().length > before)
  expect(list.rows().at(-1)?.slice(0, 3)).toEqual(['Night trains worth the detour', page.url(), ''])
})

test('of several sheets one is chosen in the menu, and by keys it goes to the usual one, or is looked at first', async ({
  browser,
  page,
  list,
  stack,
}) => {
  await connectGoogle(browser, await createAccount(browser, page, ADA))
  const panel = await browser.openPanel(page)
  await openSpreadsheet(panel, 'Untitled spreadsheet')
  await makeDestination(panel)
  await click(panel, 'All spreadsheets')
  await openSpreadsheet(panel, READING_LIST)
  await click(panel, 'Send here instead')
  await see(panel, 'Selections go here')
  await browser.closePanel()

  // The usual one is first, then the one before.
  await page.bringToFront()
  const other = await select(page, '#first')
  await openMenuAt(page, '#first')
  await desktop.press(...OUR_ITEM, 'Right', 'Down', 'Return')
  await eventually('The row in the other sheet', () =>
    stack.google.cells(SEED_IDS.empty, 'A1:C1').flat().includes(other),
  )
  expect(list.count(other)).toBe(0)

  const text = await select(page, '#second')
  await desktop.press('alt+shift+s')
  await list.arrived(text)
  expect(browser.isOpen('sidepanel.html')).toBe(false)
  const options = await browser.extensionPage('options.html')
  await see(options, 'Alt + Shift + S')
  await options.close()
  await page.bringToFront()

  await lookBeforeSending(browser)
  await select(page, '#last')
  await desktop.press('alt+shift+s')
  await browser.panel()
  await eventually('It waits to be looked at', async () => {
    const states = (await readOutbox(browser)).map(({ state }) => state)
    return states.some((state) => (state as { kind: string }).kind === 'needs_review')
  })
})
