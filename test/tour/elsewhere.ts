import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { SEED_IDS } from '#test/google/seeds.ts'
import type { Chrome } from '#test/browser/chrome.ts'
import { consent } from '#test/browser/google-window.ts'
import { logIn, whoAmI } from '#test/browser/person.ts'
import { select, sendSelection } from '#test/browser/selection.ts'
import { click, eventually, see, seeNoMore } from '#test/browser/sight.ts'
import { ADA, ensure, type Cells, type Scene } from './scene.ts'

declare const chrome: Chrome

/** Mending the connection, signing out, and the same person in other browsers and private windows. */
export async function elsewhere(scene: Scene): Promise<void> {
  const { tour, stack, browser, page, pages } = scene
  const { step, shoot } = tour
  const rows = () => stack.google.cells(SEED_IDS.reading, "'Reading list'!A1:E100") as Cells

  await step('reconnected', 'Reconnected: what waited goes out by itself', async () => {
    const text = await select(page, '#second')
    const before = rows().filter((row) => row[2] === text).length
    const panel = await browser.panel()
    await click(panel, 'Reconnect')
    await consent(browser)
    await eventually('The row that waited', () => {
      return rows().filter((row) => row[2] === text).length === before + 1
    })
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
      await see(popup, 'Theme').catch(() => {})
      await shoot(popup, 'popup')
      await click(popup, 'Open side panel')
      const panel = await second.panel()
      await see(panel, 'Selections go here')
      await shoot(panel, 'panel')
      const text = await select(there, '#maker')
      await sendSelection(second, there)
      await eventually('The row sent from there', () => rows().some((row) => row[2] === text))
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
      await hidden.waitForSelector('#workshops tr:nth-child(2) td')
      const text = await select(hidden, '#workshops tr:nth-child(2) td')
      await sendSelection(third, hidden)
      await eventually('The row sent from there', () => rows().some((row) => row[2] === text))
      await shoot(hidden)
      await third.raw.close()
      const kept = await filesWith(third.profile, [text, 'workshops.html?private'])
      ensure(kept.length === 0, `nothing of it is on disk, but in ${kept.join(', ')}`)
    },
  )
}

/** The files below a folder in which one of these texts stands, in UTF-8 or UTF-16. */
async function filesWith(folder: string, texts: readonly string[]): Promise<string[]> {
  const needles = texts.flatMap((text) => [Buffer.from(text), Buffer.from(text, 'utf16le')])
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const found: string[] = []
  for (const entry of entries) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    const content = await readFile(path).catch(() => Buffer.alloc(0))
    if (needles.some((needle) => content.includes(needle))) found.push(path)
  }
  return found
}
