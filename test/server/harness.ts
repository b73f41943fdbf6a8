import { once } from 'node:events'
import type { ServerOptions } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished } from 'vitest'
import { z } from 'zod'
import { createApp } from '#server/app.ts'
import { readConfig } from '#server/config.ts'
import { openDatabase } from '#server/db/open.ts'
import type { Deps } from '#server/deps.ts'
import { createServer, LIMITS } from '#server/listen.ts'
import { createLog } from '#server/log.ts'
import { createMailer } from '#server/mail/mailer.ts'
import { newKey, parseKeyRing } from '#server/vault/key-ring.ts'
import { challengeOf, newSecret } from '#server/vault/secrets.ts'
import { createVault } from '#server/vault/vault.ts'
import {
  flowStarted,
  redeemed,
  type FlowPurpose,
  type FlowRequest,
  type GoogleAccount,
} from '#shared/contract/google.ts'
import { newSession, type NewSession } from '#shared/contract/session.ts'
import { wireError } from '#shared/errors.ts'
import { DEFAULT_REDIRECTS } from '#shared/extension.ts'
import type { StoredFile } from '#test/google/drive/item.ts'
import { consent, type Answer } from '#test/google/oauth/consent.ts'
import { ADA } from '#test/google/oauth/people.ts'
import { ALL_SCOPES } from '#test/google/oauth/scopes.ts'
import { startGoogle, type LocalGoogle } from '#test/google/server.ts'

export const REDIRECT = DEFAULT_REDIRECTS[0]
const DEVICE = 'Chrome on Linux'

/** What the person does on Google's pages; Ada, who agrees to everything, unless said otherwise. */
export type Choice = Partial<Answer>

/** What a flow to connect says besides. */
export type Asked = Pick<FlowRequest, 'account' | 'need' | 'fileIds'>

/** What must never be seen outside: Google's tokens and codes, and our client's secret. */
const SECRETS = /ya29\.|1\/\/0|4\/0A|GOCSPX/

export type Ask = {
  token?: string | undefined
  body?: unknown
  headers?: Record<string, string>
}

export type Sheetside = Awaited<ReturnType<typeof startSheetside>>

/**
 * A server on a real port, on a database of its own, with a local Google of its own; both are gone when
 * the test is. `databaseFile` lets two servers share one database; `env` adds to the settings,
 * `limits` changes how long a client may take.
 */
export async function startSheetside(
  given: {
    databaseFile?: string
    google?: LocalGoogle
    vault?: Deps['vault']
    env?: Record<string, string>
    seeds?: () => StoredFile[]
    limits?: ServerOptions
  } = {},
) {
  const db = openDatabase(given.databaseFile ?? ':memory:')
  const logged: string[] = []
  const clock = { ahead: 0 }
  let app: ReturnType<typeof createApp> | undefined
  const log = createLog('debug', { write: (line: string) => logged.push(line) })
  const server = createServer(
    (request, env) => app?.fetch(request, env) ?? new Response(null, { status: 503 }),
    log,
    { limits: { ...LIMITS, ...given.limits } },
  )
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const url = `http://127.0.0.1:${port}`
  const google =
    given.google ??
    (await startGoogle({
      redirectUris: [`${url}/oauth/google/callback`],
      seeds: given.seeds ?? (() => []),
    }))

  const config = readConfig({
    PUBLIC_URL: url,
    GOOGLE_ENDPOINT: google.url,
    GOOGLE_CLIENT_ID: google.clientId,
    GOOGLE_CLIENT_SECRET: google.clientSecret,
    ...given.env,
  })
  const deps: Deps = {
    config,
    db,
    vault: given.vault ?? createVault(parseKeyRing(newKey('k1'))),
    mailer: config.mail && createMailer(config.mail, config.production),
    log,
    now: () => new Date(Date.now() + clock.ahead),
  }
  app = createApp(deps)
  onTestFinished(async () => {
    server.close()
    server.closeAllConnections()
    if (!given.google) await google.close()
    db.close()
    expect(logged.join('')).not.toMatch(SECRETS)
  })

  const call = (method: string, path: string, { token, body, headers }: Ask = {}) =>
    fetch(url + path, {
      method,
      redirect: 'manual',
      headers: {
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })

  /** Creates an account with a password. */
  const register = async (email = 'reader@example.org'): Promise<NewSession> => {
    const body = { email, password: 'kelp-harbor-thimble-9', device: DEVICE }
    return newSession.parse(await (await call('POST', '/api/accounts', { body })).json())
  }

  /** Begins a flow and opens its start URL: what the browser then holds. */
  const begin = async (purpose: FlowPurpose, token?: string, asked: Asked = {}) => {
    const codeVerifier = newSecret()
    const body = {
      purpose,
      redirectUri: REDIRECT,
      codeChallenge: challengeOf(codeVerifier),
      ...asked,
    }
    const response = await call('POST', '/api/google/flows', { token, body })
    const { startUrl } = flowStarted.parse(await response.json())
    const { cookie, location } = await visit(startUrl)
    return { codeVerifier, startUrl, cookie, consentUrl: location ?? '' }
  }

  const redeem = (code: string, codeVerifier: string, token?: string) =>
    call('POST', '/api/google/redeem', { token, body: { code, codeVerifier, device: DEVICE } })

  const run = async (purpose: FlowPurpose, token?: string, choice?: Choice, asked?: Asked) => {
    const flow = await begin(purpose, token, asked)
    const back = await comeBack(flow, choice)
    return redeem(back.searchParams.get('code') ?? 'none', flow.codeVerifier, token)
  }

  /** Signs in with Google. */
  const signIn = async (choice?: Choice): Promise<NewSession> => {
    const result = redeemed.parse(await (await run('sign_in', undefined, choice)).json())
    if (result.purpose !== 'sign_in') throw new Error('a session was expected')
    return result.session
  }

  /** Connects a Google account to the person of a session. */
  const connect = async (
    { token }: NewSession,
    choice?: Choice,
    asked?: Asked,
  ): Promise<GoogleAccount> => {
    const answer = await run('connect', token, choice, asked)
    const result = redeemed.parse(await answer.json())
    if (result.purpose !== 'connect') throw new Error('an account was expected')
    return result.account
  }

  return {
    url,
    google,
    deps,
    clock,
    logged,
    call,
    register,
    begin,
    comeBack,
    redeem,
    signIn,
    connect,
  }
}

/** Goes the whole way through Google's pages: where the extension is sent to in the end. */
export async function comeBack(
  { consentUrl, cookie }: { consentUrl: string; cookie: string },
  choice: Choice = {},
): Promise<URL> {
  const callback = await consent(consentUrl, { person: ADA.email, ...choice })
  const { location } = await visit(callback.href, cookie)
  return new URL(location ?? 'about:blank')
}

/** One step of a browser: the cookie it is given, and where it is sent. */
export async function visit(url: string, cookie?: string) {
  const response = await fetch(url, {
    redirect: 'manual',
    ...(cookie !== undefined && { headers: { cookie } }),
  })
  const set = response.headers.getSetCookie()
  return {
    response,
    set,
    cookie: set.map((line) => line.split(';', 1)[0]).join('; '),
    location: response.headers.get('location'),
  }
}

/** The code of a refusal, and its status. */
export async function refusal(response: Response | Promise<Response>) {
  const answered = await response
  const { code } = wireError.parse(await answered.json())
  return { status: answered.status, code }
}

const created = z.object({
  spreadsheetId: z.string(),
  spreadsheetUrl: z.string(),
  sheets: z.array(z.object({ properties: z.object({ sheetId: z.number().default(0) }) })),
})

/** An access token of Ada's own, as another program of hers would have. */
export function tokenOf(google: LocalGoogle): string {
  return google.tokenFor(ADA.email, ALL_SCOPES)
}

/** Speaks to the local Google itself, as Ada. */
export function directly({ google }: Pick<Sheetside, 'google'>) {
  const api = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(google.url + path, {
      method,
      headers: {
        authorization: `Bearer ${tokenOf(google)}`,
        'content-type': 'application/json',
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const answer: unknown = await response.json()
    if (!response.ok) throw new Error(`${method} ${path}: ${JSON.stringify(answer)}`)
    return answer
  }

  /** A spreadsheet whose first tab, `Sheet1`, has these values from A1 on. */
  const makeSheet = async (rows: unknown[][], title = 'Reading list') => {
    const { spreadsheetId, spreadsheetUrl, sheets } = created.parse(
      await api('POST', '/v4/spreadsheets', { properties: { title } }),
    )
    if (rows.length > 0) google.writeCells(spreadsheetId, 'Sheet1!A1', rows)
    return { spreadsheetId, spreadsheetUrl, sheetId: sheets[0]?.properties.sheetId ?? 0 }
  }

  const batchUpdate = (spreadsheetId: string, ...requests: object[]) =>
    api('POST', `/v4/spreadsheets/${spreadsheetId}:batchUpdate`, { requests })

  return { api, makeSheet, batchUpdate }
}
