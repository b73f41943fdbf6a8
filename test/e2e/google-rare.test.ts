import { describe, expect } from 'vitest'
import { consent, decide, googleWindow } from '#test/browser/google-window.ts'
import { ADA, connection, createAccount, seeConnection } from '#test/browser/person.ts'
import { selectAndSend } from '#test/browser/selection.ts'
import type { Stack } from '#test/browser/stack.ts'
import { click, see, seeNoMore } from '#test/browser/sight.ts'
import { consent as agree } from '#test/google/oauth/consent.ts'
import { ALL_SCOPES } from '#test/google/oauth/scopes.ts'
import { test } from './settled.ts'

const GOOGLE = 'ada@gmail.com'

/** Ada lets a hundred other servers of the same client in: Google keeps no more than that alive. */
async function connectElsewhere({ google, url }: Stack): Promise<void> {
  const { clientId: client_id, clientSecret: client_secret } = google
  const redirect_uri = `${url}/oauth/google/callback`
  const asked = new URL(`${google.url}/o/oauth2/v2/auth`)
  asked.search = new URLSearchParams({
    client_id,
    redirect_uri,
    response_type: 'code',
    scope: ALL_SCOPES.join(' '),
    access_type: 'offline',
    prompt: 'consent',
  }).toString()
  for (let times = 0; times < 100; times += 1) {
    const code = (await agree(asked.href, { person: GOOGLE })).searchParams.get('code') ?? ''
    const form = { grant_type: 'authorization_code', client_id, client_secret, redirect_uri, code }
    const body = new URLSearchParams(form)
    const { status } = await fetch(`${google.url}/token`, { method: 'POST', body })
    expect(status).toBe(200)
  }
}

describe('A connection', () => {
  test('that Google drops without a word, being the oldest of over a hundred: the card says so and mends it', async ({
    stack,
    browser,
    page,
    panel,
    list,
  }) => {
    await connectElsewhere(stack)
    stack.google.expireAccessTokens()
    const text = await selectAndSend(browser, page, '#first')
    await see(panel, 'Google ended the connection')
    await see(panel, '1 waiting')
    await click(panel, 'Reconnect')
    await consent(browser)
    await list.arrived(text)
    await seeNoMore(panel, 'Google ended the connection')
    expect(list.count(text)).toBe(1)
  })

  test('of which an API says that a scope is missing after all: the card asks for that one alone', async ({
    stack,
    browser,
    page,
    panel,
    list,
  }) => {
    stack.google.addFault({
      on: 'sheets',
      kind: 'fail',
      status: 403,
      body: {
        error: {
          code: 403,
          message: 'Request had insufficient authentication scopes.',
          status: 'PERMISSION_DENIED',
          details: [
            {
              '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
              reason: 'ACCESS_TOKEN_SCOPE_INSUFFICIENT',
              domain: 'googleapis.com',
            },
          ],
        },
      },
    })
    const text = await selectAndSend(browser, page, '#first')
    await see(panel, 'Permission to open your spreadsheets is missing')
    await see(panel, '1 waiting')
    await see(await browser.openPopup(page), 'Permission to open your spreadsheets is missing')
    await seeConnection(browser, 'missing_scopes')

    stack.google.clearFaults()
    await click(panel, 'Give permission')
    const window = await googleWindow(browser)
    expect(window.url()).not.toContain('accountchooser')
    await decide(window, 'Allow')
    await list.arrived(text)
    await seeConnection(browser, 'ok')
    await seeNoMore(panel, 'Permission to open')
    expect(list.count(text)).toBe(1)
  })
})

describe('A page of Google’s without a way back', () => {
  const client = { clientId: 'moved.apps.googleusercontent.com', clientSecret: 'GOCSPX-moved' }
  const moved = test.override('stackOptions', {
    google: {
      clients: [{ ...client, redirectUris: ['https://elsewhere.example/oauth/google/callback'] }],
    },
    env: { GOOGLE_CLIENT_ID: client.clientId, GOOGLE_CLIENT_SECRET: client.clientSecret },
  })

  moved(
    'because the server’s address is not registered (redirect_uri_mismatch)',
    async ({ browser, page }) => {
      await click(await createAccount(browser, page, ADA), 'Connect with Google')
      // Chromium shows no window for a page that is an error, and ends the flow.
      await see(await browser.openPopup(page), 'No account was connected')
      expect(await connection(browser)).toBeNull()
    },
  )
})
