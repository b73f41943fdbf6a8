import { expect } from 'vitest'
import type { Page } from 'puppeteer-core'
import { ADA, whoAmI } from '#test/browser/person.ts'
import type { ExtensionBrowser } from '#test/browser/launch.ts'
import { click, eventually, fill, see, seeNoMore, textOf } from '#test/browser/sight.ts'
import { test as plain } from '#test/browser/stage.ts'
import { readStored } from '#test/browser/stored.ts'
import { linkIn, startMailBox, type MailBox } from '#test/mail/mail-box.ts'

/** A server that sends mail, and the mailbox where it arrives. */
const test = plain
  // Vitest reads from the pattern what a fixture needs; it accepts no other first parameter.
  // oxlint-disable-next-line no-empty-pattern
  .extend('box', async ({}, { onCleanup }): Promise<MailBox> => {
    const box = await startMailBox()
    onCleanup(() => box.close())
    return box
  })
  .extend('stackOptions', ({ box }) => ({
    env: { SMTP_URL: box.url, MAIL_FROM: 'Sheetside <sheetside@example.org>' },
  }))

const NEW_PASSWORD = 'nine kettles under the viaduct'

/** Opens the newest link in a tab of the browser, and chooses a password there. */
async function choosePassword(browser: ExtensionBrowser, link: string, password: string) {
  const tab = await browser.newPage(link)
  await fill(tab, 'Password', password)
  await click(tab, /create/i.test(await textOf(tab)) ? 'Create account' : 'Set password')
  return tab
}

async function askForAccount(browser: ExtensionBrowser, page: Page): Promise<Page> {
  const popup = await browser.openPopup(page)
  await click(popup, 'Create an account')
  await see(popup, 'You choose a password by the link')
  await fill(popup, 'Email', ADA.email)
  await click(popup, 'Mail me a link')
  await see(popup, 'Check your mail')
  return popup
}

test('An account begins with a mailed link, and a forgotten password is mended by one', async ({
  box,
  browser,
  page,
}) => {
  const popup = await askForAccount(browser, page)
  await see(popup, ADA.email)
  const tab = await choosePassword(browser, linkIn(await box.next(ADA.email)), ADA.password)
  await see(tab, 'Your account is ready')
  expect(tab.url()).not.toContain('#')

  // The popup was closed when the mail was looked for; it still knows.
  const later = await browser.openPopup(page)
  await see(later, 'Check your mail')
  await click(later, 'Log in')
  expect(await later.$eval('input[name=email]', ({ value }) => value)).toBe(ADA.email)
  expect(await later.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('password')
  await fill(later, 'Password', ADA.password)
  await click(later, 'Log in')
  await see(later, 'Connect your Google account')
  expect((await whoAmI(browser))?.person).toMatchObject({ email: ADA.email, emailVerified: true })

  await click(later, 'Sign out')
  await click(later, 'Forgot password?')
  await fill(later, 'Email', ADA.email)
  await click(later, 'Mail me a link')
  await see(later, 'Check your mail')
  const reset = await choosePassword(browser, linkIn(await box.next(ADA.email)), NEW_PASSWORD)
  await see(reset, 'Your password is set')
  const last = await browser.openPopup(page)
  await click(last, 'Log in')
  await fill(last, 'Password', NEW_PASSWORD)
  await click(last, 'Log in')
  await see(last, 'Connect your Google account')
  expect((await readStored(browser)).session['mailedLink'] ?? null).toBeNull()
})

test('The page says what is wrong with a password, and the link still works', async ({
  box,
  browser,
  page,
}) => {
  await askForAccount(browser, page)
  const tab = await browser.newPage(linkIn(await box.next(ADA.email)))
  await see(tab, `Choose a password for ${ADA.email}`)
  expect(await tab.evaluate(() => document.activeElement?.id)).toBe('password')
  await fill(tab, 'Password', 'tiny')
  await click(tab, 'Create account')
  await see(tab, 'Use 8 characters or more.')
  await fill(tab, 'Password', 'password1')
  await click(tab, 'Create account')
  await see(tab, 'commonly used')
  expect(await tab.$eval('#password', (field) => field.getAttribute('aria-invalid'))).toBe('true')
  await fill(tab, 'Password', ADA.password)
  await click(tab, 'Create account')
  await see(tab, 'Your account is ready')
})

test('A link that was used, and a page without one, say what to do', async ({
  box,
  browser,
  page,
}) => {
  await askForAccount(browser, page)
  const link = linkIn(await box.next(ADA.email))
  await see(await choosePassword(browser, link, ADA.password), 'Your account is ready')
  const again = await browser.newPage(link)
  await see(again, 'This link no longer works')
  await see(again, 'ask for a new one')
  await again.reload()
  await see(again, 'Open the link in your mail')
})

test('The page tells when the server is down, and goes on when it is back', async ({
  box,
  stack,
  browser,
  page,
}) => {
  await askForAccount(browser, page)
  const tab = await browser.newPage(linkIn(await box.next(ADA.email)))
  await see(tab, 'Choose a password for')
  await stack.server.stop()
  await fill(tab, 'Password', ADA.password)
  await click(tab, 'Create account')
  await see(tab, 'The server does not answer')
  await stack.server.start()
  await click(tab, 'Create account')
  await see(tab, 'Your account is ready')
})

test('The mail can be sent again, until that was asked for too often', async ({
  box,
  browser,
  page,
}) => {
  const popup = await askForAccount(browser, page)
  await box.next(ADA.email)
  await click(popup, 'Send it again')
  await see(popup, 'Sent again')
  await box.next(ADA.email)
  for (;;) {
    const before = box.mails.length
    await click(popup, 'Send it again')
    const outcome = await eventually('A mail, or a refusal', async () => {
      if ((await textOf(popup)).includes('Too many attempts')) return 'refused'
      return box.mails.length > before && 'sent'
    })
    if (outcome === 'refused') break
  }
  expect(await textOf(popup)).toMatch(/Wait \d+ (minutes|seconds)/)
})

test('Another email can be used instead, and nothing of the first stays', async ({
  browser,
  page,
}) => {
  const popup = await askForAccount(browser, page)
  await click(popup, 'Use another email')
  await see(popup, 'Create your account')
  await fill(popup, 'Email', 'ben@example.org')
  await click(popup, 'Mail me a link')
  await see(popup, 'ben@example.org')
  await seeNoMore(popup, ADA.email)
})

test('An email that has an account is mailed a way in, and the screen tells nobody', async ({
  box,
  browser,
  page,
}) => {
  await askForAccount(browser, page)
  await choosePassword(browser, linkIn(await box.next(ADA.email)), ADA.password)
  const popup = await browser.openPopup(page)
  const told = await textOf(popup)
  await click(popup, 'Use another email')
  await fill(popup, 'Email', ADA.email)
  await click(popup, 'Mail me a link')
  await see(popup, 'Check your mail')
  expect(await textOf(popup)).toBe(told)
  expect((await box.next(ADA.email)).subject).toBe('Choose a new Sheetside password')
})
