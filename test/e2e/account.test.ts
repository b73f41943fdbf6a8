import type { Page } from 'puppeteer-core'
import { describe, expect } from 'vitest'
import {
  ADA,
  continueWithGoogle,
  createAccount,
  goTo,
  logIn,
  openAccount,
  whoAmI,
} from '#test/browser/person.ts'
import { click, eventually, fill, see, seeControl, seeNoMore } from '#test/browser/sight.ts'
import { test } from '#test/browser/stage.ts'

const NEW_PASSWORD = 'eight lamps beside the harbour'

/** What the field says is wrong with it; null where nothing is. */
function complaint(page: Page, name: string): Promise<string | null> {
  return page.$eval(`input[name=${name}]`, (field) => {
    if (field.getAttribute('aria-invalid') !== 'true') return null
    const ids = field.getAttribute('aria-describedby')?.split(' ') ?? []
    return ids.map((id) => document.getElementById(id)?.textContent ?? '').join(' ')
  })
}

const valueOf = (page: Page, name: string) =>
  page.$eval(`input[name=${name}]`, (field) => field.value)

/** The name of the control, or the text of the heading, that has the focus. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const at = document.activeElement
    return at?.getAttribute('name') ?? at?.getAttribute('aria-label') ?? at?.textContent ?? ''
  })

describe('The profile', () => {
  test('a name is given and changed in its place; Escape leaves it as it was', async ({
    browser,
    page,
  }) => {
    await createAccount(browser, page, ADA)
    const popup = await openAccount(browser, page)
    await see(popup, 'Email not confirmed')
    await click(popup, 'Add your name')
    await fill(popup, 'Your name', 'Ada Lovelace')
    await click(popup, 'Save')
    await seeControl(popup, 'Change your name')
    expect((await whoAmI(browser))?.person.name).toBe('Ada Lovelace')
    expect(await focused(popup)).toBe('Change your name')

    await click(popup, 'Change your name')
    await fill(popup, 'Your name', 'Nobody')
    await popup.keyboard.press('Escape')
    await see(popup, 'Ada Lovelace')
    await seeControl(popup, 'Account', 'heading')
    expect((await whoAmI(browser))?.person.name).toBe('Ada Lovelace')
  })

  test('a name that the server could not take is not lost', async ({ stack, browser, page }) => {
    await createAccount(browser, page, ADA)
    const popup = await openAccount(browser, page)
    await click(popup, 'Add your name')
    await fill(popup, 'Your name', 'Ada Lovelace')
    await stack.server.stop()
    await click(popup, 'Save')
    await see(popup, 'No connection to the server')
    expect(await valueOf(popup, 'name')).toBe('Ada Lovelace')
    await stack.server.start()
    await click(popup, 'Try again')
    await seeControl(popup, 'Change your name')
  })
})

describe('The password', () => {
  test('is changed: here one stays signed in, elsewhere that ends, and only the new one works', async ({
    browser,
    page,
    pages,
    another,
  }) => {
    await createAccount(browser, page, ADA)
    const other = await another()
    const there = await other.newPage(pages.url('workshops.html'))
    await logIn(other, there, ADA)
    const panel = await other.openPanel(there)
    await see(panel, 'Connect your Google account')

    const popup = await openAccount(browser, page, 'Password')
    await fill(popup, 'Current password', ADA.password)
    await fill(popup, 'New password', NEW_PASSWORD)
    await click(popup, 'Change password')
    await see(popup, 'Password changed')
    await see(popup, 'All other devices were signed out')
    expect(await valueOf(popup, 'password')).toBe('')
    expect((await whoAmI(browser))?.person.email).toBe(ADA.email)

    await panel.reload()
    await see(panel, 'Continue with Google')
    expect(await whoAmI(other)).toBeNull()
    const form = await other.openPopup(there)
    await fill(form, 'Email', ADA.email)
    await fill(form, 'Password', ADA.password)
    await click(form, 'Log in')
    await see(form, 'do not match')
    await fill(form, 'Password', NEW_PASSWORD)
    await click(form, 'Log in')
    await see(form, 'Signed in as')
  })

  test('the wrong current one, and one that is too easy: told under the field, and nothing typed is lost', async ({
    browser,
    page,
  }) => {
    await createAccount(browser, page, ADA)
    const popup = await openAccount(browser, page, 'Password')
    await click(popup, 'Change password')
    expect(await complaint(popup, 'currentPassword')).toContain('Type your current password')
    expect(await focused(popup)).toBe('currentPassword')

    await fill(popup, 'Current password', 'six lamps beside the harbour')
    await fill(popup, 'New password', NEW_PASSWORD)
    await click(popup, 'Change password')
    await see(popup, 'This is not your current password.')
    await eventually('The field', async () => (await focused(popup)) === 'currentPassword')
    expect(await valueOf(popup, 'password')).toBe(NEW_PASSWORD)

    await fill(popup, 'Current password', ADA.password)
    await fill(popup, 'New password', 'password1')
    await click(popup, 'Change password')
    await eventually('Why it is weak', async () =>
      (await complaint(popup, 'password'))?.includes('commonly used'),
    )
    await eventually('The field', async () => (await focused(popup)) === 'password')
    expect(await valueOf(popup, 'currentPassword')).toBe(ADA.password)
  })

  test('guessed too often: it says how long to wait', async ({ browser, page }) => {
    await createAccount(browser, page, ADA)
    const popup = await openAccount(browser, page, 'Password')
    await fill(popup, 'New password', NEW_PASSWORD)
    for (let guess = 1; guess <= 10; guess += 1) {
      await fill(popup, 'Current password', `guess number ${guess}`)
      await click(popup, 'Change password')
      await see(popup, 'This is not your current password.')
    }
    await fill(popup, 'Current password', ADA.password)
    await click(popup, 'Change password')
    await see(popup, 'Too many attempts')
    await see(popup, 'Wait 15 minutes, then try again.')
    expect(await valueOf(popup, 'currentPassword')).toBe(ADA.password)
  })

  test('a first one, for who came by Google: they can then sign in with it', async ({
    browser,
    page,
  }) => {
    await continueWithGoogle(browser, page)
    const popup = await openAccount(browser, page)
    await see(popup, 'None: you sign in with Google')
    await see(popup, 'Email confirmed')
    await goTo(popup, 'Password')
    await fill(popup, 'New password', NEW_PASSWORD)
    await click(popup, 'Set password')
    await see(popup, 'Your password is set')
    await seeControl(popup, 'Change password')

    await click(popup, 'Back')
    await click(popup, 'Sign out')
    await fill(popup, 'Email', 'ada@gmail.com')
    await fill(popup, 'Password', NEW_PASSWORD)
    await click(popup, 'Log in')
    await see(popup, 'Signed in as ada@gmail.com')
  })
})

describe('The email', () => {
  test('is changed at once where the server sends no mail; a taken one is told under the field', async ({
    browser,
    page,
    pages,
    another,
  }) => {
    const other = await another()
    const ben = { email: 'ben@example.org', password: ADA.password }
    await createAccount(other, await other.newPage(pages.url('workshops.html')), ben)
    await createAccount(browser, page, ADA)
    const popup = await openAccount(browser, page, 'Email')
    await see(popup, 'this server sends no mail')
    await fill(popup, 'Current password', ADA.password)
    await fill(popup, 'New email', ben.email)
    await click(popup, 'Change email')
    await see(popup, 'Another account has this email already.')
    expect(await valueOf(popup, 'currentPassword')).toBe(ADA.password)

    await fill(popup, 'New email', 'ada.lovelace@example.org')
    await click(popup, 'Change email')
    await see(popup, 'You sign in with ada.lovelace@example.org from now on.')
    expect((await whoAmI(browser))?.person.email).toBe('ada.lovelace@example.org')
  })

  test('of a server that does not answer is not said to lack mail', async ({
    stack,
    browser,
    page,
  }) => {
    await createAccount(browser, page, ADA)
    await stack.server.stop()
    const popup = await openAccount(browser, page, 'Email')
    await see(popup, 'Not confirmed yet.')
    expect(await popup.$eval('main', (main) => main.textContent)).not.toContain('sends no mail')
  })
})

describe('The way through it', () => {
  test('by the keyboard alone: in, to a screen, back with Escape, and the focus where it was', async ({
    browser,
    page,
  }) => {
    const popup = await createAccount(browser, page, ADA)
    const tabTo = async (name: string) => {
      await eventually(`The focus on ${name}`, async () => {
        await popup.keyboard.press('Tab')
        return (await focused(popup)).includes(name)
      })
    }
    await tabTo('your account')
    await popup.keyboard.press('Enter')
    await eventually('The heading', async () => (await focused(popup)) === 'Account')
    await tabTo('Signed-in devices')
    await popup.keyboard.press('Enter')
    await eventually('The heading', async () => (await focused(popup)) === 'Signed-in devices')
    await see(popup, 'This device')
    await popup.keyboard.press('Escape')
    await eventually('Its row', async () => (await focused(popup)) === 'Signed-in devices')
    await see(popup, 'Your data')
    await popup.keyboard.press('Escape')
    await see(popup, 'Connect your Google account')
    expect(browser.isOpen('popup.html')).toBe(true)
  })

  test('a dialog takes Escape for itself, and gives the focus back', async ({ browser, page }) => {
    await createAccount(browser, page, ADA)
    const popup = await openAccount(browser, page, 'Your data')
    await click(popup, 'Delete account')
    await see(popup, 'This cannot be undone')
    await eventually('The field', async () => (await focused(popup)) === 'currentPassword')
    await popup.keyboard.press('Escape')
    await seeNoMore(popup, 'This cannot be undone')
    await seeControl(popup, 'Your data', 'heading')
    await eventually('The button', async () => (await focused(popup)) === 'Delete account')
    expect(browser.isOpen('popup.html')).toBe(true)
  })

  test('the options page has all of it too', async ({ browser, page }) => {
    await createAccount(browser, page, ADA)
    const options = await browser.extensionPage('options.html')
    await goTo(options, 'Signed-in devices')
    await see(options, 'This device')
    await click(options, 'Back')
    await click(options, 'Sign out')
    await seeNoMore(options, ADA.email)
    expect(await whoAmI(browser)).toBeNull()
  })
})
