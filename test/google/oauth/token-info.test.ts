import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callGoogle } from '#test/google/call-google.ts'
import { startGoogle, type LocalGoogle } from '#test/google/server.ts'
import { DRIVE_FILE } from './scopes.ts'
import { webApp, type TokenAnswer, type WebApp } from './web-app.ts'

const clock = { time: Date.parse('2026-09-01T12:00:00Z'), now: () => clock.time }
let google: LocalGoogle
let app: WebApp
let tokens: TokenAnswer

beforeAll(async () => {
  google = await startGoogle({ clock })
  app = webApp(google)
  tokens = await app.newTokens({ scope: 'openid email profile' }, {})
})
afterAll(() => google.close())

describe('tokeninfo', () => {
  it('names audience, scope and what is left [D]', async () => {
    const path = `/tokeninfo?access_token=${tokens.access_token}`
    const { body } = await callGoogle(google, path, { token: null })
    expect(body).toEqual({
      azp: google.clientId,
      aud: google.clientId,
      sub: expect.stringMatching(/^\d{21}$/),
      scope: tokens.scope,
      exp: String(clock.time / 1000 + 3599),
      expires_in: '3599',
      email: 'ada@gmail.com',
      email_verified: 'true',
      access_type: 'offline',
    })
  })

  it('of versions 1 and 2 has other names [I]', async () => {
    for (const version of ['v1', 'v2']) {
      const path = `/oauth2/${version}/tokeninfo?access_token=${tokens.access_token}`
      const { body } = await callGoogle(google, path, { token: null })
      expect(body).toEqual({
        issued_to: google.clientId,
        audience: google.clientId,
        user_id: expect.stringMatching(/^\d{21}$/),
        scope: tokens.scope,
        expires_in: 3599,
        email: 'ada@gmail.com',
        verified_email: true,
        access_type: 'offline',
      })
    }
  })

  it('reads an id_token too, and gives its claims as text [D]', async () => {
    const path = `/tokeninfo?id_token=${tokens.id_token}`
    const { body } = await callGoogle(google, path, { token: null })
    expect(body).toMatchObject({
      iss: 'https://accounts.google.com',
      aud: google.clientId,
      email: 'ada@gmail.com',
      email_verified: 'true',
      exp: String(clock.time / 1000 + 3600),
      alg: 'RS256',
      typ: 'JWT',
      kid: expect.any(String),
    })
    const spoilt = await callGoogle(google, `${path}x`, { token: null })
    expect([spoilt.status, spoilt.body]).toMatchObject([400, { error: 'invalid_token' }])
  })

  it('says Invalid Value of a stale token: in version 3 so alone [R], elsewhere with a code [L]', async () => {
    const stale = '?access_token=ya29.x'
    const recorded = await callGoogle(google, `/oauth2/v3/tokeninfo${stale}`, { token: null })
    expect([recorded.status, recorded.body]).toEqual([400, { error_description: 'Invalid Value' }])
    const other = await callGoogle(google, `/tokeninfo${stale}`, { token: null })
    const invalid = { error: 'invalid_token', error_description: 'Invalid Value' }
    expect([other.status, other.body]).toEqual([400, invalid])
  })

  it.each(['GET', 'POST'])('asks for a token when there is none [L]: %s', async (method) => {
    const { status, body } = await callGoogle(google, '/tokeninfo', { token: null, method })
    expect([status, body]).toEqual([
      400,
      {
        error: 'invalid_token',
        error_description: 'Either access_token, id_token, or token_handle required',
      },
    ])
  })

  it('reads a form as the token endpoint does, and refuses one that cannot be read', async () => {
    const right = new URLSearchParams({ access_token: tokens.access_token })
    const found = await callGoogle(google, '/tokeninfo', { token: null, body: right })
    expect(found.body).toHaveProperty('aud', google.clientId)
    const twice = new URLSearchParams('access_token=a&access_token=b')
    const refused = await callGoogle(google, '/tokeninfo', { token: null, body: twice })
    expect([refused.status, refused.body]).toMatchObject([400, { error: 'invalid_request' }])
  })
})

describe('userinfo', () => {
  it('has Google’s own names in versions 1 and 2 [D]', async () => {
    for (const path of ['/oauth2/v1/userinfo', '/oauth2/v2/userinfo', '/userinfo/v2/me']) {
      const { body } = await callGoogle(google, path, { token: tokens.access_token })
      expect(body).toEqual({
        id: expect.stringMatching(/^\d{21}$/),
        email: 'ada@gmail.com',
        verified_email: true,
        name: 'Ada Lovelace',
        given_name: 'Ada',
        family_name: 'Lovelace',
        picture: expect.stringContaining('/a/'),
      })
    }
  })

  it('has OpenID’s names at the others [D]', async () => {
    for (const path of ['/oauth2/v3/userinfo', '/v1/userinfo']) {
      const { body } = await callGoogle(google, path, { token: tokens.access_token })
      expect(body).toEqual({
        sub: expect.stringMatching(/^\d{21}$/),
        name: 'Ada Lovelace',
        given_name: 'Ada',
        family_name: 'Lovelace',
        picture: expect.stringContaining('/a/'),
        email: 'ada@gmail.com',
        email_verified: true,
      })
    }
  })

  it('tells only what the scopes allow, and the domain of a Workspace account [D]', async () => {
    const person = 'chiara@studio-nord.example'
    const { access_token: token } = await app.newTokens({ scope: 'openid email' }, { person })
    const { body } = await callGoogle(google, '/v1/userinfo', { token })
    expect(body).toMatchObject({ email: person, hd: 'studio-nord.example' })
    expect(body).not.toHaveProperty('name')
  })

  it('refuses a dead token: OpenID’s addresses in two words, the others as an API [I]', async () => {
    const openid = await callGoogle(google, '/oauth2/v3/userinfo', { token: 'ya29.dead' })
    expect([openid.status, openid.body]).toEqual([
      401,
      { error: 'invalid_request', error_description: 'Invalid Credentials' },
    ])
    expect(openid.headers.get('www-authenticate')).toContain('error="invalid_token"')
    const api = await callGoogle(google, '/oauth2/v2/userinfo', { token: 'ya29.dead' })
    expect(api.status).toBe(401)
    expect(api.body).toHaveProperty('error.status', 'UNAUTHENTICATED')
    expect(api.body).toHaveProperty(
      'error.message',
      expect.stringContaining('invalid authentication credentials'),
    )
  })

  it('takes a token without a scope of identity for none [I]', async () => {
    const token = google.tokenFor('ada@gmail.com', [DRIVE_FILE])
    for (const given of [token, null]) {
      const { status, body } = await callGoogle(google, '/oauth2/v2/userinfo', { token: given })
      expect(status).toBe(401)
      expect(body).toHaveProperty(
        'error.message',
        expect.stringMatching(/^Request is missing required authentication credential\./),
      )
    }
    expect((await callGoogle(google, '/v1/userinfo', { token })).status).toBe(401)
  })
})

describe('discovery', () => {
  it('leads to every address here [D]', async () => {
    const { body } = await callGoogle(google, '/.well-known/openid-configuration', { token: null })
    expect(body).toMatchObject({
      issuer: 'https://accounts.google.com',
      authorization_endpoint: `${google.url}/o/oauth2/v2/auth`,
      token_endpoint: `${google.url}/token`,
      userinfo_endpoint: `${google.url}/v1/userinfo`,
      revocation_endpoint: `${google.url}/revoke`,
      jwks_uri: `${google.url}/oauth2/v3/certs`,
    })
  })
})
