import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callGoogle } from '#test/google/call-google.ts'
import { startGoogle, type LocalGoogle } from '#test/google/server.ts'
import { consent, DeadEnd } from './consent.ts'
import { REDIRECT, webApp, type WebApp } from './web-app.ts'

const INVALID = 'Error 400: invalid_request'
let google: LocalGoogle
let app: WebApp

beforeAll(async () => {
  google = await startGoogle()
  app = webApp(google)
})
afterAll(() => google.close())

describe('a request that cannot be trusted ends on a page, never in a redirect [I]', () => {
  const cases: [string, Record<string, string>, string, string][] = [
    [
      'another redirect URI',
      { redirect_uri: `${REDIRECT}/` },
      'Error 400: redirect_uri_mismatch',
      `${REDIRECT}/`,
    ],
    [
      'an unknown client',
      { client_id: 'who' },
      'Error 401: invalid_client',
      'The OAuth client was not found.',
    ],
    ['no client', { client_id: '' }, INVALID, 'Missing required parameter: client_id'],
    ['no redirect URI', { redirect_uri: '' }, INVALID, 'Missing required parameter: redirect_uri'],
    [
      'no response type',
      { response_type: '' },
      INVALID,
      'Required parameter is missing: response_type',
    ],
    ['no scope', { scope: '' }, INVALID, 'Missing required parameter: scope'],
    [
      'a scope that is none',
      { scope: 'openid sheets' },
      'Error 400: invalid_scope',
      'Some requested scopes were invalid. {valid=[openid], invalid=[sheets]}',
    ],
    [
      'another response type',
      { response_type: 'token' },
      'Error 400: unsupported_response_type',
      'token',
    ],
    ['a challenge that is too short', { code_challenge: 'short' }, INVALID, 'code_challenge'],
    [
      'a method of challenges that is none',
      { code_challenge: 'c'.repeat(43), code_challenge_method: 's256' },
      INVALID,
      'code_challenge_method',
    ],
    ['an access type that is none', { access_type: 'both' }, INVALID, 'access_type'],
    ['a prompt that is none', { prompt: 'maybe' }, INVALID, 'prompt'],
    ['prompts that contradict', { prompt: 'none consent' }, INVALID, 'prompt'],
    [
      'two names for one thing',
      { prompt: 'consent', approval_prompt: 'force' },
      INVALID,
      'Conflict params: approval_prompt and prompt',
    ],
  ]
  it.each(cases)('%s', async (_name, given, code, text) => {
    const { status, page } = await deadEnd(app.authUrl(given))
    expect(String(status)).toBe(/\d+/.exec(code)?.[0])
    expect(page).toContain(code)
    expect(page).toContain(text)
  })

  it('a parameter that is there twice', async () => {
    const { page } = await deadEnd(`${app.authUrl({ state: 'one' })}&state=again`)
    expect(page).toContain('OAuth 2 parameters can only have a single value: state')
  })

  it('a flow that is over, or was never begun', async () => {
    const { status } = await deadEnd(`${google.url}/v3/signin/accountchooser?flow=none`)
    expect(status).toBe(400)
  })

  it.each(['/v3/signin/accountchooser', '/signin/oauth/consent', '/signin/oauth/picker'])(
    'what no form of its pages sends: %s',
    async (path) => {
      const { status, text } = await callGoogle(google, path, { token: null, body: {} })
      expect(status).toBe(400)
      expect(text).toContain('This sign-in is over or was never begun')
    },
  )
})

async function deadEnd(url: string): Promise<DeadEnd> {
  const error = await consent(url, { person: 'ada@gmail.com' }).catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(DeadEnd)
  return error as DeadEnd
}
