import { expect } from 'vitest'
import type { Chrome } from '#test/browser/chrome.ts'
import { seeRow } from '#test/browser/grid-view.ts'
import { openSpreadsheet, seeBadge, seeNotice } from '#test/browser/person.ts'
import { READING_LIST, todaysSerial } from '#test/browser/reading-list.ts'
import { selectAndSend, sendSelection } from '#test/browser/selection.ts'
import { click, see } from '#test/browser/sight.ts'
import { readOutbox } from '#test/browser/stored.ts'
import { SEED_IDS } from '#test/google/seeds/seeds.ts'
import { test } from './settled.ts'

declare const chrome: Chrome

test('a selection is a row below the table: what was selected, title, link and date under the names that fit', async ({
  list,
  browser,
  page,
}) => {
  const before = list.rows().length
  const text = await selectAndSend(browser, page, '#first')
  const { number, cells } = await list.arrived(text)
  expect(number).toBe(before + 1)
  expect(cells.slice(0, 3)).toEqual(['Night trains worth the detour', page.url(), text])
  expect(list.raw('D', number, 'UNFORMATTED_VALUE')).toBe(todaysSerial())
  expect(cells[3]).toMatch(/^\d{4}-\d\d-\d\d$/)
  expect(cells[4] ?? '').toBe('')
})

test('the panel shows the new row at once and says which it is', async ({
  list,
  browser,
  page,
  panel,
}) => {
  const text = await selectAndSend(browser, page, '#second')
  const { number, cells } = await list.arrived(text)
  await seeRow(panel, number, cells)
  await see(panel, `Added to ${READING_LIST}, row ${number}`)
})

test('a badge and a notification confirm it, and the notification opens the sheet at the row', async ({
  list,
  browser,
  page,
}) => {
  const { number } = await list.arrived(await selectAndSend(browser, page, '#third'))
  await seeBadge(browser, '✓')
  const notice = await seeNotice(browser, 'sent')
  await browser.worker.evaluate((id) => {
    const clicked = chrome.notifications.onClicked as unknown as { dispatch(id: string): void }
    clicked.dispatch(id)
  }, notice)
  const sheet = await browser.nextWindow((url) => url.includes(SEED_IDS.reading))
  expect(sheet.url()).toContain(`A${number}`)
})

test('what starts with = stays text', async ({ list, browser, page }) => {
  const text = await selectAndSend(browser, page, '#quote')
  expect(text.startsWith('=')).toBe(true)
  const { number } = await list.arrived(text)
  expect(list.raw('C', number, 'FORMULA')).toBe(text)
})

test('with nothing chosen it waits, is asked for a place, and goes there', async ({
  panel,
  browser,
  page,
  stack,
}) => {
  await browser.closePanel()
  const text = await selectAndSend(browser, page, '#third')
  await seeNotice(browser, 'choose')
  expect(await readOutbox(browser)).toMatchObject([{ state: { kind: 'needs_destination' } }])
  expect(panel.isClosed()).toBe(true)

  const again = await browser.openPanel(page)
  await see(again, 'Choose where it goes')
  await see(again, text.slice(0, 40))
  await openSpreadsheet(again, 'Untitled spreadsheet')
  await click(again, 'Send here')
  await see(again, 'Added to Sheet1, row 1')
  expect(stack.google.cells(SEED_IDS.empty, 'A1:C1')).toEqual([
    [text, 'Night trains worth the detour', page.url()],
  ])
})

test('of a page that browsers keep closed it sends what the menu itself is told', async ({
  list,
  browser,
}) => {
  const page = await browser.newPage('chrome://version')
  const { cells } = await list.arrived(await selectAndSend(browser, page, '#version'))
  expect(cells[1]).toBe(page.url())
})

test('where nothing can be read it is refused in words, and nothing is kept', async ({
  list,
  browser,
  page,
}) => {
  const before = list.rows().length
  await sendSelection(browser, page)
  await seeNotice(browser, 'refused')
  expect(await readOutbox(browser)).toEqual([])
  expect(list.rows()).toHaveLength(before)
})
