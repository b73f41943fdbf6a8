import type { Page } from 'puppeteer-core'
import type { ExtensionBrowser } from './launch.ts'
import { click, see } from './sight.ts'

/** Which boxes of the consent page are ticked: all, or those whose label has one of these words in it. */
export type Ticks = 'all' | readonly string[]

/** The window that a sign-in has opened, at Google's account chooser or already at its consent page. */
export function googleWindow(browser: ExtensionBrowser): Promise<Page> {
  return browser.nextWindow((url) => /\/(?:v3\/signin|signin\/oauth)\//.test(url))
}

/**
 * Chooses an account by the name of its person, where Google asks for one. Where nothing is left to
 * allow, the window closes by that.
 */
export async function chooseAccount(window: Page, name: string): Promise<void> {
  if (!window.url().includes('accountchooser')) return
  const closed = closing(window)
  const moved = Promise.all([window.waitForNavigation(), click(window, name)]).catch(
    (error: unknown) => {
      if (!window.isClosed()) throw error
    },
  )
  await Promise.race([moved, closed])
}

/** Ticks boxes of the consent page. A page with nothing to tick is left as it is. */
export async function tick(window: Page, ticks: Ticks): Promise<void> {
  await see(window, 'Cancel')
  await window.evaluate((wanted) => {
    for (const box of document.querySelectorAll<HTMLInputElement>(
      'input[name=scope][type=checkbox]',
    )) {
      const label = box.closest('label')?.textContent ?? ''
      const chosen = wanted === 'all' || wanted.some((word) => label.includes(word))
      if (chosen !== box.checked) box.click()
    }
  }, ticks)
}

/** Picks files by their names, in the Picker that takes the place of the consent page. */
export async function pick(window: Page, names: readonly string[]): Promise<void> {
  await see(window, 'Choose files')
  await window.evaluate((wanted) => {
    for (const row of document.querySelectorAll('label.file')) {
      const box = row.querySelector('input')
      const isWanted = wanted.some((name) => row.textContent.includes(name))
      if (box && box.checked !== isWanted) box.click()
    }
  }, names)
}

/** Presses Allow, Insert or Cancel; the window closes by itself. */
export async function decide(window: Page, decision: 'Allow' | 'Cancel' | 'Insert'): Promise<void> {
  const closed = closing(window)
  // The click's own answer may be lost with the window.
  await Promise.race([click(window, decision).catch(() => {}), closed])
  await closed
}

/** Resolves when the window has closed, also by itself. */
export function closing(window: Page): Promise<void> {
  return new Promise((resolve) => window.once('close', () => resolve()))
}

/** What a person does in Google's window; unless told otherwise, Ada allows all of it. */
export type Answer = { person?: string; ticks?: Ticks; decision?: 'Allow' | 'Cancel' }

/** All of it: the account, the boxes, Allow or Cancel. */
export async function consent(
  browser: ExtensionBrowser,
  { person = 'Ada Lovelace', ticks = 'all', decision = 'Allow' }: Answer = {},
): Promise<void> {
  const window = await googleWindow(browser)
  await chooseAccount(window, person)
  await tick(window, ticks)
  await decide(window, decision)
}

/** Where Google gives only picked files: the account, Allow, and the files by their names. */
export async function pickFiles(
  browser: ExtensionBrowser,
  names: readonly string[],
  person = 'Ada Lovelace',
): Promise<void> {
  const window = await googleWindow(browser)
  await chooseAccount(window, person)
  // What was allowed before is not asked for again.
  if (window.url().includes('consent')) {
    await see(window, 'Cancel')
    await Promise.all([window.waitForNavigation(), click(window, 'Allow')])
  }
  await pick(window, names)
  await decide(window, 'Insert')
}
