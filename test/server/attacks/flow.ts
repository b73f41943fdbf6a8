import { googleAccounts, googleIdentities, people, sessions } from '#server/db/schema.ts'
import type { Deps } from '#server/deps.ts'
import { challengeOf, newSecret } from '#server/vault/secrets.ts'
import { flowStarted, type FlowPurpose } from '#shared/contract/google.ts'
import { consent } from '#test/google/oauth/consent.ts'
import { ADA } from '#test/google/oauth/people.ts'
import { REDIRECT, visit, type Choice, type Sheetside } from '#test/server/harness.ts'

/** A flow that Google has sent back, and whose way back is still to be gone. */
export type Returning = Awaited<ReturnType<typeof returning>>

/** Begins a flow and goes through Google's pages, up to the door of our callback. */
export async function returning(
  { begin }: Sheetside,
  purpose: FlowPurpose,
  token?: string,
  choice: Choice = {},
) {
  return agreed(await begin(purpose, token), choice)
}

/** Goes through Google's pages with a flow that was opened. */
export async function agreed(begun: Opened, choice: Choice = {}) {
  const callback = await consent(begun.consentUrl, { person: ADA.email, ...choice })
  const [googleCode, state] = ['code', 'state'].map((name) => callback.searchParams.get(name) ?? '')
  return { ...begun, callback: callback.href, googleCode: googleCode ?? '', state: state ?? '' }
}

type Opened = Awaited<ReturnType<Sheetside['begin']>>

/** The start URL of a flow that no browser has opened yet. */
export async function unopened(
  { call }: Sheetside,
  purpose: FlowPurpose = 'sign_in',
  token?: string,
) {
  const codeVerifier = newSecret()
  const body = { purpose, redirectUri: REDIRECT, codeChallenge: challengeOf(codeVerifier) }
  const answer = await call('POST', '/api/google/flows', { token, body })
  return { ...flowStarted.parse(await answer.json()), codeVerifier }
}

/** The callback as another put it together. */
export function callbackOf({ url }: Pick<Sheetside, 'url'>, query: Record<string, string>): string {
  return `${url}/oauth/google/callback?${new URLSearchParams(query)}`
}

/** What a browser is told that comes to the callback: the extension's address, or the page that ends it. */
export async function arrive(callback: string, cookie?: string): Promise<string> {
  const { response, location } = await visit(callback, cookie)
  if (location !== null) return new URL(location).search.replace(/code=[\w-]{43}/, 'code')
  const page = await response.text()
  return response.status === 400 && page.includes('no longer valid') ? DEAD_END : page
}

export const DEAD_END = 'a page without a way on'
/** The flow ended well: the extension has its one-time code. */
export const CODE = '?code'

/** A flow that came to its end: the one-time code, and the verifier for it. */
export async function finished(...given: Parameters<typeof returning>) {
  const flow = await returning(...given)
  const { location } = await visit(flow.callback, flow.cookie)
  const code = new URL(location ?? 'about:blank').searchParams.get('code') ?? ''
  return { ...flow, code }
}

/** How much an attack left behind. */
export async function gained({ db }: Deps) {
  const [persons, open, ways, connected] = await Promise.all([
    db.select().from(people),
    db.select().from(sessions),
    db.select().from(googleIdentities),
    db.select().from(googleAccounts),
  ])
  return {
    people: persons.length,
    sessions: open.length,
    identities: ways.length,
    grants: connected.length,
  }
}

export const NOTHING = { people: 0, sessions: 0, identities: 0, grants: 0 }
