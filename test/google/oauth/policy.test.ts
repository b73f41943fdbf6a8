import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { callGoogle } from '#test/google/call-google.ts'
import { startGoogle, type LocalGoogle } from '#test/google/server.ts'
import { consent, DeadEnd, type Browser } from './consent.ts'
import { REDIRECT, webApp, type WebApp } from './web-app.ts'

const CHIARA = 'chiara@studio-nord.example'
const INTERNAL = { clientId: 'internal', clientSecret: 's2' }
const TESTED = { clientId: 'tested', clientSecret: 's3' }
let google: LocalGoogle
let app: WebApp

beforeAll(async () => {
  google = await startGoogle({
    clients: [
      { ...INTERNAL, redirectUris: [REDIRECT], organisation: 'studio-nord.example' },
      {
        ...TESTED,
        redirectUris: [REDIRECT],
        publishing: 'testing',
        testUsers: ['ada@gmail.com'],
      },
    ],
  })
  app = webApp(google)
})
afterAll(() => google.close())
afterEach(() => google.blockByAdmin(CHIARA, null))

async function deadEnd(url: string, person: string): Promise<DeadEnd> {
  const error = await consent(url, { person }).catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(DeadEnd)
  return error as DeadEnd
}

describe('an administrator who allows no app', () => {
  it('is told to the app in the callback [I]', async () => {
    google.blockByAdmin(CHIARA, 'callback')
    const url = await consent(app.authUrl({ state: 's' }), { person: CHIARA })
    expect(Object.fromEntries(url.searchParams)).toEqual({
      error: 'admin_policy_enforced',
      state: 's',
    })
  })

  it('or to the person alone, on a page [I]', async () => {
    google.blockByAdmin(CHIARA, 'page')
    const { status, page } = await deadEnd(app.authUrl(), CHIARA)
    expect(status).toBe(400)
    expect(page).toContain('Error 400: admin_policy_enforced')
  })

  it('ends refreshing with a code of its own, until they think better of it [I]', async () => {
    const { refresh_token: token } = await app.newTokens({}, { person: CHIARA })
    google.blockByAdmin(CHIARA, 'callback')
    const { status, body } = await app.refresh(token)
    expect([status, body]).toMatchObject([400, { error: 'admin_policy_enforced' }])
    google.blockByAdmin(CHIARA, null)
    expect((await app.refresh(token)).status).toBe(200)
  })

  it('is no matter for anybody else', async () => {
    google.blockByAdmin(CHIARA, 'page')
    expect(await app.newTokens()).toHaveProperty('access_token')
  })
})

describe('an organisation that wants its people to sign in again', () => {
  it.each(['invalid_rapt', 'rapt_required'] as const)(
    'refuses to refresh with %s, which is no revocation [I]',
    async (why) => {
      const { refresh_token: token } = await app.newTokens({}, { person: CHIARA })
      google.requireReauth(CHIARA, why)
      const { status, body } = await app.refresh(token)
      expect(status).toBe(400)
      expect(body).toEqual({
        error: 'invalid_grant',
        error_description: `reauth related error (${why})`,
        error_uri: 'https://support.google.com/a/answer/9368756',
        error_subtype: why,
      })
      google.requireReauth(CHIARA, null)
      expect((await app.refresh(token)).status).toBe(200)
    },
  )

  it('is content with a new sign-in: its refresh token works, the old one does not', async () => {
    const before = await app.newTokens({}, { person: CHIARA })
    google.requireReauth(CHIARA, 'invalid_rapt')
    const after = await app.newTokens({}, { person: CHIARA })
    expect((await app.refresh(after.refresh_token)).status).toBe(200)
    expect((await app.refresh(before.refresh_token)).status).toBe(400)
  })

  it('leaves access tokens alive, and other people alone', async () => {
    const hers = await app.newTokens({}, { person: CHIARA })
    const adas = await app.newTokens()
    google.requireReauth(CHIARA, 'invalid_rapt')
    const { status } = await callGoogle(google, '/v1/userinfo', { token: hers.access_token })
    expect(status).toBe(200)
    expect((await app.refresh(adas.refresh_token)).status).toBe(200)
  })
})

describe('an app that is not for everybody', () => {
  it('an internal one is for its organisation alone: org_internal [I]', async () => {
    const internal = webApp(google, INTERNAL)
    const { status, page } = await deadEnd(internal.authUrl(), 'ada@gmail.com')
    expect(status).toBe(403)
    expect(page).toContain('Error 403: org_internal')
    expect(await internal.newTokens({}, { person: CHIARA })).toHaveProperty('access_token')
  })

  it('one in testing is for its testers, when it names them: access_denied [I]', async () => {
    const tested = webApp(google, TESTED)
    const { status, page } = await deadEnd(tested.authUrl(), 'ben@gmail.com')
    expect(status).toBe(403)
    expect(page).toContain('Error 403: access_denied')
    expect(await tested.newTokens()).toHaveProperty('access_token')
  })
})

describe('prompt=none', () => {
  it('tells the app, and shows no page, when an administrator allows none', async () => {
    const browser: Browser = new Map<string, Map<string, string>>()
    await consent(app.authUrl(), { person: CHIARA, browser })
    google.blockByAdmin(CHIARA, 'page')
    const url = await consent(app.authUrl({ prompt: 'none' }), { person: CHIARA, browser })
    expect(url.searchParams.get('error')).toBe('admin_policy_enforced')
  })
})
