import type { Page } from 'puppeteer-core'
import { seeRow } from '#test/browser/grid-view.ts'
import { openSpreadsheet, whoAmI } from '#test/browser/person.ts'
import { READING_LIST, readingList } from '#test/browser/reading-list.ts'
import { selectAndSend } from '#test/browser/selection.ts'
import { click, eventually, see, seeControl, seeNoMore } from '#test/browser/sight.ts'
import { SEED_IDS } from '#test/google/seeds/seeds.ts'
import { ensure, type Cells, type Scene } from './scene.ts'

/** Tables, what goes into which column, rows looked at before they go, and taken back afterwards. */
export async function beforeAndAfter({ tour, stack, browser, page }: Scene): Promise<void> {
  const { step, shoot, shootBeside } = tour
  const { google } = stack
  const list = readingList(google)
  const send = (selector: string) => selectAndSend(browser, page, selector)
  const panel = await browser.panel()

  await step(
    'table',
    'A table arrives as a table: a cell a cell, times and prices as such',
    async () => {
      await click(panel, 'All spreadsheets')
      await openSpreadsheet(panel, 'Untitled spreadsheet')
      await click(panel, 'Send here instead')
      await see(panel, 'Selections go here')
      await send('#routes')
      const cells = await eventually('The table', () => {
        const found = google.cells(SEED_IDS.empty, 'A1:D5') as Cells
        return found.length === 5 ? found : null
      })
      ensure(cells[0]?.[0] === 'Route', 'its header is the header of the empty sheet')
      const [price] = google.cells(SEED_IDS.empty, 'D2', 'UNFORMATTED_VALUE')[0] ?? []
      ensure(price === 49.9, `a price is a number, not ${String(price)}`)
      await seeRow(panel, 5, cells[4] ?? [])
      await see(panel, 'Added to')
      await shootBeside(page, panel)
    },
  )

  await step('undo', 'Undo: the whole table is taken back', async () => {
    await openHistory(panel)
    await see(panel, '5 rows')
    await click(panel, 'Undo')
    await see(panel, 'Taken back at')
    ensure(google.cells(SEED_IDS.empty, 'A1:D5').length === 0, 'nothing of it is left')
    await shoot(panel)
    await click(panel, 'Back')
    await click(panel, 'All spreadsheets')
    await openSpreadsheet(panel, READING_LIST)
    await click(panel, 'Use for all')
    await see(panel, 'Selections go here')
    await eventually('The sheet that she came back to, kept for her other browsers', async () => {
      return (await whoAmI(browser))?.preferences.view?.spreadsheetId === SEED_IDS.reading
    })
  })

  await step(
    'columns',
    'What goes into which column; a mistake is shown where it is typed',
    async () => {
      await editColumns(panel)
      await retype(panel, 'Title A', '{{titel}} ({{domain}})')
      await see(panel, 'Did you mean “title”?')
      await shoot(panel, 'mistake')
      await click(panel, 'Use title')
      await seeNoMore(panel, 'Did you mean')
      await shoot(panel, 'tried')
      await click(panel, 'Discard')
      await click(panel, 'Look at rows before they are sent', 'checkbox')
      await click(panel, 'Save')
      await see(panel, 'Saved')
      await click(panel, 'Back')
    },
  )

  await step(
    'before-it-goes',
    'The row as it will stand, to be changed before it goes',
    async () => {
      await send('#second')
      await see(panel, 'Before it goes')
      await see(panel, 'Already in the sheet')
      await shootBeside(page, panel)
      await retype(panel, 'Note', 'To be booked by May')
      await click(panel, 'Send')
      await list.arrived('To be booked by May')
      await see(panel, 'Added to')
      await editColumns(panel)
      await click(panel, 'Look at rows before they are sent', 'checkbox')
      await click(panel, 'Save')
      await see(panel, 'Saved')
      await click(panel, 'Back')
    },
  )

  await step(
    'history',
    'What was sent, with the way to its row and back out of the sheet',
    async () => {
      await openHistory(panel)
      await see(panel, 'To be booked by May')
      await shoot(panel)
    },
  )

  await step(
    'changed-since',
    'A row that was changed since is asked about, never just removed',
    async () => {
      const sent = list.rows().findLastIndex((cells) => cells[2] === 'To be booked by May')
      google.writeCells(SEED_IDS.reading, `'${READING_LIST}'!A${sent + 1}`, [
        ['Night trains, for us'],
      ])
      await click(panel, 'Undo')
      await see(panel, 'Night trains, for us')
      await shoot(panel, 'asked')
      await click(panel, 'Remove the row')
      await seeNoMore(panel, 'Leave it')
      await eventually('One row less', () => list.count('To be booked by May') === 0)
      await shoot(panel, 'taken-back')
      await click(panel, 'Back')
    },
  )
}

async function openHistory(panel: Page): Promise<void> {
  await click(panel, 'More')
  await click(panel, 'What was sent', 'menuitem')
  await seeControl(panel, 'Search what was sent', 'searchbox')
}

async function editColumns(panel: Page): Promise<void> {
  await click(panel, 'What goes into which column')
  await click(panel, 'Edit…')
  await seeControl(panel, 'What goes into which column', 'heading')
}

/** Types into a field in place of what is in it. */
async function retype(panel: Page, label: string, text: string): Promise<void> {
  const field = await panel.waitForSelector(`::-p-aria([name="${label}"][role="textbox"])`)
  await field?.focus()
  await field?.evaluate((element) => (element as HTMLTextAreaElement).select())
  await panel.keyboard.sendCharacter(text)
}
