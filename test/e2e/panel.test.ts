import type { Page } from 'puppeteer-core'
import { describe, expect } from 'vitest'
import { scrollBy, scrollToEnd, seeRow, shownRow } from '#test/browser/grid-view.ts'
import { linkTo, openSpreadsheet, search, whoAmI } from '#test/browser/person.ts'
import { click, eventually, see, seeNoMore } from '#test/browser/sight.ts'
import { MEASUREMENT_ROWS } from '#test/google/seeds/books.ts'
import { SEED_IDS } from '#test/google/seeds/seeds.ts'
import type { LocalGoogle } from '#test/google/server.ts'
import { test } from './settled.ts'

function row(google: LocalGoogle, id: string, range: string) {
  return (google.cells(id, range)[0] ?? []) as (string | number | boolean)[]
}

function names(panel: Page): Promise<string[]> {
  return panel.$$eval('[role=option]', (options) => options.map((option) => option.textContent))
}

describe('choosing a spreadsheet', () => {
  test('the list is the one of her Drive, the last opened first, nothing that is not hers', async ({
    panel,
  }) => {
    await see(panel, 'Reading list')
    const listed = await names(panel)
    expect(listed[0]).toContain('Reading list')
    expect(listed.join()).toContain('Team roadmap')
    expect(listed.join()).not.toContain('Salaries')
    expect(await panel.evaluate(() => [innerWidth, document.documentElement.scrollWidth])).toEqual([
      360, 360,
    ])
  })

  test('it is searched by words of the name, and nothing found says what to try', async ({
    panel,
  }) => {
    await search(panel, 'budget')
    await seeNoMore(panel, 'Reading list')
    await see(panel, 'Household budget')
    await search(panel, 'zeppelin')
    await see(panel, 'Nothing named “zeppelin”')
    await click(panel, 'Show all spreadsheets')
    await see(panel, 'Reading list')
  })

  test('a pasted link opens its spreadsheet, at the tab it names', async ({ panel }) => {
    await search(panel, 'https://example.org/spreadsheets')
    await see(panel, 'Not a link to a spreadsheet')
    await search(panel, linkTo(SEED_IDS.prices, 901244871))
    await see(panel, 'Open this spreadsheet')
    await panel.keyboard.press('Enter')
    const tab = await panel.waitForSelector('[role=tab][aria-selected=true]')
    expect(await tab?.evaluate(({ textContent }) => textContent)).toBe('United States')
  })

  test('a spreadsheet that is not shared says so and leads back to the list', async ({ panel }) => {
    await search(panel, linkTo(SEED_IDS.salaries))
    await panel.keyboard.press('Enter')
    await see(panel, 'No access to this spreadsheet')
    await click(panel, 'All spreadsheets')
    await see(panel, 'Reading list')
  })

  test('loading has the shape of the list; an error says what happened and tries again', async ({
    panel,
    stack,
  }) => {
    stack.google.addFault({ on: 'files.list', kind: 'delay', milliseconds: 4000, times: 1 })
    await panel.reload({ waitUntil: 'domcontentloaded' })
    await panel.waitForSelector('[role=status][aria-label="Loading your spreadsheets"]')
    await see(panel, 'Reading list')
    stack.google.addFault({ on: 'files.list', kind: 'fail', status: 503 })
    await panel.reload()
    await see(panel, 'Google does not answer')
    stack.google.clearFaults()
    await click(panel, 'Try again')
    await see(panel, 'Reading list')
  })
})

describe('reading a sheet', () => {
  test('the rows show values as the sheet formats them', async ({ panel, stack }) => {
    await openSpreadsheet(panel, 'Suppliers')
    const cells = row(stack.google, SEED_IDS.suppliers, 'A2:G2')
    expect(cells[4]).toMatch(/^€[\d,]+\.\d\d$/)
    await seeRow(panel, 2, cells)
  })

  test('10,000 rows are scrolled through without loading them whole', async ({ panel, stack }) => {
    await openSpreadsheet(panel, 'Measurements')
    stack.google.clearRequests()
    for (let screen = 0; screen < 5; screen += 1) await scrollBy(panel, 2000)
    await scrollToEnd(panel)
    const last = MEASUREMENT_ROWS + 1
    await seeRow(panel, last, row(stack.google, SEED_IDS.measurements, `A${last}:H${last}`))
    const reads = stack.google.requests().filter(({ operation }) => operation === 'values.get')
    expect(reads.length).toBeLessThanOrEqual(8)
    expect(await panel.$$eval('[role=row]', (rows) => rows.length)).toBeLessThan(150)
  })

  test('another tab shows its own rows, and hidden tabs are left out', async ({ panel, stack }) => {
    await openSpreadsheet(panel, 'Prices 2026')
    await click(panel, 'Notes', 'tab')
    await seeRow(panel, 2, row(stack.google, SEED_IDS.prices, 'Notes!A2'))
    const tabs = await panel.$$eval('[role=tab]', (all) => all.map((tab) => tab.textContent))
    expect(tabs).toEqual(['Europe', 'United States', 'Notes'])
  })

  test('refresh brings what somebody else wrote', async ({ panel, stack }) => {
    await openSpreadsheet(panel, 'Contacts')
    await seeRow(panel, 2, row(stack.google, SEED_IDS.contacts, 'A2:F2'))
    stack.google.writeCells(SEED_IDS.contacts, 'A2', [['Somebody New']])
    await click(panel, 'Refresh')
    await eventually('The new name', async () => {
      return (await shownRow(panel, 2))?.[0] === 'Somebody New'
    })
  })

  test('an empty sheet says that it is empty', async ({ panel }) => {
    await openSpreadsheet(panel, 'Untitled spreadsheet')
    await see(panel, 'Nothing in this sheet yet')
  })

  test('with the server down what was loaded stays, and a line says so until it is back', async ({
    panel,
    stack,
  }) => {
    await openSpreadsheet(panel, 'Reading list')
    const cells = row(stack.google, SEED_IDS.reading, 'A2:E2')
    await seeRow(panel, 2, cells)
    await stack.server.stop()
    await click(panel, 'Refresh')
    await see(panel, 'Offline – showing what was loaded')
    await seeRow(panel, 2, cells)
    await stack.server.start()
    await seeNoMore(panel, 'Offline')
  })

  test('over the quota of Google it says how long the pause is, and keeps what was loaded', async ({
    panel,
    stack,
  }) => {
    await openSpreadsheet(panel, 'Reading list')
    const cells = row(stack.google, SEED_IDS.reading, 'A2:E2')
    await seeRow(panel, 2, cells)
    stack.google.addFault({ on: 'sheets.read', kind: 'fail', status: 429 })
    await click(panel, 'Refresh')
    await see(panel, 'Google asks for a pause')
    await seeRow(panel, 2, cells)
  })
})

test('the tab that is shown becomes the destination, its header matched, on the server', async ({
  list,
  browser,
}) => {
  expect(list.rows()[0]).toEqual(['Title', 'Link', 'Note', 'Date', 'Read'])
  expect((await whoAmI(browser))?.destinations[0]).toMatchObject({
    spreadsheetId: SEED_IDS.reading,
    spreadsheetTitle: 'Reading list',
    columns: [
      { header: 'Title', template: '{{title}}' },
      { header: 'Link', template: '{{url}}' },
      { header: 'Note', template: '{{selection}}' },
      { header: 'Date', template: '{{date}}' },
      { header: 'Read', template: '' },
    ],
  })
})

test('what the panel showed last is there when it is opened again', async ({
  panel,
  browser,
  page,
}) => {
  await openSpreadsheet(panel, 'Household budget')
  await click(panel, 'March', 'tab')
  await eventually('The view on the server', async () => {
    return (await whoAmI(browser))?.preferences.view?.sheetId === 510_000_002
  })
  await browser.closePanel()
  const again = await browser.openPanel(page)
  await see(again, 'Household budget')
  await again.waitForSelector('[role=tab][aria-selected=true] ::-p-text(March)')
})

test('signed out elsewhere, the panel offers the way in and shows nothing more of the person', async ({
  list,
  panel,
  browser,
  page,
}) => {
  expect(list.rows().length).toBeGreaterThan(1)
  const popup = await browser.openPopup(page)
  await click(popup, 'Sign out')
  await see(panel, 'Continue with Google')
  await seeNoMore(panel, 'Reading list')
})
