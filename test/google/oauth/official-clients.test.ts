import { OAuth2Client } from 'google-auth-library'
import { oauth2 } from 'googleapis/build/src/apis/oauth2/index.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startGoogle, type LocalGoogle } from '#test/google/server.ts'
import { REDIRECT, webApp } from './web-app.ts'

/** Google's own libraries where identity is concerned; the rest is in ../clients/. */
let google: LocalGoogle

beforeAll(async () => {
  google = await startGoogle()
})
afterAll(() => google.close())

async function signedIn(scope: string): Promise<OAuth2Client> {
  const { url, clientId, clientSecret } = google
  const client = new OAuth2Client({
    clientId,
    clientSecret,
    redirectUri: REDIRECT,
    endpoints: {
      oauth2TokenUrl: `${url}/token`,
      oauth2RevokeUrl: `${url}/revoke`,
      oauth2FederatedSignonPemCertsUrl: `${url}/oauth2/v1/certs`,
    },
  })
  const tokens = await webApp(google).newTokens({ scope })
  client.setCredentials({ refresh_token: tokens.refresh_token })
  return client
}

describe('googleapis’ oauth2', () => {
  it('reads who the person is, at either address', async () => {
    const auth = await signedIn('openid email profile')
    const api = oauth2({ version: 'v2', auth, rootUrl: `${google.url}/` })
    const ada = { email: 'ada@gmail.com', verified_email: true, given_name: 'Ada' }
    expect((await api.userinfo.get()).data).toMatchObject(ada)
    expect((await api.userinfo.v2.me.get()).data).toMatchObject(ada)
  })

  it('asks what a token is', async () => {
    const auth = await signedIn('openid email')
    const { token } = await auth.getAccessToken()
    const api = oauth2({ version: 'v2', rootUrl: `${google.url}/` })
    const { data } = await api.tokeninfo({ access_token: token ?? '' })
    expect(data).toMatchObject({ audience: google.clientId, email: 'ada@gmail.com' })
    const stale = api.tokeninfo({ access_token: 'ya29.stale' })
    await expect(stale).rejects.toMatchObject({ status: 400 })
  })
})

describe('google-auth-library', () => {
  it('is shown the subtype when an organisation asks to sign in again [I]', async () => {
    const client = await signedIn('openid email')
    google.requireReauth('ada@gmail.com', 'invalid_rapt')
    await expect(client.getAccessToken()).rejects.toMatchObject({
      status: 400,
      response: { data: { error: 'invalid_grant', error_subtype: 'invalid_rapt' } },
    })
    google.requireReauth('ada@gmail.com', null)
    expect((await client.getAccessToken()).token).toMatch(/^ya29\./)
  })

  it('gets a fresh id_token by the refresh token', async () => {
    const client = await signedIn('openid email')
    await client.getAccessToken()
    const idToken = client.credentials.id_token ?? ''
    const ticket = await client.verifyIdToken({ idToken, audience: google.clientId })
    expect(ticket.getPayload()).toMatchObject({ email: 'ada@gmail.com' })
  })
})
