import type { Chrome } from '#test/browser/chrome.ts'
import { filesWith } from '#test/browser/disk.ts'
import { consent } from '#test/browser/google-window.ts'
import { ADA, logIn, whoAmI } from '#test/browser/person.ts'
import { readingList } from '#test/browser/reading-list.ts'
import { select, selectAndSend } from '#test/browser/selection.ts'
import { click, eventually, see, seeControl, seeNoMore } from '#test/browser/sight.ts'
import { ensure, type Scene } from './scene.ts'

declare const chrome: Chrome

/** Mending the connection, signing out, and the same person in other browsers and private windows. */
export async function elsewhere(scene: Scene): Promise<void> {
  const { tour, stack, browser, page, pages } = scene
  const { step, shoot } = tour
  const list = readingList(stack.google)

  await step('reconnected', 'Reconnected: what waited goes out by itself', async () => {
    const text = await select(page, 'h1')
    const panel = await browser.panel()
    await click(panel, 'Reconnect')
    await consent(browser)
    await list.arrived(text)
    await seeNoMore(panel, 'Google ended the connection')
    await shoot(panel)
  })

  await step('options', "The options: the server's address, checked", async () => {
    const options = await browser.extensionPage('options.html')
    await see(options, 'Server address')
    await click(options, 'Check')
    await see(options, 'All is well')
    await shoot(options)
    await options.close()
  })

  await step('theme', 'A theme of her own', async () => {
    const popup = await browser.openPopup(page)
    await click(popup, 'Theme: System')
    await click(popup, 'Dark', 'menuitemradio')
    await eventually('The theme on the server', async () => {
      return (await whoAmI(browser))?.preferences.theme === 'dark'
    })
    await shoot(popup)
    await browser.closePopup()
  })

  await step(
    'signed-out',
    'Signed out: panel and popup offer the way in, and keep nothing of hers',
    async () => {
      const popup = await browser.openPopup(page)
      await click(popup, 'Sign out')
      await see(popup, 'Log in')
      ensure((await whoAmI(browser)) === null, 'the session is gone')
      const panel = await browser.panel()
      await see(panel, 'Continue with Google')
      ensure(
        (await panel.$('[aria-busy=true]')) === null,
        'nothing is busy when nobody is signed in',
      )
      await seeNoMore(panel, 'ada@')
      await shoot(panel)
    },
  )

  await step(
    'another-profile',
    'Another browser profile: destination, theme and Google connection are there',
    async () => {
      const second = await scene.another()
      const there = await second.newPage(pages.url('workshops.html'))
      await logIn(second, there, ADA)
      const popup = await second.openPopup(there)
      await see(popup, 'ada@gmail.com')
      await see(popup, 'Reading list')
      await seeControl(popup, 'Theme: Dark')
      await shoot(popup, 'popup')
      await click(popup, 'Open side panel')
      const panel = await second.panel()
      await see(panel, 'Selections go here')
      await shoot(panel, 'panel')
      await list.arrived(await selectAndSend(second, there, '#maker'))
    },
  )

  await step(
    'incognito',
    'A private window, once allowed: it is sent, and nothing of it is kept on disk',
    async () => {
      const third = await scene.another({ incognito: true })
      const first = await third.newPage(pages.url('night-trains.html'))
      await logIn(third, first, ADA)
      await third.closePopup()
      const url = `${pages.url('workshops.html')}?private`
      await third.worker.evaluate(async (address) => {
        await chrome.windows.create({ incognito: true, url: address })
      }, url)
      const hidden = await third.nextWindow((address) => address === url)
      await hidden.waitForSelector('article h1')
      const text = await selectAndSend(third, hidden, 'article h1')
      await list.arrived(text)
      await shoot(hidden)
      await third.quit()
      const kept = await filesWith(third.profile, text, 'workshops.html?private')
      ensure(kept.length === 0, `nothing of it is on disk, but in ${kept.join(', ')}`)
    },
  )
}
