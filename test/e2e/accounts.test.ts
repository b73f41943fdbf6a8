import { expect } from 'vitest'
import type { Page } from 'puppeteer-core'
import { chooseAccount, consent, googleWindow } from '#test/browser/google-window.ts'
import type { ExtensionBrowser } from '#test/browser/launch.ts'
import { ADA, createAccount, logIn, whoAmI } from '#test/browser/person.ts'
import { click, eventually, fill, see, seeControl, seeNoMore, textOf } from '#test/browser/sight.ts'
import { test } from '#test/browser/stage.ts'
import { readStored } from '#test/browser/stored.ts'

/** What the field with this label says is wrong with it; null where nothing is. */
function complaint(popup: Page, name: 'email' | 'password'): Promise<string | null> {
  return popup.$eval(`input[name=${name}]`, (field) => {
    if (field.getAttribute('aria-invalid') !== 'true') return null
    const ids = field.getAttribute('aria-describedby')?.split(' ') ?? []
    return ids.map((id) => document.getElementById(id)?.textContent ?? '').join(' ')
  })
}

function focused(popup: Page): Promise<string | null> {
  return popup.evaluate(() => document.activeElement?.getAttribute('name') ?? null)
}

function valueOf(popup: Page, name: 'email' | 'password'): Promise<string> {
  return popup.$eval(`input[name=${name}]`, (field) => field.value)
}

const hasNobody = async (browser: ExtensionBrowser) => (await whoAmI(browser)) === null

test('An account is created in the popup with email and password', async ({ browser, page }) => {
  const popup = await createAccount(browser, page, ADA)
  await see(popup, `Signed in as ${ADA.email}`)
  expect((await whoAmI(browser))?.person.email).toBe(ADA.email)
})

test('The account is there in another browser, by its password', async ({
  browser,
  page,
  pages,
  another,
}) => {
  await createAccount(browser, page, ADA)
  const other = await another()
  await logIn(other, await other.newPage(pages.url('workshops.html')), ADA)
  const [here, there] = [await whoAmI(browser), await whoAmI(other)]
  expect(there?.person.id).toBe(here?.person.id)
})

test('A wrong password: it says so under the field, which has the focus; the right one works', async ({
  browser,
  page,
}) => {
  const first = await createAccount(browser, page, ADA)
  await click(first, 'Sign out')
  await see(first, 'Log in')
  await fill(first, 'Email', ADA.email)
  await fill(first, 'Password', 'six lamps beside the harbour')
  await click(first, 'Log in')
  await see(first, 'Email and password do not match. Check both.')
  expect(await complaint(first, 'password')).toContain('Check both')
  expect(await focused(first)).toBe('password')
  expect(await hasNobody(browser)).toBe(true)

  await fill(first, 'Password', ADA.password)
  await click(first, 'Log in')
  await see(first, 'Signed in as')
  expect((await whoAmI(browser))?.person.email).toBe(ADA.email)
})

test('A wrong password and an unknown email are told apart by nothing', async ({
  browser,
  page,
}) => {
  const popup = await createAccount(browser, page, ADA)
  await click(popup, 'Sign out')
  await fill(popup, 'Email', 'nobody@example.org')
  await fill(popup, 'Password', ADA.password)
  await click(popup, 'Log in')
  await see(popup, 'Email and password do not match. Check both.')
})

test('An email that is taken: it says so and “Log in instead” keeps the email', async ({
  browser,
  page,
}) => {
  const popup = await createAccount(browser, page, ADA)
  await click(popup, 'Sign out')
  await click(popup, 'Create an account')
  await fill(popup, 'Email', ADA.email)
  await fill(popup, 'Password', 'another lamp beside the harbour')
  await click(popup, 'Create account')
  await see(popup, 'This email has an account already.')
  expect(await complaint(popup, 'email')).toContain('Log in instead')
  expect(await hasNobody(browser)).toBe(true)

  await click(popup, 'Log in instead')
  await see(popup, 'New to Sheetside?')
  expect(await valueOf(popup, 'email')).toBe(ADA.email)
  expect(await valueOf(popup, 'password')).toBe('')
  expect(await focused(popup)).toBe('password')
  await seeNoMore(popup, 'has an account already')
  await fill(popup, 'Password', ADA.password)
  await click(popup, 'Log in')
  await see(popup, `Signed in as ${ADA.email}`)
})

test('A weak password: it says why and what makes a better one', async ({ browser, page }) => {
  const popup = await browser.openPopup(page)
  await click(popup, 'Create an account')
  await fill(popup, 'Email', ADA.email)

  await fill(popup, 'Password', 'tiny')
  await click(popup, 'Create account')
  await see(popup, 'Use 8 characters or more.')
  expect(await focused(popup)).toBe('password')

  const weak = { password1: 'commonly used', [ADA.email]: 'personal' }
  for (const [password, why] of Object.entries(weak)) {
    await fill(popup, 'Password', password)
    await click(popup, 'Create account')
    await eventually(`Why ${password} is weak`, async () => {
      return (await complaint(popup, 'password'))?.includes(why) ?? false
    })
    expect(await complaint(popup, 'password')).toContain('Add more words that are less common.')
    expect(await hasNobody(browser)).toBe(true)
  }

  await fill(popup, 'Password', ADA.password)
  await click(popup, 'Create account')
  await see(popup, 'Connect your Google account')
})

test('What is no email, or no password, is told before anything is sent', async ({
  stack,
  browser,
  page,
}) => {
  const popup = await browser.openPopup(page)
  await fill(popup, 'Email', 'ada at example')
  await click(popup, 'Log in')
  await see(popup, 'Type an email address, such as you@example.com.')
  expect(await focused(popup)).toBe('email')
  await fill(popup, 'Email', ADA.email)
  await click(popup, 'Log in')
  await see(popup, 'Type your password.')
  expect(stack.server.log()).not.toContain('/api/sessions')
})

test('The server is not running: it names its address and where to change it; “Try again” works', async ({
  stack,
  browser,
  page,
}) => {
  const first = await createAccount(browser, page, ADA)
  await click(first, 'Sign out')
  await see(first, 'Log in')
  await stack.server.stop()

  const popup = await browser.openPopup(page)
  await fill(popup, 'Email', ADA.email)
  await fill(popup, 'Password', ADA.password)
  await click(popup, 'Log in')
  await see(popup, 'No connection to the server')
  await see(popup, `The Sheetside server at ${stack.url} does not answer. Check that it runs`)
  await seeControl(popup, 'Server address')

  await stack.server.start()
  await click(popup, 'Try again')
  await see(popup, `Signed in as ${ADA.email}`)
})

test('The server is not running: its address is one press away', async ({
  stack,
  browser,
  page,
}) => {
  await stack.server.stop()
  const popup = await browser.openPopup(page)
  await fill(popup, 'Email', ADA.email)
  await fill(popup, 'Password', ADA.password)
  await click(popup, 'Log in')
  await click(popup, 'Server address')
  const options = await browser.nextWindow((url) => url.endsWith('/options.html'))
  await see(options, 'Server address')
})

test('The server is not running: an account cannot be created, nor Google be asked, and it says why', async ({
  stack,
  browser,
  page,
}) => {
  await stack.server.stop()
  const popup = await browser.openPopup(page)
  await click(popup, 'Continue with Google')
  await see(popup, 'No connection to the server')
  await see(popup, stack.url)

  await click(popup, 'Create an account')
  await fill(popup, 'Email', ADA.email)
  await fill(popup, 'Password', ADA.password)
  await click(popup, 'Create account')
  await seeControl(popup, 'Try again')
  await see(popup, 'No connection to the server')
})

test('The server is not running: whether it mails links is not known, and not said', async ({
  stack,
  browser,
  page,
}) => {
  await stack.server.stop()
  const popup = await browser.openPopup(page)
  await click(popup, 'Forgot password?')
  await see(popup, 'No connection to the server')
  expect(await textOf(popup)).not.toContain('It sends no mail')
  await stack.server.start()
  await click(popup, 'Try again')
  await see(popup, 'It sends no mail')
})

test('Signing out ends the session on the server too and leaves nothing of the person here', async ({
  stack,
  browser,
  page,
}) => {
  const popup = await createAccount(browser, page, ADA)
  const before = await readStored(browser)
  const { token } = before.local['session'] as { token: string }
  const asked = () =>
    fetch(`${stack.url}/api/me`, { headers: { authorization: `Bearer ${token}` } })
  expect((await asked()).status).toBe(200)

  await click(popup, 'Sign out')
  await see(popup, 'Continue with Google')
  await eventually('The session is gone on the server', async () => (await asked()).status === 401)
  expect(JSON.stringify(await readStored(browser))).not.toContain(ADA.email)
  const again = await browser.openPopup(page)
  await see(again, 'New to Sheetside?')
})

test('Signing out while the server is down holds here, and says that the server could not be told', async ({
  stack,
  browser,
  page,
}) => {
  const popup = await createAccount(browser, page, ADA)
  await stack.server.stop()
  await click(popup, 'Sign out')
  await see(popup, 'Signed out in this browser')
  await see(popup, 'The server could not be told')
  expect((await readStored(browser)).local['session'] ?? null).toBeNull()
})

test('Continue with Google creates the account and connects it in one consent', async ({
  stack,
  browser,
  page,
}) => {
  const popup = await browser.openPopup(page)
  await click(popup, 'Continue with Google')
  await consent(browser, { person: 'Ada Lovelace' })
  const me = await eventually('Who is signed in', () => whoAmI(browser))
  expect(me.person.email).toBe('ada@gmail.com')
  expect(me.googleAccounts).toMatchObject([{ email: 'ada@gmail.com', state: 'ok' }])
  const asked = stack.google.requests().filter(({ operation }) => operation === 'authorize')
  expect(asked).toHaveLength(1)

  const again = await browser.openPopup(page)
  await see(again, 'Signed in as ada@gmail.com')
  await see(again, 'Google account ada@gmail.com')
  await see(again, 'No sheet chosen yet')
})

test('Continue with Google again, elsewhere, is the same person', async ({
  browser,
  page,
  pages,
  another,
}) => {
  await click(await browser.openPopup(page), 'Continue with Google')
  await consent(browser, { person: 'Ben Okafor' })
  const here = await eventually('Who is signed in', () => whoAmI(browser))

  const other = await another()
  const tab = await other.newPage(pages.url('workshops.html'))
  await click(await other.openPopup(tab), 'Continue with Google')
  // What was allowed once is not asked again.
  await chooseAccount(await googleWindow(other), 'Ben Okafor')
  const there = await eventually('Who is signed in there', () => whoAmI(other))
  expect(there.person.id).toBe(here.person.id)
  expect(there.googleAccounts).toMatchObject([{ email: 'ben@gmail.com', state: 'ok' }])
})

test('Continue with Google with the email of a password account: told to log in with the password', async ({
  browser,
  page,
}) => {
  const mine = { email: 'ada@gmail.com', password: ADA.password }
  const first = await createAccount(browser, page, mine)
  await click(first, 'Sign out')
  await click(first, 'Continue with Google')
  await consent(browser, { person: 'Ada Lovelace' })

  const popup = await browser.openPopup(page)
  await see(popup, 'This email has an account')
  await see(popup, 'Log in with your password, then connect Google.')
  expect(await hasNobody(browser)).toBe(true)

  await fill(popup, 'Email', mine.email)
  await fill(popup, 'Password', mine.password)
  await click(popup, 'Log in')
  await see(popup, 'Connect your Google account')
  expect((await whoAmI(browser))?.googleAccounts).toEqual([])
})
