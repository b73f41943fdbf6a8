import { describe, expect } from 'vitest'
import { alter } from '#test/browser/database.ts'
import type { ExtensionBrowser } from '#test/browser/launch.ts'
import {
  ADA,
  connectGoogle,
  createAccount,
  goTo,
  logIn,
  openAccount,
  whoAmI,
} from '#test/browser/person.ts'
import { selectAndSend } from '#test/browser/selection.ts'
import { click, eventually, fill, see, seeControl, seeNoMore, textOf } from '#test/browser/sight.ts'
import { test as plain } from '#test/browser/stage.ts'

const test = plain
  /** Signs Ada in on one more browser; answers it with its tab. */
  .extend('elsewhere', ({ another, pages }) => async () => {
    const other = await another()
    const there = await other.newPage(pages.url('workshops.html'))
    await logIn(other, there, ADA)
    return { other, there }
  })

const isOut = async (browser: ExtensionBrowser) => (await whoAmI(browser)) === null

describe('Signed-in devices', () => {
  test('are listed, this one marked; one of them is signed out, and notices', async ({
    browser,
    page,
    elsewhere,
  }) => {
    await createAccount(browser, page, ADA)
    const { other, there } = await elsewhere()
    const panel = await other.openPanel(there)
    await see(panel, 'Connect your Google account')
    const popup = await openAccount(browser, page, 'Signed-in devices')
    await see(popup, 'This device')
    await see(popup, 'Last used just now')
    const devices = await popup.$$eval('li', (items) => items.map((item) => item.innerText))
    expect(devices).toHaveLength(2)
    expect(devices[0]).toContain('This device')
    expect(devices[0]).not.toContain('Sign out')

    await click(popup, 'Sign out Chromium on Linux')
    await see(popup, 'Sign out Chromium on Linux?')
    expect(await isOut(other)).toBe(false)
    await click(popup, 'Sign out')
    await see(popup, 'Chromium on Linux was signed out')
    await see(popup, 'You are signed in nowhere else.')
    expect(await isOut(browser)).toBe(false)

    expect(await isOut(other)).toBe(true)
    // Whatever is asked for next tells.
    await click(panel, 'Connect with Google')
    await see(panel, 'Continue with Google')
  })

  test('all others are signed out at once; Cancel leaves them', async ({
    browser,
    page,
    elsewhere,
  }) => {
    await createAccount(browser, page, ADA)
    const first = await elsewhere()
    const second = await elsewhere()
    const popup = await openAccount(browser, page, 'Signed-in devices')
    await click(popup, 'Sign out all others')
    await see(popup, 'Sign out all other devices?')
    await click(popup, 'Cancel')
    await seeNoMore(popup, 'Sign out all other devices?')
    expect(await isOut(first.other)).toBe(false)

    await click(popup, 'Sign out all others')
    await click(popup, 'Sign out')
    await see(popup, 'All other devices were signed out')
    expect(await isOut(first.other)).toBe(true)
    expect(await isOut(second.other)).toBe(true)
    expect(await isOut(browser)).toBe(false)

    // The button that asked is gone; the focus is still in here, and so Escape leads back.
    await seeNoMore(popup, 'Sign out all other devices?')
    await eventually('The list has the focus', () =>
      popup.evaluate(() => document.activeElement?.getAttribute('aria-label') === 'Devices'),
    )
    await popup.keyboard.press('Escape')
    await seeControl(popup, 'Account', 'heading')
  })

  test('a device that was signed out meanwhile: the popup there asks to sign in', async ({
    browser,
    page,
    elsewhere,
  }) => {
    await createAccount(browser, page, ADA)
    const { other, there } = await elsewhere()
    const account = await openAccount(other, there, 'Password')
    const popup = await openAccount(browser, page, 'Signed-in devices')
    await click(popup, 'Sign out all others')
    await click(popup, 'Sign out')
    await see(popup, 'All other devices were signed out')

    await fill(account, 'Current password', ADA.password)
    await fill(account, 'New password', 'eight lamps beside the harbour')
    await click(account, 'Change password')
    await seeControl(account, 'Continue with Google')
  })

  test('the server is not running: it says so, and “Try again” works', async ({
    stack,
    browser,
    page,
  }) => {
    await createAccount(browser, page, ADA)
    const popup = await openAccount(browser, page)
    await stack.server.stop()
    await goTo(popup, 'Signed-in devices')
    await see(popup, 'No connection to the server')
    await stack.server.start()
    await click(popup, 'Try again')
    await see(popup, 'This device')
    // The button that was pressed is gone, and the focus with it; Escape leads back all the same.
    await popup.keyboard.press('Escape')
    await seeControl(popup, 'Account', 'heading')
  })
})

describe('Activity', () => {
  test('shows what was done, and where from', async ({ browser, page, elsewhere }) => {
    await connectGoogle(browser, await createAccount(browser, page, ADA))
    await elsewhere()
    const popup = await openAccount(browser, page, 'Signed-in devices')
    await click(popup, 'Sign out all others')
    await click(popup, 'Sign out')
    await see(popup, 'All other devices were signed out')
    await click(popup, 'Back')
    await goTo(popup, 'Activity')
    await see(popup, 'Another device signed out')
    const events = await popup.$$eval('li', (items) => items.map((item) => item.innerText))
    const titles = events.map((event) => event.split('\n')[0])
    expect(titles).toEqual([
      'Another device signed out',
      'Signed in',
      'Google account connected',
      'Account created',
    ])
    expect(events[1]).toContain('from Chromium on Linux · 127.0.0.1')
    expect(events[2]).toContain('ada@gmail.com')
    await see(popup, 'Today')
  })

  test('goes on with what was earlier, and ends', async ({ stack, browser, page }) => {
    await createAccount(browser, page, ADA)
    alter(
      stack,
      `INSERT INTO security_events (person_id, kind, at, device, address)
       WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60)
       SELECT people.id, 'sign_in_failed', 1767225600000 - i * 60000, 'Firefox on Windows', '203.0.113.4'
       FROM people, n`,
    )
    const popup = await openAccount(browser, page, 'Activity')
    await see(popup, 'Somebody tried a wrong password')
    expect(await popup.$$('li')).toHaveLength(50)
    await click(popup, 'Show earlier')
    await eventually('All of it', async () => (await popup.$$('li')).length === 61)
    await seeNoMore(popup, 'Show earlier')
  })

  test('says so where there is none', async ({ stack, browser, page }) => {
    await createAccount(browser, page, ADA)
    alter(stack, 'DELETE FROM security_events')
    await see(await openAccount(browser, page, 'Activity'), 'Nothing yet')
  })
})

describe('Signing out', () => {
  test('with something that waits to be sent: it asks, and keeps it', async ({ browser, page }) => {
    await createAccount(browser, page, ADA)
    await selectAndSend(browser, page, '#first')
    const popup = await browser.openPopup(page)
    await click(popup, 'Sign out')
    await see(popup, '1 selection waits to be sent')
    await click(popup, 'Cancel')
    await seeNoMore(popup, 'waits to be sent.')
    expect(await isOut(browser)).toBe(false)

    await click(popup, 'Sign out')
    await see(popup, 'kept in this browser until you sign in here again')
    await popup.locator('[role=alertdialog] button[type=submit]').click()
    await see(popup, 'Continue with Google')
    expect(await isOut(browser)).toBe(true)
    await logIn(browser, page, ADA)
    const panel = await browser.openPanel(page)
    await see(panel, 'It is kept here and sent once Google is connected')
  })

  test('on the options page, with the server down: what is said there is of that session alone', async ({
    stack,
    browser,
    page,
  }) => {
    await createAccount(browser, page, ADA)
    await selectAndSend(browser, page, '#first')
    const options = await browser.extensionPage('options.html')
    await click(options, 'Sign out')
    await see(options, '1 selection waits to be sent')
    await stack.server.stop()
    await options.locator('[role=alertdialog] button[type=submit]').click()
    await see(options, 'Signed out in this browser')
    await seeNoMore(options, 'Sign out?')

    await stack.server.start()
    const popup = await logIn(browser, page, ADA)
    await seeNoMore(options, 'Signed out in this browser')
    await click(popup, 'Sign out')
    await popup.locator('[role=alertdialog] button[type=submit]').click()
    await see(popup, 'Continue with Google')
    await seeNoMore(options, 'Signed-in devices')
    expect(await textOf(options)).not.toContain('Signed out in this browser')
  })
})
