import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callGoogle } from '#test/google/call-google.ts'
import { consent } from './consent.ts'
import { startGoogle, type LocalGoogle } from '#test/google/server.ts'
import { DRIVE, SPREADSHEETS } from './scopes.ts'
import { REDIRECT, webApp, type TokenAnswer, type WebApp } from './web-app.ts'

const TESTING = { clientId: 'testing', clientSecret: 's2' }
const THIRD = { clientId: 'third', clientSecret: 's3' }
const clock = { time: Date.parse('2026-09-01T12:00:00Z'), now: () => clock.time }
let google: LocalGoogle
let app: WebApp
/** Of the same project, in testing. */
let testing: WebApp
/** Of another project. */
let third: WebApp

beforeAll(async () => {
  google = await startGoogle({
    clock,
    clients: [
      { ...TESTING, redirectUris: [REDIRECT], publishing: 'testing' },
      { ...THIRD, redirectUris: [REDIRECT], projectId: '42' },
    ],
  })
  app = webApp(google)
  testing = webApp(google, TESTING)
  third = webApp(google, THIRD)
})
afterAll(() => google.close())

/** Which pages Ben was shown, as the callback tells. */
async function asked(): Promise<string | null> {
  const url = await consent(testing.authUrl({ prompt: '' }), { person: 'ben@gmail.com' })
  return url.searchParams.get('prompt')
}

async function works(accessToken: string): Promise<boolean> {
  const { status } = await callGoogle(google, '/drive/v3/files?pageSize=1', { token: accessToken })
  return status === 200
}

describe('refreshing', () => {
  it('gives a new access token with the same scopes and no refresh token [R]', async () => {
    const tokens = await app.newTokens()
    const before = google.tokenRefreshes()
    const { status, body } = await app.refresh(tokens.refresh_token)
    expect(status).toBe(200)
    expect(body).toMatchObject({ expires_in: 3599, scope: tokens.scope, token_type: 'Bearer' })
    expect(body).not.toHaveProperty('refresh_token')
    expect(await works((body as TokenAnswer).access_token)).toBe(true)
    expect(google.tokenRefreshes()).toBe(before + 1)
  })

  it('may be for fewer scopes, and not for others [RFC 6749, I]', async () => {
    const { refresh_token: token } = await app.newTokens()
    const fewer = await app.refresh(token, { scope: `${SPREADSHEETS} openid` })
    const { scope } = fewer.body as TokenAnswer
    expect(scope.split(' ').toSorted()).toEqual([SPREADSHEETS, 'openid'])
    const more = await app.refresh(token, { scope: DRIVE })
    expect([more.status, more.body]).toEqual([
      400,
      { error: 'invalid_scope', error_description: 'Bad Request' },
    ])
  })

  it('says that a dead token is dead [I]', async () => {
    const tokens = await app.newTokens()
    google.revokeGrant('ada@gmail.com')
    const { status, body } = await app.refresh(tokens.refresh_token)
    expect(status).toBe(400)
    expect(body).toEqual({
      error: 'invalid_grant',
      error_description: 'Token has been expired or revoked.',
    })
  })

  it('is not for another client [I]', async () => {
    const tokens = await app.newTokens()
    const { status, body } = await third.refresh(tokens.refresh_token)
    expect([status, body]).toEqual([
      401,
      { error: 'unauthorized_client', error_description: 'Unauthorized' },
    ])
  })

  it('a token that nobody used for six months is dead [D]', async () => {
    const { refresh_token: token } = await app.newTokens()
    clock.time += 182 * 86_400_000
    expect((await app.refresh(token)).status).toBe(200)
    clock.time += 182 * 86_400_000
    expect((await app.refresh(token)).status).toBe(200)
    clock.time += 184 * 86_400_000
    expect((await app.refresh(token)).body).toMatchObject({ error: 'invalid_grant' })
  })

  it('keeps 100 refresh tokens alive and drops the oldest without a word [D]', async () => {
    google.revokeGrant('ada@gmail.com')
    const given = { scope: SPREADSHEETS, login_hint: 'ada@gmail.com' }
    const first = await app.newTokens(given)
    const all = [first]
    for (let count = 1; count < 100; count += 1) all.push(await app.newTokens(given))
    expect((await app.refresh(first.refresh_token)).status).toBe(200)
    await app.newTokens(given)
    expect((await app.refresh(first.refresh_token)).status).toBe(400)
    expect((await app.refresh(all[1]?.refresh_token ?? '')).status).toBe(200)
  }, 30_000)
})

describe('the end of tokens', () => {
  it('an access token ends after an hour [D]', async () => {
    const { access_token: token } = await app.newTokens()
    clock.time += 3_598_000
    expect(await works(token)).toBe(true)
    clock.time += 2000
    expect(await works(token)).toBe(false)
  })

  it('all access tokens can be expired at once; refresh tokens live on', async () => {
    const tokens = await app.newTokens()
    google.expireAccessTokens()
    expect(await works(tokens.access_token)).toBe(false)
    expect((await app.refresh(tokens.refresh_token)).status).toBe(200)
  })

  it.each(['access_token', 'refresh_token'] as const)(
    'revoking by the %s ends the whole grant, for every client of the project [D]',
    async (kind) => {
      const one = await app.newTokens()
      const two = await testing.newTokens()
      const path = `/revoke?token=${encodeURIComponent(one[kind])}`
      const { status } = await callGoogle(google, path, { token: null, method: 'POST' })
      expect(status).toBe(200)
      expect((await app.refresh(one.refresh_token)).status).toBe(400)
      expect((await testing.refresh(two.refresh_token)).status).toBe(400)
    },
  )

  it('a dead token cannot be revoked again; the form works as the query does [I]', async () => {
    const { access_token: token } = await app.newTokens()
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

describe('an app in testing', () => {
  it('is told that the refresh token dies in 7 days [D]', async () => {
    const { body } = await testing.redeem(await testing.newCode())
    expect(body).toHaveProperty('refresh_token_expires_in', 604_799)
    const { refresh_token: token } = body as TokenAnswer
    clock.time += 7 * 86_400_000 - 2000
    expect((await testing.refresh(token)).body).toHaveProperty('refresh_token_expires_in', 1)
    clock.time += 2000
    expect((await testing.refresh(token)).body).toMatchObject({ error: 'invalid_grant' })
  })

  it('asks again when the consent has died with it [D]', async () => {
    expect([await asked(), await asked()]).toEqual(['consent', 'none'])
    clock.time += 7 * 86_400_000
    expect(await asked()).toBe('consent')
  })

  it('keeps a grant that merely signs in [D]', async () => {
    const { body } = await testing.redeem(await testing.newCode({ scope: 'openid email' }))
    expect(body).not.toHaveProperty('refresh_token_expires_in')
    clock.time += 8 * 86_400_000
    expect((await testing.refresh((body as TokenAnswer).refresh_token)).status).toBe(200)
  })
})
