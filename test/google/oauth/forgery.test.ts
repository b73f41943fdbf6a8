import { OAuth2Client } from 'google-auth-library'
import { decodeJwt, decodeProtectedHeader } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callGoogle } from '#test/google/call-google.ts'
import { startGoogle, type LocalGoogle } from '#test/google/server.ts'
import { SIGNATURES, type Forgery } from './forgery.ts'
import { webApp, type WebApp } from './web-app.ts'

let google: LocalGoogle
let app: WebApp
let client: OAuth2Client

beforeAll(async () => {
  google = await startGoogle()
  app = webApp(google)
  client = new OAuth2Client({
    endpoints: { oauth2FederatedSignonPemCertsUrl: `${google.url}/oauth2/v1/certs` },
  })
})
afterAll(() => google.close())

async function forged(forgery: Forgery): Promise<string> {
  google.forgeIdTokens(forgery)
  return (await app.newTokens({ scope: 'openid email' })).id_token
}

const header = async (forgery: Forgery) => decodeProtectedHeader(await forged(forgery))

const say = (forgery: unknown) =>
  callGoogle(google, '/_local/forge-id-tokens', { token: null, body: { forgery } })

const verify = (idToken: string) => client.verifyIdToken({ idToken, audience: google.clientId })

describe('a forged id_token', () => {
  it.each(SIGNATURES.filter((signature) => signature !== 'google'))(
    'of the signature “%s” is refused by google-auth-library for its signature',
    async (signature) => {
      const idToken = await forged({ signature, claims: { sub: '1' } })
      expect(decodeJwt(idToken).sub).toBe('1')
      await expect(verify(idToken)).rejects.toThrow(/signature|No pem found|alg/i)
    },
  )

  it('has a header that says how it was forged', async () => {
    expect(await header({ signature: 'none' })).toEqual({ alg: 'none' })
    expect(await header({ signature: 'HS256' })).toMatchObject({ alg: 'HS256' })
    expect(await header({ signature: 'embedded' })).toMatchObject({ jwk: { kty: 'RSA' } })
  })

  it('of Google’s own signature has the claims it is given, and lacks those that are null', async () => {
    const idToken = await forged({ claims: { email_verified: false, azp: null } })
    const payload = (await verify(idToken)).getPayload()
    expect(payload).toMatchObject({ email: 'ada@gmail.com', email_verified: false })
    expect(payload).not.toHaveProperty('azp')
  })

  it('comes no more after null, also when another process says so', async () => {
    await say({ signature: 'none' })
    expect((await app.newTokens()).id_token).toMatch(/\.$/)
    expect((await say({ signature: 'weak' })).status).toBe(400)
    await say(null)
    await verify((await app.newTokens()).id_token)
  })
})
