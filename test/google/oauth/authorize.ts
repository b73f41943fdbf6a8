import type { Client } from './clients.ts'
import { ISSUER } from './identity.ts'
import {
  invalidRequest,
  PageError,
  readAccessType,
  readChallenge,
  readPrompts,
  readScopes,
} from './parameters.ts'
import { findPerson, type Person } from './people.ts'
import { readPicker, type Picker } from './picker.ts'
import { EMAIL, PROFILE, SIGN_IN } from './scopes.ts'
import { onlyOnce, repeated } from './token-form.ts'
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
  /** The Workspace domain that the app is for; `*` for any, null for all people. */
  domain: string | null
  /** What the file picker is to show after consent; null for no picker. */
  picker: Picker | null
}

/**
 * Reads an authorization request. https://developers.google.com/identity/protocols/oauth2/web-server#creatingclient
 * @throws PageError as Google shows an error page and does not redirect.
 */
export function readRequest(query: URLSearchParams, clients: readonly Client[]): Flow {
  const twice = repeated(query)
  if (twice !== undefined) throw invalidRequest(onlyOnce(twice))
  const need = (name: string, words = 'Missing required parameter'): string => {
    const value = query.get(name)
    if (value === null || value === '') throw invalidRequest(`${words}: ${name}`)
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
  const responseType = need('response_type', 'Required parameter is missing')
  if (responseType !== 'code') {
    throw new PageError(
      400,
      responseType === 'token' ? 'unsupported_response_type' : 'invalid_request',
      `Invalid response_type: ${responseType}`,
    )
  }
  const scopes = readScopes(need('scope'))
  const prompts = readPrompts(query)
  return {
    client,
    redirectUri,
    state: query.get('state'),
    nonce: query.get('nonce'),
    scopes,
    challenge: readChallenge(query),
    offline: readAccessType(query.get('access_type')),
    includeGranted: query.get('include_granted_scopes') === 'true',
    prompts,
    loginHint: query.get('login_hint'),
    domain: query.get('hd'),
    picker: readPicker(query, scopes, prompts),
  }
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

/** All that the person may be asked to choose an account from: with `hd`, those of a domain [D]. */
export function candidates(world: World, { domain }: Flow): Person[] {
  return world.people.filter((person) => {
    return (
      domain === null || (domain === '*' ? person.domain !== undefined : person.domain === domain)
    )
  })
}

/** What the code will be for: what was asked and granted; with `include_granted_scopes` all that was. */
export function effectiveScopes(world: World, flow: Flow, person: Person): string[] {
  const granted = world.tokens.granted(person, flow.client.projectId)
  return flow.includeGranted ? [...granted] : flow.scopes.filter((scope) => granted.has(scope))
}

/**
 * Where the browser goes when the person agreed, with a fresh code.
 * @param picked ids of the files that were chosen; null when no picker was shown.
 */
export function successUrl(
  world: World,
  flow: Flow,
  person: Person,
  consentShown: boolean,
  picked: readonly string[] | null = null,
): string {
  const scopes = effectiveScopes(world, flow, person)
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
  if (picked) url.searchParams.set('picked_file_ids', picked.join(','))
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

/** The one answer of `prompt=none` where it cannot be: nobody signed in, or consent missing [I]. */
export function interactionRequired(flow: Flow): string {
  const url = new URL(flow.redirectUri)
  if (flow.state !== null) url.searchParams.set('state', flow.state)
  url.searchParams.set('error_subtype', 'access_denied')
  url.searchParams.set('error', 'interaction_required')
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
