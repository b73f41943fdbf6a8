import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callGoogle, newSpreadsheet, type Answer } from '#test/google/call-google.ts'
import { SEED_IDS } from '#test/google/seeds/seeds.ts'
import { startGoogle, type LocalGoogle } from '#test/google/server.ts'
import { DRIVE_FILE, DRIVE_METADATA_READONLY, SPREADSHEETS } from '#test/google/oauth/scopes.ts'

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

const SHEETS = "mimeType='application/vnd.google-apps.spreadsheet' and trashed=false"

describe('files.list', () => {
  it('has what is one’s own or shared with one, and nothing else', async () => {
    const ada = await names({
      q: SHEETS,
      supportsAllDrives: 'true',
      includeItemsFromAllDrives: 'true',
      corpora: 'allDrives',
    })
    expect(ada).toEqual(expect.arrayContaining(['Reading list', 'Team roadmap', 'Measurements']))
    expect(ada).not.toContain('Salaries')
    const chiara = google.tokenFor('chiara@studio-nord.example', [DRIVE_METADATA_READONLY])
    const hers = await names({ q: SHEETS }, chiara)
    expect(hers).toEqual(expect.arrayContaining(['Studio projects', 'Suppliers', 'Team roadmap']))
    expect(hers).not.toContain('Reading list')
  })

  it('orders by when one saw it, by change, by name, starred first [D]', async () => {
    expect((await names({ orderBy: 'viewedByMeTime desc' })).slice(0, 3)).toEqual([
      'Reading list',
      'Suppliers',
      'Prices 2026',
    ])
    expect((await names({ orderBy: 'name' }))[0]).toBe('Contacts')
    expect((await names({ orderBy: 'starred,name' })).slice(0, 2)).toEqual([
      'Prices 2026',
      'Reading list',
    ])
    expect((await list({ orderBy: 'size' })).status).toBe(400)
  })

  it('finds by the beginnings of words of the name, and by content [D]', async () => {
    expect(await names({ q: `${SHEETS} and name contains 'read'` })).toEqual(['Reading list'])
    expect(await names({ q: "name contains 'ading'" })).toEqual([])
    expect(await names({ q: "fullText contains 'Kestrel Cable'" })).toEqual(['Suppliers'])
    expect(await names({ q: "name = 'O\\'Neil' or name = 'contacts'" })).toEqual(['Contacts'])
    expect(await names({ q: 'sharedWithMe = true', orderBy: 'name' })).toEqual([
      'Summer potluck',
      'Team roadmap',
    ])
  })

  it.each(["name contains 'x", 'name has x', "nme = 'x'", 'and', "name = 'a' name = 'b'"])(
    'refuses the query %s',
    async (q) => {
      const { status, body } = await list({ q })
      expect(status).toBe(400)
      expect(body).toMatchObject({
        error: {
          code: 400,
          message: 'Invalid Value',
          errors: [{ reason: 'invalid', location: 'q', locationType: 'parameter' }],
        },
      })
    },
  )

  it('goes page by page; a token belongs to its query [D]', async () => {
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
    expect((await list({ pageToken: token, q: SHEETS })).status).toBe(400)
  })

  it('tells kind, id, name and mimeType unless asked for more [D]', async () => {
    const { body } = await callGoogle(google, '/drive/v3/files?pageSize=1')
    expect(body).toMatchObject({ kind: 'drive#fileList', incompleteSearch: false })
    const [file = {}] = (body as { files: object[] }).files
    expect(Object.keys(file)).toEqual(['kind', 'id', 'name', 'mimeType'])
  })
})

describe('files.get', () => {
  it('shows a change by version and time', async () => {
    const id = await newSpreadsheet(google)
    const read = async (): Promise<{ version: string; modifiedTime: string }> => {
      const path = `/drive/v3/files/${id}?fields=version,modifiedTime`
      return (await callGoogle(google, path)).body as { version: string; modifiedTime: string }
    }
    const before = await read()
    google.writeCells(id, 'A1', [['x']])
    const after = await read()
    expect(Number(after.version)).toBeGreaterThan(Number(before.version))
    expect(after.modifiedTime > before.modifiedTime).toBe(true)
  })

  it('tells role, owner and link', async () => {
    const path = `/drive/v3/files/${SEED_IDS.roadmap}?fields=ownedByMe,owners/emailAddress,capabilities(canEdit),webViewLink`
    expect((await callGoogle(google, path)).body).toEqual({
      ownedByMe: false,
      owners: [{ emailAddress: 'ben@gmail.com' }],
      capabilities: { canEdit: false },
      webViewLink: `${google.url}/spreadsheets/d/${SEED_IDS.roadmap}/edit?usp=drivesdk`,
    })
  })

  it.each([SEED_IDS.salaries, 'NOPE_NOT_A_GOOD_ID'])(
    'does not know a file that is not there or not one’s own [R]',
    async (id) => {
      const { status, body } = await callGoogle(google, `/drive/v3/files/${id}`)
      const text = `File not found: ${id}.`
      expect(status).toBe(404)
      expect(body).toEqual({
        error: {
          errors: [
            {
              domain: 'global',
              reason: 'notFound',
              message: text,
              locationType: 'parameter',
              location: 'fileId',
            },
          ],
          code: 404,
          message: text,
        },
      })
    },
  )

  it('about.get needs fields [D]', async () => {
    expect((await callGoogle(google, '/drive/v3/about')).status).toBe(400)
    const { body } = await callGoogle(
      google,
      '/drive/v3/about?fields=user(displayName,emailAddress)',
    )
    expect(body).toEqual({
      user: { displayName: 'Ada Lovelace', emailAddress: 'ada@gmail.com' },
    })
  })
})

describe('drive.file', () => {
  it('reaches only what its own project made [D]', async () => {
    const token = google.tokenFor('ada@gmail.com', [DRIVE_FILE])
    const own = await newSpreadsheet({ ...google, token }, 'Made by the app')
    expect(await names({}, token)).toContain('Made by the app')
    expect(await names({}, token)).not.toContain('Reading list')
    expect((await callGoogle(google, `/v4/spreadsheets/${own}/values/A1`, { token })).status).toBe(
      200,
    )
    expect(
      (await callGoogle(google, `/v4/spreadsheets/${SEED_IDS.reading}/values/A1`, { token }))
        .status,
    ).toBe(404)
  })
})

describe('per-file access in Sheets', () => {
  it('others’ spreadsheets are forbidden, unknown ones not found [R]', async () => {
    const forbidden = await callGoogle(google, `/v4/spreadsheets/${SEED_IDS.salaries}`)
    expect(forbidden.body).toEqual({
      error: {
        code: 403,
        message: 'The caller does not have permission',
        status: 'PERMISSION_DENIED',
      },
    })
    const unknown = await callGoogle(google, '/v4/spreadsheets/DOES_NOT_EXIST')
    expect(unknown.body).toEqual({
      error: { code: 404, message: 'Requested entity was not found.', status: 'NOT_FOUND' },
    })
  })

  it('a reader reads and writes nothing', async () => {
    const path = `/v4/spreadsheets/${SEED_IDS.roadmap}/values/A1`
    expect((await callGoogle(google, path)).status).toBe(200)
    const write = { method: 'PUT', body: { values: [['x']] } }
    expect((await callGoogle(google, `${path}?valueInputOption=RAW`, write)).status).toBe(403)
    const append = { body: { values: [[]] } }
    const empty = await callGoogle(google, `${path}:append?valueInputOption=RAW`, append)
    expect(empty.status).toBe(403)
  })

  it('access can be given and taken away', async () => {
    const token = google.tokenFor('chiara@studio-nord.example', [SPREADSHEETS])
    const path = `/v4/spreadsheets/${SEED_IDS.contacts}/values/A1`
    expect((await callGoogle(google, path, { token })).status).toBe(403)
    google.share(SEED_IDS.contacts, 'chiara@studio-nord.example', 'reader')
    expect((await callGoogle(google, path, { token })).status).toBe(200)
    google.share(SEED_IDS.contacts, 'chiara@studio-nord.example', 'none')
    expect((await callGoogle(google, path, { token })).status).toBe(403)
  })
})
