import { MEASUREMENT_ROWS } from '#test/google/seeds/books.ts'
import { SEED_IDS } from '#test/google/seeds/seeds.ts'
import { scrollToEnd, seeRow } from '#test/browser/grid-view.ts'
import { linkTo, openSpreadsheet, search } from '#test/browser/person.ts'
import { click, eventually, see, seeNoMore } from '#test/browser/sight.ts'
import { ensure, type Cells, type Scene } from './scene.ts'

/** The side panel: finding a spreadsheet and reading it. */
export async function panelChapter({ tour, stack, browser, page }: Scene): Promise<void> {
  const { step, shoot, shootBeside } = tour
  const { google } = stack
  const rows = (id: string, range: string) => google.cells(id, range) as Cells
  let panel = await browser.panel()

  await step('loading', 'While Google takes its time: the shape of what will come', async () => {
    await browser.closePanel()
    google.addFault({ on: 'files.list', kind: 'delay', milliseconds: 4000, times: 1 })
    panel = await browser.openPanel(page)
    await panel.waitForSelector('[role=status][aria-label="Loading your spreadsheets"]')
    await shoot(panel)
  })

  await step(
    'list',
    'Her own spreadsheets, the last opened first, and none that is not hers',
    async () => {
      await see(panel, 'Reading list')
      const names = await panel.$$eval('[role=option]', (options) =>
        options.map((option) => option.textContent),
      )
      ensure(names[0]?.startsWith('Reading list') ?? false, 'the last opened one is the first')
      ensure(!names.some((name) => name.includes('Salaries')), 'what is not shared is not listed')
      await shootBeside(page, panel)
    },
  )

  await step('search', 'Searching by words of the name', async () => {
    await search(panel, 'price')
    await seeNoMore(panel, 'Reading list')
    await see(panel, 'Prices 2026')
    await shoot(panel)
  })

  await step('nothing-found', 'Nothing found: what to try', async () => {
    await search(panel, 'zeppelin')
    await see(panel, 'Nothing named “zeppelin”')
    await shoot(panel)
  })

  await step('not-a-link', 'A link that is no spreadsheet: what is expected', async () => {
    await search(panel, 'https://example.org/spreadsheets')
    await see(panel, 'Not a link to a spreadsheet')
    await shoot(panel)
  })

  await step('paste-link', 'A pasted link opens its spreadsheet', async () => {
    await search(panel, linkTo(SEED_IDS.measurements))
    await see(panel, 'Open this spreadsheet')
    await shoot(panel, 'found')
    await click(panel, 'Open this spreadsheet')
    await see(panel, 'Measurements')
    await seeRow(panel, 2, rows(SEED_IDS.measurements, 'A2:H2')[0] ?? [])
    await shoot(panel, 'opened')
  })

  await step(
    'ten-thousand',
    'Scrolling to the end of 10,000 rows without loading them all',
    async () => {
      google.clearRequests()
      const last = MEASUREMENT_ROWS + 1
      await scrollToEnd(panel)
      await seeRow(panel, last, rows(SEED_IDS.measurements, `A${last}:H${last}`)[0] ?? [])
      const reads = google.requests().filter(({ operation }) => operation === 'values.get')
      ensure(reads.length <= 5, `few windows of rows were read, not ${reads.length}`)
      await shoot(panel)
    },
  )

  await step('tabs', "A spreadsheet's tabs; the hidden one is not among them", async () => {
    await click(panel, 'All spreadsheets')
    await openSpreadsheet(panel, 'Prices 2026')
    await click(panel, 'United States', 'tab')
    await seeRow(panel, 2, rows(SEED_IDS.prices, "'United States'!A2:E2")[0] ?? [])
    const tabs = await panel.$$eval('[role=tab]', (all) => all.map((tab) => tab.textContent))
    ensure(!tabs.includes('Costs'), 'a hidden tab is not shown')
    await shoot(panel)
  })

  await step('refresh', 'Refresh: what somebody else wrote is there', async () => {
    google.writeCells(SEED_IDS.prices, "'United States'!A2", [['Oak board, planed']])
    await click(panel, 'Refresh')
    await seeRow(panel, 2, rows(SEED_IDS.prices, "'United States'!A2:E2")[0] ?? [])
    await see(panel, 'Updated just now')
    await shoot(panel)
  })

  await step('empty', 'An empty sheet says that it is empty', async () => {
    await click(panel, 'All spreadsheets')
    await openSpreadsheet(panel, 'Untitled spreadsheet')
    await see(panel, 'Nothing in this sheet yet')
    await shoot(panel)
  })

  await step(
    'no-access',
    'A spreadsheet that is not shared: what happened, and the way on',
    async () => {
      await click(panel, 'All spreadsheets')
      await search(panel, linkTo(SEED_IDS.salaries))
      await click(panel, 'Open this spreadsheet')
      await see(panel, 'No access to this spreadsheet')
      await shoot(panel)
      await click(panel, 'All spreadsheets')
    },
  )

  await step('loading-sheet', 'A sheet that is still read', async () => {
    google.addFault({ on: 'sheets.read', kind: 'delay', milliseconds: 4000, times: 1 })
    await panel.locator('[role=option] ::-p-text(Suppliers)').click()
    await shoot(panel)
    await eventually('The sheet', () => panel.$('[role=grid]'))
    await click(panel, 'All spreadsheets')
  })
}
