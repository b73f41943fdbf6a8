import type { Page } from 'puppeteer-core'
import { chooseAccount, decide, googleWindow, tick } from '#test/browser/google-window.ts'
import { whoAmI } from '#test/browser/person.ts'
import { click, eventually, see } from '#test/browser/sight.ts'
import { ensure, type Scene } from './scene.ts'

/** Connecting Google from the popup: cancelled, with a scope left unticked, and whole. */
export async function connecting({ tour, browser, page }: Scene): Promise<void> {
  const { step, shoot, shootBeside } = tour
  let popup = await browser.openPopup(page)
  let window: Page | null = null
  const stateOf = async () => (await whoAmI(browser))?.googleAccounts[0]?.state

  await step('account-chooser', "Google's window: which account", async () => {
    await click(popup, 'Connect with Google')
    window = await googleWindow(browser)
    await see(window, 'Ada Lovelace')
    await shoot(window)
    await chooseAccount(window, 'Ada Lovelace')
  })

  await step('consent', "Google's window: what Sheetside may do, each with a box", async () => {
    if (!window) throw new Error('No window.')
    await tick(window, 'all')
    await shoot(window)
  })

  await step('cancelled', 'Cancel: nothing is connected, and the popup says so', async () => {
    if (!window) throw new Error('No window.')
    await decide(window, 'Cancel')
    popup = await browser.openPopup(page)
    await see(popup, 'No account was connected')
    ensure((await stateOf()) === undefined, 'the server knows of no Google account')
    await shoot(popup)
  })

  await step(
    'scope-unticked',
    'A box left open: the popup says which permission is missing',
    async () => {
      await click(popup, 'Connect with Google')
      window = await googleWindow(browser)
      await chooseAccount(window, 'Ada Lovelace')
      await tick(window, ['Sheets'])
      await shoot(window, 'google')
      await decide(window, 'Allow')
      await eventually(
        'A connection with a scope missing',
        async () => (await stateOf()) === 'missing_scopes',
      )
      popup = await browser.openPopup(page)
      await see(popup, 'Permission to list your spreadsheets is missing')
      await shoot(popup)
    },
  )

  await step(
    'connected',
    'The rest is allowed: who is signed in, which account, where selections go',
    async () => {
      await click(popup, 'Give permission')
      window = await googleWindow(browser)
      await chooseAccount(window, 'Ada Lovelace')
      await tick(window, 'all')
      await decide(window, 'Allow')
      await eventually('A whole connection', async () => (await stateOf()) === 'ok')
      popup = await browser.openPopup(page)
      await see(popup, 'No sheet chosen yet')
      await see(popup, 'ada@gmail.com')
      await shoot(popup)
    },
  )

  await step('panel-opens', 'Its button opens the side panel beside the page', async () => {
    await click(popup, 'Open side panel')
    const panel = await browser.panel()
    await see(panel, 'Your spreadsheets')
    ensure((await panel.evaluate(() => innerWidth)) === 360, 'the panel is 360 pixels wide')
    await shootBeside(page, panel)
  })
}
