import { sheets } from 'googleapis/build/src/apis/sheets/index.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DRIVE_METADATA_READONLY, SPREADSHEETS } from '#test/google/oauth/scopes.ts'
import { SEED_IDS } from '#test/google/seeds/seeds.ts'
import { startGoogle, type LocalGoogle } from '#test/google/server.ts'
import { signedIn } from './official.ts'

/** Google's own library, pointed here by its documented options and nothing else. */
let google: LocalGoogle

beforeAll(async () => {
  google = await startGoogle()
})
afterAll(() => google.close())

const SCOPES = ['openid', 'email', 'profile', SPREADSHEETS, DRIVE_METADATA_READONLY]

describe('google-auth-library', () => {
  it('verifies the id_token, with all its claims [I]', async () => {
    const client = await signedIn(google, SCOPES, 'a-nonce')
    const idToken = client.credentials.id_token ?? ''
    const ticket = await client.verifyIdToken({ idToken, audience: google.clientId })
    expect(ticket.getPayload()).toMatchObject({
      iss: 'https://accounts.google.com',
      aud: google.clientId,
      azp: google.clientId,
      sub: expect.stringMatching(/^\d{21}$/),
      email: 'ada@gmail.com',
      email_verified: true,
      name: 'Ada Lovelace',
      nonce: 'a-nonce',
      at_hash: expect.stringMatching(/^[\w-]{22}$/),
    })
    const wrong = client.verifyIdToken({ idToken, audience: 'someone-else' })
    await expect(wrong).rejects.toThrow('Wrong recipient')
  })

  it('serves the avatar that the id_token names', async () => {
    const client = await signedIn(google, SCOPES)
    const idToken = client.credentials.id_token ?? ''
    const ticket = await client.verifyIdToken({ idToken, audience: google.clientId })
    const response = await fetch(ticket.getPayload()?.picture ?? '')
    expect(response.headers.get('content-type')).toContain('image/svg+xml')
  })

  it('tells what a token may do', async () => {
    const client = await signedIn(google, SCOPES)
    const { token } = await client.getAccessToken()
    const info = await client.getTokenInfo(token ?? '')
    expect(info.scopes).toContain(SPREADSHEETS)
    expect(info.aud).toBe(google.clientId)
  })

  it('refreshes after a 401, once, and goes on', async () => {
    const client = await signedIn(google, SCOPES)
    const { refresh_token: refreshToken = null } = client.credentials
    // Without expiry_date the library asks again on a 401.
    client.setCredentials({ refresh_token: refreshToken, access_token: 'ya29.dead' })
    const before = google.tokenRefreshes()
    const mine = sheets({ version: 'v4', auth: client, rootUrl: `${google.url}/` })
    const { data } = await mine.spreadsheets.values.get({
      spreadsheetId: SEED_IDS.reading,
      range: 'A1',
    })
    expect(data.values).toEqual([['Title']])
    expect(google.tokenRefreshes()).toBe(before + 1)
  })

  it('refreshes in time: a token with under five minutes to go is not used', async () => {
    const client = await signedIn(google, SCOPES)
    const { access_token: before } = client.credentials
    client.setCredentials({ ...client.credentials, expiry_date: Date.now() + 240_000 })
    const refreshes = google.tokenRefreshes()
    const tokens = await Promise.all([client.getAccessToken(), client.getAccessToken()])
    expect(tokens.map(({ token }) => token)).not.toContain(before)
    expect(google.tokenRefreshes()).toBe(refreshes + 1)
  })

  it('revokes; then the refresh token is an invalid_grant', async () => {
    const client = await signedIn(google, SCOPES)
    const { refresh_token: refreshToken } = client.credentials
    await client.revokeCredentials()
    client.setCredentials({ refresh_token: refreshToken ?? null })
    await expect(client.getAccessToken()).rejects.toThrow('invalid_grant')
  })
})
