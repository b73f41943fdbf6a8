import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { FOLDER, list, make, names, refusal, SHEET } from './drive-calls.ts'
import { SAMPLE_DRIVE } from './sample-drive.ts'
import { callGoogle } from '#test/google/call-google.ts'
import { DRIVE_METADATA_READONLY } from '#test/google/oauth/scopes.ts'
import { SEED_IDS } from '#test/google/seeds/seeds.ts'
import { startGoogle, type LocalGoogle } from '#test/google/server.ts'

let google: LocalGoogle

beforeAll(async () => {
  google = await startGoogle()
})
afterAll(() => google.close())

const SHEETS = `mimeType='${SHEET}' and trashed=false`
const EVERYWHERE = {
  corpora: 'allDrives',
  supportsAllDrives: 'true',
  includeItemsFromAllDrives: 'true',
}

describe('what files.list finds', () => {
  it('is one’s own or shared with one, and nothing else', async () => {
    const ada = await names(google, { q: SHEETS, ...EVERYWHERE })
    expect(ada).toEqual(expect.arrayContaining(['Reading list', 'Team roadmap', 'Measurements']))
    expect(ada).not.toContain('Salaries')
    const chiara = google.tokenFor('chiara@studio-nord.example', [DRIVE_METADATA_READONLY])
    const hers = await names(google, { q: SHEETS }, chiara)
    expect(hers).toEqual(expect.arrayContaining(['Studio projects', 'Suppliers', 'Team roadmap']))
    expect(hers).not.toContain('Reading list')
  })

  it('is told by kind, id, name and mimeType unless asked for more [R]', async () => {
    const { body } = await callGoogle(google, '/drive/v3/files?pageSize=1')
    expect(body).toMatchObject({ kind: 'drive#fileList', incompleteSearch: false })
    const [file = {}] = (body as { files: object[] }).files
    expect(Object.keys(file)).toEqual(['kind', 'id', 'name', 'mimeType'])
  })

  it('is as clients in wide use ask for it [R]', async () => {
    const q = `mimeType="${SHEET}" and name = "Contacts"`
    expect(await names(google, { q, pageSize: '1000', supportsAllDrives: 'True' })).toEqual([
      'Contacts',
    ])
    const nobody = `mimeType="${SHEET}" and name = "Please don't use this phrase as a name of a sheet."`
    expect(await names(google, { q: nobody })).toEqual([])
  })

  it('orders by when one saw it, by change, by name, starred first [D]', async () => {
    const seen = await names(google, { orderBy: 'viewedByMeTime desc', q: SHEETS })
    expect(seen.slice(0, 3)).toEqual(['Reading list', 'Suppliers', 'Prices 2026'])
    expect((await names(google, { orderBy: 'starred,name' })).slice(0, 2)).toEqual([
      'Prices 2026',
      'Reading list',
    ])
  })

  it('orders numbers in names as letters, or with name_natural as numbers [D]', async () => {
    const folder = await make(google, { name: 'Numbered', mimeType: FOLDER })
    for (const name of ['2', '12', '1']) {
      await make(google, { name, mimeType: SHEET, parents: [folder] })
    }
    await make(google, { name: '3', mimeType: FOLDER, parents: [folder] })
    const q = `'${folder}' in parents`
    expect(await names(google, { q, orderBy: 'name' })).toEqual(['1', '12', '2', '3'])
    expect(await names(google, { q, orderBy: 'name_natural desc' })).toEqual(['12', '3', '2', '1'])
    expect(await names(google, { q, orderBy: 'folder,name_natural' })).toEqual([
      '3',
      '1',
      '2',
      '12',
    ])
  })

  it.each(['size', 'name asc', 'constructor', '__proto__'])(
    'has no order by %s [D]',
    async (orderBy) => {
      const refused = [400, 'Invalid Value', 'invalid', 'orderBy']
      expect(refusal(await list(google, { orderBy }))).toEqual(refused)
    },
  )

  it('is asked by a form where a query is too long for an address [D]', async () => {
    const body = new URLSearchParams({ q: "name = 'Contacts'", fields: 'files(name)' })
    const headers = { 'x-http-method-override': 'GET' }
    const answer = await callGoogle(google, '/drive/v3/files', { body, headers })
    expect(answer.body).toEqual({ files: [{ name: 'Contacts' }] })
  })

  it('comes page by page; a token belongs to its query [D]', async () => {
    const all = await names(google, { orderBy: 'name' })
    const seen: string[] = []
    let pageToken = ''
    do {
      const { body } = await list(google, { orderBy: 'name', pageSize: '4', pageToken })
      const page = body as { nextPageToken?: string; files: { name: string }[] }
      seen.push(...page.files.map(({ name }) => name))
      pageToken = page.nextPageToken ?? ''
    } while (pageToken !== '')
    expect(seen).toEqual(all)
    const { body } = await list(google, { pageSize: '1' })
    const token = (body as { nextPageToken: string }).nextPageToken
    const other = await list(google, { pageToken: token, q: SHEETS })
    expect(refusal(other)).toEqual([400, 'Invalid Value', 'invalid', 'pageToken'])
  })

  it('takes too large a page for the largest [D], and none for a mistake', async () => {
    expect((await list(google, { pageSize: '5000' })).status).toBe(200)
    expect(refusal(await list(google, { pageSize: '0' }))).toEqual([
      400,
      "Invalid value '0'. Values must be within the range: [1, 1000]",
      'invalidParameter',
      'pageSize',
    ])
    expect((await list(google, { pageSize: 'many' })).status).toBe(400)
  })
})

describe('shared drives', () => {
  it('are searched only by callers that know of them [I]', async () => {
    const q = "name = 'Stock'"
    expect(await names(google, { q })).toEqual([])
    expect(await names(google, { q, supportsAllDrives: 'true' })).toEqual([])
    expect(await names(google, { q, ...EVERYWHERE })).toEqual(['Stock'])
    const { body } = await list(google, { q, ...EVERYWHERE, fields: '' })
    const driveId = SAMPLE_DRIVE.id
    expect(body).toMatchObject({ files: [{ name: 'Stock', driveId, teamDriveId: driveId }] })
  })

  it('are searched one by one', async () => {
    const one = { ...EVERYWHERE, corpora: 'drive', driveId: SAMPLE_DRIVE.id }
    expect(await names(google, one)).toEqual(['Stock'])
    expect(await names(google, { ...one, q: `'${SAMPLE_DRIVE.id}' in parents` })).toEqual(['Stock'])
  })

  it('want corpora and driveId to agree [I]', async () => {
    const message =
      'The driveId parameter must be specified if and only if corpora is set to drive.'
    const reason = 'teamDriveIdRequiresTeamDriveCorpora'
    const { corpora: _, ...rest } = EVERYWHERE
    expect(refusal(await list(google, { ...rest, driveId: SAMPLE_DRIVE.id }))).toEqual([
      400,
      message,
      reason,
    ])
    expect(refusal(await list(google, { ...rest, corpora: 'drive' })).slice(0, 2)).toEqual([
      400,
      message,
    ])
    const unknown = await list(google, { ...rest, corpora: 'drive', driveId: '0ANope' })
    expect(refusal(unknown)).toEqual([404, 'Shared drive not found: 0ANope', 'notFound', 'driveId'])
  })

  it('want to be included when they are named [I]', async () => {
    const answer = await list(google, { corpora: 'allDrives', supportsAllDrives: 'true' })
    expect(refusal(answer).slice(0, 2)).toEqual([
      403,
      'The includeItemsFromAllDrives parameter must be set to true when driveId is specified or corpora contains drive or allDrives.',
    ])
    expect((await list(google, { includeItemsFromAllDrives: 'true' })).status).toBe(403)
  })
})

describe('spaces', () => {
  it('an app’s own folder takes a scope of its own [I]', async () => {
    expect(refusal(await list(google, { spaces: 'appDataFolder, drive' }))).toEqual([
      403,
      'The granted scopes do not give access to all of the requested spaces.',
      'insufficientScopes',
      'spaces',
    ])
    expect((await list(google, { spaces: 'drive' })).status).toBe(200)
    expect((await list(google, { spaces: 'moon' })).status).toBe(400)
  })
})

describe('what is open by its link alone', () => {
  it('is reached by id and does not come up in searches', async () => {
    const id = SEED_IDS.salaries
    const ben = google.tokenFor('ben@gmail.com', ['https://www.googleapis.com/auth/drive'])
    expect((await callGoogle(google, `/drive/v3/files/${id}`)).status).toBe(404)
    const body = { type: 'anyone', role: 'reader' }
    await callGoogle(google, `/drive/v3/files/${id}/permissions`, { token: ben, body })
    expect((await callGoogle(google, `/drive/v3/files/${id}`)).status).toBe(200)
    expect((await callGoogle(google, `/v4/spreadsheets/${id}/values/A1`)).status).toBe(200)
    expect(await names(google, { q: "name = 'Salaries'" })).toEqual([])
  })
})
