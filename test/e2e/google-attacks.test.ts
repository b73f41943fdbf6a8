import type { Page } from 'puppeteer-core'
import { describe, expect } from 'vitest'
import {
  chooseAccount,
  closing,
  consent,
  decide,
  googleWindow,
  tick,
} from '#test/browser/google-window.ts'
import type { ExtensionBrowser } from '#test/browser/launch.ts'
import { connection, whoAmI } from '#test/browser/person.ts'
import { click, eventually, see } from '#test/browser/sight.ts'
import { test as plain } from '#test/browser/stage.ts'

const test = plain.override('stackOptions', { record: true })

const ADA = 'ada@gmail.com'
const DEAD_END = 'This sign-in is no longer valid'

/** Google's window, with everything ticked and only Allow left to press. */
async function readyToAllow(browser: ExtensionBrowser, page: Page): Promise<Page> {
  await click(await browser.openPopup(page), 'Continue with Google')
  const window = await googleWindow(browser)
  await chooseAccount(window, 'Ada Lovelace')
  await tick(window, 'all')
  return window
}

const signedIn = (browser: ExtensionBrowser) =>
  eventually('A person who is signed in', () => whoAmI(browser))

describe('A Google flow, tried by attack in the browser', () => {
  test('its callback is opened again, in the same browser and in another: nothing more comes of it', async ({
    stack,
    browser,
    page,
    another,
  }) => {
    await click(await browser.openPopup(page), 'Continue with Google')
    await consent(browser)
    const { person } = await signedIn(browser)
    const callback = stack.traffic.find(({ url }) => url.startsWith('/oauth/google/callback'))
    expect(callback?.status).toBe(302)
    const other = await another()
    for (const tab of [await browser.newPage(), await other.newPage()]) {
      await tab.goto(stack.url + callback?.url)
      await see(tab, DEAD_END)
      await tab.reload()
      await see(tab, DEAD_END)
    }
    expect((await whoAmI(browser))?.person).toEqual(person)
    expect(await whoAmI(other)).toBeNull()
  })

  test('its start is opened again in another tab while Google asks: the first goes on, the other ends', async ({
    stack,
    browser,
    page,
  }) => {
    const window = await readyToAllow(browser, page)
    const start = stack.traffic.find(({ url }) => url.startsWith('/oauth/google/start'))
    const tab = await browser.newPage(stack.url + start?.url)
    await see(tab, DEAD_END)
    await window.bringToFront()
    await decide(window, 'Allow')
    expect((await signedIn(browser)).person.email).toBe(ADA)
  })

  test('its consent page is sent to a victim, who agrees: neither of them is signed in by it', async ({
    browser,
    page,
    another,
  }) => {
    await click(await browser.openPopup(page), 'Continue with Google')
    const attackers = await googleWindow(browser)
    const victim = await another()
    const tab = await victim.newPage(attackers.url())
    await chooseAccount(tab, 'Ada Lovelace')
    await tick(tab, 'all')
    await Promise.all([tab.waitForNavigation(), click(tab, 'Allow')])
    await see(tab, DEAD_END)
    await attackers.close()
    const popup = await browser.openPopup(page)
    await see(popup, 'You are not signed in')
    expect(await whoAmI(browser)).toBeNull()
    expect(await whoAmI(victim)).toBeNull()
  })

  test('two browsers finish at the same moment: each is signed in, as one person with one connection', async ({
    browser,
    page,
    another,
    pages,
  }) => {
    const other = await another()
    const there = await other.newPage(pages.url('workshops.html'))
    const windows = [await readyToAllow(browser, page), await readyToAllow(other, there)]
    const closed = windows.map(closing)
    await Promise.all(
      windows.map((window) =>
        window.evaluate(() => {
          document.querySelector<HTMLButtonElement>('button[value=allow]')?.click()
        }),
      ),
    )
    await Promise.all(closed)
    const [one, two] = [await signedIn(browser), await signedIn(other)]
    expect(two.person.id).toBe(one.person.id)
    expect(two.googleAccounts).toEqual(one.googleAccounts)
    expect(one.googleAccounts).toHaveLength(1)
    expect(await connection(browser)).toBe('ok')
  })
})
