import type { Page } from 'puppeteer-core'
import { expect } from 'vitest'
import { alter } from '#test/browser/database.ts'
import type { ExtensionBrowser } from '#test/browser/launch.ts'
import { ADA, logIn, openAccount, whoAmI } from '#test/browser/person.ts'
import { click, eventually, fill, see, seeNoMore } from '#test/browser/sight.ts'
import { test as plain } from '#test/browser/stage.ts'
import { linkIn, startMailBox, type MailBox } from '#test/mail/mail-box.ts'

const NEW_EMAIL = 'ada.lovelace@example.org'

/** A server that sends mail, to a box that the test reads. */
const test = plain
  // Vitest reads from the pattern what a fixture needs; it accepts no other first parameter.
  // oxlint-disable-next-line no-empty-pattern
  .extend('box', async ({}, { onCleanup }): Promise<MailBox> => {
    const box = await startMailBox()
    onCleanup(() => box.close())
    return box
  })
  .extend('stackOptions', ({ box }) => ({
    env: { SMTP_URL: box.url, MAIL_FROM: 'sheetside@example.org' },
  }))

/** An account begins with a mailed link, which also proves its email. */
async function beginByMail(browser: ExtensionBrowser, page: Page, box: MailBox): Promise<void> {
  const popup = await browser.openPopup(page)
  await click(popup, 'Create an account')
  await fill(popup, 'Email', ADA.email)
  await click(popup, 'Mail me a link')
  const tab = await browser.newPage(linkIn(await box.next(ADA.email)))
  await fill(tab, 'Password', ADA.password)
  await click(tab, 'Create account')
  await see(tab, 'Your account is ready')
  await tab.close()
  await page.bringToFront()
  const back = await browser.openPopup(page)
  await click(back, 'Log in')
  await fill(back, 'Password', ADA.password)
  await click(back, 'Log in')
  await see(back, 'Signed in as')
}

test('A new email waits for the link that is mailed to it, and the person is told', async ({
  box,
  browser,
  page,
}) => {
  await beginByMail(browser, page, box)
  const popup = await openAccount(browser, page, 'Email')
  await see(popup, 'Confirmed: it is known to be yours.')
  await fill(popup, 'New email', NEW_EMAIL)
  await fill(popup, 'Current password', ADA.password)
  await click(popup, 'Change email')
  await see(popup, `A link is on its way to ${NEW_EMAIL}.`)
  await see(popup, `Until then your email stays ${ADA.email}.`)
  expect((await whoAmI(browser))?.person.email).toBe(ADA.email)

  const tab = await browser.newPage(linkIn(await box.next(NEW_EMAIL)))
  await click(tab, 'Confirm email')
  await see(tab, NEW_EMAIL)
  expect((await whoAmI(browser))?.person.email).toBe(NEW_EMAIL)
})

test('An email that was never confirmed is confirmed by a link, which signs out everywhere', async ({
  stack,
  box,
  browser,
  page,
}) => {
  await beginByMail(browser, page, box)
  alter(stack, 'UPDATE people SET email_verified_at = NULL')
  const popup = await openAccount(browser, page, 'Email')
  await see(popup, 'Not confirmed yet.')
  await click(popup, 'Confirm the present one by a link')
  await see(popup, 'Type your current password.')
  await fill(popup, 'Current password', ADA.password)
  await click(popup, 'Confirm the present one by a link')
  await see(popup, 'You choose a password there, and are signed out on every device.')

  const tab = await browser.newPage(linkIn(await box.next(ADA.email)))
  await fill(tab, 'Password', 'eight lamps beside the harbour')
  await click(tab, 'Set password')
  await see(tab, 'Your password is set')
  expect(await whoAmI(browser)).toBeNull()
  await logIn(browser, page, { ...ADA, password: 'eight lamps beside the harbour' })
  expect((await whoAmI(browser))?.person.emailVerified).toBe(true)
})

test('Too many links asked for: it says how long to wait', async ({ box, browser, page }) => {
  await beginByMail(browser, page, box)
  const popup = await openAccount(browser, page, 'Email')
  const ask = async () => {
    await fill(popup, 'New email', NEW_EMAIL)
    await fill(popup, 'Current password', ADA.password)
    await click(popup, 'Change email')
  }
  for (let asked = 1; asked <= 5; asked += 1) {
    await ask()
    await eventually('An empty form', () =>
      popup.$eval('input[name=email]', (field) => field.value === ''),
    )
  }
  await ask()
  await see(popup, 'Too many attempts')
  await see(popup, 'Wait 15 minutes')
  await seeNoMore(popup, 'Check your mail')
})
