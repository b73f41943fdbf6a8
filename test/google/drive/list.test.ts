import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { FOLDER, make, refusal, SHEET } from './drive-calls.ts'
import { SAMPLE_DRIVE } from './sample-drive.ts'
import { callGoogle, newSpreadsheet, type Answer } from '#test/google/call-google.ts'
import { DRIVE_METADATA_READONLY } from '#test/google/oauth/scopes.ts'
import { SEED_IDS } from '#test/google/seeds/seeds.ts'
import { startGoogle, type LocalGoogle } from '#test/google/server.ts'

let google: LocalGoogle

beforeAll(async () => {
  google = await startGoogle()
})
afterAll(() => google.close())

async function list(given: Record<string, string>, token?: string): Promise<Answer> {
  const query = new URLSearchParams({ fields: 'nextPageToken,files(id,name)', ...given })
  const path = `/drive/v3/files?${query.toString()}`
  return callGoogle(google, path, token === undefined ? {} : { token })
}

async function names(given: Record<string, string>, token?: string): Promise<string[]> {
  const { body } = await list(given, token)
  return (body as { files: { name: string }[] }).files.map(({ name }) => name)
}

const SHEETS = `mimeType='${SHEET}' and trashed=false`
const EVERYWHERE = {
  corpora: 'allDrives',
  supportsAllDrives: 'true',
  includeItemsFromAllDrives: 'true',
}

describe('what files.list finds', () => {
  it('is one’s own or shared with one, and nothing else', async () => {
    const ada = await names({ q: SHEETS, ...EVERYWHERE })
    expect(ada).toEqual(expect.arrayContaining(['Reading list', 'Team roadmap', 'Measurements']))
    expect(ada).not.toContain('Salaries')
    const chiara = google.tokenFor('chiara@studio-nord.example', [DRIVE_METADATA_READONLY])
    const hers = await names({ q: SHEETS }, chiara)
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
    expect(await names({ q, pageSize: '1000', supportsAllDrives: 'True' })).toEqual(['Contacts'])
    const nobody = `mimeType="${SHEET}" and name = "Please don't use this phrase as a name of a sheet."`
    expect(await names({ q: nobody })).toEqual([])
  })

  it('orders by when one saw it, by change, by name, starred first [D]', async () => {
    const seen = await names({ orderBy: 'viewedByMeTime desc', q: SHEETS })
    expect(seen.slice(0, 3)).toEqual(['Reading list', 'Suppliers', 'Prices 2026'])
    expect((await names({ orderBy: 'starred,name' })).slice(0, 2)).toEqual([
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
    expect(await names({ q, orderBy: 'name' })).toEqual(['1', '12', '2', '3'])
    expect(await names({ q, orderBy: 'name_natural desc' })).toEqual(['12', '3', '2', '1'])
    expect(await names({ q, orderBy: 'folder,name_natural' })).toEqual(['3', '1', '2', '12'])
  })

  it.each(['size', 'name asc', 'constructor', '__proto__'])(
    'has no order by %s [D]',
    async (orderBy) => {
      const refused = [400, 'Invalid Value', 'invalid', 'orderBy']
      expect(refusal(await list({ orderBy }))).toEqual(refused)
    },
  )

  it('is asked by a form where a query is too long for an address [D]', async () => {
    const body = new URLSearchParams({ q: "name = 'Contacts'", fields: 'files(name)' })
    const headers = { 'x-http-method-override': 'GET' }
    const answer = await callGoogle(google, '/drive/v3/files', { body, headers })
    expect(answer.body).toEqual({ files: [{ name: 'Contacts' }] })
  })

  it('comes page by page; a token belongs to its query [D]', async () => {
    const all = await names({ orderBy: 'name' })
    const seen: string[] = []
    let pageToken = ''
    do {
      const { body } = await list({ orderBy: 'name', pageSize: '4', pageToken })
      const page = body as { nextPageToken?: string; files: { name: string }[] }
      seen.push(...page.files.map(({ name }) => name))
      pageToken = page.nextPageToken ?? ''
    } while (pageToken !== '')
    expect(seen).toEqual(all)
    const { body } = await list({ pageSize: '1' })
    const token = (body as { nextPageToken: string }).nextPageToken
    const other = await list({ pageToken: token, q: SHEETS })
    expect(refusal(other)).toEqual([400, 'Invalid Value', 'invalid', 'pageToken'])
  })

  it('takes too large a page for the largest [D], and none for a mistake', async () => {
    expect((await list({ pageSize: '5000' })).status).toBe(200)
    expect(refusal(await list({ pageSize: '0' }))).toEqual([
      400,
      "Invalid value '0'. Values must be within the range: [1, 1000]",
      'invalidParameter',
      'pageSize',
    ])
    expect((await list({ pageSize: 'many' })).status).toBe(400)
  })
})

describe('the search language', () => {
  it('finds by the beginnings of words of the name, and by content [D]', async () => {
    expect(await names({ q: `${SHEETS} and name contains 'read'` })).toEqual(['Reading list'])
    expect(await names({ q: "name contains 'ading'" })).toEqual([])
    expect(await names({ q: "fullText contains 'Kestrel Cable'" })).toEqual(['Suppliers'])
    expect(await names({ q: 'fullText contains \'"Cable Kestrel"\'' })).toEqual([])
    expect(await names({ q: "name = 'O\\'Neil' or name = 'contacts'" })).toEqual(['Contacts'])
  })

  it('takes flags with a value, alone, and negated [D]', async () => {
    const shared = ['Summer potluck', 'Team roadmap']
    expect(await names({ q: 'sharedWithMe = true', orderBy: 'name' })).toEqual(shared)
    expect(await names({ q: "sharedWithMe and name contains 'team'" })).toEqual(['Team roadmap'])
    expect(await names({ q: 'starred = true and not sharedWithMe', orderBy: 'name' })).toEqual([
      'Prices 2026',
      'Reading list',
    ])
    expect(await names({ q: 'trashed != false' })).toEqual([])
  })

  it('reads and/or from left to right, brackets first [D]', async () => {
    const q = "name = 'Contacts' or name = 'Suppliers' and starred = true"
    expect(await names({ q })).toEqual([])
    const grouped = "name = 'Contacts' or (name = 'Suppliers' and starred = true)"
    expect(await names({ q: grouped })).toEqual(['Contacts'])
  })

  it('knows owners, writers and readers [D]', async () => {
    expect(await names({ q: "'ben@gmail.com' in owners", orderBy: 'name' })).toEqual([
      'Summer potluck',
      'Team roadmap',
    ])
    expect(
      await names({ q: "'chiara@studio-nord.example' in writers and 'me' in owners" }),
    ).toEqual(['Suppliers'])
    expect(await names({ q: "'ben@gmail.com' in readers and 'me' in owners" })).toEqual([
      'Prices 2026',
    ])
  })

  it('compares times, which are UTC unless they say [D]', async () => {
    const week = new Date(Date.now() - 7 * 86_400_000).toISOString()
    const recent = await names({ q: `modifiedTime > '${week}' and 'me' in owners` })
    expect(recent).toContain('Reading list')
    expect(recent).not.toContain('Contacts')
    expect(await names({ q: `viewedByMeTime >= '${week.slice(0, 19)}'` })).toContain('Suppliers')
    expect(await names({ q: "createdTime > '2099-01-01'" })).toEqual([])
    const path = `/drive/v3/files/${SEED_IDS.contacts}?fields=modifiedTime`
    const { body } = await callGoogle(google, path)
    const time = (body as { modifiedTime: string }).modifiedTime.replace('Z', '')
    expect(await names({ q: `modifiedTime = '${time}'` })).toEqual(['Contacts'])
    expect(await names({ q: `modifiedTime = '${time}+01:00'` })).toEqual([])
    expect((await list({ q: "modifiedTime > 'yesterday'" })).status).toBe(400)
  })

  it('knows properties, of everybody and of one’s own project [D]', async () => {
    const id = await make(google, {
      name: 'Marked',
      mimeType: SHEET,
      properties: { team: "Ada's" },
      appProperties: { step: '2' },
    })
    expect(id).not.toBe('')
    const q = "properties has { key='team' and value='Ada\\'s' }"
    expect(await names({ q })).toEqual(['Marked'])
    expect(await names({ q: "appProperties has { key='step' and value='2' }" })).toEqual(['Marked'])
    expect(await names({ q: "appProperties has { key='step' and value='3' }" })).toEqual([])
  })

  it('knows how widely a file is shared [D]', async () => {
    const id = await newSpreadsheet(google, 'For everybody')
    await callGoogle(google, `/drive/v3/files/${id}/permissions`, {
      body: { type: 'anyone', role: 'reader' },
    })
    expect(await names({ q: "visibility = 'anyoneWithLink'" })).toEqual(['For everybody'])
    expect(await names({ q: "visibility != 'limited'" })).toEqual(['For everybody'])
  })

  it.each([
    "name contains 'x",
    'name has x',
    "nme = 'x'",
    'and',
    "name = 'a' name = 'b'",
    "(name = 'a'",
    'name = a',
    "trashed = 'maybe'",
    "'ada@gmail.com' in friends",
    "visibility = 'everybody'",
    "mimeType in ('a')",
    "mimeType in 'a'",
    "'root' = parents",
    "constructor = 'x'",
    "name '=' 'x'",
    "'root' 'in' parents",
  ])('refuses %s [I]', async (q) => {
    const { status, body } = await list({ q })
    expect(status).toBe(400)
    expect(body).toEqual({
      error: {
        code: 400,
        message: 'Invalid Value',
        errors: [
          {
            message: 'Invalid Value',
            domain: 'global',
            reason: 'invalid',
            location: 'q',
            locationType: 'parameter',
          },
        ],
      },
    })
  })

  it('does not sort what fullText finds [D]', async () => {
    const answer = await list({ q: "fullText contains 'cable'", orderBy: 'name' })
    expect(refusal(answer)).toEqual([
      400,
      'Sorting is not supported for queries with fullText terms. Results are always in descending relevance order.',
      'badRequest',
      'orderBy',
    ])
  })
})

describe('folders in searches', () => {
  it('root is another name of one’s own top folder [R]', async () => {
    const root = await callGoogle(google, '/drive/v3/files/root?fields=name,id')
    const { id } = root.body as { id: string }
    expect(root.body).toEqual({ id: expect.stringMatching(/^0A.{11}Uk9PVA$/), name: 'My Drive' })
    const q = "name = 'Contacts' and 'root' in parents"
    const { body } = await list({ q, fields: 'files(name,parents)' })
    expect(body).toEqual({ files: [{ name: 'Contacts', parents: [id] }] })
    expect(await names({ q: `'${id}' in parents and name = 'Contacts'` })).toEqual(['Contacts'])
  })

  it('may be named after parents, as a client in wide use does [I]', async () => {
    const folder = await make(google, { name: 'Turned round', mimeType: FOLDER })
    await make(google, { name: 'In it', mimeType: SHEET, parents: [folder] })
    expect(await names({ q: `mimeType="${SHEET}" and parents in "${folder}"` })).toEqual(['In it'])
  })

  it('do not tell where others keep what they share', async () => {
    const { body } = await list({ q: "name = 'Team roadmap'", fields: 'files(name,parents)' })
    expect(body).toEqual({ files: [{ name: 'Team roadmap' }] })
  })

  it('that one cannot see are not found', async () => {
    const answer = await list({ q: "'1aFolderThatIsNotThere' in parents" })
    expect(refusal(answer)).toEqual([404, 'File not found: .', 'notFound', 'fileId'])
  })
})

describe('shared drives', () => {
  it('are searched only by callers that know of them [I]', async () => {
    const q = "name = 'Stock'"
    expect(await names({ q })).toEqual([])
    expect(await names({ q, supportsAllDrives: 'true' })).toEqual([])
    expect(await names({ q, ...EVERYWHERE })).toEqual(['Stock'])
    const { body } = await list({ q, ...EVERYWHERE, fields: '' })
    const driveId = SAMPLE_DRIVE.id
    expect(body).toMatchObject({ files: [{ name: 'Stock', driveId, teamDriveId: driveId }] })
  })

  it('are searched one by one', async () => {
    const one = { ...EVERYWHERE, corpora: 'drive', driveId: SAMPLE_DRIVE.id }
    expect(await names(one)).toEqual(['Stock'])
    expect(await names({ ...one, q: `'${SAMPLE_DRIVE.id}' in parents` })).toEqual(['Stock'])
  })

  it('want corpora and driveId to agree [I]', async () => {
    const message =
      'The driveId parameter must be specified if and only if corpora is set to drive.'
    const reason = 'teamDriveIdRequiresTeamDriveCorpora'
    const { corpora: _, ...rest } = EVERYWHERE
    expect(refusal(await list({ ...rest, driveId: SAMPLE_DRIVE.id }))).toEqual([
      400,
      message,
      reason,
    ])
    expect(refusal(await list({ ...rest, corpora: 'drive' })).slice(0, 2)).toEqual([400, message])
    const unknown = await list({ ...rest, corpora: 'drive', driveId: '0ANope' })
    expect(refusal(unknown)).toEqual([404, 'Shared drive not found: 0ANope', 'notFound', 'driveId'])
  })

  it('want to be included when they are named [I]', async () => {
    const answer = await list({ corpora: 'allDrives', supportsAllDrives: 'true' })
    expect(refusal(answer).slice(0, 2)).toEqual([
      403,
      'The includeItemsFromAllDrives parameter must be set to true when driveId is specified or corpora contains drive or allDrives.',
    ])
    expect((await list({ includeItemsFromAllDrives: 'true' })).status).toBe(403)
  })
})

describe('spaces', () => {
  it('an app’s own folder takes a scope of its own [I]', async () => {
    expect(refusal(await list({ spaces: 'appDataFolder, drive' }))).toEqual([
      403,
      'The granted scopes do not give access to all of the requested spaces.',
      'insufficientScopes',
      'spaces',
    ])
    expect((await list({ spaces: 'drive' })).status).toBe(200)
    expect((await list({ spaces: 'moon' })).status).toBe(400)
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
    expect(await names({ q: "name = 'Salaries'" })).toEqual([])
  })
})
