import { ADA, whoAmI } from '#test/browser/person.ts'
import { click, fill, see } from '#test/browser/sight.ts'
import { ensure, type Scene } from './scene.ts'

/** The popup: an account with email and password, and what it says where that does not work. */
export async function signIn({ tour, stack, browser, page }: Scene): Promise<void> {
  const { step, shoot } = tour
  let popup = await browser.openPopup(page)

  await step('popup', 'The popup opens with the ways to sign in', async () => {
    await see(popup, 'Continue with Google')
    await see(popup, 'Create an account')
    await shoot(popup)
  })

  await step('server-down', 'Server not running: it says what to check', async () => {
    await stack.server.stop()
    await fill(popup, 'Email', ADA.email)
    await fill(popup, 'Password', ADA.password)
    await click(popup, 'Log in')
    await see(popup, 'No connection to the server')
    await see(popup, stack.url)
    await shoot(popup)
    await stack.server.start()
  })

  await step('wrong-password', 'Wrong email or password: it says so, under the field', async () => {
    await click(popup, 'Log in')
    await see(popup, 'do not match')
    await shoot(popup)
  })

  await step('short-password', 'A short password is refused before anything is sent', async () => {
    await click(popup, 'Create an account')
    await fill(popup, 'Password', 'tiny')
    await click(popup, 'Create account')
    await see(popup, 'Use 8 characters or more')
    await shoot(popup)
  })

  await step(
    'weak-password',
    'A weak password: it says why, and what makes a better one',
    async () => {
      await fill(popup, 'Password', 'password1')
      await click(popup, 'Create account')
      await popup.waitForSelector('input[name=password][aria-invalid=true]')
      ensure((await whoAmI(browser)) === null, 'nobody is signed in after a refused password')
      await shoot(popup)
    },
  )

  await step('created', 'An account is created; it asks to connect Google', async () => {
    await fill(popup, 'Password', ADA.password)
    await click(popup, 'Create account')
    await see(popup, 'Connect your Google account')
    const me = await whoAmI(browser)
    ensure(me?.person.email === ADA.email, `the server knows ${ADA.email} by this session`)
    ensure(me?.googleAccounts.length === 0, 'no Google account is connected yet')
    await shoot(popup)
  })

  await step(
    'email-taken',
    'An email that has an account: it offers to log in instead',
    async () => {
      await click(popup, 'Sign out')
      await click(popup, 'Create an account')
      await fill(popup, 'Email', ADA.email)
      await fill(popup, 'Password', 'another lamp beside the harbour')
      await click(popup, 'Create account')
      await see(popup, 'has an account already')
      await shoot(popup)
    },
  )

  await step('log-in', 'Logging in with the right password', async () => {
    await click(popup, 'Log in instead')
    await fill(popup, 'Password', ADA.password)
    await click(popup, 'Log in')
    await see(popup, 'Connect your Google account')
    ensure((await whoAmI(browser))?.person.email === ADA.email, 'the session is hers')
    await shoot(popup)
  })
}
