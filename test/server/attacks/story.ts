import { randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { invite } from '#server/admin/invite.ts'
import { googleAccounts } from '#server/db/schema.ts'
import type { Deps } from '#server/deps.ts'
import { ACCESS_TOKEN, placeOf, REFRESH_TOKEN } from '#server/vault/sealed.ts'
import { text } from '#shared/cells.ts'
import { destination } from '#shared/contract/destination.ts'
import { me } from '#shared/contract/me.ts'
import { newSession, type NewSession } from '#shared/contract/session.ts'
import { startMailBox, tokenIn, type MailBox } from '#test/mail/mail-box.ts'
import { directly, startSheetside, visit, type Sheetside } from '#test/server/harness.ts'
import { callbackOf, finished, returning, unopened } from './flow.ts'

export type Secret = { kind: string; value: string }

const EMAIL = 'reader@example.org'
const PASSWORD = 'kelp-harbor-thimble-9'
const NEXT_PASSWORD = 'orchid-lantern-quarry-4'
export const CELL = 'Zwetschgendatschi'

/** A server on a file, with mail, and all that it keeps there. */
export async function startOnDisk(env: Record<string, string> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'sheetside-stolen-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const box = await startMailBox()
  onTestFinished(() => box.close())
  const sheetside = await startSheetside({
    databaseFile: join(folder, 'sheetside.sqlite'),
    env: { SMTP_URL: box.url, MAIL_FROM: 'sheetside@example.org', ...env },
  })
  /** The database and its log of recent writes. */
  const bytes = () =>
    Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name))))
  return { ...sheetside, box, bytes }
}

/**
 * One person does all there is to do, by ways that end well and by ways that do not, and leaves much of
 * it half done.
 * @returns every secret that passed, also those that are spent
 */
export async function liveThrough(sheetside: Sheetside & { box: MailBox }) {
  const { call, deps, google, box } = sheetside
  const secrets: Secret[] = [{ kind: 'client secret', value: google.clientSecret }]
  const keep = (kind: string, value: string) => secrets.push({ kind, value })

  await call('POST', '/api/accounts/links', { body: { email: EMAIL } })
  const link = tokenIn(await box.next(EMAIL))
  keep('link of a mail', link)
  keep('password', PASSWORD)
  await call('POST', '/api/accounts/password', { body: { token: link, password: PASSWORD } })
  const first = await logIn(sheetside, PASSWORD)
  keep('session', first.token)
  keep('mistyped password', 'kelp-harbor-thimbel')
  await logIn(sheetside, 'kelp-harbor-thimbel').catch(() => {})

  for (const flow of [
    await finished(sheetside, 'connect', first.token),
    await finished(sheetside, 'sign_in'),
  ]) {
    keepFlow(keep, flow)
    await sheetside.redeem(flow.code, flow.codeVerifier, first.token)
    await keepGrants(deps, keep)
  }
  await call('PATCH', '/api/preferences', { token: first.token, body: { theme: 'dark' } })
  const { spreadsheetId } = await directly(sheetside).makeSheet([[CELL]])
  await sendSomething(sheetside, first.token, spreadsheetId, keep)
  google.expireAccessTokens()
  await call('GET', '/api/files', { token: first.token })
  await call('GET', `/sheets/v4/spreadsheets/${spreadsheetId}/values/A1`, { token: first.token })
  await keepGrants(deps, keep)

  // Left half done: a flow at each of its stages, links that nobody opened, an invitation.
  const { startUrl } = await unopened(sheetside)
  keep('start URL', new URL(startUrl).searchParams.get('flow') ?? '')
  keepFlow(keep, await returning(sheetside, 'connect', first.token))
  const waiting = await finished(sheetside, 'connect', first.token)
  keepFlow(keep, waiting)

  // What goes wrong.
  google.forgeIdTokens({ signature: 'stranger' })
  const forged = await returning(sheetside, 'sign_in')
  keepFlow(keep, forged)
  await visit(forged.callback, forged.cookie)
  google.forgeIdTokens(null)
  const denied = await returning(sheetside, 'sign_in')
  keepFlow(keep, denied)
  await visit(callbackOf(sheetside, { error: 'access_denied', state: denied.state }), denied.cookie)
  google.addFault({ on: 'token', kind: 'fail', status: 503, times: 1 })
  const failed = await returning(sheetside, 'sign_in')
  keepFlow(keep, failed)
  await visit(failed.callback, failed.cookie)
  await sheetside.redeem(failed.googleCode, failed.codeVerifier)
  await call('GET', `/api/me?access_token=${first.token}`)
  await fetch(`${sheetside.url}/api/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: `{"email":"${EMAIL}","password":"${PASSWORD}`,
  })
  await call('GET', '/sheets/v4/spreadsheets/nowhere', { token: first.token })
  google.addFault({ on: 'sheets', kind: 'drop', when: 'before', times: 1 })
  await call('GET', `/sheets/v4/spreadsheets/${spreadsheetId}`, { token: first.token })
  google.revokeGrant('ada@gmail.com')
  google.expireAccessTokens()
  await call('GET', '/api/files', { token: first.token })

  const change = { currentPassword: PASSWORD, password: NEXT_PASSWORD }
  keep('next password', NEXT_PASSWORD)
  await call('PUT', '/api/me/password', { token: first.token, body: change })
  const email = { email: 'moved@example.org', currentPassword: NEXT_PASSWORD }
  await call('POST', '/api/me/email', { token: first.token, body: email })
  keep('link to a new email', tokenIn(await box.next('moved@example.org')))
  await call('POST', '/api/accounts/links', { body: { email: 'ben@example.org' } })
  keep('link that waits', tokenIn(await box.next('ben@example.org')))
  const { data } = await invite(deps, 'guest@example.org')
  keep('invitation', (data as { invitation: string }).invitation)

  const second = await logIn(sheetside, NEXT_PASSWORD)
  keep('second session', second.token)
  return { secrets, session: second, waiting }
}

async function logIn({ call }: Sheetside, password: string): Promise<NewSession> {
  const body = { email: EMAIL, password, device: 'Chrome on Linux' }
  return newSession.parse(await (await call('POST', '/api/sessions', { body })).json())
}

/** Into a sheet and out of it again: what was read is nobody's to know. */
async function sendSomething(
  { call }: Sheetside,
  token: string,
  spreadsheetId: string,
  keep: Keep,
): Promise<void> {
  const [account] = me.parse(await (await call('GET', '/api/me', { token })).json()).googleAccounts
  const place = { account: account?.id, spreadsheetId, sheetId: 0 }
  const chosen = await call('POST', '/api/destinations', { token, body: place })
  const { tableStart } = destination.parse(await chosen.json())
  keep('selection', 'Quittengelee mit Rosmarin')
  keep('title of a page', 'Eingemachtes aus Rohrdorf')
  keep('address of a page', 'https://eingemachtes.example/quitten')
  const body = {
    id: randomUUID(),
    destination: { ...place, tableStart },
    rows: [[text('Quittengelee mit Rosmarin')]],
    source: { title: 'Eingemachtes aus Rohrdorf', url: 'https://eingemachtes.example/quitten' },
  }
  await call('POST', '/api/sends', { token, body })
  await call('GET', '/api/sends?search=Quittengelee', { token })
}

type Keep = (kind: string, value: string) => void

function keepFlow(keep: Keep, flow: Awaited<ReturnType<typeof returning>> & { code?: string }) {
  keep('start URL', new URL(flow.startUrl).searchParams.get('flow') ?? '')
  keep('flow cookie', flow.cookie.split('=')[1] ?? '')
  keep('state', flow.state)
  keep('verifier of the extension', flow.codeVerifier)
  keep('code of Google', flow.googleCode)
  if (flow.code !== undefined) keep('one-time code', flow.code)
}

async function keepGrants({ db, vault }: Deps, keep: Keep): Promise<void> {
  for (const row of await db.select().from(googleAccounts)) {
    keep('refresh token', vault.open(row.refreshToken, placeOf(REFRESH_TOKEN, row)))
    keep('access token', vault.open(row.accessToken, placeOf(ACCESS_TOKEN, row)))
  }
}

/** Which secrets stand in some bytes: as they are, or in the codings that software puts them into. */
export function found(secrets: readonly Secret[], bytes: Buffer): string[] {
  return secrets
    .filter(({ value }) => codings(Buffer.from(value)).some((needle) => bytes.includes(needle)))
    .map(({ kind }) => kind)
}

function codings(value: Buffer): (Buffer | string)[] {
  const text = value.toString()
  return [
    value,
    value.toString('hex'),
    // As a part of something longer the ends differ.
    ...[0, 1, 2].map((at) => value.subarray(at).toString('base64').slice(0, -4)),
    encodeURIComponent(text),
    JSON.stringify(text)
      .slice(1, -1)
      .replaceAll('/', String.raw`\/`),
    Buffer.from(text, 'utf16le'),
  ]
}
