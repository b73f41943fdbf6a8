import { describe, expect } from 'vitest'
import { consent, decide, googleWindow, tick } from '#test/browser/google-window.ts'
import { seeRow } from '#test/browser/grid-view.ts'
import { connection, seeConnection, whoAmI } from '#test/browser/person.ts'
import { selectAndSend } from '#test/browser/selection.ts'
import { click, see, seeControl, seeNoMore, textOf } from '#test/browser/sight.ts'
import { SEED_IDS } from '#test/google/seeds/seeds.ts'
import { test } from './settled.ts'

const GOOGLE = 'ada@gmail.com'

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
    await seeControl(panel, 'Reconnect')

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
    await see(panel, 'Nothing was changed')
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
    for (const sign of document.querySelectorAll('[role=alert], section[aria-labelledby]')) {
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
