import { describe, expect } from 'vitest'
import { ADA, createAccount, goTo, logIn, openAccount } from '#test/browser/person.ts'
import { click, fill, see, seeControl, seeNoMore } from '#test/browser/sight.ts'
import { test, walk } from './inspected.ts'

const LONG =
  'ada.augusta.king.countess.of.lovelace.the.first.programmer@analytical-engine.example.org'

describe('The account', () => {
  test('the overview, and the name while it is changed', async ({ browser, page, inspect }) => {
    await createAccount(browser, page, { ...ADA, email: LONG })
    const popup = await openAccount(browser, page)
    await inspect(popup, 'overview, with a long email')
    expect(await walk(popup, 'overview')).toEqual([
      'Back',
      'Add your name',
      'Password',
      'Email',
      'Google accounts',
      'Signed-in devices',
      'Activity',
      'Your data',
      'Sign out',
    ])
    await click(popup, 'Add your name')
    await seeControl(popup, 'Save')
    await inspect(popup, 'name')
    await walk(popup, 'name')
  })

  test('password and email, and what is wrong with them', async ({ browser, page, inspect }) => {
    await createAccount(browser, page, ADA)
    const popup = await openAccount(browser, page, 'Password')
    await inspect(popup, 'password')
    await fill(popup, 'Current password', ADA.password)
    await fill(popup, 'New password', 'tiny')
    await click(popup, 'Change password')
    await see(popup, 'Use 8 characters or more.')
    await inspect(popup, 'a short password')
    await walk(popup, 'a short password')
    await fill(popup, 'New password', 'eight lamps beside the harbour')
    await click(popup, 'Change password')
    await see(popup, 'Password changed')
    await inspect(popup, 'password changed')
    await click(popup, 'Back')
    await goTo(popup, 'Email')
    await click(popup, 'Change email')
    await see(popup, 'Type an email address')
    await inspect(popup, 'no email')
    await walk(popup, 'no email')
  })

  test('devices, the question before one is signed out, and activity', async ({
    browser,
    page,
    pages,
    another,
    inspect,
  }) => {
    await createAccount(browser, page, ADA)
    const other = await another()
    await logIn(other, await other.newPage(pages.url('workshops.html')), ADA)
    const popup = await openAccount(browser, page, 'Signed-in devices')
    await see(popup, 'Last used')
    await inspect(popup, 'devices')
    await walk(popup, 'devices')
    await click(popup, 'Sign out all others')
    await see(popup, 'Sign out all other devices?')
    await inspect(popup, 'signing out all others')
    await click(popup, 'Sign out')
    await see(popup, 'were signed out')
    await inspect(popup, 'all others signed out')
    await click(popup, 'Back')
    await goTo(popup, 'Activity')
    await see(popup, 'Account created')
    await inspect(popup, 'activity')
    await walk(popup, 'activity')
  })

  test('the data, and the question before the end', async ({ browser, page, inspect }) => {
    await createAccount(browser, page, ADA)
    const popup = await openAccount(browser, page, 'Your data')
    await inspect(popup, 'data')
    await walk(popup, 'data')
    await click(popup, 'Delete account')
    await see(popup, 'This cannot be undone')
    await inspect(popup, 'deletion')
    await popup.keyboard.press('Escape')
    await seeNoMore(popup, 'This cannot be undone')
  })

  test('the server is not running', async ({ stack, browser, page, inspect }) => {
    await createAccount(browser, page, ADA)
    const popup = await openAccount(browser, page)
    await stack.server.stop()
    await goTo(popup, 'Activity')
    await see(popup, 'No connection to the server')
    await inspect(popup, 'activity, server down')
    await walk(popup, 'activity, server down')
  })

  test('on the options page', async ({ browser, page, inspect }) => {
    await createAccount(browser, page, { ...ADA, email: LONG })
    const options = await browser.extensionPage('options.html')
    await options.setViewport({ width: 360, height: 800 })
    await see(options, LONG)
    await inspect(options, 'options, account')
    await goTo(options, 'Signed-in devices')
    await see(options, 'This device')
    await inspect(options, 'options, devices')
    await walk(options, 'options, devices')
  })
})
