import type { OAuth2Client } from 'google-auth-library'
import { sheets } from 'googleapis/build/src/apis/sheets/index.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { consent } from '#test/google/oauth/consent.ts'
import { SEED_IDS } from '#test/google/seeds/seeds.ts'
import { startGoogle, type LocalGoogle } from '#test/google/server.ts'
import { DRIVE_METADATA_READONLY, SPREADSHEETS } from '#test/google/oauth/scopes.ts'
import { oauthClient } from './official.ts'

/** Google's own library, pointed here by its documented options and nothing else. */
let google: LocalGoogle
let client: OAuth2Client

beforeAll(async () => {
  google = await startGoogle()
  client = oauthClient(google)
  await signIn(client)
})
afterAll(() => google.close())

/** The code flow with PKCE, as a server runs it. @returns the id_token. */
async function signIn(client: OAuth2Client): Promise<string> {
  const { codeVerifier, codeChallenge = '' } = await client.generateCodeVerifierAsync()
  const start = client.generateAuthUrl({
    access_type: 'offline',
    prompt: 'consent',
    scope: ['openid', 'email', 'profile', SPREADSHEETS, DRIVE_METADATA_READONLY],
    nonce: 'a-nonce',
    code_challenge: codeChallenge,
    // Its enum is not part of what the package's types export by name.
    code_challenge_method: 'S256' as never,
  })
  const back = await consent(start, { person: 'ada@gmail.com' })
  const code = back.searchParams.get('code') ?? ''
  const { tokens } = await client.getToken({ code, codeVerifier })
  client.setCredentials(tokens)
  return tokens.id_token ?? ''
}

describe('google-auth-library', () => {
  it('verifies the id_token, with all its claims [I]', async () => {
    const idToken = await signIn(client)
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
    const idToken = await signIn(client)
    const ticket = await client.verifyIdToken({ idToken, audience: google.clientId })
    const response = await fetch(ticket.getPayload()?.picture ?? '')
    expect(response.headers.get('content-type')).toContain('image/svg+xml')
  })

  it('tells what a token may do', async () => {
    const { token } = await client.getAccessToken()
    const info = await client.getTokenInfo(token ?? '')
    expect(info.scopes).toContain(SPREADSHEETS)
    expect(info.aud).toBe(google.clientId)
  })

  it('refreshes after a 401, once, and goes on', async () => {
    const fresh = oauthClient(google)
    await signIn(fresh)
    const { refresh_token: refreshToken = null } = fresh.credentials
    // Without expiry_date the library asks again on a 401.
    fresh.setCredentials({ refresh_token: refreshToken, access_token: 'ya29.dead' })
    const before = google.tokenRefreshes()
    const mine = sheets({ version: 'v4', auth: fresh, rootUrl: `${google.url}/` })
    const { data } = await mine.spreadsheets.values.get({
      spreadsheetId: SEED_IDS.reading,
      range: 'A1',
    })
    expect(data.values).toEqual([['Title']])
    expect(google.tokenRefreshes()).toBe(before + 1)
  })

  it('refreshes in time: a token with under five minutes to go is not used', async () => {
    const fresh = oauthClient(google)
    await signIn(fresh)
    const { access_token: before } = fresh.credentials
    fresh.setCredentials({ ...fresh.credentials, expiry_date: Date.now() + 240_000 })
    const refreshes = google.tokenRefreshes()
    const tokens = await Promise.all([fresh.getAccessToken(), fresh.getAccessToken()])
    expect(tokens.map(({ token }) => token)).not.toContain(before)
    expect(google.tokenRefreshes()).toBe(refreshes + 1)
  })

  it('revokes; then the refresh token is an invalid_grant', async () => {
    const leaving = oauthClient(google)
    await signIn(leaving)
    const { refresh_token: refreshToken } = leaving.credentials
    await leaving.revokeCredentials()
    leaving.setCredentials({ refresh_token: refreshToken ?? null })
    await expect(leaving.getAccessToken()).rejects.toThrow('invalid_grant')
    await signIn(client)
  })
})
