import { describe, expect, vi } from 'vitest'
import { chooseAccount, consent, decide, googleWindow, tick } from '#test/browser/google-window.ts'
import { ADA, connection, createAccount, seeConnection } from '#test/browser/person.ts'
import { click, eventually, see, seeNoMore, textOf } from '#test/browser/sight.ts'
import { test } from '#test/browser/stage.ts'
import { DEFAULT_CLIENT } from '#test/google/oauth/clients.ts'

// Google is waited for until the server gives up.
vi.setConfig({ testTimeout: 120_000 })
const SERVER_WAITS_MS = 45_000

const GOOGLE = 'ada@gmail.com'

describe('Consent that an administrator forbids', () => {
  test('and Google sends back: says who alone can allow it; when they do, it connects', async ({
    stack,
    browser,
    page,
  }) => {
    const first = await createAccount(browser, page, ADA)
    stack.google.blockByAdmin(GOOGLE, 'callback')
    await click(first, 'Connect with Google')
    const window = await googleWindow(browser)
    await chooseAccount(window, 'Ada Lovelace')
    if (!window.isClosed()) {
      await tick(window, 'all')
      await decide(window, 'Allow')
    }
    const popup = await browser.openPopup(page)
    await see(popup, 'Your organisation blocks Sheetside')
    await see(popup, 'Ask them to allow it')
    expect(await connection(browser)).toBeNull()

    stack.google.blockByAdmin(GOOGLE, null)
    await click(popup, 'Connect with Google')
    await consent(browser)
    await seeConnection(browser, 'ok')
    await seeNoMore(await browser.openPopup(page), 'Your organisation blocks Sheetside')
  })

  test('and Google says on a page without a way back: nothing has changed', async ({
    stack,
    browser,
    page,
  }) => {
    const first = await createAccount(browser, page, ADA)
    stack.google.blockByAdmin(GOOGLE, 'page')
    await click(first, 'Connect with Google')
    // The browser closes the window of a page that is an error.
    await chooseAccount(await googleWindow(browser), 'Ada Lovelace')
    await see(await browser.openPopup(page), 'No account was connected')
    expect(await connection(browser)).toBeNull()
  })
})

describe('A page of Google’s without a way back', () => {
  const forOthers = test.override('stackOptions', {
    google: { clients: [{ ...DEFAULT_CLIENT, organisation: 'studio-nord.example' }] },
  })
  forOthers('an app for another organisation (org_internal)', async ({ browser, page }) => {
    await click(await createAccount(browser, page, ADA), 'Connect with Google')
    await see(await browser.openPopup(page), 'No account was connected')
  })

  const unknown = test.override('stackOptions', {
    env: { GOOGLE_CLIENT_ID: 'nobody.apps.googleusercontent.com' },
  })
  unknown('a client that Google does not know (invalid_client)', async ({ browser, page }) => {
    await click(await createAccount(browser, page, ADA), 'Connect with Google')
    const popup = await browser.openPopup(page)
    await see(popup, 'No account was connected')
    await see(popup, 'closed or cancelled')
  })
})

describe('An exchange that fails after consent', () => {
  const troubles = [
    ['fails (500)', { kind: 'fail', status: 500 }, 'Google does not answer'],
    ['is lost', { kind: 'drop', when: 'before' }, 'Google does not answer'],
    ['is not answered at all', { kind: 'hang' }, 'Google took too long'],
    [
      'is refused for the server’s own secret (invalid_client)',
      { kind: 'fail', status: 401, body: { error: 'invalid_client' } },
      'This server is not set up right at Google',
    ],
    [
      'is refused for its code (invalid_grant)',
      { kind: 'fail', status: 400, body: { error: 'invalid_grant' } },
      'That took too long',
    ],
  ] as const
  for (const [what, fault, title] of troubles) {
    test(`because it ${what}: says so, and the next try connects`, async ({
      stack,
      browser,
      page,
    }) => {
      const first = await createAccount(browser, page, ADA)
      stack.google.addFault({ on: 'token.code', ...fault })
      await click(first, 'Connect with Google')
      const window = await googleWindow(browser)
      await chooseAccount(window, 'Ada Lovelace')
      await tick(window, 'all')
      await click(window, 'Allow')
      const popup = await eventually(
        title,
        async () => {
          const seen = await browser.openPopup(page)
          return (await textOf(seen)).includes(title) && seen
        },
        SERVER_WAITS_MS,
      )
      expect(await connection(browser)).toBeNull()
      stack.google.clearFaults()
      await click(popup, 'Connect with Google')
      await consent(browser)
      await seeConnection(browser, 'ok')
    })
  }
})
