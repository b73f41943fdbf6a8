import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callGoogle, type Answer } from '#test/google/call-google.ts'
import { consent } from './consent.ts'
import { startGoogle, type LocalGoogle } from '#test/google/server.ts'
import { DRIVE_METADATA_READONLY, SPREADSHEETS } from './scopes.ts'

const REDIRECT = 'http://localhost:8787/oauth/google/callback'
const VERIFIER = 'v'.repeat(64)
const CHALLENGE = createHash('sha256').update(VERIFIER).digest('base64url')
const clock = { time: Date.parse('2026-09-01T12:00:00Z'), now: () => clock.time }
let google: LocalGoogle

beforeAll(async () => {
  google = await startGoogle({
    clock,
    clients: [
      { clientId: 'testing', clientSecret: 's2', redirectUris: [REDIRECT], publishing: 'testing' },
      { clientId: 'third', clientSecret: 's3', redirectUris: [REDIRECT], projectId: '42' },
    ],
  })
})
afterAll(() => google.close())

async function newCode(given: Record<string, string> = {}): Promise<string> {
  const query = new URLSearchParams({
    client_id: google.clientId,
    redirect_uri: REDIRECT,
    response_type: 'code',
    scope: `openid email ${SPREADSHEETS} ${DRIVE_METADATA_READONLY}`,
    access_type: 'offline',
    prompt: 'consent',
    code_challenge: CHALLENGE,
    code_challenge_method: 'S256',
    ...given,
  })
  const url = await consent(`${google.url}/o/oauth2/v2/auth?${query.toString()}`, {
    person: 'ada@gmail.com',
  })
  return url.searchParams.get('code') ?? ''
}

async function post(form: Record<string, string>): Promise<Answer> {
  return callGoogle(google, '/token', { token: null, body: new URLSearchParams(form) })
}

function credentials(): Record<string, string> {
  return { client_id: google.clientId, client_secret: google.clientSecret }
}

async function redeem(code: string, given: Record<string, string> = {}): Promise<Answer> {
  const grant = { grant_type: 'authorization_code', redirect_uri: REDIRECT, code }
  return post({ ...grant, code_verifier: VERIFIER, ...credentials(), ...given })
}

type Tokens = { access_token: string; refresh_token: string; scope: string }

async function newTokens(): Promise<Tokens> {
  return (await redeem(await newCode())).body as Tokens
}

async function refresh(token: string, given: Record<string, string> = {}): Promise<Answer> {
  return post({ grant_type: 'refresh_token', refresh_token: token, ...credentials(), ...given })
}

async function works(accessToken: string): Promise<boolean> {
  const { status } = await callGoogle(google, '/drive/v3/files?pageSize=1', { token: accessToken })
  return status === 200
}

describe('redeeming a code', () => {
  it('gives tokens of Google’s look that live 3599 seconds [I]', async () => {
    const { status, body, text, headers } = await redeem(await newCode())
    expect(status).toBe(200)
    expect(body).toMatchObject({ expires_in: 3599, token_type: 'Bearer' })
    expect(body).toHaveProperty('access_token', expect.stringMatching(/^ya29\./))
    expect(body).toHaveProperty('refresh_token', expect.stringMatching(/^1\/\/0/))
    expect(body).not.toHaveProperty('refresh_token_expires_in')
    expect(headers.get('cache-control')).toContain('no-store')
    expect(text).toContain('\n  "access_token"')
  })

  it('takes the client’s secret by Basic too [D]', async () => {
    const basic = Buffer.from(`${google.clientId}:${google.clientSecret}`).toString('base64')
    const { status } = await callGoogle(google, '/token', {
      token: null,
      headers: { authorization: `Basic ${basic}` },
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        redirect_uri: REDIRECT,
        code: await newCode(),
        code_verifier: VERIFIER,
      }),
    })
    expect(status).toBe(200)
  })

  it('works once; a second try takes back what the first gave [R, RFC 6749]', async () => {
    const code = await newCode()
    const first = (await redeem(code)).body as Tokens
    const second = await redeem(code)
    expect(second.status).toBe(400)
    expect(second.body).toEqual({ error: 'invalid_grant', error_description: 'Bad Request' })
    expect(await works(first.access_token)).toBe(false)
    expect((await refresh(first.refresh_token)).status).toBe(400)
  })

  it('comes too late after ten minutes', async () => {
    const code = await newCode()
    clock.time += 10 * 60_000
    expect((await redeem(code)).body).toMatchObject({ error: 'invalid_grant' })
  })

  it('an app in testing is told that the refresh token dies in 7 days [D]', async () => {
    const client = { client_id: 'testing', client_secret: 's2' }
    const code = await newCode({ client_id: 'testing' })
    const { body } = await redeem(code, client)
    expect(body).toHaveProperty('refresh_token_expires_in', 604_799)
    const { refresh_token } = body as Tokens
    clock.time += 7 * 86_400_000
    expect((await refresh(refresh_token, client)).body).toMatchObject({ error: 'invalid_grant' })
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
    [
      'another grant',
      { grant_type: 'password' },
      400,
      'unsupported_grant_type',
      'Invalid grant_type: password',
    ],
  ]
  it.each(refusals)('refuses %s [I]', async (_name, given, status, error, description) => {
    const answer = await redeem(await newCode(), given)
    expect(answer.status).toBe(status)
    expect(answer.body).toEqual({ error, error_description: description })
  })

  it('misses a verifier that the code was bound to [I]', async () => {
    const code = await newCode()
    const { body } = await post({
      grant_type: 'authorization_code',
      redirect_uri: REDIRECT,
      code,
      ...credentials(),
    })
    expect(body).toEqual({
      error: 'invalid_grant',
      error_description: 'Missing code verifier.',
    })
  })

  it('is for the client that asked, not for another', async () => {
    const other = { client_id: 'third', client_secret: 's3' }
    expect((await redeem(await newCode(), other)).body).toMatchObject({ error: 'invalid_grant' })
  })
})

describe('refreshing', () => {
  it('gives a new access token with the same scopes and no refresh token [R]', async () => {
    const tokens = await newTokens()
    const before = google.tokenRefreshes()
    const { status, body } = await refresh(tokens.refresh_token)
    expect(status).toBe(200)
    expect(body).toMatchObject({ expires_in: 3599, scope: tokens.scope, token_type: 'Bearer' })
    expect(body).not.toHaveProperty('refresh_token')
    expect(await works((body as Tokens).access_token)).toBe(true)
    expect(google.tokenRefreshes()).toBe(before + 1)
  })

  it('says that a dead token is dead [I]', async () => {
    const tokens = await newTokens()
    google.revokeGrant('ada@gmail.com')
    const { status, body } = await refresh(tokens.refresh_token)
    expect(status).toBe(400)
    expect(body).toEqual({
      error: 'invalid_grant',
      error_description: 'Token has been expired or revoked.',
    })
  })

  it('is not for another client [I]', async () => {
    const tokens = await newTokens()
    const other = { client_id: 'third', client_secret: 's3' }
    const { status, body } = await refresh(tokens.refresh_token, other)
    expect([status, body]).toEqual([
      401,
      { error: 'unauthorized_client', error_description: 'Unauthorized' },
    ])
  })

  it('keeps 100 refresh tokens alive and drops the oldest without a word [D]', async () => {
    google.revokeGrant('ada@gmail.com')
    const first = await newTokens()
    const all = [first]
    for (let count = 1; count < 100; count += 1) all.push(await newTokens())
    expect((await refresh(first.refresh_token)).status).toBe(200)
    await newTokens()
    expect((await refresh(first.refresh_token)).status).toBe(400)
    expect((await refresh(all[1]?.refresh_token ?? '')).status).toBe(200)
  })
})

describe('the end of tokens', () => {
  it('an access token ends after an hour [D]', async () => {
    const { access_token: token } = await newTokens()
    clock.time += 3_598_000
    expect(await works(token)).toBe(true)
    clock.time += 2000
    expect(await works(token)).toBe(false)
  })

  it('all access tokens can be expired at once; refresh tokens live on', async () => {
    const tokens = await newTokens()
    google.expireAccessTokens()
    expect(await works(tokens.access_token)).toBe(false)
    expect((await refresh(tokens.refresh_token)).status).toBe(200)
  })

  it.each(['access_token', 'refresh_token'] as const)(
    'revoking by the %s ends the whole grant, for every client of the project [D]',
    async (kind) => {
      const one = await newTokens()
      const client = { client_id: 'testing', client_secret: 's2' }
      const two = (await redeem(await newCode({ client_id: 'testing' }), client)).body as Tokens
      const path = `/revoke?token=${encodeURIComponent(one[kind])}`
      const { status } = await callGoogle(google, path, { token: null, method: 'POST' })
      expect(status).toBe(200)
      expect((await refresh(one.refresh_token)).status).toBe(400)
      expect((await refresh(two.refresh_token, client)).status).toBe(400)
    },
  )

  it('a dead token cannot be revoked again; the form works as the query does [I]', async () => {
    const { access_token: token } = await newTokens()
    const body = new URLSearchParams({ token })
    const first = await callGoogle(google, '/revoke', { token: null, body })
    const second = await callGoogle(google, '/revoke', { token: null, body })
    expect(first.status).toBe(200)
    expect([second.status, second.body]).toEqual([
      400,
      { error: 'invalid_token', error_description: 'Token expired or revoked' },
    ])
  })
})

describe('who a token is for', () => {
  it('tokeninfo names audience, scope and what is left; a stale token is an Invalid Value [R]', async () => {
    const { access_token: token, scope } = await newTokens()
    const alive = await callGoogle(google, `/tokeninfo?access_token=${token}`, { token: null })
    expect(alive.body).toMatchObject({
      aud: google.clientId,
      scope,
      expires_in: '3599',
      email: 'ada@gmail.com',
      email_verified: 'true',
      access_type: 'offline',
    })
    const dead = await callGoogle(google, '/tokeninfo?access_token=ya29.x', { token: null })
    expect([dead.status, dead.body]).toEqual([400, { error_description: 'Invalid Value' }])
  })

  it('userinfo tells only what the scopes allow [D]', async () => {
    const { access_token: token } = await newTokens()
    const { body } = await callGoogle(google, '/oauth2/v2/userinfo', { token })
    expect(body).toMatchObject({ email: 'ada@gmail.com', verified_email: true })
    expect(body).not.toHaveProperty('given_name')
    const openid = await callGoogle(google, '/v1/userinfo', { token })
    expect(openid.body).toHaveProperty('sub', expect.stringMatching(/^\d{21}$/))
    expect((await callGoogle(google, '/v1/userinfo', { token: 'x' })).status).toBe(401)
  })
})
