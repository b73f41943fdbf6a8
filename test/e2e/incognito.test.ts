import type { Page } from 'puppeteer-core'
import { expect } from 'vitest'
import type { Chrome } from '#test/browser/chrome.ts'
import { filesWith } from '#test/browser/disk.ts'
import type { ExtensionBrowser } from '#test/browser/launch.ts'
import { ADA, logIn } from '#test/browser/person.ts'
import { select, selectAndSend } from '#test/browser/selection.ts'
import { eventually, see } from '#test/browser/sight.ts'
import { readStored } from '#test/browser/stored.ts'
import { test } from './settled.ts'

declare const chrome: Chrome

async function privateWindow(browser: ExtensionBrowser, url: string): Promise<Page> {
  await browser.worker.evaluate(async (address) => {
    await chrome.windows.create({ incognito: true, url: address })
  }, url)
  const page = await browser.nextWindow((address) => address === url)
  await page.waitForSelector('#maker')
  return page
}

test('unless the person allows it, the extension knows of no private window', async ({
  browser,
  pages,
}) => {
  await privateWindow(browser, pages.url('workshops.html?private'))
  const known = await browser.worker.evaluate(async () => ({
    allowed: await chrome.extension.isAllowedIncognitoAccess(),
    windows: (await chrome.windows.getAll()).filter(({ incognito }) => incognito).length,
    tabs: (await chrome.tabs.query({})).filter(({ incognito }) => incognito).length,
  }))
  expect(known).toEqual({ allowed: false, windows: 0, tabs: 0 })
})

test('once allowed, a selection is sent, and the disk keeps nothing of it', async ({
  list,
  another,
  pages,
}) => {
  const browser = await another({ incognito: true })
  const plain = await browser.newPage(pages.url('night-trains.html'))
  await logIn(browser, plain, ADA)
  const open = await selectAndSend(browser, plain, '#first')
  await list.arrived(open)

  const address = pages.url('workshops.html?private')
  const page = await privateWindow(browser, address)
  const hidden = await selectAndSend(browser, page, '#maker')
  await list.arrived(hidden)
  expect(JSON.stringify((await readStored(browser)).databases)).not.toContain(hidden)

  const { profile } = browser
  await browser.quit()
  expect(await filesWith(profile, open)).not.toEqual([])
  expect(await filesWith(profile, hidden, address)).toEqual([])
})

test('what waits from a private window waits in memory only', async ({
  list,
  another,
  pages,
  stack,
}) => {
  const browser = await another({ incognito: true })
  await logIn(browser, await browser.newPage(pages.url('night-trains.html')), ADA)
  const address = pages.url('workshops.html?private')
  const page = await privateWindow(browser, address)
  await stack.server.stop()
  const hidden = (await select(page, '#maker')).trim()
  await selectAndSend(browser, page, '#maker')
  await eventually('It among what is kept in memory', async () => {
    return JSON.stringify((await readStored(browser)).session).includes(hidden)
  })
  const { local, databases } = await readStored(browser)
  expect(JSON.stringify([local, databases])).not.toContain(hidden)

  await stack.server.start()
  const popup = await browser.openPopup(page)
  await see(popup, 'Nothing waits to be sent')
  await list.arrived(hidden)
  const { profile } = browser
  await browser.quit()
  expect(await filesWith(profile, hidden, address)).toEqual([])
})
