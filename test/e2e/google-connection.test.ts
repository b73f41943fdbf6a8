import type { Page } from 'puppeteer-core'
import { describe, expect } from 'vitest'
import {
  chooseAccount,
  closing,
  consent,
  decide,
  googleWindow,
  tick,
  type Answer,
} from '#test/browser/google-window.ts'
import type { ExtensionBrowser } from '#test/browser/launch.ts'
import {
  ADA,
  connection,
  createAccount,
  linkTo,
  makeDestination,
  seeConnection,
  whoAmI,
} from '#test/browser/person.ts'
import { selectAndSend } from '#test/browser/selection.ts'
import { click, fill, see, seeControl, seeNoMore } from '#test/browser/sight.ts'
import { test } from '#test/browser/stage.ts'
import { SEED_IDS } from '#test/google/seeds/seeds.ts'

const GOOGLE = 'ada@gmail.com'
const SHEETS = 'See, edit, create and delete all your Google Sheets spreadsheets'
const DRIVE = 'See information about your Google Drive files'
const LISTING = 'Permission to list your spreadsheets is missing'
const OPENING = 'Permission to open your spreadsheets is missing'

/** From a popup's button to the end of Google's window. */
async function answer(
  browser: ExtensionBrowser,
  popup: Page,
  button: string,
  given: Answer = {},
): Promise<void> {
  await click(popup, button)
  await consent(browser, given)
}

describe('Connecting', () => {
  test('who has no Google account is asked to connect one, in the popup and in the panel', async ({
    browser,
    page,
  }) => {
    const popup = await createAccount(browser, page, ADA)
    await see(popup, 'Connect your Google account')
    await seeControl(popup, 'Connect with Google')
    const panel = await browser.openPanel(page)
    await see(panel, 'Connect your Google account')
    await seeControl(panel, 'Connect with Google')
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
    await seeControl(window, 'Cancel')
    await tick(window, 'all')
    await decide(window, 'Allow')
    await seeConnection(browser, 'ok')

    const popup = await browser.openPopup(page)
    await see(popup, `Signed in as ${ADA.email}`)
    await see(popup, `Google account ${GOOGLE}`)
    await see(popup, 'No sheet chosen yet')
    await seeControl(popup, 'Sign out')
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
    await answer(browser, popup, 'Connect with Google')
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
      await answer(browser, popup, 'Connect with Google')
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
    await answer(browser, first, 'Connect with Google')
    const popup = await browser.openPopup(page)
    await see(popup, 'Google does not answer')
    expect(await connection(browser)).toBeNull()
    stack.google.clearFaults()
    await answer(browser, popup, 'Connect with Google')
    await seeConnection(browser, 'ok')
  })
})

describe('A box that was left open', () => {
  for (const [ticked, missing, title] of [
    [SHEETS, DRIVE, LISTING],
    [DRIVE, SHEETS, OPENING],
  ] as const) {
    test(`with “${ticked}” alone: what is missing is said, and one button mends it`, async ({
      browser,
      page,
    }) => {
      const first = await createAccount(browser, page, ADA)
      await answer(browser, first, 'Connect with Google', { ticks: [ticked] })
      await seeConnection(browser, 'missing_scopes')
      const popup = await browser.openPopup(page)
      await see(popup, title)
      await see(popup, 'Its box was left open on Google’s page')
      await see(popup, GOOGLE)

      // Google knows which account is meant, and asks for what is missing alone.
      await click(popup, 'Give permission')
      const window = await googleWindow(browser)
      expect(window.url()).not.toContain('accountchooser')
      await see(window, missing)
      expect(await window.$$('input[type=checkbox]')).toEqual([])
      await decide(window, 'Allow')
      await seeConnection(browser, 'ok')
      const mended = await browser.openPopup(page)
      await see(mended, `Google account ${GOOGLE}`)
      await seeNoMore(mended, title)
      expect((await whoAmI(browser))?.googleAccounts).toHaveLength(1)
    })
  }

  test('with Sheets alone the panel works by link, and where the list would be it asks for that alone', async ({
    browser,
    page,
  }) => {
    const first = await createAccount(browser, page, ADA)
    await answer(browser, first, 'Connect with Google', { ticks: [SHEETS] })
    await seeConnection(browser, 'missing_scopes')
    const panel = await browser.openPanel(page)
    await see(panel, LISTING)
    await fill(panel, 'Link to a spreadsheet', linkTo(SEED_IDS.reading))
    await click(panel, 'Open this spreadsheet')
    await panel.waitForSelector('[role=grid]')
    await seeNoMore(panel, LISTING)
    await makeDestination(panel)
    const text = await selectAndSend(browser, page, '#first')
    await see(panel, text)
  })

  test('with Drive alone the list works, and opening says what is missing', async ({
    browser,
    page,
  }) => {
    const first = await createAccount(browser, page, ADA)
    await answer(browser, first, 'Connect with Google', { ticks: [DRIVE] })
    await seeConnection(browser, 'missing_scopes')
    const panel = await browser.openPanel(page)
    await see(panel, 'Your spreadsheets')
    await panel.locator('[role=option] ::-p-text(Reading list)').click()
    await see(panel, OPENING)
    await click(panel, 'Give permission')
    await decide(await googleWindow(browser), 'Allow')
    await panel.waitForSelector('[role=grid]')
    await seeNoMore(panel, OPENING)
  })

  test('in “Continue with Google”: there is an account, the panel says what is missing and mends it', async ({
    browser,
    page,
  }) => {
    await answer(browser, await browser.openPopup(page), 'Continue with Google', {
      ticks: [SHEETS],
    })
    await seeConnection(browser, 'missing_scopes')
    const panel = await browser.openPanel(page)
    await see(panel, LISTING)
    await click(panel, 'Give permission')
    await decide(await googleWindow(browser), 'Allow')
    await see(panel, 'Reading list')
    await seeNoMore(panel, LISTING)
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
    await see(popup, LISTING)
    await see(popup, 'Nothing was changed')
    await seeControl(popup, 'Give permission')
  })
})

describe('The popup is closed while Google is open', () => {
  test('connecting goes on to its end, and then the popup is there again by itself', async ({
    browser,
    page,
  }) => {
    await click(await createAccount(browser, page, ADA), 'Connect with Google')
    await googleWindow(browser)
    await browser.closePopup()
    expect(browser.isOpen('popup.html')).toBe(false)
    await consent(browser)
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
    await googleWindow(browser)
    await browser.closePopup()
    await consent(browser)
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
    await answer(browser, popup, 'Connect with Google')
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
    const closed = closing(window)
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
    await answer(browser, await browser.openPopup(page), 'Connect with Google')
    await see(panel, 'Your spreadsheets')
    await see(panel, 'Reading list')
  })
})
