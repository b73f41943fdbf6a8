import {
  connectGoogle,
  createAccount,
  goTo,
  logIn,
  openAccount,
  whoAmI,
} from '#test/browser/person.ts'
import { click, fill, see, seeControl } from '#test/browser/sight.ts'
import { ensure, type Scene } from './scene.ts'

/** A person of her own, whose account ends in it. */
const CHIARA = { email: 'chiara@example.org', password: 'seven lamps beside the harbour' }
const NEW_PASSWORD = 'eight lamps beside the harbour'

/** What a person sees and does about their account, from its name to its end. */
export async function account(scene: Scene): Promise<void> {
  const { tour, stack, pages } = scene
  const { step, shoot } = tour
  const browser = await scene.another()
  const page = await browser.newPage(pages.url('night-trains.html'))
  await connectGoogle(browser, await createAccount(browser, page, CHIARA), 'Chiara Rossi')
  const other = await scene.another()
  await logIn(other, await other.newPage(pages.url('workshops.html')), CHIARA)
  const popup = await openAccount(browser, page)

  await step('account', 'The account: who she is, and the way to all of it', async () => {
    await see(popup, CHIARA.email)
    await seeControl(popup, 'Your data')
    await shoot(popup)
  })

  await step('account-name', 'Her name, changed in its place', async () => {
    await click(popup, 'Change your name')
    await fill(popup, 'Your name', 'Chiara R.')
    await shoot(popup)
    await click(popup, 'Save')
    await see(popup, 'Chiara R.')
  })

  await step('account-password', 'A new password signs out her other devices', async () => {
    await goTo(popup, 'Password')
    await fill(popup, 'Current password', CHIARA.password)
    await fill(popup, 'New password', NEW_PASSWORD)
    await click(popup, 'Change password')
    await see(popup, 'All other devices were signed out')
    ensure((await whoAmI(other)) === null, 'the other browser is signed out')
    await shoot(popup)
  })

  await step('account-email', 'The email, and whether it is confirmed', async () => {
    await click(popup, 'Back')
    await goTo(popup, 'Email')
    await shoot(popup)
  })

  await step('account-devices', 'Signed-in devices: another one is signed out', async () => {
    const tab = await other.newPage(pages.url('workshops.html'))
    await logIn(other, tab, { ...CHIARA, password: NEW_PASSWORD })
    await click(popup, 'Back')
    await goTo(popup, 'Signed-in devices')
    await see(popup, 'Last used just now')
    await shoot(popup, 'list')
    await click(popup, 'Sign out all others')
    await see(popup, 'Sign out all other devices?')
    await shoot(popup, 'question')
    await click(popup, 'Sign out')
    await see(popup, 'All other devices were signed out')
    ensure((await whoAmI(other)) === null, 'the other browser is signed out again')
  })

  await step('account-activity', 'Activity: what happened, when, and from where', async () => {
    await click(popup, 'Back')
    await goTo(popup, 'Activity')
    await see(popup, 'Password changed')
    await shoot(popup)
  })

  await step('account-options', 'The options page has all of it too', async () => {
    const options = await browser.extensionPage('options.html')
    await see(options, CHIARA.email)
    await shoot(options)
    await options.close()
  })

  await step('account-end', 'The end of the account: all that ends is said before', async () => {
    const again = await openAccount(browser, page, 'Your data')
    await shoot(again, 'data')
    await click(again, 'Delete account')
    await see(again, 'This cannot be undone')
    await shoot(again, 'question')
    await fill(again, 'Current password', NEW_PASSWORD)
    await again.locator('[role=alertdialog] button[type=submit]').click()
    await see(again, 'Your account was deleted')
    const revoked = stack.google.requests().filter(({ operation }) => operation === 'revoke')
    ensure(revoked.length > 0, 'Google was told to end the grant')
    await shoot(again, 'deleted')
  })
}
