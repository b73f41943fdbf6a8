import { OAuth2Client } from 'google-auth-library'
import { drive } from 'googleapis/build/src/apis/drive/index.js'
import { sheets, type sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { consent } from '#test/google/oauth/consent.ts'
import { SEED_IDS } from '#test/google/seeds/seeds.ts'
import { startGoogle, type LocalGoogle } from './server.ts'
import { DRIVE_METADATA_READONLY, SPREADSHEETS } from '#test/google/oauth/scopes.ts'

/** Google's own libraries, pointed here by their documented options and nothing else. */
let google: LocalGoogle
let client: OAuth2Client
let api: sheets_v4.Sheets

beforeAll(async () => {
  google = await startGoogle()
  client = newClient()
  await signIn(client)
  api = sheets({ version: 'v4', auth: client, rootUrl: `${google.url}/` })
})
afterAll(() => google.close())

function newClient(): OAuth2Client {
  const { url, clientId, clientSecret } = google
  return new OAuth2Client({
    clientId,
    clientSecret,
    redirectUri: 'http://localhost:8787/oauth/google/callback',
    endpoints: {
      oauth2AuthBaseUrl: `${url}/o/oauth2/v2/auth`,
      oauth2TokenUrl: `${url}/token`,
      oauth2RevokeUrl: `${url}/revoke`,
      tokenInfoUrl: `${url}/tokeninfo`,
      oauth2FederatedSignonPemCertsUrl: `${url}/oauth2/v1/certs`,
      oauth2FederatedSignonJwkCertsUrl: `${url}/oauth2/v3/certs`,
    },
    issuers: ['https://accounts.google.com'],
  })
}

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
    const fresh = newClient()
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

  it('revokes; then the refresh token is an invalid_grant', async () => {
    const leaving = newClient()
    await signIn(leaving)
    const { refresh_token: refreshToken } = leaving.credentials
    await leaving.revokeCredentials()
    leaving.setCredentials({ refresh_token: refreshToken ?? null })
    await expect(leaving.getAccessToken()).rejects.toThrow('invalid_grant')
    await signIn(client)
  })
})

describe('googleapis', () => {
  it('reads formatted values and cells', async () => {
    const { data } = await api.spreadsheets.values.get({
      spreadsheetId: SEED_IDS.prices,
      range: 'Europe!A2:E2',
    })
    expect(data.values).toEqual([['Oak board S', '€4.90', '0.0%', '0', '2026-01-01']])
    const grid = await api.spreadsheets.get({
      spreadsheetId: SEED_IDS.prices,
      ranges: ['Europe!B2'],
      fields: 'sheets.data.rowData.values(formattedValue,effectiveValue,userEnteredFormat)',
    })
    expect(grid.data.sheets?.[0]?.data?.[0]?.rowData?.[0]?.values?.[0]).toEqual({
      effectiveValue: { numberValue: 4.9 },
      formattedValue: '€4.90',
      userEnteredFormat: { numberFormat: { type: 'CURRENCY', pattern: '[$€]#,##0.00' } },
    })
  })

  it('makes room in a table and writes a row, key and anchor in one atomic batch', async () => {
    const created = await api.spreadsheets.create({
      requestBody: { sheets: [{ properties: { sheetId: 7, title: 'Log' } }] },
    })
    const spreadsheetId = created.data.spreadsheetId ?? ''
    google.writeCells(spreadsheetId, 'A1', [
      ['Title', 'Link', '', 'beside'],
      ['a', 'b'],
    ])
    const found = await api.spreadsheets.values.append({
      spreadsheetId,
      range: 'Log!A1',
      valueInputOption: 'RAW',
      requestBody: { values: [[]] },
    })
    expect(found.data.tableRange).toBe('Log!A1:B2')
    const range = {
      sheetId: 7,
      startRowIndex: 2,
      endRowIndex: 3,
      startColumnIndex: 0,
      endColumnIndex: 2,
    }
    const requests: sheets_v4.Schema$Request[] = [
      { insertRange: { range, shiftDimension: 'ROWS' } },
      {
        updateCells: {
          range,
          rows: [{ values: [{ userEnteredValue: { stringValue: '=x' } }, {}] }],
          fields: 'userEnteredValue',
        },
      },
      {
        createDeveloperMetadata: {
          developerMetadata: {
            metadataId: 41,
            metadataKey: 'send',
            metadataValue: 'uuid',
            visibility: 'PROJECT',
            location: { spreadsheet: true },
          },
        },
      },
    ]
    const send = async (): Promise<unknown> =>
      api.spreadsheets.batchUpdate({ spreadsheetId, requestBody: { requests } })
    await send()
    await expect(send()).rejects.toMatchObject({ status: 400 })
    expect(google.cells(spreadsheetId, 'Log')).toEqual([
      ['Title', 'Link', '', 'beside'],
      ['a', 'b'],
      ['=x'],
    ])
  })

  it('shows its errors as the library knows them', async () => {
    const asked = api.spreadsheets.get({ spreadsheetId: SEED_IDS.salaries })
    await expect(asked).rejects.toMatchObject({
      status: 403,
      response: { data: { error: { errors: [{ reason: 'forbidden', domain: 'global' }] } } },
    })
  })

  it('lists files', async () => {
    const files = drive({ version: 'v3', auth: client, rootUrl: `${google.url}/` })
    const { data } = await files.files.list({
      q: "name contains 'Measure'",
      fields: 'files(id,version)',
    })
    expect(data.files).toEqual([{ id: SEED_IDS.measurements, version: expect.any(String) }])
  })
})
