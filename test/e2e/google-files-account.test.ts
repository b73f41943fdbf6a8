import { generateKeyPairSync } from 'node:crypto'
import { describe, expect } from 'vitest'
import { alter } from '#test/browser/database.ts'
import { consent, pickFiles } from '#test/browser/google-window.ts'
import {
  ADA,
  makeDestination,
  openAccount,
  openSpreadsheet,
  seeConnection,
  settleInPicking,
  whoAmI,
} from '#test/browser/person.ts'
import { readingList } from '#test/browser/reading-list.ts'
import { selectAndSend } from '#test/browser/selection.ts'
import { click, eventually, see, seeControl, seeNoMore } from '#test/browser/sight.ts'
import { test as inspected } from './inspected.ts'

const GOOGLE = 'ada@gmail.com'
const BEN = 'ben@gmail.com'

describe('With access to picked files alone', () => {
  const test = inspected.override('stackOptions', { env: { GOOGLE_SCOPES: 'file' } })

  test('“Continue with Google” signs in, and connecting is the next step', async ({
    stack,
    browser,
    page,
    inspect,
  }) => {
    await click(await browser.openPopup(page), 'Continue with Google')
    await consent(browser)
    const popup = await eventually('A popup that asks to connect', async () => {
      const me = await whoAmI(browser)
      return me?.googleAccounts.length === 0 && browser.openPopup(page)
    })
    await see(popup, `Signed in as ${GOOGLE}`)
    await see(popup, 'Connect your Google account')
    await inspect(popup, 'signed in with Google, nothing picked yet')

    await click(popup, 'Connect with Google')
    await pickFiles(browser, ['Reading list'])
    await seeConnection(browser, 'ok')
    await see(await browser.openPopup(page), `Google account ${GOOGLE}`)
    const panel = await browser.openPanel(page)
    await openSpreadsheet(panel, 'Reading list')
    await makeDestination(panel)
    await readingList(stack.google).arrived(await selectAndSend(browser, page, '#first'))
  })

  test('the list of accounts says so of each; the panel changes between them; one is disconnected', async ({
    browser,
    page,
    inspect,
  }) => {
    const panel = await settleInPicking(browser, page, ADA, 'Reading list')

    const before = await openAccount(browser, page, 'Google accounts')
    await see(before, 'Connected, for the files you pick')
    await click(before, 'Add another Google account')
    await pickFiles(browser, ['Running log'], 'Ben Okafor')
    await eventually('A second account', async () => {
      return (await whoAmI(browser))?.googleAccounts.length === 2
    })
    const accounts = await openAccount(browser, page, 'Google accounts')
    for (const words of [GOOGLE, BEN]) await see(accounts, words)
    await inspect(accounts, 'two accounts, for picked files')

    // What was picked just now is what the panel shows.
    await click(panel, 'All spreadsheets')
    await click(panel, `Google account: ${BEN}`)
    await click(panel, GOOGLE, 'menuitemradio')
    await see(panel, 'Reading list')
    await seeNoMore(panel, 'Running log')

    await click(accounts, `What to do with ${BEN}`)
    await click(accounts, 'Disconnect…', 'menuitem')
    await see(accounts, 'every other app of the same Google Cloud project')
    await inspect(accounts, 'the question before, for picked files')
    await click(accounts, 'Disconnect')
    await see(accounts, `${BEN} is disconnected`)
    expect((await whoAmI(browser))?.googleAccounts.map(({ email }) => email)).toEqual([GOOGLE])

    const options = await browser.extensionPage('options.html')
    await seeControl(options, 'Google accounts')
  })
})

describe('A server that has a DPoP key now', () => {
  const key = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
  const DPOP_KEY = key.export({ type: 'pkcs8', format: 'pem' }).toString()
  const test = inspected.override('stackOptions', { env: { DPOP_KEY } })

  test('says of a connection from before that it is not bound; it is when it is connected again', async ({
    stack,
    browser,
    page,
    panel,
    inspect,
  }) => {
    const words = 'Made before this server bound its keys; reconnect to bind it.'
    const binding = async () => (await whoAmI(browser))?.googleAccounts[0]?.binding
    await see(panel, 'Your spreadsheets')
    expect(await binding()).toBe('bound')
    await seeNoMore(await openAccount(browser, page, 'Google accounts'), words)

    alter(stack, 'update google_accounts set bound_to = null')
    const accounts = await openAccount(browser, page, 'Google accounts')
    await see(accounts, words)
    await inspect(accounts, 'a connection that is not bound')
    await click(accounts, `What to do with ${GOOGLE}`)
    await click(accounts, 'Reconnect', 'menuitem')
    await consent(browser)
    await eventually('A connection that is bound', async () => (await binding()) === 'bound')
    await seeNoMore(await openAccount(browser, page, 'Google accounts'), words)
  })
})
