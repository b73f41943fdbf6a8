import { consent } from '#test/browser/google-window.ts'
import {
  ADA,
  connectGoogle,
  createAccount,
  openAccount,
  openSpreadsheet,
  whoAmI,
} from '#test/browser/person.ts'
import { click, eventually, see, seeNoMore } from '#test/browser/sight.ts'
import { startStack } from '#test/browser/stack.ts'
import { DEFAULT_CLIENT } from '#test/google/oauth/clients.ts'
import { ensure, type Scene } from './scene.ts'

const DAY = 24 * 3_600_000

/** A server whose Google app is in testing, and a person with two Google accounts there. */
export async function googleAccounts(scene: Scene): Promise<void> {
  const { pages } = scene
  const { step, shoot } = scene.tour
  const stack = await startStack({
    logLevel: 'info',
    google: { clients: [{ ...DEFAULT_CLIENT, publishing: 'testing' }] },
  })
  try {
    const browser = await scene.another()
    await browser.setServer(stack.url)
    const page = await browser.newPage(pages.url('night-trains.html'))
    await connectGoogle(browser, await createAccount(browser, page, ADA))

    await step('two-accounts', 'A second Google account: how each of them stands', async () => {
      const before = await openAccount(browser, page, 'Google accounts')
      await click(before, 'Add another Google account')
      await consent(browser, { person: 'Ben Okafor' })
      await eventually('Two accounts', async () => {
        return (await whoAmI(browser))?.googleAccounts.length === 2
      })
      const popup = await openAccount(browser, page, 'Google accounts')
      await see(popup, 'Ben Okafor')
      await see(popup, 'Connected until')
      await shoot(popup)
    })

    await step('switching', 'The panel changes between them', async () => {
      const panel = await browser.openPanel(page)
      await click(panel, 'Google account: ada@gmail.com')
      await see(panel, 'Add another account')
      await shoot(panel)
      await panel.keyboard.press('Escape')
    })

    await step('ends-soon', 'A connection that will end says so beforehand', async () => {
      const panel = await browser.panel()
      stack.google.setClock(5.5 * DAY)
      await openSpreadsheet(panel, 'Reading list')
      const popup = await browser.openPopup(page)
      await see(popup, 'Renew now')
      await shoot(popup, 'popup')
      await see(panel, 'Connected until')
      await shoot(panel, 'panel')
      stack.google.setClock(0)
      await click(panel, 'Renew now')
      await consent(browser)
      await seeNoMore(panel, 'Connected until')
    })

    await step('disconnecting', 'Disconnecting says beforehand what goes', async () => {
      const popup = await openAccount(browser, page, 'Google accounts')
      await click(popup, 'What to do with ben@gmail.com')
      await shoot(popup, 'menu')
      await click(popup, 'Disconnect…', 'menuitem')
      await see(popup, 'Disconnect ben@gmail.com?')
      await shoot(popup, 'question')
      await click(popup, 'Disconnect')
      await see(popup, 'ben@gmail.com is disconnected')
      await shoot(popup, 'done')
      const left = (await whoAmI(browser))?.googleAccounts.map(({ email }) => email)
      ensure(left?.join() === 'ada@gmail.com', 'the other account stays')
    })
  } finally {
    await stack.close()
  }
}
