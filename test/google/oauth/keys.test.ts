import { generateKeyPairSync, sign, verify, X509Certificate } from 'node:crypto'
import { OAuth2Client } from 'google-auth-library'
import { createLocalJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify, type JWK } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callGoogle } from '#test/google/call-google.ts'
import { startGoogle, type LocalGoogle } from '#test/google/server.ts'
import { selfSigned } from './certificate.ts'
import { atHash } from './identity.ts'
import { SPREADSHEETS } from './scopes.ts'
import { webApp, type TokenAnswer, type WebApp } from './web-app.ts'

const ALL = 'openid email profile'
const CHIARA = 'chiara@studio-nord.example'
let google: LocalGoogle
let app: WebApp

beforeAll(async () => {
  google = await startGoogle()
  app = webApp(google)
})
afterAll(() => google.close())

async function certificates(): Promise<Record<string, string>> {
  const { body } = await callGoogle(google, '/oauth2/v1/certs', { token: null })
  return body as Record<string, string>
}

async function jwks(): Promise<{ keys: JWK[] }> {
  const { body } = await callGoogle(google, '/oauth2/v3/certs', { token: null })
  return body as { keys: JWK[] }
}

describe('the keys', () => {
  it('are the same in both forms: JWK, and X.509 certificates in PEM [D]', async () => {
    const { keys } = await jwks()
    const pems = await certificates()
    expect(Object.keys(pems)).toEqual(keys.map(({ kid }) => kid))
    for (const key of keys) {
      expect(key).toMatchObject({ kty: 'RSA', alg: 'RS256', use: 'sig' })
      const certificate = new X509Certificate(pems[key.kid ?? ''] ?? '')
      const { n, e } = certificate.publicKey.export({ format: 'jwk' })
      expect({ n, e }).toEqual({ n: key['n'], e: key['e'] })
      expect(certificate.verify(certificate.publicKey)).toBe(true)
      expect(certificate.validFromDate.getTime()).toBeLessThanOrEqual(Date.now())
      expect(certificate.validToDate.getTime()).toBeGreaterThan(Date.now())
    }
  })

  it.each(['0000', '7fff', '8000', 'ffff'])(
    'have certificates that OpenSSL reads, whatever their serial number: %s',
    (serial) => {
      const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
      const [from, until] = [Date.UTC(2026, 0, 1), Date.UTC(2026, 0, 17)]
      const pem = selfSigned({ publicKey, privateKey, common: 'a name', serial, from, until })
      expect(new X509Certificate(pem).validToDate).toEqual(new Date(until))
      const signature = sign('sha256', Buffer.from('text'), privateKey)
      expect(verify('sha256', Buffer.from('text'), pem, signature)).toBe(true)
    },
  )

  it('may be cached for so long as the answer says [D]', async () => {
    for (const path of ['/oauth2/v1/certs', '/oauth2/v3/certs']) {
      const { headers } = await callGoogle(google, path, { token: null })
      expect(headers.get('cache-control')).toMatch(/^public, max-age=\d+/)
    }
  })

  it('change: a token of before is verified by the key that stays beside the new one', async () => {
    const before = await app.newTokens()
    await google.rotateKeys()
    const after = await app.newTokens()
    const set = createLocalJWKSet(await jwks())
    expect(decodeProtectedHeader(after.id_token).kid).not.toBe(
      decodeProtectedHeader(before.id_token).kid,
    )
    await jwtVerify(before.id_token, set)
    await jwtVerify(after.id_token, set)
    expect(Object.keys(await certificates())).toHaveLength(2)
  })
})

describe('an id_token', () => {
  it('is verified by google-auth-library against the certificates', async () => {
    const { id_token: idToken } = await app.newTokens({ scope: ALL })
    const client = new OAuth2Client({
      endpoints: { oauth2FederatedSignonPemCertsUrl: `${google.url}/oauth2/v1/certs` },
    })
    const { certs } = await client.getFederatedSignonCertsAsync()
    expect(Object.values(certs as Record<string, string>)[0]).toContain('BEGIN CERTIFICATE')
    const ticket = await client.verifyIdToken({ idToken, audience: google.clientId })
    expect(ticket.getUserId()).toMatch(/^\d{21}$/)
    const spoilt = `${idToken.slice(0, -8)}AAAAAAAA`
    const wrong = client.verifyIdToken({ idToken: spoilt, audience: google.clientId })
    await expect(wrong).rejects.toThrow('Invalid token signature')
  })

  it('is verified by jose against the JWK', async () => {
    const { id_token: idToken } = await app.newTokens({ scope: ALL })
    const { protectedHeader } = await jwtVerify(idToken, createLocalJWKSet(await jwks()), {
      issuer: 'https://accounts.google.com',
      audience: google.clientId,
    })
    expect(protectedHeader).toEqual({ alg: 'RS256', kid: expect.any(String), typ: 'JWT' })
  })

  it('has the claims of its scopes and no others [D]', async () => {
    const tokens = await app.newTokens({ scope: ALL, nonce: 'n-1' }, { person: CHIARA })
    expect(decodeJwt(tokens.id_token)).toEqual({
      iss: 'https://accounts.google.com',
      azp: google.clientId,
      aud: google.clientId,
      sub: expect.stringMatching(/^\d{21}$/),
      hd: 'studio-nord.example',
      email: CHIARA,
      email_verified: true,
      at_hash: atHash(tokens.access_token),
      nonce: 'n-1',
      name: 'Chiara Rossi',
      given_name: 'Chiara',
      family_name: 'Rossi',
      picture: expect.stringContaining('/a/'),
      iat: expect.any(Number),
      exp: expect.any(Number),
    })
    const plain = await app.newTokens({ scope: 'openid' })
    expect(Object.keys(decodeJwt(plain.id_token)).toSorted()).toEqual(
      ['aud', 'at_hash', 'azp', 'exp', 'iat', 'iss', 'sub'].toSorted(),
    )
  })

  it('lives an hour by the local Google’s clock [D]', async () => {
    const time = Date.parse('2027-03-04T05:06:07Z')
    const other = await startGoogle({ clock: { now: () => time } })
    try {
      const { iat, exp } = decodeJwt((await webApp(other).newTokens()).id_token)
      expect([iat, exp]).toEqual([time / 1000, time / 1000 + 3600])
    } finally {
      await other.close()
    }
  })

  it('comes anew with a refresh, for the new access token and without the nonce [I]', async () => {
    const tokens = await app.newTokens({ nonce: 'n-2' })
    const { body } = await app.refresh(tokens.refresh_token)
    const fresh = body as TokenAnswer
    const claims = decodeJwt(fresh.id_token)
    expect(claims['at_hash']).toBe(atHash(fresh.access_token))
    expect(claims).not.toHaveProperty('nonce')
  })

  it('comes only with openid, which asking for an address or a name brings along [I]', async () => {
    google.revokeGrant('ada@gmail.com')
    const email = await app.newTokens({ scope: 'email' })
    expect(email.scope.split(' ').toSorted()).toEqual([
      'https://www.googleapis.com/auth/userinfo.email',
      'openid',
    ])
    expect(decodeJwt(email.id_token)).toHaveProperty('email')
    expect(await app.newTokens({ scope: SPREADSHEETS })).not.toHaveProperty('id_token')
  })
})
