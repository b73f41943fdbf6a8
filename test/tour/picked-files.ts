import {
  chooseAccount,
  decide,
  googleWindow,
  pick,
  pickFiles,
} from '#test/browser/google-window.ts'
import { ADA, createAccount, linkTo, search } from '#test/browser/person.ts'
import { click, see } from '#test/browser/sight.ts'
import { startStack } from '#test/browser/stack.ts'
import { SEED_IDS } from '#test/google/seeds/seeds.ts'
import type { Scene } from './scene.ts'

/** A server that asks Google for nothing but the files that a person picks. */
export async function pickedFiles(scene: Scene): Promise<void> {
  const { pages } = scene
  const { step, shoot } = scene.tour
  const stack = await startStack({ logLevel: 'info', env: { GOOGLE_SCOPES: 'file' } })
  try {
    const browser = await scene.another()
    await browser.setServer(stack.url)
    const page = await browser.newPage(pages.url('night-trains.html'))

    await step('picked-files', 'A server that sees picked files alone says so', async () => {
      const popup = await createAccount(browser, page, ADA)
      await see(popup, 'see no other file')
      await shoot(popup)
    })

    await step('picker', "Google's window: which spreadsheets", async () => {
      const panel = await browser.openPanel(page)
      await click(panel, 'Connect with Google')
      const window = await googleWindow(browser)
      await chooseAccount(window, 'Ada Lovelace')
      await Promise.all([window.waitForNavigation(), click(window, 'Allow')])
      await pick(window, ['Reading list', 'Suppliers'])
      await shoot(window)
      await decide(window, 'Insert')
      await see(panel, 'Suppliers')
      await shoot(panel, 'list')
    })

    await step('not-picked', 'A link to another one leads to the Picker', async () => {
      const panel = await browser.panel()
      await search(panel, linkTo(SEED_IDS.prices))
      await panel.keyboard.press('Enter')
      await see(panel, 'This spreadsheet is not picked yet')
      await shoot(panel)
      await click(panel, 'Pick it at Google')
      await pickFiles(browser, ['Prices 2026'])
      await panel.waitForSelector('[role=grid]')
      await see(panel, 'Prices 2026')
      await shoot(panel, 'open')
    })
  } finally {
    await stack.close()
  }
}
