import type { Page } from 'puppeteer-core'
import { challengeOf, newSecret } from '#server/vault/secrets.ts'
import { flowStarted, redeemed } from '#shared/contract/google.ts'
import { me } from '#shared/contract/me.ts'
import { newSession } from '#shared/contract/session.ts'
import { DEFAULT_REDIRECTS } from '#shared/extension.ts'
import { consent } from '#test/google/oauth/consent.ts'
import type { Chrome } from './chrome.ts'
import type { ExtensionBrowser } from './launch.ts'
import type { Credentials } from './person.ts'

declare const chrome: Chrome

const DEVICE = 'Chromium'

/**
 * A person with an account and a connected Google account, who opened the panel beside the page. Account and
 * connection are made past the screens, which have tests of their own: the server is asked as the extension
 * asks it, and the session laid where the extension keeps it.
 */
export async function settleIn(
  browser: ExtensionBrowser,
  page: Page,
  server: string,
  { email, password }: Credentials,
): Promise<Page> {
  const session = newSession.parse(
    await ask(`${server}/api/accounts`, null, { email, password, device: DEVICE }),
  )
  await connect(server, session.token)
  const known = me.parse(await ask(`${server}/api/me`, session.token))
  await browser.worker.evaluate((items) => chrome.storage.local.set(items), {
    session: { ...session, server },
    me: known,
  })
  return browser.openPanel(page)
}

/** Ada's Google account, with all that is asked for. */
async function connect(server: string, token: string): Promise<void> {
  const codeVerifier = newSecret()
  const { startUrl } = flowStarted.parse(
    await ask(`${server}/api/google/flows`, token, {
      purpose: 'connect',
      redirectUri: DEFAULT_REDIRECTS[0],
      codeChallenge: challengeOf(codeVerifier),
    }),
  )
  const back = await consent(startUrl, { person: 'ada@gmail.com' })
  const code = back.searchParams.get('code')
  redeemed.parse(
    await ask(`${server}/api/google/redeem`, token, { code, codeVerifier, device: DEVICE }),
  )
}

/** Posts what is given, else gets. */
async function ask(url: string, token: string | null, posted?: object): Promise<unknown> {
  const response = await fetch(url, {
    headers: {
      ...(token !== null && { authorization: `Bearer ${token}` }),
      ...(posted && { 'content-type': 'application/json' }),
    },
    ...(posted && { method: 'POST', body: JSON.stringify(posted) }),
  })
  const answer: unknown = await response.json()
  if (!response.ok) throw new Error(`${url}: ${JSON.stringify(answer)}`)
  return answer
}
