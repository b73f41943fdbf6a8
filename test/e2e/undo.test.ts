import type { Page } from 'puppeteer-core'
import { describe, expect } from 'vitest'
import type { Chrome } from '#test/browser/chrome.ts'
import type { ExtensionBrowser } from '#test/browser/launch.ts'
import { seeRow } from '#test/browser/grid-view.ts'
import { giveErrand } from '#test/browser/person.ts'
import { READING_LIST } from '#test/browser/reading-list.ts'
import { selectAndSend } from '#test/browser/selection.ts'
import { click, eventually, fill, see, seeControl, seeNoMore, textOf } from '#test/browser/sight.ts'
import { readStored } from '#test/browser/stored.ts'
import { callGoogle } from '#test/google/call-google.ts'
import { SEED_IDS } from '#test/google/seeds/seeds.ts'
import type { LocalGoogle } from '#test/google/server.ts'
import { test as inspected, walk } from './inspected.ts'

declare const chrome: Chrome

const test = inspected
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

async function openHistory(panel: Page): Promise<void> {
  await click(panel, 'More')
  await click(panel, 'What was sent', 'menuitem')
  await seeControl(panel, 'Search what was sent', 'searchbox')
}

/** The item of a send, by the start of its text. */
const itemOf = (text: string) => `::-p-xpath(//li[contains(., "${text.slice(0, 30)}")])` as const

/** Presses a button of one send. */
async function press(panel: Page, text: string, button: string): Promise<void> {
  const item = await panel.locator(itemOf(text)).waitHandle()
  const found = await item.waitForSelector(`::-p-aria([name="${button}"][role="button"])`)
  await found?.click()
}

async function seeIn(panel: Page, text: string, words: string): Promise<void> {
  await eventually(`“${words}” beside “${text.slice(0, 30)}”`, async () => {
    const item = await panel.$(itemOf(text))
    return (
      (await item?.evaluate((element) => (element as HTMLElement).innerText))?.includes(words) ??
      false
    )
  })
}

/** Presses Tab until the button with this name has the focus. */
async function tabTo(panel: Page, name: string): Promise<void> {
  await eventually(`Tab comes to “${name}”`, async () => {
    await panel.keyboard.press('Tab')
    return panel.evaluate((wanted) => document.activeElement?.textContent === wanted, name)
  })
}

/** What somebody does to the reading list in Google Sheets. */
async function edit(google: LocalGoogle, ...requests: object[]): Promise<void> {
  const path = `/v4/spreadsheets/${SEED_IDS.reading}:batchUpdate`
  const { status, text } = await callGoogle(google, path, { body: { requests } })
  if (status !== 200) throw new Error(text)
}

const FIRST_TAB = 0
const rows = (startIndex: number, endIndex: number) => ({
  sheetId: FIRST_TAB,
  dimension: 'ROWS',
  startIndex,
  endIndex,
})

/** What the server calls the only send so far. */
async function onlySend(browser: ExtensionBrowser): Promise<string> {
  const { databases } = await readStored(browser)
  const [entry] = (databases['sheetside-outbox']?.['entries'] ?? []) as {
    request: { id: string }
  }[]
  if (!entry) throw new Error('Nothing was sent.')
  return entry.request.id
}

describe('The confirmation of a send', () => {
  test('takes it back by the keyboard, and the sheet in the panel is as before', async ({
    list,
    panel,
    sendAll,
  }) => {
    const before = list.rows()
    const [first = '', second = ''] = await sendAll('#first', '#second')
    const { number } = await list.arrived(second)
    await see(panel, `Added to ${READING_LIST}, row ${number}`)
    await panel.focus('::-p-aria([name="Undo"][role="button"])')
    await panel.keyboard.press('Enter')
    await see(panel, 'Taken back: 1 row removed from the sheet.')
    expect(list.count(second)).toBe(0)
    expect(list.rows()).toEqual([...before, list.find(first)?.cells])
    await seeRow(panel, number, [])
    expect(await panel.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(
      'Dismiss',
    )
  })

  test('asks where the row was changed meanwhile', async ({ list, panel, sendAll, stack }) => {
    const [text = ''] = await sendAll('#first')
    const { number } = await list.arrived(text)
    stack.google.writeCells(SEED_IDS.reading, `'${READING_LIST}'!A${number}`, [['My own title']])
    await see(panel, 'Added to')
    await click(panel, 'Undo')
    await seeControl(panel, 'Remove it although it was changed?', 'alertdialog')
    await see(panel, 'My own title')
    await see(panel, 'Sent: Night trains worth the detour')
    await click(panel, 'Leave it')
    await seeNoMore(panel, 'Leave it')
    expect(list.count(text)).toBe(1)
    await click(panel, 'Undo')
    await click(panel, 'Remove the row')
    await see(panel, 'Taken back: 1 row removed')
    expect(list.count(text)).toBe(0)
  })
})

describe('The history', () => {
  for (const follows of [false, true]) {
    test(`finds the row after the sheet was sorted and grew above, where metadata ${
      follows ? 'goes along' : 'stays behind'
    }`, async ({ list, panel, sendAll, stack: { google } }) => {
      google.setMetadataFollowsSort(follows)
      const [first = '', second = ''] = await sendAll('#first', '#second')
      await edit(
        google,
        {
          sortRange: {
            range: { sheetId: FIRST_TAB, startRowIndex: 1, startColumnIndex: 0 },
            sortSpecs: [{ dimensionIndex: 2, sortOrder: 'DESCENDING' }],
          },
        },
        { insertDimension: { range: rows(1, 3), inheritFromBefore: false } },
        { moveDimension: { source: rows(1, 3), destinationIndex: 6 } },
      )
      google.writeCells(SEED_IDS.reading, `'${READING_LIST}'!A5:A6`, [['One more'], ['Another']])
      const others = list.rows().filter(([, , note]) => note !== first)
      await openHistory(panel)
      await press(panel, first, 'Undo')
      await seeIn(panel, first, 'Taken back at')
      expect(list.rows()).toEqual(others)
      expect(list.count(second)).toBe(1)
    })
  }

  test('shows the row where it is now', async ({ list, panel, sendAll, stack }) => {
    const [text = ''] = await sendAll('#first')
    await edit(stack.google, { insertDimension: { range: rows(1, 40), inheritFromBefore: false } })
    await openHistory(panel)
    await press(panel, text, 'Show row')
    const { number, cells } = await list.arrived(text)
    await seeRow(panel, number, cells)
    await edit(stack.google, { deleteDimension: { range: rows(number - 1, number) } })
    await openHistory(panel)
    await press(panel, text, 'Show row')
    await see(panel, 'The row is not there any more')
    await press(panel, text, 'Undo')
    await see(panel, 'It is not in the sheet any more. Nothing was removed.')
  })

  test('opens the row in Google Sheets', async ({ list, panel, sendAll, browser }) => {
    const [text = ''] = await sendAll('#first')
    const { number } = await list.arrived(text)
    await openHistory(panel)
    await press(panel, text, 'Open in Google Sheets')
    const sheet = await browser.nextWindow((url) => url.includes(SEED_IDS.reading))
    expect(sheet.url()).toContain(`A${number}`)
  })

  test('asks which of equal rows it is, by the keyboard alone', async ({
    list,
    panel,
    sendAll,
    stack: { google },
    inspect,
  }) => {
    const [text = ''] = await sendAll('#first', '#first')
    const { number } = await list.arrived(text)
    const anchors = google
      .metadata(SEED_IDS.reading)
      .filter(({ metadataKey }) => metadataKey === 'sheetside.row')
    await edit(
      google,
      ...anchors.map(({ metadataId }) => ({
        deleteDeveloperMetadata: { dataFilter: { developerMetadataLookup: { metadataId } } },
      })),
    )
    await openHistory(panel)
    await press(panel, text, 'Undo')
    await seeControl(panel, 'Which row should go?', 'alertdialog')
    const end = await panel.$eval('[role=alertdialog]', (dialog) => {
      return innerHeight - dialog.getBoundingClientRect().bottom
    })
    expect(end, 'pixels below the dialog').toBeGreaterThanOrEqual(0)
    await inspect(panel, 'which of equal rows')
    await panel.focus('[role=radio]')
    await panel.keyboard.press('ArrowDown')
    await tabTo(panel, 'Remove the row')
    await panel.keyboard.press('Enter')
    await seeNoMore(panel, 'Which row should go?')
    await eventually('One row less', () => list.count(text) === 1)
    expect(list.find(text)?.number).toBe(number - 1)
    await see(panel, 'Taken back at')
    expect(await panel.evaluate(() => document.activeElement?.closest('li') !== null)).toBe(true)
  })

  test('looks again where the sheet changes while it asks', async ({
    list,
    panel,
    sendAll,
    stack: { google },
  }) => {
    const [text = ''] = await sendAll('#first')
    const { number } = await list.arrived(text)
    const title = `'${READING_LIST}'!A${number}`
    google.writeCells(SEED_IDS.reading, title, [['My own title']])
    await openHistory(panel)
    await press(panel, text, 'Undo')
    await see(panel, 'My own title')
    google.writeCells(SEED_IDS.reading, title, [['Still better']])
    await click(panel, 'Remove the row')
    await see(panel, 'The sheet changed in the meantime')
    await see(panel, 'Still better')
    expect(list.count(text)).toBe(1)
    await panel.keyboard.press('Escape')
    await seeNoMore(panel, 'Still better')
    expect(list.count(text)).toBe(1)
  })

  test('is searched, says what it found, and leads to the page', async ({
    panel,
    list,
    page,
    sendAll,
    inspect,
  }) => {
    await panel.waitForSelector('[role=grid]')
    await openHistory(panel)
    await see(panel, 'Nothing sent yet')
    await inspect(panel, 'nothing sent yet')
    await click(panel, 'Back')
    const [first = '', second = ''] = await sendAll('#first', '#second')
    await openHistory(panel)
    await see(panel, 'Today')
    await see(panel, second.slice(0, 30))
    await inspect(panel, 'two sends')
    expect(await walk(panel, 'two sends')).toEqual([
      'Back',
      'Search what was sent',
      ...[1, 2].flatMap(() => [
        'Night trains worth the detour',
        'Show row',
        'Undo',
        'Open in Google Sheets',
      ]),
    ])
    const link = await panel.$eval('li a', (each) => each.href)
    expect(link).toBe(page.url())

    await fill(panel, 'Search what was sent', `${first.split(' ')[1]} reading`)
    await seeNoMore(panel, second.slice(0, 30))
    await see(panel, first.slice(0, 30))
    await fill(panel, 'Search what was sent', 'zeppelin')
    await see(panel, 'Nothing found for “zeppelin”')
    await inspect(panel, 'nothing found')
    await click(panel, 'Show all')
    await see(panel, second.slice(0, 30))
    expect(list.rows().length).toBeGreaterThan(2)
  })

  test('says why nothing was taken back, and goes on when it can', async ({
    panel,
    list,
    stack,
    sendAll,
    inspect,
  }) => {
    const [text = ''] = await sendAll('#first')
    await openHistory(panel)
    await see(panel, text.slice(0, 30))
    await stack.server.stop()
    await press(panel, text, 'Undo')
    await see(panel, 'Perhaps not taken back')
    await inspect(panel, 'not taken back')
    await stack.server.start()
    await press(panel, text, 'Try again')
    await seeIn(panel, text, 'Taken back at')
    expect(list.count(text)).toBe(0)
  })
})

describe('A notification', () => {
  test('leads an open panel to the send, and takes it back when told to', async ({
    browser,
    panel,
    list,
    sendAll,
    inspect,
  }) => {
    const [text = ''] = await sendAll('#first')
    const send = await onlySend(browser)
    await giveErrand(browser, { kind: 'look', send })
    await seeControl(panel, 'Search what was sent', 'searchbox')
    await eventually('The send has the focus', () =>
      panel.evaluate(
        (start) => document.activeElement?.textContent.includes(start) ?? false,
        text.slice(0, 30),
      ),
    )
    await inspect(panel, 'the send that it was opened for')
    await giveErrand(browser, { kind: 'undo', send })
    await seeIn(panel, text, 'Taken back at')
    expect(list.count(text)).toBe(0)
    expect((await readStored(browser)).session['panelErrand'] ?? null).toBeNull()
  })

  test('tells an open panel of what its own button took back', async ({
    browser,
    panel,
    list,
    sendAll,
  }) => {
    const [text = ''] = await sendAll('#first')
    const { number } = await list.arrived(text)
    await see(panel, `Added to ${READING_LIST}, row ${number}`)
    const send = await onlySend(browser)
    await browser.worker.evaluate((id) => {
      const clicked = chrome.notifications.onButtonClicked as unknown as {
        dispatch(id: string, button: number): void
      }
      // The first of its buttons.
      clicked.dispatch(`sent:${id}`, 0)
    }, send)
    await see(panel, 'Taken back: 1 row removed from the sheet.')
    await seeRow(panel, number, [])
    expect(list.count(text)).toBe(0)
  })

  test('takes it back in a panel that is opened for it', async ({
    browser,
    page,
    list,
    sendAll,
  }) => {
    const [text = ''] = await sendAll('#first')
    const send = await onlySend(browser)
    await browser.closePanel()
    await giveErrand(browser, { kind: 'undo', send })
    const panel = await browser.openPanel(page)
    await seeIn(panel, text, 'Taken back at')
    expect(list.count(text)).toBe(0)
    expect(await textOf(panel)).toContain('What was sent')
  })
})
