import { gaxios } from 'google-auth-library'
import { drive, type drive_v3 } from 'googleapis/build/src/apis/drive/index.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DRIVE } from '#test/google/oauth/scopes.ts'
import { SEED_IDS } from '#test/google/seeds/seeds.ts'
import { startGoogle, type LocalGoogle } from '#test/google/server.ts'
import { signedIn } from './official.ts'

/** Google's own client of Drive, signed in through consent. */
const SPREADSHEET = 'application/vnd.google-apps.spreadsheet'

let google: LocalGoogle
let api: drive_v3.Drive

beforeAll(async () => {
  google = await startGoogle()
  const auth = await signedIn(google, ['openid', 'email', DRIVE])
  api = drive({ version: 'v3', auth, rootUrl: `${google.url}/` })
})
afterAll(() => google.close())

async function create(name: string): Promise<string> {
  const { data } = await api.files.create({ requestBody: { name, mimeType: SPREADSHEET } })
  return data.id ?? ''
}

describe('files', () => {
  it('are listed page by page', async () => {
    const names: string[] = []
    let pageToken: string | undefined
    do {
      const { data } = await api.files.list({
        q: `mimeType='${SPREADSHEET}' and trashed=false and 'me' in owners`,
        orderBy: 'name',
        pageSize: 3,
        fields: 'nextPageToken,files(name)',
        ...(pageToken === undefined ? {} : { pageToken }),
      })
      names.push(...(data.files ?? []).map(({ name }) => name ?? ''))
      pageToken = data.nextPageToken ?? undefined
    } while (pageToken !== undefined)
    expect(names).toContain('Household budget')
    expect(names).not.toContain('Team roadmap')
    expect(new Set(names).size).toBe(names.length)
  })

  it('are made, described, renamed, copied and deleted', async () => {
    const fileId = await create('Plans')
    const fields = 'id,name,mimeType,trashed,version,owners(emailAddress),capabilities(canEdit)'
    const { data } = await api.files.get({ fileId, fields })
    expect(data).toMatchObject({
      id: fileId,
      name: 'Plans',
      mimeType: SPREADSHEET,
      trashed: false,
      version: expect.stringMatching(/^\d+$/),
      owners: [{ emailAddress: 'ada@gmail.com' }],
      capabilities: { canEdit: true },
    })
    await api.files.update({ fileId, requestBody: { name: 'Better plans' } })
    google.writeCells(fileId, 'A1', [['kept']])
    const copy = await api.files.copy({ fileId, requestBody: { name: 'A copy' } })
    expect(copy.data.name).toBe('A copy')
    await api.files.delete({ fileId })
    await expect(api.files.get({ fileId })).rejects.toMatchObject({ status: 404 })
    expect(google.cells(copy.data.id ?? '', 'A1')).toEqual([['kept']])
  })

  it('are put into the bin and taken out', async () => {
    const fileId = await create('Rubbish')
    const find = async () =>
      (await api.files.list({ q: "name = 'Rubbish' and trashed = true" })).data.files
    await api.files.update({ fileId, requestBody: { trashed: true } })
    expect(await find()).toHaveLength(1)
    await api.files.update({ fileId, requestBody: { trashed: false } })
    expect(await find()).toEqual([])
  })

  it('are exported as text [D]', async () => {
    const { data } = await api.files.export(
      { fileId: SEED_IDS.prices, mimeType: 'text/csv' },
      { responseType: 'text' },
    )
    expect(String(data).split('\r\n').slice(0, 2)).toEqual([
      'Article,Price,Discount,In stock,Valid from',
      'Oak board S,€4.90,0.0%,0,2026-01-01',
    ])
  })
})

describe('permissions', () => {
  it('are given, listed, changed and taken [D]', async () => {
    const fileId = await create('Shared')
    const given = await api.permissions.create({
      fileId,
      sendNotificationEmail: false,
      requestBody: { type: 'user', role: 'reader', emailAddress: 'ben@gmail.com' },
    })
    const permissionId = given.data.id ?? ''
    const roles = async () => {
      const { data } = await api.permissions.list({
        fileId,
        fields: 'permissions(role)',
      })
      return (data.permissions ?? []).map(({ role }) => role)
    }
    expect(await roles()).toEqual(['owner', 'reader'])
    await api.permissions.update({ fileId, permissionId, requestBody: { role: 'writer' } })
    expect(await roles()).toEqual(['owner', 'writer'])
    await api.permissions.delete({ fileId, permissionId })
    expect(await roles()).toEqual(['owner'])
  })

  it('are for owners and writers to give', async () => {
    const asked = api.permissions.create({
      fileId: SEED_IDS.roadmap,
      requestBody: { type: 'anyone', role: 'reader' },
    })
    await expect(asked).rejects.toMatchObject({
      constructor: gaxios.GaxiosError,
      status: 403,
      response: { data: { error: { errors: [{ domain: 'global' }] } } },
    })
  })
})

it('tells whose Drive it is', async () => {
  const { data } = await api.about.get({ fields: 'user(emailAddress),storageQuota' })
  expect(data.user?.emailAddress).toBe('ada@gmail.com')
})
