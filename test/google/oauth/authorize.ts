import type { Client } from './clients.ts'
import type { Person } from './people.ts'
import { findPerson } from './people.ts'
import { canonical, EMAIL, isKnown, PROFILE, SIGN_IN } from './scopes.ts'
import { ISSUER } from './identity.ts'
import type { CodeChallenge } from './tokens.ts'
import type { World } from '#test/google/world.ts'

/** An authorization request that is in order, on its way through chooser and consent. */
export type Flow = {
  client: Client
  redirectUri: string
  state: string | null
  nonce: string | null
  /** Canonical. */
  scopes: string[]
  challenge: CodeChallenge | null
  offline: boolean
  includeGranted: boolean
  prompts: ReadonlySet<string>
  loginHint: string | null
}

/** A request that cannot be trusted to name its way back: told to the person on a page. */
export class PageError extends Error {
  readonly status: 400 | 401
  readonly code: string

  constructor(status: 400 | 401, code: string, message: string) {
    super(message)
    this.status = status
    this.code = code
  }
}

const PROMPTS = ['none', 'consent', 'select_account']

/**
 * Reads an authorization request. https://developers.google.com/identity/protocols/oauth2/web-server#creatingclient
 * @throws PageError as Google shows an error page and does not redirect.
 */
export function readRequest(query: URLSearchParams, clients: readonly Client[]): Flow {
  const need = (name: string): string => {
    const value = query.get(name)
    if (value === null || value === '') {
      throw new PageError(400, 'invalid_request', `Required parameter is missing: ${name}`)
    }
    return value
  }
  const clientId = need('client_id')
  const client = clients.find((known) => known.clientId === clientId)
  if (!client) throw new PageError(401, 'invalid_client', 'The OAuth client was not found.')
  const redirectUri = need('redirect_uri')
  if (!client.redirectUris.includes(redirectUri)) {
    throw new PageError(
      400,
      'redirect_uri_mismatch',
      `The redirect URI in the request, ${redirectUri}, does not match the ones authorized for the OAuth client.`,
    )
  }
  const responseType = need('response_type')
  if (responseType !== 'code') {
    throw new PageError(
      400,
      responseType === 'token' ? 'unsupported_response_type' : 'invalid_request',
      `Invalid response_type: ${responseType}`,
    )
  }
  const prompts = words(query.get('prompt'))
  for (const prompt of prompts) {
    if (!PROMPTS.includes(prompt)) {
      throw new PageError(400, 'invalid_request', `Invalid parameter value for prompt: '${prompt}'`)
    }
  }
  if (prompts.includes('none') && prompts.length > 1) {
    throw new PageError(400, 'invalid_request', 'prompt: "none" cannot be used with other values.')
  }
  return {
    client,
    redirectUri,
    state: query.get('state'),
    nonce: query.get('nonce'),
    scopes: readScopes(need('scope')),
    challenge: readChallenge(query),
    offline: readAccessType(query.get('access_type')),
    includeGranted: query.get('include_granted_scopes') === 'true',
    prompts: new Set(prompts),
    loginHint: query.get('login_hint'),
  }
}

function words(value: string | null): string[] {
  return (value ?? '').split(' ').filter((word) => word !== '')
}

function readScopes(value: string): string[] {
  const asked = words(value)
  const bad = asked.filter((scope) => !isKnown(scope))
  if (bad.length > 0) {
    const good = asked.filter((scope) => isKnown(scope))
    throw new PageError(
      400,
      'invalid_scope',
      `Some requested scopes were invalid. {valid=[${good.join(', ')}], invalid=[${bad.join(', ')}]}`,
    )
  }
  return [...new Set(asked.map(canonical))]
}

function readAccessType(value: string | null): boolean {
  if (value === null || value === 'online') return false
  if (value === 'offline') return true
  throw new PageError(400, 'invalid_request', `Invalid parameter value for access_type: ${value}`)
}

/** RFC 7636 §4.3; Google takes 43 to 128 characters. */
function readChallenge(query: URLSearchParams): CodeChallenge | null {
  const value = query.get('code_challenge')
  const method = query.get('code_challenge_method') ?? 'plain'
  if (value === null) return null
  if (method !== 'S256' && method !== 'plain') {
    throw new PageError(400, 'invalid_request', `Invalid code_challenge_method: ${method}`)
  }
  if (!/^[\w.~-]{43,128}$/.test(value)) {
    throw new PageError(400, 'invalid_request', 'Invalid code_challenge.')
  }
  return { method, value }
}

/** The scopes that the person was not asked for yet, sign-in's first. */
export function missingScopes(world: World, flow: Flow, person: Person): string[] {
  const granted = world.tokens.granted(person, flow.client.projectId)
  const missing = flow.scopes.filter((scope) => !granted.has(scope))
  return missing.toSorted((a, b) => Number(SIGN_IN.includes(b)) - Number(SIGN_IN.includes(a)))
}

/** The one person a hint names, by address or id. */
export function hinted(world: World, flow: Flow): Person | undefined {
  return flow.loginHint === null ? undefined : findPerson(world.people, flow.loginHint)
}

/** Where the browser goes when the person agreed, with a fresh code. */
export function successUrl(
  world: World,
  flow: Flow,
  person: Person,
  consentShown: boolean,
): string {
  const granted = world.tokens.granted(person, flow.client.projectId)
  const scopes = flow.includeGranted
    ? [...new Set([...flow.scopes.filter((scope) => granted.has(scope)), ...granted])]
    : flow.scopes.filter((scope) => granted.has(scope))
  const code = world.tokens.newCode({
    person,
    client: flow.client,
    redirectUri: flow.redirectUri,
    scopes: inAnswerOrder(scopes),
    nonce: flow.nonce,
    challenge: flow.challenge,
    refreshable: flow.offline && consentShown,
  })
  const url = new URL(flow.redirectUri)
  if (flow.state !== null) url.searchParams.set('state', flow.state)
  url.searchParams.set('iss', ISSUER)
  url.searchParams.set('code', code.code)
  url.searchParams.set('scope', withShortNames(code.scopes).join(' '))
  url.searchParams.set('authuser', String(Math.max(0, world.people.indexOf(person))))
  if (person.domain !== undefined) url.searchParams.set('hd', person.domain)
  url.searchParams.set('prompt', consentShown ? 'consent' : 'none')
  return url.href
}

export function failureUrl(flow: Flow, error: string): string {
  const url = new URL(flow.redirectUri)
  url.searchParams.set('error', error)
  if (flow.state !== null) url.searchParams.set('state', flow.state)
  return url.href
}

/** Answers list the scopes in an order of Google's own, seldom the request's. */
function inAnswerOrder(scopes: readonly string[]): string[] {
  return scopes.toSorted((a, b) => {
    return Number(SIGN_IN.includes(a)) - Number(SIGN_IN.includes(b)) || (a < b ? -1 : 1)
  })
}

/** The redirect names email and profile both ways. */
function withShortNames(scopes: readonly string[]): string[] {
  return [
    ...(scopes.includes(EMAIL) ? ['email'] : []),
    ...(scopes.includes(PROFILE) ? ['profile'] : []),
    ...scopes,
  ]
}
