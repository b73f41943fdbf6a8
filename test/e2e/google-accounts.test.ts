import type { Page } from 'puppeteer-core'
import { describe, expect } from 'vitest'
import { alter } from '#test/browser/database.ts'
import { consent, googleWindow } from '#test/browser/google-window.ts'
import type { ExtensionBrowser } from '#test/browser/launch.ts'
import {
  ADA,
  logIn,
  makeDestination,
  openAccount,
  openOutbox,
  openSpreadsheet,
  whoAmI,
} from '#test/browser/person.ts'
import { selectAndSend } from '#test/browser/selection.ts'
import { click, eventually, see, seeControl, seeNoMore, textOf } from '#test/browser/sight.ts'
import { test as inspected, walk } from './inspected.ts'

const GOOGLE = 'ada@gmail.com'
const BEN = 'ben@gmail.com'

/** A person with two Google accounts, who looks at the list of them. */
const test = inspected.extend('accounts', async ({ browser, page, panel }): Promise<Page> => {
  await see(panel, 'Your spreadsheets')
  await click(await openAccount(browser, page, 'Google accounts'), 'Add another Google account')
  await consent(browser, { person: 'Ben Okafor' })
  await eventually('A second account', async () => (await emails(browser)).length === 2)
  return openAccount(browser, page, 'Google accounts')
})

async function emails(browser: ExtensionBrowser): Promise<string[]> {
  return ((await whoAmI(browser))?.googleAccounts ?? []).map(({ email }) => email)
}

async function choose(screen: Page, email: string, item: string): Promise<void> {
  await click(screen, `What to do with ${email}`)
  await click(screen, item, 'menuitem')
}

describe('The list of Google accounts', () => {
  test('shows each with its name, its standing, and which is the default; another can be made that', async ({
    browser,
    accounts,
    inspect,
  }) => {
    for (const words of ['Ada Lovelace', GOOGLE, 'Ben Okafor', BEN]) await see(accounts, words)
    await see(accounts, 'Default')
    expect(await accounts.$$eval('li img', (pictures) => pictures.length)).toBe(2)
    await inspect(accounts, 'two accounts')
    expect(await walk(accounts, 'two accounts')).toContain(`What to do with ${BEN}`)

    await choose(accounts, BEN, 'Make default')
    await eventually('Another default', async () => {
      const chosen = (await whoAmI(browser))?.googleAccounts.find(({ isDefault }) => isDefault)
      return chosen?.email === BEN
    })
    await see(accounts, 'Ben Okafor Default')
  })

  test('says of each what is wrong with it, and mends it there', async ({
    stack,
    browser,
    page,
    panel,
    accounts,
    inspect,
  }) => {
    stack.google.revokeGrant(GOOGLE)
    await panel.reload()
    await see(panel, 'Google ended the connection')
    await see(accounts, 'Ended by Google')
    await inspect(accounts, 'one account that ended')
    await click(accounts, 'Reconnect')
    await consent(browser)
    await seeNoMore(await openAccount(browser, page, 'Google accounts'), 'Ended by Google')
  })

  test('the panel changes between them, and adds a further one', async ({
    browser,
    panel,
    accounts,
    inspect,
  }) => {
    await seeControl(accounts, 'Add another Google account')
    // Ben was added just now, and is looked at.
    await see(panel, 'Running log')
    await click(panel, `Google account: ${BEN}`)
    await inspect(panel, 'the choice of an account')
    await click(panel, GOOGLE, 'menuitemradio')
    await see(panel, 'Household budget')
    await click(panel, `Google account: ${GOOGLE}`)
    await click(panel, 'Add another account', 'menuitem')
    await consent(browser, { person: 'Chiara Rossi' })
    await see(panel, 'Studio projects')
    expect(await emails(browser)).toHaveLength(3)
  })
})

test('A blocked one leads to another; that none was connected is said once', async ({
  stack,
  browser,
  panel,
}) => {
  await see(panel, 'Your spreadsheets')
  stack.google.addFault({
    on: 'token.refresh',
    kind: 'fail',
    status: 400,
    body: { error: 'admin_policy_enforced' },
  })
  stack.google.expireAccessTokens()
  await panel.reload()
  await see(panel, 'Your organisation blocks Sheetside')
  await click(panel, 'Use another account')
  await (await googleWindow(browser)).close()
  await see(panel, 'No account was connected')
  expect((await textOf(panel)).split('No account was connected')).toHaveLength(2)
})

describe('Disconnecting', () => {
  test('says beforehand what goes, ends it at Google, and keeps what waits', async ({
    stack,
    browser,
    page,
    panel,
    accounts,
    inspect,
  }) => {
    await click(panel, `Google account: ${BEN}`)
    await click(panel, GOOGLE, 'menuitemradio')
    await openSpreadsheet(panel, 'Reading list')
    await makeDestination(panel)
    stack.google.addFault({ on: 'sheets', kind: 'fail', status: 503 })
    const text = await selectAndSend(browser, page, '#first')
    await see(panel, '1 waiting')

    await accounts.close().catch(() => {})
    const screen = await openAccount(browser, page, 'Google accounts')
    await choose(screen, GOOGLE, 'Disconnect…')
    await see(screen, `Disconnect ${GOOGLE}?`)
    await see(screen, 'every other app of the same Google Cloud project')
    await see(screen, 'Selections no longer go to Reading list')
    await see(screen, '1 selection still waits to be sent with it. Nothing is lost')
    await inspect(screen, 'the question before')
    await click(screen, 'Cancel')
    await seeNoMore(screen, `Disconnect ${GOOGLE}?`)
    expect(await emails(browser)).toContain(GOOGLE)

    stack.google.clearFaults()
    await choose(screen, GOOGLE, 'Disconnect…')
    await click(screen, 'Disconnect')
    await see(screen, `${GOOGLE} is disconnected`)
    await see(screen, 'Google has ended the access, too.')
    await inspect(screen, 'disconnected')
    expect(await emails(browser)).toEqual([BEN])
    const revoked = stack.google.requests().filter(({ operation }) => operation === 'revoke')
    expect(revoked).toHaveLength(1)

    // What waited can go to a sheet of the other account.
    await see(panel, 'Your spreadsheets')
    await openSpreadsheet(panel, 'Running log')
    await makeDestination(panel)
    await openOutbox(panel)
    await click(panel, 'Send now')
    await panel.locator('button ::-p-text(instead)').click()
    // Google's 503 left it open whether the row was written.
    await see(panel, 'It may be in Reading list')
    await click(panel, 'Send it there')
    await see(panel, text)
    await seeNoMore(panel, 'not sent')
  })

  test('where Google cannot be told, says where to end it', async ({
    stack,
    browser,
    accounts,
    inspect,
  }) => {
    stack.google.addFault({ on: 'revoke', kind: 'fail', status: 503 })
    await choose(accounts, BEN, 'Disconnect…')
    await click(accounts, 'Disconnect')
    await see(accounts, `${BEN} is disconnected here`)
    await see(accounts, 'Google could not be told')
    await seeControl(accounts, 'myaccount.google.com/connections', 'link')
    await inspect(accounts, 'Google could not be told')
    // The line that was asked about is gone; the focus is still in here, and so Escape leads back.
    await accounts.keyboard.press('Escape')
    await seeControl(accounts, 'Account', 'heading')
    expect(await emails(browser)).toEqual([GOOGLE])
  })

  test('one that was disconnected elsewhere meanwhile is gone, and that is no failure', async ({
    stack,
    accounts,
  }) => {
    await choose(accounts, BEN, 'Disconnect…')
    await see(accounts, `Disconnect ${BEN}?`)
    alter(stack, 'DELETE FROM google_accounts WHERE email = ?', BEN)
    await click(accounts, 'Disconnect')
    await seeNoMore(accounts, BEN)
    expect(await textOf(accounts)).not.toContain('Not there any more')

    alter(stack, 'DELETE FROM google_accounts')
    await choose(accounts, GOOGLE, 'Reconnect')
    await see(accounts, 'None is connected')
  })

  test('the last one leads back to the beginning, and on another device too', async ({
    browser,
    page,
    panel,
    another,
    pages,
  }) => {
    const screen = await openAccount(browser, page, 'Google accounts')
    const other = await another()
    const there = await other.newPage(pages.url('night-trains.html'))
    await logIn(other, there, ADA)
    await choose(screen, GOOGLE, 'Disconnect…')
    await click(screen, 'Disconnect')
    await see(screen, 'None is connected')
    await seeControl(screen, 'Connect a Google account')
    await see(panel, 'Connect your Google account')
    await see(await other.openPopup(there), 'Connect your Google account')
  })
})
