import { describe, expect } from 'vitest'
import { chooseAccount, consent, decide, googleWindow, tick } from '#test/browser/google-window.ts'
import type { ExtensionBrowser } from '#test/browser/launch.ts'
import { connection, seeConnection, whoAmI } from '#test/browser/person.ts'
import { selectAndSend } from '#test/browser/selection.ts'
import { click, eventually, see, seeControl, seeNoMore } from '#test/browser/sight.ts'
import { DEFAULT_CLIENT } from '#test/google/oauth/clients.ts'
import type { LocalGoogle } from '#test/google/server.ts'
import { test } from './settled.ts'

const GOOGLE = 'ada@gmail.com'
const BEN = 'ben@gmail.com'
const HOUR = 3_600_000
const DAY = 24 * HOUR

/** A way in which a connection ends, and what the person is to see of it. */
type Ending = {
  how: string
  end: (google: LocalGoogle) => void
  title: string
  why: string
  button: string
  /** Where it has to pass before a new consent counts. */
  over?: (google: LocalGoogle) => void
}

const ended = {
  title: 'Google ended the connection',
  why: 'Access was withdrawn in the Google account, or it expired unused.',
  button: 'Reconnect',
}
const signInAgain = {
  title: 'Sign in to Google again',
  why: 'Your organisation limits how long a sign-in lasts.',
  button: 'Sign in again',
}

const endings: Ending[] = [
  { how: 'access is withdrawn at Google', end: (google) => google.revokeGrant(GOOGLE), ...ended },
  {
    how: 'nobody used it for half a year',
    end: (google) => google.setClock(183 * DAY),
    over: (google) => google.setClock(0),
    ...ended,
  },
  ...(['invalid_rapt', 'rapt_required'] as const).map((why) => ({
    how: `the organisation wants a new sign-in (${why})`,
    end: (google: LocalGoogle) => google.requireReauth(GOOGLE, why),
    ...signInAgain,
  })),
]

describe('A connection that ends', () => {
  for (const { how, end, title, why, button, over } of endings) {
    test(`because ${how}: panel and popup say so, a send is kept, and “${button}” mends it`, async ({
      stack,
      browser,
      page,
      panel,
      list,
    }) => {
      const before = (await whoAmI(browser))?.destinations[0]
      end(stack.google)
      stack.google.expireAccessTokens()
      const text = await selectAndSend(browser, page, '#first')
      await see(panel, title)
      await see(panel, why)
      await see(panel, 'What waits to be sent is kept.')
      await see(panel, '1 waiting')
      expect(list.count(text)).toBe(0)

      const popup = await browser.openPopup(page)
      await see(popup, title)
      await see(popup, GOOGLE)
      over?.(stack.google)
      await click(popup, button)
      // Google is told which account is meant.
      const window = await googleWindow(browser)
      expect(window.url()).not.toContain('accountchooser')
      await tick(window, 'all')
      await decide(window, 'Allow')

      await list.arrived(text)
      await seeNoMore(panel, title)
      await seeNoMore(panel, 'waiting')
      expect(list.count(text)).toBe(1)
      const after = await whoAmI(browser)
      expect(after?.googleAccounts).toHaveLength(1)
      expect(after?.destinations[0]).toEqual(before)
    })
  }

  for (const error of ['admin_policy_enforced', 'org_internal']) {
    test(`because an administrator forbids it (${error}): says who alone can allow it, and another account can be used`, async ({
      stack,
      browser,
      page,
      panel,
      list,
    }) => {
      stack.google.addFault({ on: 'token.refresh', kind: 'fail', status: 400, body: { error } })
      stack.google.expireAccessTokens()
      const text = await selectAndSend(browser, page, '#first')
      await see(panel, 'Your organisation blocks Sheetside')
      await see(panel, 'Only an administrator of its Google Workspace can allow it')
      await see(panel, '1 waiting')
      await seeConnection(browser, 'admin_blocked')

      const popup = await browser.openPopup(page)
      await see(popup, 'Your organisation blocks Sheetside')
      await click(popup, 'Use another account')
      await consent(browser, { person: 'Ben Okafor' })
      const again = await browser.popup()
      await see(again, `Also connected ${BEN}`)
      await see(again, `Blocked by its organisation ${GOOGLE}`)
      // It is still to be had: nothing of what waits was dropped or sent elsewhere.
      await see(panel, '1 waiting')
      expect(list.count(text)).toBe(0)
    })
  }
})

/** When the server expects the connection to end, in milliseconds since 1970. */
async function expiry(browser: ExtensionBrowser): Promise<number> {
  return Date.parse((await whoAmI(browser))?.googleAccounts[0]?.expiresAt ?? '')
}

describe('A connection of an app in testing', () => {
  const testing = test.override('stackOptions', {
    google: { clients: [{ ...DEFAULT_CLIENT, publishing: 'testing' }] },
  })

  testing(
    'says beforehand when it ends, and is renewed without a break',
    async ({ stack, browser, page, panel, list }) => {
      expect(list.rows().length).toBeGreaterThan(0)
      const { google } = stack
      const popup = await browser.openPopup(page)
      await seeNoMore(popup, 'Connected until')
      google.setClock(5.5 * DAY)
      await click(panel, 'Refresh')
      await eventually(
        'An end in sight',
        async () => (await expiry(browser)) < Date.now() + 2 * DAY,
      )

      const warned = await browser.openPopup(page)
      await see(warned, 'Connected until')
      await see(warned, 'Your server’s Google app is in testing')
      await see(panel, 'Connected until')
      google.setClock(0)
      await click(warned, 'Renew now')
      await consent(browser)
      await seeNoMore(panel, 'Connected until')
      await seeNoMore(await browser.openPopup(page), 'Connected until')
      expect(await connection(browser)).toBe('ok')
    },
  )

  testing(
    'that ended after its week says that, and Reconnect mends it',
    async ({ stack, browser, page, panel, list }) => {
      const { google } = stack
      // Google tells at a refresh how long is left: some seconds, by the clocks of all.
      google.setClock((await expiry(browser)) - Date.now() - 8000)
      await click(panel, 'Refresh')
      const end = await eventually('An end that is near', async () => {
        const told = await expiry(browser)
        return told < Date.now() + HOUR && told
      })
      await eventually('That end', () => Date.now() > end)
      google.setClock(7 * DAY + HOUR)
      const text = await selectAndSend(browser, page, '#first')
      await see(panel, 'The connection’s seven days are over')
      await see(panel, 'Your server’s Google app is in testing')
      await seeControl(panel, 'Reconnect')

      google.setClock(0)
      await click(panel, 'Reconnect')
      await consent(browser)
      await list.arrived(text)
      await seeNoMore(panel, 'seven days')
      expect(list.count(text)).toBe(1)
    },
  )
})

describe('Another account than the one to mend', () => {
  test('is connected too, and the person is told that theirs still is not', async ({
    stack,
    browser,
    page,
    panel,
    list,
  }) => {
    stack.google.revokeGrant(GOOGLE)
    const text = await selectAndSend(browser, page, '#first')
    await see(panel, 'Google ended the connection')
    await click(panel, 'Reconnect')
    const window = await googleWindow(browser)
    await click(window, GOOGLE, 'link')
    await window.waitForFunction(() => location.href.includes('accountchooser'))
    await chooseAccount(window, 'Ben Okafor')
    await tick(window, 'all')
    await decide(window, 'Allow')

    await see(panel, `That was ${BEN}`)
    await see(panel, 'this account still is not')
    await see(panel, 'Google ended the connection')
    const popup = await browser.openPopup(page)
    await see(popup, `That was ${BEN}`)

    await click(popup, 'Reconnect')
    await consent(browser)
    await list.arrived(text)
    await seeNoMore(panel, 'That was')
    expect(
      (await whoAmI(browser))?.googleAccounts.map(({ email, state }) => [email, state]),
    ).toEqual([
      [GOOGLE, 'ok'],
      [BEN, 'ok'],
    ])
  })
})
