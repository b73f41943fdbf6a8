import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callGoogle } from '#test/google/call-google.ts'
import { SEED_IDS } from '#test/google/seeds/seeds.ts'
import { startGoogle, type LocalGoogle } from '#test/google/server.ts'
import { consent, DeadEnd, type Answer } from './consent.ts'
import { DRIVE_FILE } from './scopes.ts'
import { webApp, type TokenAnswer, type WebApp } from './web-app.ts'

/** https://developers.google.com/workspace/drive/picker/guides/desktop-mobile-picker */
let google: LocalGoogle
let app: WebApp
const { reading, prices, roadmap, salaries } = SEED_IDS

beforeAll(async () => {
  google = await startGoogle()
  app = webApp(google)
})
afterAll(() => google.close())

function pickUrl(given: Record<string, string> = {}): string {
  return app.authUrl({ scope: DRIVE_FILE, trigger_onepick: 'true', ...given })
}

async function pick(
  given: Record<string, string>,
  answer: Partial<Answer> = {},
): Promise<URLSearchParams> {
  const { searchParams } = await consent(pickUrl(given), { person: 'ada@gmail.com', ...answer })
  return searchParams
}

async function tokensFor(back: URLSearchParams): Promise<TokenAnswer> {
  return (await app.redeem(back.get('code') ?? '')).body as TokenAnswer
}

async function reads(id: string, token: string): Promise<boolean> {
  return (await callGoogle(google, `/v4/spreadsheets/${id}`, { token })).status === 200
}

async function deadEnd(going: Promise<unknown>): Promise<string> {
  const error = await going.catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(DeadEnd)
  return (error as DeadEnd).message
}

describe('the file picker within consent [D]', () => {
  it('brings picked_file_ids beside the code, and only those can be read', async () => {
    const back = await pick({}, { pick: [reading] })
    expect(back.get('picked_file_ids')).toBe(reading)
    expect(back.get('scope')).toBe(DRIVE_FILE)
    const tokens = await tokensFor(back)
    expect(tokens).not.toHaveProperty('id_token')
    expect(await reads(reading, tokens.access_token)).toBe(true)
    expect(await reads(prices, tokens.access_token)).toBe(false)
    const { body } = await callGoogle(google, '/drive/v3/files', { token: tokens.access_token })
    expect(body).toMatchObject({ files: [{ id: reading }] })
  })

  it('keeps what was picked before, until the person takes the app’s access back', async () => {
    await pick({}, { pick: [reading] })
    const second = await tokensFor(await pick({}, { pick: [prices] }))
    expect(await reads(reading, second.access_token)).toBe(true)
    await callGoogle(google, `/revoke?token=${second.refresh_token}`, {
      token: null,
      method: 'POST',
    })
    const third = await tokensFor(await pick({}, { pick: [roadmap] }))
    expect(await reads(roadmap, third.access_token)).toBe(true)
    expect(await reads(reading, third.access_token)).toBe(false)
  })

  it('opens files for the person who picked them, not for everybody', async () => {
    await pick({}, { pick: [roadmap] })
    const ben = await tokensFor(await pick({}, { person: 'ben@gmail.com', pick: [salaries] }))
    expect(await reads(salaries, ben.access_token)).toBe(true)
    expect(await reads(roadmap, ben.access_token)).toBe(false)
  })

  it('lets one file be chosen, several with allow_multiple', async () => {
    const one = await pick({}, { pick: [reading, prices] })
    expect(one.get('picked_file_ids')?.split(',')).toHaveLength(1)
    const several = await pick({ allow_multiple: 'true' }, { pick: [reading, prices] })
    expect(several.get('picked_file_ids')?.split(',').toSorted()).toEqual(
      [reading, prices].toSorted(),
    )
  })

  it('offers what the person can open, of the kinds and files that are asked for', async () => {
    expect(await deadEnd(pick({}, { pick: [salaries] }))).toContain(`no file ${salaries}`)
    expect(await deadEnd(pick({ file_ids: prices }, { pick: [reading] }))).toContain('no file')
    expect(await deadEnd(pick({ mimetypes: 'application/pdf' }))).toContain('no file')
    const sheets = 'application/pdf,application/vnd.google-apps.spreadsheet'
    expect((await pick({ mimetypes: sheets }, { pick: [reading] })).has('code')).toBe(true)
  })

  it('begins with the files of file_ids chosen [I]', async () => {
    const given = { file_ids: `${prices},${reading}`, allow_multiple: 'true' }
    const back = await pick(given)
    expect(back.get('picked_file_ids')?.split(',')).toHaveLength(2)
  })

  it('tells the app when the person cancels, there or at the consent before', async () => {
    expect((await pick({}, { pick: null })).get('error')).toBe('access_denied')
    expect((await pick({}, { deny: true })).get('error')).toBe('access_denied')
  })
})

describe('a request for the picker that cannot be', () => {
  it('with another scope beside drive.file [D]', async () => {
    const message = await deadEnd(pick({ scope: `openid ${DRIVE_FILE}` }))
    expect(message).toContain('Error 400: invalid_scope')
  })

  it('with earlier grants merged into it', async () => {
    google.revokeGrant('ada@gmail.com')
    await app.newTokens({ scope: 'openid' })
    const merged = pick({ include_granted_scopes: 'true' })
    expect(await deadEnd(merged)).toContain('Error 400: invalid_scope')
    expect((await pick({ include_granted_scopes: 'false' })).has('code')).toBe(true)
  })

  it('without prompt=consent [D]', async () => {
    expect(await deadEnd(pick({ prompt: '' }))).toContain('Error 400: invalid_request')
  })
})
