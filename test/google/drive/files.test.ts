import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { drive, FOLDER, get, make, patch, refusal, SHEET } from './drive-calls.ts'
import { SAMPLE_DRIVE } from './sample-drive.ts'
import { callGoogle, newSpreadsheet } from '#test/google/call-google.ts'
import { DRIVE } from '#test/google/oauth/scopes.ts'
import { SEED_IDS } from '#test/google/seeds/seeds.ts'
import { startGoogle, type LocalGoogle } from '#test/google/server.ts'

let google: LocalGoogle
let ben: string

beforeAll(async () => {
  google = await startGoogle()
  ben = google.tokenFor('ben@gmail.com', [DRIVE])
})
afterAll(() => google.close())

async function copy(id: string, body: object, token = google.token) {
  return drive(google, `/files/${id}/copy?supportsAllDrives=True`, { body, token })
}

describe('files.get', () => {
  it('shows a change by version and time', async () => {
    const id = await newSpreadsheet(google)
    type Seen = { version: string; modifiedTime: string }
    const before = (await get(google, id, 'version,modifiedTime')) as Seen
    google.writeCells(id, 'A1', [['x']])
    const after = (await get(google, id, 'version,modifiedTime')) as Seen
    expect(Number(after.version)).toBeGreaterThan(Number(before.version))
    expect(after.modifiedTime > before.modifiedTime).toBe(true)
  })

  it('tells role, owner and link', async () => {
    const fields = 'ownedByMe,owners/emailAddress,capabilities(canEdit,canShare),webViewLink'
    expect(await get(google, SEED_IDS.roadmap, fields)).toEqual({
      ownedByMe: false,
      owners: [{ emailAddress: 'ben@gmail.com' }],
      capabilities: { canEdit: false, canShare: false },
      webViewLink: `${google.url}/spreadsheets/d/${SEED_IDS.roadmap}/edit?usp=drivesdk`,
    })
  })

  it('tells all that Google fills, and nothing else [D]', async () => {
    const file = (await get(google, SEED_IDS.prices, '*')) as Record<string, unknown>
    expect(file).toMatchObject({
      kind: 'drive#file',
      starred: true,
      trashed: false,
      spaces: ['drive'],
      shared: true,
      viewedByMe: true,
      version: expect.stringMatching(/^\d+$/),
      size: '1024',
      permissions: [
        { role: 'owner', emailAddress: 'ada@gmail.com', displayName: 'Ada Lovelace' },
        { role: 'reader', emailAddress: 'ben@gmail.com' },
      ],
      exportLinks: {
        'text/csv': `${google.url}/spreadsheets/export?id=${SEED_IDS.prices}&exportFormat=csv`,
      },
    })
    for (const absent of ['thumbnailLink', 'driveId', 'md5Checksum', 'webContentLink']) {
      expect(file).not.toHaveProperty(absent)
    }
  })

  it('keeps permissions from those who may not share [D]', async () => {
    expect(await get(google, SEED_IDS.prices, 'permissions,shared', ben)).toEqual({ shared: true })
  })

  it.each([SEED_IDS.salaries, 'NOPE_NOT_A_GOOD_ID'])(
    'does not know a file that is not there or not one’s own [R]',
    async (id) => {
      const { status, body } = await drive(google, `/files/${id}`)
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

  it('has no bytes of a spreadsheet [I]', async () => {
    expect(refusal(await drive(google, `/files/${SEED_IDS.contacts}?alt=media`))).toEqual([
      403,
      'Only files with binary content can be downloaded. Use Export with Docs Editors files.',
      'fileNotDownloadable',
      'alt',
    ])
  })

  it('knows files of shared drives for callers that know of those [I]', async () => {
    const path = `/files/${SAMPLE_DRIVE.stock}?fields=name,driveId,ownedByMe,owners`
    expect((await drive(google, path)).status).toBe(404)
    const { body } = await drive(google, `${path}&supportsAllDrives=true`)
    expect(body).toEqual({ name: 'Stock', driveId: SAMPLE_DRIVE.id })
    const sheets = await callGoogle(google, `/v4/spreadsheets/${SAMPLE_DRIVE.stock}/values/A2`)
    expect(sheets.body).toMatchObject({ values: [['Gaffer tape, black']] })
  })

  it.each([
    ['/files', 'nextPageToken,items(id,title)', 'items'],
    ['/files', 'files(id,title)', 'title'],
    ['/files', 'starred', 'starred'],
    [`/files/${SEED_IDS.contacts}`, 'id,capabilities/canFly', 'canFly'],
    [`/files/${SEED_IDS.contacts}/permissions`, 'permissions(id,permissionDetails/what)', 'what'],
    ['/about', 'user/email', 'email'],
    ['/changes/startPageToken', 'token', 'token'],
  ])('of %s knows the fields, and %s is not among them [I]', async (path, fields, unknown) => {
    expect(refusal(await drive(google, `${path}?fields=${fields}`))).toEqual([
      400,
      `Invalid field selection ${unknown}`,
      'invalidParameter',
      'fields',
    ])
  })

  it('refuses fields that cannot be read [I]', async () => {
    const answer = await drive(google, `/files/${SEED_IDS.contacts}?fields=id,(name`)
    expect(refusal(answer)).toEqual([
      400,
      'Invalid field selection id,(name',
      'invalidParameter',
      'fields',
    ])
  })
})

describe('files.create', () => {
  it('makes a spreadsheet with one sheet whose id is 0 [R]', async () => {
    const { status, body } = await drive(google, '/files?supportsAllDrives=True', {
      body: { name: 'From Drive', mimeType: SHEET },
    })
    expect(status).toBe(200)
    expect(body).toEqual({
      kind: 'drive#file',
      id: expect.stringMatching(/^1[\w-]{43}$/),
      name: 'From Drive',
      mimeType: SHEET,
    })
    const { id } = body as { id: string }
    const sheets = await callGoogle(google, `/v4/spreadsheets/${id}?fields=properties.title,sheets`)
    expect(sheets.body).toMatchObject({
      properties: { title: 'From Drive' },
      sheets: [{ properties: { sheetId: 0, title: 'Sheet1' } }],
    })
  })

  it('makes folders, and puts files into them', async () => {
    const folder = await make(google, { name: 'Spring', mimeType: FOLDER })
    const inner = await make(google, { name: 'April', mimeType: FOLDER, parents: [folder] })
    expect(await get(google, inner, 'parents,mimeType')).toEqual({
      parents: [folder],
      mimeType: FOLDER,
    })
    const sheets = await callGoogle(google, `/v4/spreadsheets/${folder}`)
    expect(sheets.body).toMatchObject({ error: { code: 400, status: 'FAILED_PRECONDITION' } })
  })

  it('puts nothing into two folders, into what is no folder, or where one may only read [I]', async () => {
    const into = (...parents: string[]) =>
      drive(google, '/files', { body: { name: 'x', mimeType: SHEET, parents } })
    const folder = await make(google, { name: 'Ben’s', mimeType: FOLDER }, { token: ben })
    expect(refusal(await into('root', folder))).toEqual([
      403,
      'Increasing the number of parents is not allowed',
      'cannotAddParent',
    ])
    expect(refusal(await into(SEED_IDS.contacts))).toEqual([
      403,
      'The specified parent is not a folder.',
      'parentNotAFolder',
    ])
    expect(refusal(await into(folder))).toEqual([
      404,
      `File not found: ${folder}.`,
      'notFound',
      'fileId',
    ])
    const body = { type: 'user', role: 'reader', emailAddress: 'ada@gmail.com' }
    await drive(google, `/files/${folder}/permissions`, { token: ben, body })
    expect(refusal(await into(folder))[2]).toBe('insufficientParentPermissions')
  })

  it('takes ids that were asked for, once', async () => {
    const { body } = await drive(google, '/files/generateIds?count=2')
    const { ids } = body as { ids: string[] }
    expect(body).toMatchObject({ kind: 'drive#generatedIds', space: 'drive' })
    expect(ids).toHaveLength(2)
    const given = { name: 'With an id', mimeType: FOLDER, id: ids[0] }
    expect(await make(google, given)).toBe(ids[0])
    const again = await drive(google, '/files', { body: given })
    expect(refusal(again)).toEqual([
      409,
      'A file already exists with the provided ID.',
      'fileIdInUse',
    ])
  })
})

describe('files.copy', () => {
  it('is called “Copy of …” unless it has a name [R]', async () => {
    const { status, body } = await copy(SEED_IDS.contacts, { name: null, mimeType: SHEET })
    expect(status).toBe(200)
    expect(body).toEqual({
      kind: 'drive#file',
      id: expect.not.stringMatching(SEED_IDS.contacts),
      name: 'Copy of Contacts',
      mimeType: SHEET,
    })
    const named = await copy(SEED_IDS.contacts, { name: 'Addresses' })
    expect(named.body).toMatchObject({ name: 'Addresses' })
  })

  it('has the content as it was, and a life of its own', async () => {
    const id = await newSpreadsheet(google)
    google.writeCells(id, 'A1', [['first']])
    const { body } = await copy(id, {})
    const other = (body as { id: string }).id
    google.writeCells(id, 'A1', [['second']])
    expect(google.cells(other, 'A1')).toEqual([['first']])
    google.writeCells(other, 'A1', [['third']])
    expect(google.cells(id, 'A1')).toEqual([['second']])
  })

  it('lies beside the original where one may put it there [D]', async () => {
    const folder = await make(google, { name: 'Pairs', mimeType: FOLDER })
    const id = await make(google, { mimeType: SHEET, parents: [folder] })
    const beside = await copy(id, {})
    expect(await get(google, (beside.body as { id: string }).id, 'parents')).toEqual({
      parents: [folder],
    })
    const root = (await get(google, 'root', 'id')) as { id: string }
    const elsewhere = await copy(SEED_IDS.roadmap, {})
    const { id: copied } = elsewhere.body as { id: string }
    expect(await get(google, copied, 'parents')).toEqual({ parents: [root.id] })
  })

  it('belongs to who made it, whoever could see the original', async () => {
    const { body } = await copy(SEED_IDS.roadmap, {})
    const { id } = body as { id: string }
    expect(await get(google, id, 'ownedByMe,shared')).toEqual({ ownedByMe: true, shared: false })
    expect((await drive(google, `/files/${id}`, { token: ben })).status).toBe(404)
  })

  it('is not made of what one cannot read, of folders, or of what its owner keeps [I]', async () => {
    expect((await copy(SEED_IDS.salaries, {})).status).toBe(404)
    const refused = [403, 'This file cannot be copied by the user.', 'cannotCopyFile']
    const folder = await make(google, { name: 'No copy', mimeType: FOLDER })
    expect(refusal(await copy(folder, {}))).toEqual(refused)
    await patch(google, SEED_IDS.prices, { copyRequiresWriterPermission: true })
    expect(refusal(await copy(SEED_IDS.prices, {}, ben))).toEqual(refused)
  })
})
