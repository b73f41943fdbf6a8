import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { FOLDER, list, make, names, refusal, SHEET } from './drive-calls.ts'
import { callGoogle, newSpreadsheet } from '#test/google/call-google.ts'
import { SEED_IDS } from '#test/google/seeds/seeds.ts'
import { startGoogle, type LocalGoogle } from '#test/google/server.ts'

let google: LocalGoogle

beforeAll(async () => {
  google = await startGoogle()
})
afterAll(() => google.close())

const SHEETS = `mimeType='${SHEET}' and trashed=false`
describe('the search language', () => {
  it('finds by the beginnings of words of the name, and by content [D]', async () => {
    expect(await names(google, { q: `${SHEETS} and name contains 'read'` })).toEqual([
      'Reading list',
    ])
    expect(await names(google, { q: "name contains 'ading'" })).toEqual([])
    expect(await names(google, { q: "fullText contains 'Kestrel Cable'" })).toEqual(['Suppliers'])
    expect(await names(google, { q: 'fullText contains \'"Cable Kestrel"\'' })).toEqual([])
    expect(await names(google, { q: "name = 'O\\'Neil' or name = 'contacts'" })).toEqual([
      'Contacts',
    ])
  })

  it('takes flags with a value, alone, and negated [D]', async () => {
    const shared = ['Summer potluck', 'Team roadmap']
    expect(await names(google, { q: 'sharedWithMe = true', orderBy: 'name' })).toEqual(shared)
    expect(await names(google, { q: "sharedWithMe and name contains 'team'" })).toEqual([
      'Team roadmap',
    ])
    expect(
      await names(google, { q: 'starred = true and not sharedWithMe', orderBy: 'name' }),
    ).toEqual(['Prices 2026', 'Reading list'])
    expect(await names(google, { q: 'trashed != false' })).toEqual([])
  })

  it('reads and/or from left to right, brackets first [D]', async () => {
    const q = "name = 'Contacts' or name = 'Suppliers' and starred = true"
    expect(await names(google, { q })).toEqual([])
    const grouped = "name = 'Contacts' or (name = 'Suppliers' and starred = true)"
    expect(await names(google, { q: grouped })).toEqual(['Contacts'])
  })

  it('knows owners, writers and readers [D]', async () => {
    expect(await names(google, { q: "'ben@gmail.com' in owners", orderBy: 'name' })).toEqual([
      'Summer potluck',
      'Team roadmap',
    ])
    expect(
      await names(google, { q: "'chiara@studio-nord.example' in writers and 'me' in owners" }),
    ).toEqual(['Suppliers'])
    expect(await names(google, { q: "'ben@gmail.com' in readers and 'me' in owners" })).toEqual([
      'Prices 2026',
    ])
  })

  it('compares times, which are UTC unless they say [D]', async () => {
    const week = new Date(Date.now() - 7 * 86_400_000).toISOString()
    const recent = await names(google, { q: `modifiedTime > '${week}' and 'me' in owners` })
    expect(recent).toContain('Reading list')
    expect(recent).not.toContain('Contacts')
    expect(await names(google, { q: `viewedByMeTime >= '${week.slice(0, 19)}'` })).toContain(
      'Suppliers',
    )
    expect(await names(google, { q: "createdTime > '2099-01-01'" })).toEqual([])
    const path = `/drive/v3/files/${SEED_IDS.contacts}?fields=modifiedTime`
    const { body } = await callGoogle(google, path)
    const time = (body as { modifiedTime: string }).modifiedTime.replace('Z', '')
    expect(await names(google, { q: `modifiedTime = '${time}'` })).toEqual(['Contacts'])
    expect(await names(google, { q: `modifiedTime = '${time}+01:00'` })).toEqual([])
    expect((await list(google, { q: "modifiedTime > 'yesterday'" })).status).toBe(400)
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
    expect(await names(google, { q })).toEqual(['Marked'])
    expect(await names(google, { q: "appProperties has { key='step' and value='2' }" })).toEqual([
      'Marked',
    ])
    expect(await names(google, { q: "appProperties has { key='step' and value='3' }" })).toEqual([])
  })

  it('knows how widely a file is shared [D]', async () => {
    const id = await newSpreadsheet(google, 'For everybody')
    await callGoogle(google, `/drive/v3/files/${id}/permissions`, {
      body: { type: 'anyone', role: 'reader' },
    })
    expect(await names(google, { q: "visibility = 'anyoneWithLink'" })).toEqual(['For everybody'])
    expect(await names(google, { q: "visibility != 'limited'" })).toEqual(['For everybody'])
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
    const { status, body } = await list(google, { q })
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
    const answer = await list(google, { q: "fullText contains 'cable'", orderBy: 'name' })
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
    const { body } = await list(google, { q, fields: 'files(name,parents)' })
    expect(body).toEqual({ files: [{ name: 'Contacts', parents: [id] }] })
    expect(await names(google, { q: `'${id}' in parents and name = 'Contacts'` })).toEqual([
      'Contacts',
    ])
  })

  it('may be named after parents, as a client in wide use does [I]', async () => {
    const folder = await make(google, { name: 'Turned round', mimeType: FOLDER })
    await make(google, { name: 'In it', mimeType: SHEET, parents: [folder] })
    expect(await names(google, { q: `mimeType="${SHEET}" and parents in "${folder}"` })).toEqual([
      'In it',
    ])
  })

  it('do not tell where others keep what they share', async () => {
    const { body } = await list(google, {
      q: "name = 'Team roadmap'",
      fields: 'files(name,parents)',
    })
    expect(body).toEqual({ files: [{ name: 'Team roadmap' }] })
  })

  it('that one cannot see are not found', async () => {
    const answer = await list(google, { q: "'1aFolderThatIsNotThere' in parents" })
    expect(refusal(answer)).toEqual([404, 'File not found: .', 'notFound', 'fileId'])
  })
})
