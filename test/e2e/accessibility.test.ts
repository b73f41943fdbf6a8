import type { Page } from 'puppeteer-core'
import { describe, expect } from 'vitest'
import { violations } from '#test/browser/accessibility.ts'
import { decide, googleWindow } from '#test/browser/google-window.ts'
import type { ExtensionBrowser } from '#test/browser/launch.ts'
import {
  ADA,
  connectGoogle,
  createAccount,
  openOutbox,
  openSpreadsheet,
  search,
} from '#test/browser/person.ts'
import { READING_LIST } from '#test/browser/reading-list.ts'
import { selectAndSend } from '#test/browser/selection.ts'
import { click, fill, see } from '#test/browser/sight.ts'
import { test, walk } from './inspected.ts'

async function optionsAt360(browser: ExtensionBrowser): Promise<Page> {
  const options = await browser.extensionPage('options.html')
  await options.setViewport({ width: 360, height: 800 })
  await see(options, 'Server address')
  return options
}

describe('The popup', () => {
  test('signed out', async ({ browser, page, inspect }) => {
    const popup = await browser.openPopup(page)
    await see(popup, 'Continue with Google')
    await inspect(popup, 'log in')
    expect(await walk(popup, 'log in')).toEqual([
      'Theme: Dark',
      'Options',
      'Continue with Google',
      'Email',
      'Password',
      'Show password',
      'Log in',
      'Forgot password?',
      'Create an account',
    ])
    await click(popup, 'Create an account')
    await fill(popup, 'Email', ADA.email)
    await fill(popup, 'Password', 'tiny')
    await click(popup, 'Create account')
    await see(popup, 'Use 8 characters or more')
    await inspect(popup, 'a short password')
    await walk(popup, 'a short password')
  })

  test('server down, and an email that is taken', async ({ stack, browser, page, inspect }) => {
    const first = await createAccount(browser, page, ADA)
    await click(first, 'Sign out')
    await click(first, 'Create an account')
    await fill(first, 'Email', ADA.email)
    await fill(first, 'Password', ADA.password)
    await click(first, 'Create account')
    await see(first, 'Log in instead')
    await inspect(first, 'an email that is taken')
    await walk(first, 'an email that is taken')

    await stack.server.stop()
    await click(first, 'Create account')
    await see(first, 'No connection to the server')
    await inspect(first, 'server down')
    await walk(first, 'server down')
  })

  test('asking to connect Google, before and after a Cancel', async ({
    browser,
    page,
    inspect,
  }) => {
    const first = await createAccount(browser, page, ADA)
    await inspect(first, 'connect')
    await walk(first, 'connect')
    await click(first, 'Connect with Google')
    const window = await googleWindow(browser)
    await click(window, 'Ada Lovelace')
    await decide(window, 'Cancel')
    const popup = await browser.openPopup(page)
    await see(popup, 'No account was connected')
    await inspect(popup, 'cancelled')
    await walk(popup, 'cancelled')
  })

  test('connected, without a destination, and its menu', async ({ browser, page, inspect }) => {
    await connectGoogle(browser, await createAccount(browser, page, ADA))
    const popup = await browser.openPopup(page)
    await see(popup, 'No sheet chosen yet')
    await inspect(popup, 'home without a destination')
    await walk(popup, 'home without a destination')
    await click(popup, 'Theme: Dark')
    await popup.waitForSelector('[role=menu]')
    expect.soft(await violations(popup), 'open menu, dark').toEqual([])
    const items = await popup.$$eval('[role=menuitemradio]', (all) => all.length)
    expect(items).toBe(3)
  })

  test('connected, with a destination, with something that waits and a grant withdrawn', async ({
    stack,
    list,
    browser,
    page,
    inspect,
  }) => {
    expect(list.rows().length).toBeGreaterThan(1)
    const popup = await browser.openPopup(page)
    await see(popup, 'Nothing waits to be sent')
    await inspect(popup, 'home')
    expect(await walk(popup, 'home')).toContain('Open side panel')

    stack.google.revokeGrant('ada@gmail.com')
    await selectAndSend(browser, page, '#first')
    const sick = await browser.openPopup(page)
    await see(sick, 'Google ended the connection')
    await see(sick, '1 selection waiting to be sent')
    await inspect(sick, 'home with a card')
    expect(await walk(sick, 'home with a card')).toContain('Reconnect')
  })
})

describe('The panel', () => {
  test('signed out, with a selection that waits, and asking to connect', async ({
    browser,
    page,
    inspect,
  }) => {
    const panel = await browser.openPanel(page)
    await see(panel, 'Continue with Google')
    await inspect(panel, 'signed out')
    await walk(panel, 'signed out')
    await selectAndSend(browser, page, '#first')
    await see(panel, 'sent once you have signed in')
    await inspect(panel, 'signed out, with a selection')
    await createAccount(browser, page, ADA)
    await see(panel, 'Connect your Google account')
    await inspect(panel, 'connect')
    await walk(panel, 'connect')
  })

  test('the list, searched, nothing found, and a link that is none', async ({ panel, inspect }) => {
    await see(panel, READING_LIST)
    await inspect(panel, 'list')
    await walk(panel, 'list')
    await search(panel, 'zeppelin')
    await see(panel, 'Nothing named “zeppelin”')
    await inspect(panel, 'nothing found')
    await walk(panel, 'nothing found')
    await search(panel, 'https://example.org/spreadsheets')
    await see(panel, 'Not a link to a spreadsheet')
    await inspect(panel, 'not a link')
  })

  test('a selection that asks where to go, over the list and over a sheet', async ({
    browser,
    page,
    panel,
    inspect,
  }) => {
    await selectAndSend(browser, page, '#first')
    await see(panel, 'Choose where it goes')
    await inspect(panel, 'pending over the list')
    await walk(panel, 'pending over the list')
    await openSpreadsheet(panel, READING_LIST)
    await see(panel, `Send it to ${READING_LIST}`)
    await inspect(panel, 'pending over a sheet')
    await walk(panel, 'pending over a sheet')
  })

  test('a sheet, with a destination, its menu, and what goes into which column', async ({
    panel,
    list,
    inspect,
  }) => {
    expect(list.rows().length).toBeGreaterThan(1)
    await inspect(panel, 'sheet with a destination')
    const order = await walk(panel, 'sheet with a destination')
    expect(order.slice(0, 4)).toEqual([
      'All spreadsheets',
      'Refresh',
      'Open in Google Sheets',
      'More',
    ])
    await click(panel, 'More')
    await panel.waitForSelector('[role=menu]')
    await inspect(panel, 'open menu')
    await panel.keyboard.press('Escape')
    await click(panel, 'What goes into which column')
    await see(panel, 'What goes where')
    await inspect(panel, 'columns')
  })

  test('a row that was sent, and a full outbox', async ({
    stack,
    browser,
    page,
    panel,
    list,
    inspect,
  }) => {
    await list.arrived(await selectAndSend(browser, page, '#first'))
    await see(panel, `Added to ${READING_LIST}`)
    await inspect(panel, 'sent')
    await stack.server.stop()
    await selectAndSend(browser, page, '#second')
    await selectAndSend(browser, page, '#third')
    await see(panel, '2 waiting')
    await inspect(panel, 'outbox, closed')
    await walk(panel, 'outbox, closed')
    await openOutbox(panel)
    await see(panel, 'Discard')
    await inspect(panel, 'outbox, open')
    await walk(panel, 'outbox, open')
  })

  test('a grant withdrawn', async ({ stack, panel, list, inspect }) => {
    expect(list.rows().length).toBeGreaterThan(1)
    stack.google.revokeGrant('ada@gmail.com')
    await click(panel, 'Refresh')
    await see(panel, 'Google ended the connection')
    await inspect(panel, 'card over a sheet')
    await walk(panel, 'card over a sheet')
  })

  test('a spreadsheet without access', async ({ stack, panel, inspect }) => {
    stack.google.addFault({ on: 'spreadsheets.get', kind: 'fail', status: 403 })
    await panel.locator(`[role=option] ::-p-text(${READING_LIST})`).click()
    await see(panel, 'No access to this spreadsheet')
    await inspect(panel, 'no access')
    await walk(panel, 'no access')
  })
})

describe('The options', () => {
  test('signed out, checked, and an address that is none', async ({ browser, inspect }) => {
    const options = await optionsAt360(browser)
    await inspect(options, 'options')
    await walk(options, 'options')
    await click(options, 'Check')
    await see(options, 'All is well')
    await inspect(options, 'checked')
    await fill(options, 'Server address', 'not an address')
    await click(options, 'Save')
    await options.waitForSelector('[aria-invalid=true]')
    await inspect(options, 'not an address')
  })

  test('signed in', async ({ browser, page, inspect }) => {
    await createAccount(browser, page, ADA)
    const options = await optionsAt360(browser)
    await see(options, ADA.email)
    await inspect(options, 'options, signed in')
    expect(await walk(options, 'options, signed in')).toContain('Sign out')
  })
})
