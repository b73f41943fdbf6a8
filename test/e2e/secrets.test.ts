import { relative } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { challengeOf, newSecret } from '#server/vault/secrets.ts'
import { flowStarted, redeemed } from '#shared/contract/google.ts'
import { DEFAULT_REDIRECTS } from '#shared/extension.ts'
import { buildFolder } from '#test/browser/build.ts'
import { filesWith } from '#test/browser/disk.ts'
import { consent } from '#test/browser/google-window.ts'
import { seeRow } from '#test/browser/grid-view.ts'
import { launchBrowser } from '#test/browser/launch.ts'
import { makeDestination, openSpreadsheet, seeConnection } from '#test/browser/person.ts'
import { READING_LIST, readingList } from '#test/browser/reading-list.ts'
import type { Exchange } from '#test/browser/recording-proxy.ts'
import { selectAndSend } from '#test/browser/selection.ts'
import { click, see, seeNoMore } from '#test/browser/sight.ts'
import { startStack, type Stack } from '#test/browser/stack.ts'
import { readPageStorage, readStored } from '#test/browser/stored.ts'
import { consent as agree } from '#test/google/oauth/consent.ts'
import { SEED_IDS } from '#test/google/seeds/seeds.ts'
import { servePages } from '#test/pages/serve.ts'

/**
 * The whole story behind recording proxies; then everything that it left behind is searched for what
 * Google gave to the server. What the secrets are is known from the traffic between those two.
 */
type Secret = { kind: string; value: string }

let stack: Stack
/** Google's. */
let secrets: Secret[]
/** Sheetside's own. */
let session: string
let stored: string
let profile: string
const closing: (() => Promise<unknown>)[] = []

beforeAll(async () => {
  stack = await startStack({ record: true, logLevel: 'debug' })
  closing.push(() => stack.close())
  const pages = await servePages()
  closing.push(() => pages.close())
  const browser = await launchBrowser()
  closing.push(() => browser.close())
  await browser.setServer(stack.url)
  profile = browser.profile
  const page = await browser.newPage(pages.url('night-trains.html'))
  const list = readingList(stack.google)

  await click(await browser.openPopup(page), 'Continue with Google')
  await consent(browser)
  await seeConnection(browser, 'ok')
  const panel = await browser.openPanel(page)
  await openSpreadsheet(panel, READING_LIST)
  await makeDestination(panel)
  await list.arrived(await selectAndSend(browser, page, '#first'))

  // An access token that is renewed …
  stack.google.expireAccessTokens()
  stack.google.writeCells(SEED_IDS.reading, "'Reading list'!A2", [['Written elsewhere']])
  await click(panel, 'Refresh')
  await seeRow(panel, 2, ['Written elsewhere', ...(list.rows()[1] ?? []).slice(1)])

  // … and a whole new grant.
  stack.google.revokeGrant('ada@gmail.com')
  const text = await selectAndSend(browser, page, '#second')
  await see(panel, 'Google ended the connection')
  await click(panel, 'Reconnect')
  await consent(browser)
  await seeConnection(browser, 'ok')
  await list.arrived(text)
  await seeNoMore(panel, 'Google ended the connection')

  const popup = await browser.openPopup(page)
  const kept = await readStored(browser)
  session = z.object({ session: z.object({ token: z.string() }) }).parse(kept.local).session.token
  const ofPages = [await readPageStorage(popup), await readPageStorage(panel)]
  stored = JSON.stringify([kept, ofPages])
  secrets = [
    ...googleSecrets(stack.trafficWithGoogle),
    { kind: 'client secret', value: stack.google.clientSecret },
  ]
  await browser.quit()
})

afterAll(async () => {
  for (const close of closing.toReversed()) await close()
})

const tokenAnswer = z.object({
  access_token: z.string(),
  refresh_token: z.optional(z.string()),
  id_token: z.optional(z.string()),
})

/** What was said at Google's token endpoint: RFC 6749 §4.1.3, RFC 7636 §4.5. */
function googleSecrets(traffic: readonly Exchange[]): Secret[] {
  return traffic
    .filter(({ url, method }) => method === 'POST' && url === '/token')
    .flatMap(({ requestBody, responseBody, status }) => {
      const form = new URLSearchParams(requestBody)
      const answer = status === 200 ? tokenAnswer.parse(JSON.parse(responseBody)) : null
      return [
        { kind: 'authorization code', value: form.get('code') },
        { kind: 'PKCE verifier', value: form.get('code_verifier') },
        { kind: 'access token', value: answer?.access_token },
        { kind: 'refresh token', value: answer?.refresh_token },
        { kind: 'id_token', value: answer?.id_token },
      ]
    })
    .filter((secret): secret is Secret => typeof secret.value === 'string')
}

/** The end of it, which is random and reads the same whether or not the `/` in it were escaped. */
function needle({ value }: Secret): string {
  return value.slice(-40)
}

function count(kind: string): number {
  return secrets.filter((secret) => secret.kind === kind).length
}

/** Which kinds of secrets stand in a text. */
function kindsIn(text: string): string[] {
  return secrets.filter((secret) => text.includes(needle(secret))).map(({ kind }) => kind)
}

/** Names of files in the profile, from its root. */
async function profileFilesWith(...texts: string[]): Promise<string[]> {
  return (await filesWith(profile, ...texts)).map((path) => relative(profile, path))
}

/** The files of both builds in which one of these texts stands. */
async function bundled(...texts: string[]): Promise<string[]> {
  const inChrome = await filesWith(buildFolder('chrome'), ...texts)
  return [...inChrome, ...(await filesWith(buildFolder('firefox'), ...texts))]
}

/** What the browser itself asked for as it followed the redirects in Google's window. */
function isInGoogleWindow({ url }: Exchange): boolean {
  return url.startsWith('/oauth/google/')
}

const whole = (exchange: Exchange) => JSON.stringify(exchange)

describe('The search', () => {
  test('knows every kind of secret that passed', () => {
    // Signing in and reconnecting give all; the refresh in between an access token more.
    expect(count('authorization code')).toBe(2)
    expect(count('PKCE verifier')).toBe(2)
    expect(count('refresh token')).toBe(2)
    expect(count('access token')).toBeGreaterThanOrEqual(3)
    expect(count('id_token')).toBeGreaterThanOrEqual(2)
    expect(count('client secret')).toBe(1)
    for (const secret of secrets) expect(needle(secret).length).toBeGreaterThanOrEqual(30)
  })

  test('finds them where they do belong: between the server and Google', () => {
    const found = new Set(kindsIn(stack.trafficWithGoogle.map(whole).join('\n')))
    expect(found).toEqual(new Set(secrets.map(({ kind }) => kind)))
  })

  test('finds what the extension does keep: its own session, in storage and on disk', async () => {
    expect(stored).toContain(session)
    expect((await profileFilesWith(session)).join()).toContain('Local Extension Settings')
  })

  test('finds what did pass between extension and server, and what the log does tell', () => {
    const passed = stack.traffic.filter((exchange) => !isInGoogleWindow(exchange)).map(whole)
    expect(passed.join('\n')).toContain(`Bearer ${session}`)
    expect(passed.join('\n')).toContain('/sheets/v4/spreadsheets/')
    expect(stack.server.log()).toContain('/api/sends')
    expect(stack.server.log()).toContain('/oauth/google/callback')
  })
})

describe("Nothing of Google's", () => {
  test("is in the extension's storage, IndexedDB or pages", () => {
    expect(kindsIn(stored)).toEqual([])
  })

  test('is in the built extensions, nor the address where tokens are asked for', async () => {
    expect(await bundled('Where should this go?')).toHaveLength(2)
    expect(await bundled(...secrets.map(needle))).toEqual([])
    expect(await bundled('client_secret', 'GOCSPX', 'ya29.', 'oauth2.googleapis.com')).toEqual([])
  })

  test('passes between extension and server', () => {
    const passed = stack.traffic.filter((exchange) => !isInGoogleWindow(exchange))
    expect(passed.length).toBeGreaterThan(10)
    expect(kindsIn(passed.map(whole).join('\n'))).toEqual([])
  })

  test("passes the server in Google's window, but for the one-use code in Google's own redirect", () => {
    // These are the browser's navigations, which no extension can read: `launchWebAuthFlow` tells it
    // the last address alone, and that one is in the answer here.
    const redirects = stack.traffic.filter(isInGoogleWindow)
    expect(redirects.map(({ url }) => url.replace(/\?.*/, ''))).toEqual([
      '/oauth/google/start',
      '/oauth/google/callback',
      '/oauth/google/start',
      '/oauth/google/callback',
    ])
    for (const exchange of redirects) {
      const { requestHeaders, url, ...rest } = exchange
      expect(requestHeaders).toContain('"sec-fetch-mode":"navigate"')
      expect(kindsIn(requestHeaders + JSON.stringify(rest))).toEqual([])
      const isCallback = url.startsWith('/oauth/google/callback')
      expect(kindsIn(decodeURIComponent(url))).toEqual(isCallback ? ['authorization code'] : [])
      expect(rest.responseHeaders).toContain('"cache-control":"no-store"')
    }
  })

  test("is in any file of the browser's profile, its history and cache among them", async () => {
    expect(await profileFilesWith('http://localhost')).toContain('Default/History')
    expect(await profileFilesWith(...secrets.map(needle))).toEqual([])
  })

  test("is in the server's log", () => {
    expect(kindsIn(stack.server.log())).toEqual([])
  })

  test('lies open in the data of the server', async () => {
    expect((await filesWith(stack.dataDir, 'ada@gmail.com')).join()).toContain('.sqlite')
    expect(await filesWith(stack.dataDir, ...secrets.map(needle))).toEqual([])
  })

  test('can be had with such a code once more: Google takes it once', async () => {
    const [{ value: code } = { value: '' }] = secrets.filter(
      ({ kind }) => kind === 'authorization code',
    )
    const again = await fetch(`${stack.google.url}/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        code,
        client_id: stack.google.clientId,
        client_secret: stack.google.clientSecret,
        redirect_uri: `${stack.url}/oauth/google/callback`,
      }),
    })
    expect(again.status).toBe(400)
  })
})

describe('The session', () => {
  test("is in no line of the server's log, nor is what begins and ends a flow", () => {
    expect(stack.server.log()).not.toContain(session)
    for (const secret of flowSecrets()) expect(stack.server.log()).not.toContain(secret)
  })

  test('is in no address, but always in the header made for it', async () => {
    for (const { url, responseHeaders } of stack.traffic) {
      expect(url).not.toContain(session)
      expect(responseHeaders).not.toContain(session)
    }
    expect(await profileFilesWith(session)).not.toContain('Default/History')
  })

  test('is never shown to Google, and lies as a hash in the data of the server', async () => {
    expect(stack.trafficWithGoogle.map(whole).join('\n')).not.toContain(session)
    expect(await filesWith(stack.dataDir, session)).toEqual([])
  })
})

describe('The stolen profile', () => {
  test('is its person to whoever starts it, until its session is ended from elsewhere', async () => {
    const thief = await launchBrowser({ profile })
    closing.push(() => thief.quit())
    const popup = await thief.extensionPage('popup.html')
    await see(popup, 'Signed in as ada@gmail.com')
    const asThief = { headers: { authorization: `Bearer ${session}` } }
    expect((await fetch(`${stack.url}/api/me`, asThief)).status).toBe(200)

    const owner = { headers: { authorization: `Bearer ${await signInElsewhere()}` } }
    const ended = await fetch(`${stack.url}/api/sessions`, { ...owner, method: 'DELETE' })
    expect(ended.ok).toBe(true)
    for (const path of ['/api/me', '/api/files', `/sheets/v4/spreadsheets/${SEED_IDS.reading}`]) {
      expect((await fetch(stack.url + path, asThief)).status).toBe(401)
    }
    await popup.reload()
    await see(popup, 'Continue with Google')
  })
})

async function post(path: string, body: object): Promise<unknown> {
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch(stack.url + path, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  })
  return answer.json()
}

/** Ada signs in on another device: the token of her session there. */
async function signInElsewhere(): Promise<string> {
  const codeVerifier = newSecret()
  const flow = { redirectUri: DEFAULT_REDIRECTS[0], codeChallenge: challengeOf(codeVerifier) }
  const begun = flowStarted.parse(await post('/api/google/flows', { purpose: 'sign_in', ...flow }))
  const back = await agree(begun.startUrl, { person: 'ada@gmail.com' })
  const code = back.searchParams.get('code')
  const result = redeemed.parse(
    await post('/api/google/redeem', { code, codeVerifier, device: 'Firefox on Linux' }),
  )
  if (result.purpose !== 'sign_in') throw new Error('a session was expected')
  return result.session.token
}

/** The start's token, and the one-time code with the verifier that makes it worth something. */
function flowSecrets(): string[] {
  const codes = stack.traffic
    .filter(({ method, url }) => method === 'POST' && url === '/api/google/redeem')
    .flatMap(({ requestBody }) => {
      const { code, codeVerifier } = z
        .object({ code: z.string(), codeVerifier: z.string() })
        .parse(JSON.parse(requestBody))
      return [code, codeVerifier]
    })
  const started = stack.traffic
    .filter(({ url }) => url.startsWith('/oauth/google/start'))
    .map(({ url }) => new URL(url, stack.url).searchParams.get('flow') ?? '')
  const found = [...codes, ...started]
  if (found.length !== 6 || found.some((secret) => secret.length < 20)) {
    throw new Error(`Not the secrets of two flows: ${found.length} of them`)
  }
  return found
}
