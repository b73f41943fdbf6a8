import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callGoogle } from '#test/google/call-google.ts'
import { consent } from './consent.ts'
import { startGoogle, type LocalGoogle } from '#test/google/server.ts'
import { REDIRECT, webApp, type TokenAnswer, type WebApp } from './web-app.ts'

const THIRD = { clientId: 'third', clientSecret: 's3' }
const PLAIN = 'p'.repeat(43)
const clock = { time: Date.parse('2026-09-01T12:00:00Z'), now: () => clock.time }
let google: LocalGoogle
let app: WebApp
/** Of another project. */
let third: WebApp

beforeAll(async () => {
  google = await startGoogle({
    clock,
    clients: [{ ...THIRD, redirectUris: [REDIRECT], projectId: '42' }],
  })
  app = webApp(google)
  third = webApp(google, THIRD)
})
afterAll(() => google.close())

function basic(id: string, secret: string): Record<string, string> {
  const pair = `${encodeURIComponent(id)}:${encodeURIComponent(secret)}`
  return { authorization: `Basic ${Buffer.from(pair).toString('base64')}` }
}

async function works(accessToken: string): Promise<boolean> {
  const { status } = await callGoogle(google, '/drive/v3/files?pageSize=1', { token: accessToken })
  return status === 200
}

describe('redeeming a code', () => {
  it('gives tokens of Google’s look that live 3599 seconds [I]', async () => {
    const { status, body, text, headers } = await app.redeem(await app.newCode())
    expect(status).toBe(200)
    expect(body).toMatchObject({ expires_in: 3599, token_type: 'Bearer' })
    expect(body).toHaveProperty('access_token', expect.stringMatching(/^ya29\./))
    expect(body).toHaveProperty('refresh_token', expect.stringMatching(/^1\/\/0/))
    expect(body).not.toHaveProperty('refresh_token_expires_in')
    expect(headers.get('cache-control')).toContain('no-store')
    expect(text).toContain('\n  "access_token"')
  })

  it('takes the client’s secret by Basic too [D]', async () => {
    const { refresh_token: token } = await app.newTokens()
    const form = { grant_type: 'refresh_token', refresh_token: token }
    const right = await app.post(form, basic(google.clientId, google.clientSecret))
    expect(right.status).toBe(200)
    const wrong = await app.post(form, basic(google.clientId, 'x'))
    expect([wrong.status, wrong.body]).toMatchObject([401, { error: 'invalid_client' }])
    expect(wrong.headers.get('www-authenticate')).toContain('Basic')
  })

  it('reads a form as JSON too, and nothing else [I]', async () => {
    const form = { grant_type: 'authorization_code', redirect_uri: REDIRECT, code: '4/0nope' }
    const body = { ...form, client_id: google.clientId, client_secret: google.clientSecret }
    const json = await callGoogle(google, '/token', { token: null, body })
    expect(json.body).toMatchObject({ error: 'invalid_grant' })
    const headers = { 'content-type': 'text/plain' }
    const text = await app.post(body, headers)
    expect(text.body).toMatchObject({ error: 'invalid_request' })
  })

  it('answers where older libraries call it [I]', async () => {
    for (const path of ['/oauth2/v4/token', '/o/oauth2/token']) {
      const body = new URLSearchParams({ grant_type: 'refresh_token', client_id: 'who' })
      const answer = await callGoogle(google, path, { token: null, body })
      expect(answer.body).toMatchObject({ error: 'invalid_client' })
    }
  })

  it('knows PKCE by S256 and plain, which is the default [D]', async () => {
    for (const given of [{}, { code_challenge_method: 'plain' }]) {
      const url = new URL(app.authUrl({ code_challenge: PLAIN }))
      url.searchParams.delete('code_challenge_method')
      for (const [name, value] of Object.entries(given)) url.searchParams.set(name, value)
      const back = await consent(url.href, { person: 'ada@gmail.com' })
      const code = back.searchParams.get('code') ?? ''
      expect((await app.redeem(code, { code_verifier: PLAIN })).status).toBe(200)
    }
  })

  it('needs no verifier without a challenge, and refuses one [I]', async () => {
    const url = new URL(app.authUrl())
    url.searchParams.delete('code_challenge')
    url.searchParams.delete('code_challenge_method')
    const back = await consent(url.href, { person: 'ada@gmail.com' })
    const answer = await app.redeem(back.searchParams.get('code') ?? '')
    expect(answer.body).toEqual({
      error: 'invalid_grant',
      error_description: 'code_verifier or verifier is not needed.',
    })
  })

  it('works once; a second try takes back what the first gave [R, RFC 6749]', async () => {
    const code = await app.newCode()
    const first = (await app.redeem(code)).body as TokenAnswer
    const second = await app.redeem(code)
    expect(second.status).toBe(400)
    expect(second.body).toEqual({ error: 'invalid_grant', error_description: 'Bad Request' })
    expect(await works(first.access_token)).toBe(false)
    expect((await app.refresh(first.refresh_token)).status).toBe(400)
  })

  it('comes too late after ten minutes', async () => {
    const code = await app.newCode()
    clock.time += 10 * 60_000
    expect((await app.redeem(code)).body).toMatchObject({ error: 'invalid_grant' })
  })

  const refusals: [string, Record<string, string>, number, string, string][] = [
    ['an empty verifier', { code_verifier: '' }, 400, 'invalid_grant', 'Invalid code verifier.'],
    ['another verifier', { code_verifier: 'x' }, 400, 'invalid_grant', 'Invalid code verifier.'],
    ['a made-up code', { code: '4/0nope' }, 400, 'invalid_grant', 'Bad Request'],
    ['what is no code', { code: 'nope' }, 400, 'invalid_grant', 'Malformed auth code.'],
    [
      'another redirect',
      { redirect_uri: 'http://x/' },
      400,
      'redirect_uri_mismatch',
      'Bad Request',
    ],
    [
      'a wrong secret',
      { client_secret: 'x' },
      401,
      'invalid_client',
      'The provided client secret is invalid.',
    ],
    [
      'no client',
      { client_id: '' },
      400,
      'invalid_request',
      'Could not determine client ID from request.',
    ],
    [
      'an unknown client',
      { client_id: 'x' },
      401,
      'invalid_client',
      'The OAuth client was not found.',
    ],
    ['no secret', { client_secret: '' }, 400, 'invalid_request', 'client_secret is missing.'],
    [
      'no grant',
      { grant_type: '' },
      400,
      'invalid_request',
      'Required parameter is missing: grant_type',
    ],
    ['no code', { code: '' }, 400, 'invalid_request', 'Missing required parameter: code'],
    [
      'another grant',
      { grant_type: 'password' },
      400,
      'unsupported_grant_type',
      'Invalid grant_type: password',
    ],
  ]
  it.each(refusals)('refuses %s [I]', async (_name, given, status, error, description) => {
    const answer = await app.redeem(await app.newCode(), given)
    expect(answer.status).toBe(status)
    expect(answer.body).toEqual({ error, error_description: description })
  })

  it('misses a verifier that the code was bound to [I]', async () => {
    const { body } = await app.post({
      grant_type: 'authorization_code',
      redirect_uri: REDIRECT,
      code: await app.newCode(),
      client_id: google.clientId,
      client_secret: google.clientSecret,
    })
    expect(body).toEqual({
      error: 'invalid_grant',
      error_description: 'Missing code verifier.',
    })
  })

  it('a parameter that is there twice is refused [I]', async () => {
    const body = new URLSearchParams('client_id=a&client_id=b&grant_type=refresh_token')
    const answer = await callGoogle(google, '/token', { token: null, body })
    expect([answer.status, answer.body]).toEqual([
      400,
      {
        error: 'invalid_request',
        error_description: 'OAuth 2 parameters can only have a single value: client_id',
      },
    ])
  })

  it('is for the client that asked; another can neither use nor spoil it', async () => {
    const code = await app.newCode()
    expect((await third.redeem(code)).body).toMatchObject({ error: 'invalid_grant' })
    expect((await app.redeem(code)).status).toBe(200)
  })
})
