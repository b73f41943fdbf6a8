import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { callGoogle, newSpreadsheet, type Answer } from '#test/google/call-google.ts'
import { consent } from '#test/google/oauth/consent.ts'
import { DEFAULT_CLIENT } from '#test/google/oauth/clients.ts'
import { SPREADSHEETS } from '#test/google/oauth/scopes.ts'
import { startGoogle, type LocalGoogle } from '#test/google/server.ts'

const [REDIRECT = ''] = DEFAULT_CLIENT.redirectUris
let google: LocalGoogle
let path = ''

beforeAll(async () => {
  google = await startGoogle()
  path = `/v4/spreadsheets/${await newSpreadsheet(google)}/values/A1`
})
afterAll(() => google.close())
beforeEach(() => google.clearFaults())

function authorization(): string {
  const query = new URLSearchParams({
    client_id: google.clientId,
    redirect_uri: REDIRECT,
    response_type: 'code',
    scope: `openid ${SPREADSHEETS}`,
    access_type: 'offline',
    prompt: 'consent',
    state: 's1',
  })
  return `/o/oauth2/v2/auth?${String(query)}`
}

async function askForToken(given: Record<string, string>): Promise<Answer> {
  const { clientId, clientSecret } = google
  const body = new URLSearchParams({ client_id: clientId, client_secret: clientSecret, ...given })
  return callGoogle(google, '/token', { token: null, body })
}

const refresh = async (token: string): Promise<Answer> =>
  askForToken({ grant_type: 'refresh_token', refresh_token: token })

async function signIn(): Promise<Record<'token' | 'refreshToken' | 'idToken', string>> {
  const back = await consent(google.url + authorization(), { person: 'ada@gmail.com' })
  const code = new URL(back).searchParams.get('code') ?? ''
  const { body } = await askForToken({
    grant_type: 'authorization_code',
    code,
    redirect_uri: REDIRECT,
  })
  const given = body as Record<'access_token' | 'refresh_token' | 'id_token', string>
  const { access_token: token, refresh_token: refreshToken, id_token: idToken } = given
  return { token, refreshToken, idToken }
}

describe('tokens and policies', () => {
  it('a token can die with the request that brings it, and no other with it [I]', async () => {
    const token = google.tokenFor('ada@gmail.com', [SPREADSHEETS])
    google.addFault({ kind: 'expired-token', on: 'values.get', times: 1 })
    const first = await callGoogle(google, path, { token })
    expect([first.status, (await callGoogle(google, path, { token })).status]).toEqual([401, 401])
    expect((await callGoogle(google, path)).status).toBe(200)
  })

  it('a grant can be taken back while a request is on its way [I]', async () => {
    const { token, refreshToken } = await signIn()
    google.addFault({ kind: 'revoked-grant', on: 'values.get', times: 1 })
    const { status } = await callGoogle(google, path, { token })
    expect(status).toBe(401)
    expect((await refresh(refreshToken)).body).toMatchObject({ error: 'invalid_grant' })
  })

  it('an organisation can want a new sign-in for a while [I]', async () => {
    const { refreshToken } = await signIn()
    google.addFault({ kind: 'invalid-rapt', on: 'token.refresh', times: 1 })
    const { status, body } = await refresh(refreshToken)
    expect([status, body]).toMatchObject([
      400,
      {
        error: 'invalid_grant',
        error_description: 'reauth related error (invalid_rapt)',
        error_subtype: 'invalid_rapt',
      },
    ])
    expect((await refresh(refreshToken)).status).toBe(200)
  })

  it('an administrator can refuse the app, at a refresh and at signing in [I]', async () => {
    const { refreshToken } = await signIn()
    google.addFault({ kind: 'admin-policy-enforced', on: 'token.refresh', times: 1 })
    const refused = await refresh(refreshToken)
    expect([refused.status, refused.body]).toMatchObject([400, { error: 'admin_policy_enforced' }])
    google.addFault({ kind: 'admin-policy-enforced', on: 'authorize', times: 1 })
    const { headers } = await callGoogle(google, authorization(), { token: null })
    const back = new URL(headers.get('location') ?? '')
    expect([back.searchParams.get('error'), back.searchParams.get('state')]).toEqual([
      'admin_policy_enforced',
      's1',
    ])
  })

  it('an administrator is not asked about a sign-in that has no way back', async () => {
    google.addFault({ kind: 'admin-policy-enforced', on: 'authorize', times: 1 })
    const address = authorization().replace('redirect_uri', 'redirect_url')
    const { status, text } = await callGoogle(google, address, { token: null })
    expect([status, text]).toEqual([400, expect.stringContaining('redirect_uri')])
  })
})

describe('a clock that is wrong', () => {
  it('shows in id_tokens, and in how long tokens are good', async () => {
    google.setClock(-7_200_000)
    const { idToken, token } = await signIn()
    const claims = JSON.parse(Buffer.from(idToken.split('.')[1] ?? '', 'base64url').toString()) as {
      iat: number
      exp: number
    }
    expect(Math.round((Date.now() / 1000 - claims.iat) / 60)).toBe(120)
    expect(claims.exp - claims.iat).toBe(3600)
    expect((await callGoogle(google, path, { token })).status).toBe(200)
    google.setClock(0)
    expect((await callGoogle(google, path, { token })).status).toBe(401)
  })
})
