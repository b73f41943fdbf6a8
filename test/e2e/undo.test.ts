import type { Page } from 'puppeteer-core'
import { describe, expect } from 'vitest'
import type { Chrome } from '#test/browser/chrome.ts'
import type { ExtensionBrowser } from '#test/browser/launch.ts'
import { seeRow } from '#test/browser/grid-view.ts'
import { giveErrand } from '#test/browser/person.ts'
import { READING_LIST } from '#test/browser/reading-list.ts'
import { click, eventually, see, seeControl, seeNoMore, textOf } from '#test/browser/sight.ts'
import { readStored } from '#test/browser/stored.ts'
import { SEED_IDS } from '#test/google/seeds/seeds.ts'
import { edit, FIRST_TAB, openHistory, press, rows, seeIn, test } from './sent.ts'

declare const chrome: Chrome

/** What has the focus: its name, or where it has none its text. */
function focused(panel: Page): Promise<string> {
  return panel.evaluate(() => {
    const { activeElement } = document
    return activeElement?.getAttribute('aria-label') ?? activeElement?.textContent ?? ''
  })
}

/** Presses Tab until the button with this name has the focus. */
async function tabTo(panel: Page, name: string): Promise<void> {
  await eventually(`Tab comes to “${name}”`, async () => {
    await panel.keyboard.press('Tab')
    return (await focused(panel)) === name
  })
}

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
    expect(await focused(panel)).toBe('Dismiss')
  })

  test('gives the focus back when it is dismissed by the keyboard', async ({ panel, sendAll }) => {
    await sendAll('#first')
    await see(panel, 'Added to')
    await panel.focus('[role=grid]')
    let before = ''
    await eventually('Tab comes to “Show”', async () => {
      before = await focused(panel)
      await panel.keyboard.press('Tab')
      return (await focused(panel)) === 'Show'
    })
    for (let presses = 0; presses < 2; presses++) await panel.keyboard.press('Tab')
    expect(await focused(panel)).toBe('Dismiss')
    await panel.keyboard.press('Enter')
    await seeNoMore(panel, 'Added to')
    expect(await focused(panel)).toBe(before)
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

describe('Undo in the history', () => {
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
