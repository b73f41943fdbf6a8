import { ADA, whoAmI } from '#test/browser/person.ts'
import { click, fill, see } from '#test/browser/sight.ts'
import { startStack } from '#test/browser/stack.ts'
import { linkIn, startMailBox } from '#test/mail/mail-box.ts'
import { ensure, type Scene } from './scene.ts'

const NEW_PASSWORD = 'nine kettles under the viaduct'

/** A server that sends mail: an account begins with a link. */
export async function byMail(scene: Scene): Promise<void> {
  const { pages } = scene
  const { step, shoot } = scene.tour
  const box = await startMailBox()
  const stack = await startStack({
    logLevel: 'info',
    env: { SMTP_URL: box.url, MAIL_FROM: 'Sheetside <sheetside@example.org>' },
  })
  try {
    const browser = await scene.another()
    await browser.setServer(stack.url)
    const page = await browser.newPage(pages.url('night-trains.html'))

    await step(
      'by-mail',
      'A server that sends mail: an account begins with the email',
      async () => {
        const popup = await browser.openPopup(page)
        await click(popup, 'Create an account')
        await see(popup, 'Mail me a link')
        await fill(popup, 'Email', ADA.email)
        await shoot(popup)
      },
    )

    await step('check-mail', '“Check your mail”, whoever has an account', async () => {
      const popup = await browser.popup()
      await click(popup, 'Mail me a link')
      await see(popup, 'Check your mail')
      await shoot(popup)
    })

    await step('link', 'The link opens a page of the server: a password is chosen', async () => {
      const tab = await browser.newPage(linkIn(await box.next(ADA.email)))
      await see(tab, `Choose a password for ${ADA.email}`)
      ensure(!tab.url().includes('#'), 'the secret is out of the address')
      await shoot(tab)
      await fill(tab, 'Password', 'password1')
      await click(tab, 'Create account')
      await see(tab, 'commonly used')
      await shoot(tab, 'weak')
      await fill(tab, 'Password', ADA.password)
      await click(tab, 'Create account')
      await see(tab, 'Your account is ready')
      await shoot(tab, 'done')
    })

    await step('mail-log-in', 'Back in the popup, which still knows the email', async () => {
      const popup = await browser.openPopup(page)
      await see(popup, 'Check your mail')
      await click(popup, 'Log in')
      await fill(popup, 'Password', ADA.password)
      await shoot(popup)
      await click(popup, 'Log in')
      await see(popup, 'Connect your Google account')
      ensure((await whoAmI(browser))?.person.emailVerified === true, 'the email is proven')
    })

    await step(
      'forgot',
      'A forgotten password: another link, and all devices signed out',
      async () => {
        const elsewhere = await scene.another()
        await elsewhere.setServer(stack.url)
        const popup = await elsewhere.openPopup(
          await elsewhere.newPage(pages.url('workshops.html')),
        )
        await click(popup, 'Forgot password?')
        await fill(popup, 'Email', ADA.email)
        await shoot(popup)
        await click(popup, 'Mail me a link')
        await see(popup, 'Check your mail')
        const tab = await elsewhere.newPage(linkIn(await box.next(ADA.email)))
        await fill(tab, 'Password', NEW_PASSWORD)
        await shoot(tab, 'link')
        await click(tab, 'Set password')
        await see(tab, 'Your password is set')
        ensure((await whoAmI(browser)) === null, 'the other browser is signed out')
      },
    )
  } finally {
    await Promise.all([stack.close(), box.close()])
  }
}
