import { describe, expect } from 'vitest'
import { decide, googleWindow, pickFiles } from '#test/browser/google-window.ts'
import {
  ADA,
  createAccount,
  linkTo,
  makeDestination,
  openOutbox,
  search,
  settleInPicking,
  whoAmI,
} from '#test/browser/person.ts'
import { readingList } from '#test/browser/reading-list.ts'
import { selectAndSend } from '#test/browser/selection.ts'
import { click, see, seeControl, seeNoMore } from '#test/browser/sight.ts'
import { SEED_IDS } from '#test/google/seeds/seeds.ts'
import { test as inspected, walk } from './inspected.ts'

/** On a server that asks Google for nothing but the files that a person picks. */
const test = inspected.override('stackOptions', { env: { GOOGLE_SCOPES: 'file' } })

const SEES_ONLY = 'use the spreadsheets that you pick at Google, and see no other file'

describe('Access to picked files alone', () => {
  test('is said before connecting; what is picked there opens in the panel, and is all of the list', async ({
    browser,
    page,
    inspect,
  }) => {
    const popup = await createAccount(browser, page, ADA)
    await see(popup, SEES_ONLY)
    await inspect(popup, 'connect, for picked files')
    const panel = await browser.openPanel(page)
    await see(panel, SEES_ONLY)
    await click(panel, 'Connect with Google')
    await pickFiles(browser, ['Reading list'])
    await panel.waitForSelector('[role=grid]')
    await see(panel, 'Reading list')

    await click(panel, 'All spreadsheets')
    await see(panel, 'Sheetside sees only the files you pick.')
    expect(await panel.$$('[role=option]')).toHaveLength(1)
    await inspect(panel, 'the list of picked files')
    expect(await walk(panel, 'the list of picked files')).toContain('Pick more files')
    const account = (await whoAmI(browser))?.googleAccounts[0]
    expect(account).toMatchObject({ email: 'ada@gmail.com', access: 'file', state: 'ok' })
  })

  test('more can be picked, one opens, and a Cancel changes nothing', async ({
    browser,
    page,
    inspect,
  }) => {
    await createAccount(browser, page, ADA)
    const panel = await browser.openPanel(page)
    await click(panel, 'Connect with Google')
    await pickFiles(browser, ['Reading list', 'Suppliers'])
    await see(panel, 'Suppliers')
    expect(await panel.$$('[role=option]')).toHaveLength(2)

    await click(panel, 'Pick more files')
    const window = await googleWindow(browser)
    await see(window, 'Cancel')
    await decide(window, 'Cancel')
    await see(panel, 'Nothing was changed')
    await inspect(panel, 'a Picker that was cancelled')

    await click(panel, 'Pick more files')
    await pickFiles(browser, ['Contacts'])
    await panel.waitForSelector('[role=grid]')
    await seeNoMore(panel, 'Nothing was changed')
    await click(panel, 'All spreadsheets')
    await see(panel, 'Contacts')
    expect(await panel.$$('[role=option]')).toHaveLength(3)
    await search(panel, 'measurements')
    await see(panel, 'Only the names of the files you picked are searched')
    await seeControl(panel, 'Pick more files')
    await inspect(panel, 'nothing found among picked files')
  })

  test('a link to another spreadsheet leads to the Picker with that very one, and then it opens', async ({
    browser,
    page,
    inspect,
  }) => {
    const panel = await settleInPicking(browser, page, ADA, 'Reading list')
    await click(panel, 'All spreadsheets')
    await search(panel, linkTo(SEED_IDS.prices))
    await panel.keyboard.press('Enter')
    await see(panel, 'This spreadsheet is not picked yet')
    await inspect(panel, 'a spreadsheet that is not picked')
    await walk(panel, 'a spreadsheet that is not picked')
    await click(panel, 'Pick it at Google')
    await pickFiles(browser, ['Prices 2026'])
    await panel.waitForSelector('[role=grid]')
    await see(panel, 'Prices 2026')
    await seeNoMore(panel, 'not picked')
  })

  test('taken back at Google: the card mends it, and what waits goes out once its file is picked again', async ({
    stack,
    browser,
    page,
  }) => {
    const panel = await settleInPicking(browser, page, ADA, 'Reading list')
    await makeDestination(panel)
    const list = readingList(stack.google)

    stack.google.revokeGrant('ada@gmail.com')
    const text = await selectAndSend(browser, page, '#first')
    await see(panel, 'Google ended the connection')
    await see(panel, '1 waiting')
    await click(panel, 'Reconnect')
    await pickFiles(browser, ['Suppliers'])
    await see(panel, '1 waiting · This spreadsheet is not picked yet')
    await openOutbox(panel)
    await click(panel, 'Pick it at Google')
    await pickFiles(browser, ['Reading list'])
    await list.arrived(text)
    expect(list.count(text)).toBe(1)
    await seeNoMore(panel, 'waiting')
  })
})
