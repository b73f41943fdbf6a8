import { describe, expect } from 'vitest'
import { seeRow } from '#test/browser/grid-view.ts'
import { click, fill, see, seeNoMore } from '#test/browser/sight.ts'
import { SEED_IDS } from '#test/google/seeds/seeds.ts'
import { walk } from './inspected.ts'
import { edit, openHistory, press, rows, test } from './sent.ts'

describe('The history', () => {
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

  test('is searched, says what it found, and leads to the page', async ({
    panel,
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
  })
})
