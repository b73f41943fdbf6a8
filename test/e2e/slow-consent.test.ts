import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { connect, launch, TargetType, type Browser, type Page } from 'puppeteer-core'
import { expect, onTestFinished, test } from 'vitest'
import { CHROMIUM_ID } from '#shared/extension.ts'
import { loadedBuild } from '#test/browser/build.ts'
import type { Chrome } from '#test/browser/chrome.ts'
import { findChromium } from '#test/browser/chromium.ts'
import { chooseAccount, closing, decide, tick } from '#test/browser/google-window.ts'
import { click, see } from '#test/browser/sight.ts'
import { startStack } from '#test/browser/stack.ts'

declare const chrome: Chrome

/**
 * Three times what a background may idle for before the browser ends it. Chromium counts the window's own
 * call as being busy for five minutes, so this alone does not show what `awake.ts` is for: Firefox, and
 * consents that take longer. Its own test does.
 */
const CONSENT_MS = 90_000
const POPUP = `chrome-extension://${CHROMIUM_ID}/popup.html`

/**
 * A browser that a debugger can leave and come back to. While one is attached no background ever idles
 * out, so for the time of the consent none may be.
 */
async function startAlone(): Promise<Browser> {
  const profile = await mkdtemp(join(tmpdir(), 'sheetside-profile-'))
  const browser = await launch({
    executablePath: await findChromium(),
    userDataDir: profile,
    enableExtensions: [loadedBuild()],
    defaultViewport: null,
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--no-first-run',
      '--disable-background-networking',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
    ],
  })
  onTestFinished(async () => {
    browser.process()?.kill()
    await rm(profile, { recursive: true, force: true, maxRetries: 5 })
  })
  return browser
}

async function open(browser: Browser, url: string): Promise<Page> {
  const page = await browser.newPage()
  await page.goto(url)
  return page
}

async function pageAt(browser: Browser, url: RegExp): Promise<Page> {
  const target = await browser.waitForTarget(
    (one) => one.type() === TargetType.PAGE && url.test(one.url()),
  )
  const page = await target.page()
  if (!page) throw new Error(`${target.url()} is no page`)
  return page
}

test('a consent that takes a minute and a half signs its person in, with nobody but the browser there', async () => {
  const stack = await startStack()
  onTestFinished(() => stack.close())
  const before = await startAlone()
  const popup = await open(before, POPUP)
  await popup.evaluate((server) => chrome.storage.local.set({ server }), stack.url)
  await popup.reload()
  await click(popup, 'Continue with Google')
  await pageAt(before, /accountchooser/)
  // As the window's focus does it to a real popup.
  await popup.close()
  const address = before.wsEndpoint()
  await before.disconnect()

  await sleep(CONSENT_MS)

  const after = await connect({ browserWSEndpoint: address, defaultViewport: null })
  const window = await pageAt(after, /accountchooser/)
  await chooseAccount(window, 'Ada Lovelace')
  await tick(window, 'all')
  const closed = closing(window)
  await decide(window, 'Allow')
  await closed
  const shown = await open(after, POPUP)
  await see(shown, 'Signed in as ada@gmail.com')
  expect(
    stack.google.requests().filter(({ operation }) => operation === 'token.code'),
  ).toHaveLength(1)
}, 180_000)
