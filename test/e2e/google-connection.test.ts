import type { Page } from 'puppeteer-core'
import { describe, expect } from 'vitest'
import {
  chooseAccount,
  consent,
  decide,
  googleWindow,
  tick,
  type Ticks,
} from '#test/browser/google-window.ts'
import { seeRow } from '#test/browser/grid-view.ts'
import type { ExtensionBrowser } from '#test/browser/launch.ts'
import { createAccount, whoAmI } from '#test/browser/person.ts'
import { selectAndSend } from '#test/browser/selection.ts'
import { click, eventually, see, seeNoMore, textOf } from '#test/browser/sight.ts'
import { SEED_IDS } from '#test/google/seeds/seeds.ts'
import { ADA, test } from './settled.ts'

const GOOGLE = 'ada@gmail.com'
const SHEETS = 'See, edit, create and delete all your Google Sheets spreadsheets'
const DRIVE = 'See information about your Google Drive files'

/** How the server says that the connection stands; null where there is none. */
async function connection(browser: ExtensionBrowser): Promise<string | null> {
  return (await whoAmI(browser))?.googleAccounts[0]?.state ?? null
}

function seeConnection(browser: ExtensionBrowser, state: string | null): Promise<true> {
  return eventually(`A connection that is ${state ?? 'not there'}`, async () => {
    return (await connection(browser)) === state
  })
}

/** From a popup's button to what is decided in Google's window, with these boxes ticked. */
async function answer(
  browser: ExtensionBrowser,
  popup: Page,
  button: string,
  { ticks = 'all', decision = 'Allow' }: { ticks?: Ticks; decision?: 'Allow' | 'Cancel' },
): Promise<void> {
  await click(popup, button)
  const window = await googleWindow(browser)
  await chooseAccount(window, 'Ada Lovelace')
  await tick(window, ticks)
  await decide(window, decision)
}

describe('Connecting', () => {
  test('who has no Google account is asked to connect one, in the popup and in the panel', async ({
    browser,
    page,
  }) => {
    const popup = await createAccount(browser, page, ADA)
    await see(popup, 'Connect your Google account')
    await popup.waitForSelector('::-p-aria([name="Connect with Google"][role="button"])')
    const panel = await browser.openPanel(page)
    await see(panel, 'Connect your Google account')
    await panel.waitForSelector('::-p-aria([name="Connect with Google"][role="button"])')
  })

  test("Google's page lets choose an account, tick what is allowed, and Allow or Cancel; all of it comes back connected", async ({
    stack,
    browser,
    page,
  }) => {
    await click(await createAccount(browser, page, ADA), 'Connect with Google')
    const window = await googleWindow(browser)
    for (const name of ['Ada Lovelace', 'Ben Okafor', 'Chiara Rossi']) await see(window, name)
    await chooseAccount(window, 'Ada Lovelace')
    await see(window, 'wants access to your Google Account')
    const boxes = await window.$$eval('input[name=scope]', (inputs) =>
      inputs.map((box) => [box.closest('label')?.textContent.trim(), box.checked]),
    )
    expect(boxes).toHaveLength(2)
    expect(boxes).toContainEqual([SHEETS, false])
    expect(boxes).toContainEqual([DRIVE, false])
    await window.waitForSelector('::-p-aria([name="Cancel"][role="button"])')
    await tick(window, 'all')
    await decide(window, 'Allow')
    await seeConnection(browser, 'ok')

    const popup = await browser.openPopup(page)
    await see(popup, `Signed in as ${ADA.email}`)
    await see(popup, `Google account ${GOOGLE}`)
    await see(popup, 'No sheet chosen yet')
    await popup.waitForSelector('::-p-aria([name="Sign out"][role="button"])')
    await click(popup, 'Open side panel')
    await see(await browser.panel(), 'Your spreadsheets')
    const asked = stack.google.requests().filter(({ operation }) => operation === 'authorize')
    expect(asked).toHaveLength(1)
  })

  test('Cancel connects nothing, says so calmly, and can be done again and again', async ({
    browser,
    page,
  }) => {
    let popup = await createAccount(browser, page, ADA)
    for (let times = 0; times < 2; times += 1) {
      await answer(browser, popup, 'Connect with Google', { decision: 'Cancel' })
      popup = await browser.openPopup(page)
      await see(popup, 'No account was connected')
      await see(popup, 'closed or cancelled. Start again whenever you like.')
      expect(await popup.$('[role=alert]')).toBeNull()
      expect(await connection(browser)).toBeNull()
    }
    await answer(browser, popup, 'Connect with Google', {})
    await seeConnection(browser, 'ok')
    popup = await browser.openPopup(page)
    await see(popup, `Google account ${GOOGLE}`)
    await seeNoMore(popup, 'No account was connected')
  })

  test('Cancel of “Continue with Google” leaves nobody signed in and is said as calmly', async ({
    browser,
    page,
  }) => {
    await answer(browser, await browser.openPopup(page), 'Continue with Google', {
      decision: 'Cancel',
    })
    const popup = await browser.openPopup(page)
    await see(popup, 'You are not signed in')
    expect(await popup.$('[role=alert]')).toBeNull()
    expect(await whoAmI(browser)).toBeNull()
    await click(popup, 'Dismiss')
    await seeNoMore(popup, 'You are not signed in')
  })

  for (const [stage, leave] of [
    ['at the choice of the account', async () => {}],
    ['at the consent page', (window: Page) => chooseAccount(window, 'Ada Lovelace')],
  ] as const) {
    test(`Google's window closed ${stage}: nothing has changed, and it can be begun again`, async ({
      browser,
      page,
    }) => {
      await click(await createAccount(browser, page, ADA), 'Connect with Google')
      const window = await googleWindow(browser)
      await leave(window)
      await window.close()
      const popup = await browser.openPopup(page)
      await see(popup, 'No account was connected')
      await see(popup, 'closed or cancelled. Start again whenever you like.')
      expect(await connection(browser)).toBeNull()
      await answer(browser, popup, 'Connect with Google', {})
      await seeConnection(browser, 'ok')
    })
  }

  test('Google has a problem in the middle of it: it says so, and the next try connects', async ({
    stack,
    browser,
    page,
  }) => {
    const first = await createAccount(browser, page, ADA)
    stack.google.addFault({ on: 'token.code', kind: 'fail', status: 503 })
    await answer(browser, first, 'Connect with Google', {})
    const popup = await browser.openPopup(page)
    await see(popup, 'Google does not answer')
    expect(await connection(browser)).toBeNull()
    stack.google.clearFaults()
    await answer(browser, popup, 'Connect with Google', {})
    await seeConnection(browser, 'ok')
  })
})

describe('A box that was left open', () => {
  for (const [ticked, missing] of [
    [SHEETS, DRIVE],
    [DRIVE, SHEETS],
  ] as const) {
    test(`with “${ticked}” alone: what is missing is said, and one button mends it`, async ({
      browser,
      page,
    }) => {
      const first = await createAccount(browser, page, ADA)
      await answer(browser, first, 'Connect with Google', { ticks: [ticked] })
      await seeConnection(browser, 'missing_scopes')
      const popup = await browser.openPopup(page)
      await see(popup, 'A permission is missing')
      await see(popup, 'Not every box was ticked')
      await see(popup, GOOGLE)

      // Google knows which account is meant, and asks for what is missing alone.
      await click(popup, 'Give permission')
      const window = await googleWindow(browser)
      expect(window.url()).not.toContain('accountchooser')
      await see(window, missing)
      await decide(window, 'Allow')
      await seeConnection(browser, 'ok')
      const mended = await browser.openPopup(page)
      await see(mended, `Google account ${GOOGLE}`)
      await seeNoMore(mended, 'A permission is missing')
      expect((await whoAmI(browser))?.googleAccounts).toHaveLength(1)
    })
  }

  test('in “Continue with Google”: there is an account, the panel says what is missing and mends it', async ({
    browser,
    page,
  }) => {
    await answer(browser, await browser.openPopup(page), 'Continue with Google', {
      ticks: [SHEETS],
    })
    await seeConnection(browser, 'missing_scopes')
    const panel = await browser.openPanel(page)
    await see(panel, 'A permission is missing')
    await click(panel, 'Give permission')
    await decide(await googleWindow(browser), 'Allow')
    await see(panel, 'Reading list')
    await seeNoMore(panel, 'A permission is missing')
  })

  test('the mending itself is cancelled: what is missing stays said, and the button stays', async ({
    browser,
    page,
  }) => {
    const first = await createAccount(browser, page, ADA)
    await answer(browser, first, 'Connect with Google', { ticks: [SHEETS] })
    await seeConnection(browser, 'missing_scopes')
    await click(await browser.openPopup(page), 'Give permission')
    await decide(await googleWindow(browser), 'Cancel')
    const popup = await browser.openPopup(page)
    await see(popup, 'A permission is missing')
    await see(popup, 'No account was connected')
    await popup.waitForSelector('::-p-aria([name="Give permission"][role="button"])')
  })
})

describe('The popup is closed while Google is open', () => {
  test('connecting goes on to its end, and then the popup is there again by itself', async ({
    browser,
    page,
  }) => {
    await click(await createAccount(browser, page, ADA), 'Connect with Google')
    const window = await googleWindow(browser)
    await browser.closePopup()
    expect(browser.isOpen('popup.html')).toBe(false)
    await chooseAccount(window, 'Ada Lovelace')
    await tick(window, 'all')
    await decide(window, 'Allow')
    await seeConnection(browser, 'ok')
    const popup = await browser.popup()
    await see(popup, `Signed in as ${ADA.email}`)
    await see(popup, `Google account ${GOOGLE}`)
  })

  test('signing in goes on to its end, and a popup opened after it shows who is signed in', async ({
    browser,
    page,
  }) => {
    await click(await browser.openPopup(page), 'Continue with Google')
    const window = await googleWindow(browser)
    await browser.closePopup()
    await chooseAccount(window, 'Ada Lovelace')
    await tick(window, 'all')
    await decide(window, 'Allow')
    await seeConnection(browser, 'ok')
    const popup = await browser.openPopup(page)
    await see(popup, `Signed in as ${GOOGLE}`)
    await see(popup, `Google account ${GOOGLE}`)
  })

  test('the background dies meanwhile: it says that it ended, and can be begun again', async ({
    browser,
    page,
  }) => {
    await click(await createAccount(browser, page, ADA), 'Connect with Google')
    const window = await googleWindow(browser)
    await browser.worker.stop()
    const popup = await browser.openPopup(page)
    await see(popup, 'That took too long')
    await window.close()
    await answer(browser, popup, 'Connect with Google', {})
    await seeConnection(browser, 'ok')
  })

  test('a popup opened meanwhile says where to go on, begins no second flow, and is connected by itself', async ({
    stack,
    browser,
    page,
  }) => {
    await click(await createAccount(browser, page, ADA), 'Connect with Google')
    const window = await googleWindow(browser)
    await chooseAccount(window, 'Ada Lovelace')
    await tick(window, 'all')

    const popup = await browser.openPopup(page)
    await see(popup, 'Google is open in its own window')
    await popup.locator('::-p-text(Connect with Google)').click()
    await see(popup, 'Google is open in its own window')
    const asked = stack.google.requests().filter(({ operation }) => operation === 'authorize')
    expect(asked).toHaveLength(1)

    // The popup is in front now; the click is sent to Google's window all the same.
    const closed = new Promise<void>((resolve) => window.once('close', () => resolve()))
    await window.evaluate(() => {
      document.querySelector<HTMLButtonElement>('button[value=allow]')?.click()
    })
    await closed
    await seeConnection(browser, 'ok')
    const shown = browser.isOpen('popup.html') ? popup : await browser.openPopup(page)
    await see(shown, `Google account ${GOOGLE}`)
  })

  test('a panel that is open shows the connection without being touched', async ({
    browser,
    page,
  }) => {
    await createAccount(browser, page, ADA)
    const panel = await browser.openPanel(page)
    await answer(browser, await browser.openPopup(page), 'Connect with Google', {})
    await see(panel, 'Your spreadsheets')
    await see(panel, 'Reading list')
  })
})

describe("An access token that expired on Google's side", () => {
  test('reading and sending go on, and the person notices nothing', async ({
    stack,
    browser,
    page,
    panel,
    list,
  }) => {
    const { google } = stack
    await panel.evaluate(noteTroubles)
    const before = google.tokenRefreshes()
    google.expireAccessTokens()
    google.writeCells(SEED_IDS.reading, "'Reading list'!A2", [['Read after the token died']])
    await click(panel, 'Refresh')
    await seeRow(panel, 2, ['Read after the token died', ...(list.rows()[1] ?? []).slice(1)])
    expect(google.tokenRefreshes()).toBe(before + 1)

    google.expireAccessTokens()
    const text = await selectAndSend(browser, page, '#first')
    await list.arrived(text)
    expect(list.count(text)).toBe(1)

    google.expireAccessTokens()
    await click(panel, 'All spreadsheets')
    await see(panel, 'Suppliers')
    expect(await panel.evaluate(notedTroubles)).toEqual([])
    expect(await connection(browser)).toBe('ok')
  })

  test('many reads at once ask for one new token', async ({ stack, panel, list }) => {
    expect(list.rows().length).toBeGreaterThan(0)
    const { google } = stack
    google.expireAccessTokens()
    const before = google.tokenRefreshes()
    google.clearRequests()
    await panel.reload()
    await panel.waitForSelector('[role=grid] [role=gridcell][aria-selected]')
    await click(panel, 'Refresh')
    await see(panel, 'Updated just now')
    const reads = google.requests().filter(({ operation }) => /get|list/.test(operation))
    expect(reads.length).toBeGreaterThan(1)
    expect(google.tokenRefreshes()).toBe(before + 1)
  })
})

describe('Access withdrawn at Google', () => {
  test('a read finds out: panel and popup show the card, Reconnect mends it, and the panel goes on by itself', async ({
    stack,
    browser,
    page,
    panel,
    list,
  }) => {
    expect(list.rows().length).toBeGreaterThan(0)
    const { google } = stack
    google.revokeGrant(GOOGLE)
    await click(panel, 'Refresh')
    await see(panel, 'Google ended the connection')
    await see(panel, GOOGLE)
    await panel.waitForSelector('::-p-aria([name="Reconnect"][role="button"])')

    const popup = await browser.openPopup(page)
    await see(popup, 'Google ended the connection')
    google.writeCells(SEED_IDS.reading, "'Reading list'!A2", [['Read after reconnecting']])
    await click(popup, 'Reconnect')
    const window = await googleWindow(browser)
    expect(window.url()).not.toContain('accountchooser')
    await tick(window, 'all')
    await decide(window, 'Allow')

    await seeConnection(browser, 'ok')
    await seeNoMore(panel, 'Google ended the connection')
    await seeRow(panel, 2, ['Read after reconnecting', ...(list.rows()[1] ?? []).slice(1)])
    const again = await browser.openPopup(page)
    await see(again, `Google account ${GOOGLE}`)
    await seeNoMore(again, 'Google ended the connection')
    expect((await whoAmI(browser))?.googleAccounts).toHaveLength(1)
  })

  test('a send finds out: it is kept, the card comes, and after Reconnect it goes out by itself, once', async ({
    stack,
    browser,
    page,
    panel,
    list,
  }) => {
    stack.google.revokeGrant(GOOGLE)
    const text = await selectAndSend(browser, page, '#second')
    await see(panel, '1 waiting')
    await see(panel, 'Google ended the connection')
    expect(list.count(text)).toBe(0)

    await click(panel, 'Reconnect')
    await consent(browser)
    const { number, cells } = await list.arrived(text)
    await seeRow(panel, number, cells)
    await seeNoMore(panel, 'Google ended the connection')
    await seeNoMore(panel, '1 waiting')
    expect(list.count(text)).toBe(1)
  })

  test('several sends wait through it, and a Reconnect that is cancelled loses none', async ({
    stack,
    browser,
    page,
    panel,
    list,
  }) => {
    stack.google.revokeGrant(GOOGLE)
    const texts: string[] = []
    for (const selector of ['#first', '#second', '#third']) {
      texts.push(await selectAndSend(browser, page, selector))
    }
    await see(panel, '3 waiting')
    await click(panel, 'Reconnect')
    await decide(await googleWindow(browser), 'Cancel')
    await see(panel, 'No account was connected')
    await see(panel, '3 waiting')

    await click(panel, 'Reconnect')
    await consent(browser)
    for (const text of texts) await list.arrived(text)
    expect(texts.map(list.count)).toEqual([1, 1, 1])
    await seeNoMore(panel, 'waiting')
    expect(await textOf(panel)).not.toContain('Google ended the connection')
  })
})

/** Runs in a screen: from now on notes whatever it shows of a trouble, however shortly. */
function noteTroubles(): void {
  const noted = new Set<string>()
  const look = () => {
    for (const sign of document.querySelectorAll('[role=alert], [aria-labelledby=mend-title]')) {
      noted.add(sign.textContent)
    }
  }
  new MutationObserver(look).observe(document, { subtree: true, childList: true })
  Object.assign(globalThis, { notedTroubles: noted })
}

function notedTroubles(): string[] {
  const { notedTroubles: noted } = globalThis as unknown as { notedTroubles: Set<string> }
  return [...noted]
}
