import type { Page } from 'puppeteer-core'
import { describe, expect } from 'vitest'
import { giveErrand, openSpreadsheet } from '#test/browser/person.ts'
import { READING_LIST } from '#test/browser/reading-list.ts'
import { select, selectAndSend, sendSelection } from '#test/browser/selection.ts'
import { click, eventually, see, seeControl, seeNoMore } from '#test/browser/sight.ts'
import { violations } from '#test/browser/accessibility.ts'
import { SEED_IDS } from '#test/google/seeds/seeds.ts'
import { directly } from '#test/server/harness.ts'
import { test, walk } from './inspected.ts'

/** From the sheet that is shown to the editor of what goes into its columns. */
async function edit(panel: Page): Promise<void> {
  await click(panel, 'What goes into which column')
  await click(panel, 'Edit…')
  await seeControl(panel, 'What goes into which column', 'heading')
}

async function allDestinations(panel: Page): Promise<void> {
  await click(panel, 'More')
  await click(panel, 'Where selections go', 'menuitem')
  await seeControl(panel, 'Where selections go', 'heading')
}

/** Types into a column's field in place of what is in it, key by key, as a person does. */
async function type(panel: Page, column: string, template: string): Promise<void> {
  const field = await panel.waitForSelector(`::-p-aria([name="${column}"][role="textbox"])`)
  await field?.focus()
  await field?.evaluate((element) => (element as HTMLTextAreaElement).select())
  await panel.keyboard.press('Delete')
  await panel.keyboard.type(template)
}

/** Waits until the list marks this spreadsheet as the one for all selections. */
async function seeMarked(panel: Page, spreadsheet: string): Promise<void> {
  await panel.waitForSelector(`[role=radio][aria-checked=true][aria-label*="${spreadsheet}"]`)
}

async function typed(panel: Page, column: string): Promise<string | undefined> {
  const field = await panel.$(`::-p-aria([name="${column}"][role="textbox"])`)
  return field?.evaluate((element) => (element as HTMLTextAreaElement).value)
}

describe('what goes into which column', () => {
  test('is edited in the panel, with mistakes where they are typed, and sent so', async ({
    panel,
    list,
    browser,
    page,
  }) => {
    await edit(panel)
    await see(panel, 'Tried on a made-up page')
    await type(panel, 'Read E', '{{titel|upper}}')
    await see(panel, 'There is no variable “titel”. Did you mean “title”?')
    // It is not saved so: the field has the focus again.
    await click(panel, 'Save')
    expect(await panel.evaluate(() => document.activeElement?.tagName)).toBe('TEXTAREA')
    await see(panel, 'Not saved yet')
    await click(panel, 'Use title')
    await see(panel, 'NIGHT TRAINS WORTH THE DETOUR')
    expect(await typed(panel, 'Read E')).toBe('{{title|upper}}')

    await type(panel, 'Title A', '{{domain}}: {{selection|truncate:12}}')
    await click(panel, 'Save')
    await see(panel, 'Saved')
    await click(panel, 'Back')
    await see(panel, 'Selections go here')

    const text = await selectAndSend(browser, page, '#first')
    const { cells } = await list.arrived(text)
    expect(cells[0]).toBe(`${new URL(page.url()).hostname}: ${text.slice(0, 11)}…`)
    expect(cells[4]).toBe('NIGHT TRAINS WORTH THE DETOUR')
  })

  test('is filled in from a list of names as they are typed, and from a menu', async ({
    panel,
    list,
  }) => {
    expect(list.rows().length).toBeGreaterThan(1)
    await edit(panel)
    await type(panel, 'Read E', '{{auth')
    await panel.waitForSelector('[role=listbox] [role=option][aria-selected=true]')
    await panel.keyboard.press('Enter')
    await see(panel, 'Ada Lovelace')
    await panel.keyboard.type('|up')
    // Behind the braces no filter is begun.
    expect(await panel.$('[role=listbox]')).toBeNull()
    await type(panel, 'Read E', '')
    await click(panel, 'Insert into Read')
    await panel.waitForSelector('[role=menu] [role=menuitem]')
    await panel.keyboard.type('date')
    await panel.keyboard.press('Enter')
    await eventually('The date', async () => (await typed(panel, 'Read E')) === '{{date}}')
    await eventually('The focus', () =>
      panel.evaluate(() => document.activeElement?.tagName === 'TEXTAREA'),
    )
    await panel.keyboard.type(' now')
    expect(await typed(panel, 'Read E')).toBe('{{date}} now')
  })

  test('is asked about before it is lost, and kept where the server does not answer', async ({
    panel,
    list,
    stack,
  }) => {
    expect(list.rows().length).toBeGreaterThan(1)
    await edit(panel)
    await type(panel, 'Read E', 'kept')
    await click(panel, 'Back')
    await see(panel, 'Leave without saving?')
    await click(panel, 'Cancel')
    await stack.server.stop()
    await click(panel, 'Save')
    await see(panel, 'No connection to the server')
    expect(await typed(panel, 'Read E')).toBe('kept')
    await stack.server.start()
    await click(panel, 'Save')
    await see(panel, 'Saved')
    await click(panel, 'Back')
    await see(panel, 'Selections go here')
  })

  test('is kept while a notification shows what was sent, and Back leads to it again', async ({
    panel,
    list,
    browser,
    page,
  }) => {
    await list.arrived(await selectAndSend(browser, page, '#first'))
    await edit(panel)
    await type(panel, 'Read E', 'kept')
    await giveErrand(browser, { kind: 'look', send: crypto.randomUUID() })
    await seeControl(panel, 'Search what was sent', 'searchbox')
    await click(panel, 'Back')
    await seeControl(panel, 'What goes into which column', 'heading')
    await see(panel, 'Not saved yet')
    expect(await typed(panel, 'Read E')).toBe('kept')
    // What is left by choice is gone.
    await click(panel, 'Back')
    await click(panel, 'Leave')
    await see(panel, 'Selections go here')
    await edit(panel)
    expect(await typed(panel, 'Read E')).toBe('')
  })

  test('stays with its column where that is renamed and moved in Google Sheets', async ({
    panel,
    list,
    stack,
    browser,
    page,
  }) => {
    const first = await list.arrived(await selectAndSend(browser, page, '#first'))
    await edit(panel)
    await type(panel, 'Date D', 'typed before')
    const sheet = directly(stack)
    // Notes stand first now, under another name: Remark, Title, Link, Date, Read.
    await sheet.batchUpdate(SEED_IDS.reading, {
      moveDimension: {
        source: { sheetId: 0, dimension: 'COLUMNS', startIndex: 2, endIndex: 3 },
        destinationIndex: 0,
      },
    })
    stack.google.writeCells(SEED_IDS.reading, `'${READING_LIST}'!A1`, [['Remark']])
    await click(panel, 'Read the header again')
    await see(panel, 'These are the columns as they are now.')
    expect(await typed(panel, 'Remark A')).toBe('{{selection}}')
    expect(await typed(panel, 'Date D')).toBe('typed before')
    await click(panel, 'Discard')
    await click(panel, 'Back')
    await see(panel, 'Selections go here')

    const text = await selectAndSend(browser, page, '#second')
    const row = await eventually('The second row', () => {
      const found = list.rows()[first.number]
      return found?.[0] === text ? found : null
    })
    expect(row.slice(1, 3)).toEqual(['Night trains worth the detour', page.url()])
  })
})

describe('several sheets for selections', () => {
  test('are listed, marked, shown, removed and brought back', async ({ panel, list, browser }) => {
    expect(list.rows().length).toBeGreaterThan(1)
    await click(panel, 'All spreadsheets')
    await openSpreadsheet(panel, 'Untitled spreadsheet')
    await click(panel, 'Send here instead')
    await see(panel, 'Selections go here')
    await allDestinations(panel)
    await seeMarked(panel, 'Untitled spreadsheet')
    await click(panel, `Use ${READING_LIST} › ${READING_LIST} for all selections`, 'radio')
    await seeMarked(panel, READING_LIST)
    await click(panel, 'Back')
    await see(panel, 'Selections can go here')

    // What one panel changes, another one shows.
    const other = await browser.extensionPage('sidepanel.html')
    await allDestinations(other)
    await seeMarked(other, READING_LIST)
    await click(panel, 'Use for all')
    await see(panel, 'Selections go here')
    await seeMarked(other, 'Untitled spreadsheet')
    await click(panel, 'Where selections go')
    await click(panel, `${READING_LIST} › ${READING_LIST}`, 'menuitemradio')
    await seeMarked(other, READING_LIST)
    await other.close()

    await allDestinations(panel)
    await click(panel, 'What to do with Untitled spreadsheet › Sheet1')
    await click(panel, 'Remove from this list', 'menuitem')
    await see(panel, 'Removed: Untitled spreadsheet › Sheet1')
    await click(panel, 'Undo')
    await seeNoMore(panel, 'Removed:')
    await click(panel, 'Untitled spreadsheet › Sheet1')
    await seeControl(panel, 'What goes into which column', 'heading')
    await click(panel, 'More')
    await click(panel, 'Show the sheet', 'menuitem')
    await see(panel, 'Selections can go here')
  })

  test('may be for some pages, in words that say which', async ({ panel, list }) => {
    expect(list.rows().length).toBeGreaterThan(1)
    await edit(panel)
    const field = await panel.waitForSelector('::-p-aria([name="Pages that it is for"])')
    await field?.type('ftp://example.com')
    await see(panel, 'That names no pages.')
    await click(panel, 'Save')
    await see(panel, 'Not saved yet')
    await field?.evaluate((element) => (element as HTMLInputElement).select())
    await field?.type('https://Example.com/jobs/*')
    await see(panel, 'Pages of example.com that begin with /jobs/')
    await click(panel, 'Save')
    await see(panel, 'Saved')
    await click(panel, 'Back')
    await allDestinations(panel)
    await see(panel, 'example.com/jobs/*')
  })

  test('take what is selected on their pages from an item of the menu that stands there alone', async ({
    panel,
    list,
    stack,
    browser,
    page,
  }) => {
    expect(list.rows().length).toBeGreaterThan(1)
    const pattern = `${new URL(page.url()).hostname}/*`
    await edit(panel)
    const field = await panel.waitForSelector('::-p-aria([name="Pages that it is for"])')
    await field?.type(page.url().replace(/[^/]*$/, '*'))
    await click(panel, 'Save')
    await see(panel, 'Saved')
    await click(panel, 'Back')
    await click(panel, 'All spreadsheets')
    await openSpreadsheet(panel, 'Untitled spreadsheet')
    await click(panel, 'Send here instead')
    await see(panel, 'Selections go here')

    const text = await select(page, '#first')
    await sendSelection(browser, page, pattern)
    await list.arrived(text.trim())
    expect(stack.google.cells(SEED_IDS.empty, 'A1:C2')).toEqual([])
    const other = await selectAndSend(browser, page, '#second')
    await eventually('The row in the other sheet', () => {
      return stack.google.cells(SEED_IDS.empty, 'A1')[0]?.[0] === other
    })
    expect(list.count(other)).toBe(0)
  })
})

test('the list is fit for a screen reader, the keyboard and both themes', async ({
  panel,
  list,
  inspect,
}) => {
  expect(list.rows().length).toBeGreaterThan(1)
  await click(panel, 'All spreadsheets')
  await allDestinations(panel)
  await inspect(panel, 'one destination')
  await walk(panel, 'one destination')
  await click(panel, 'What to do with Reading list › Reading list')
  await click(panel, 'Remove from this list', 'menuitem')
  await see(panel, 'No sheet chosen yet')
  await inspect(panel, 'none, one removed')
  await walk(panel, 'none, one removed')
  await click(panel, 'Undo')
  await see(panel, 'Fills Title')
  await click(panel, 'Back')
  await openSpreadsheet(panel, 'Untitled spreadsheet')
  await click(panel, 'Send here instead')
  await see(panel, 'Selections go here')
  await click(panel, 'Where selections go')
  await panel.waitForSelector('[role=menu]')
  await inspect(panel, 'choice of a sheet')
  await click(panel, 'All sheets for selections…', 'menuitem')
  await see(panel, 'The marked one')
  await inspect(panel, 'two destinations')
  await walk(panel, 'two destinations')
})

test('the editor is fit for a screen reader, the keyboard and both themes', async ({
  panel,
  list,
  inspect,
}) => {
  expect(list.rows().length).toBeGreaterThan(1)
  await edit(panel)
  await inspect(panel, 'editor')
  expect(await walk(panel, 'editor')).toContain('Read the header again')
  await type(panel, 'Read E', '{{titel}} {{select:!}}')
  await see(panel, 'Did you mean')
  await click(panel, 'What can go in here')
  await see(panel, 'Dates and times')
  await inspect(panel, 'mistakes and help')
  await walk(panel, 'mistakes and help')
  await type(panel, 'Title A', '{{da')
  await panel.waitForSelector('[role=listbox]')
  expect.soft(await violations(panel), 'names to choose from').toEqual([])
  await click(panel, 'Insert into Title')
  await panel.waitForSelector('[role=menu]')
  await inspect(panel, 'what can be inserted')
  await panel.keyboard.press('Escape')
  await click(panel, 'Back')
  await see(panel, 'Leave without saving?')
  await inspect(panel, 'asked before it is lost')
  await panel.setViewport({ width: 320, height: 700 })
  await click(panel, 'Cancel')
  const tooWide = await panel.evaluate(
    () => document.documentElement.scrollWidth - window.innerWidth,
  )
  expect(tooWide).toBeLessThanOrEqual(0)
})
