import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { drive, refusal } from './drive-calls.ts'
import { SAMPLE_DRIVE } from './sample-drive.ts'
import { newSpreadsheet } from '#test/google/call-google.ts'
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

/** A token of changes to come. */
async function start(): Promise<string> {
  const { body } = await drive(google, '/changes/startPageToken')
  expect(body).toMatchObject({ kind: 'drive#startPageToken' })
  return (body as { startPageToken: string }).startPageToken
}
/** Changes since then, as somebody sees them. */
async function since(token: string, by = google.token): Promise<unknown> {
  const fields = 'newStartPageToken,changes(fileId,removed,file/name)'
  const path = `/changes?pageToken=${token}&fields=${fields}`
  return (await drive(google, path, { token: by })).body
}

describe('changes', () => {
  it('are each file’s last, and only of files one can see [D]', async () => {
    const token = await start()
    const id = await newSpreadsheet(google, 'Changing')
    google.writeCells(id, 'A1', [['x']])
    google.writeCells(SEED_IDS.salaries, 'A1', [['x']])
    const seen = { fileId: id, removed: false, file: { name: 'Changing' } }
    const { changes, newStartPageToken } = (await since(token)) as {
      changes: object[]
      newStartPageToken: string
    }
    expect(changes).toEqual([seen])
    expect(await since(newStartPageToken)).toEqual({ newStartPageToken, changes: [] })
    expect(await since(token, ben)).toMatchObject({ changes: [{ fileId: SEED_IDS.salaries }] })
  })

  it('tell what is gone [D]', async () => {
    const id = await newSpreadsheet(google)
    const token = await start()
    await drive(google, `/files/${id}`, { method: 'DELETE' })
    expect(await since(token)).toMatchObject({ changes: [{ fileId: id, removed: true }] })
    expect(await since(token, ben)).toMatchObject({ changes: [] })
  })

  it('in shared drives are told to callers that ask for them too [D]', async () => {
    const token = await start()
    google.writeCells(SAMPLE_DRIVE.stock, 'D1', [['Ordered']])
    expect(await since(token)).toMatchObject({ changes: [] })
    const path = `/changes?pageToken=${token}&includeItemsFromAllDrives=true`
    expect(refusal(await drive(google, path))[2]).toBe('supportsTeamDrivesRequired')
    const told = await drive(google, `${path}&supportsAllDrives=true`)
    expect(told.body).toMatchObject({ changes: [{ fileId: SAMPLE_DRIVE.stock }] })
  })

  it('begin at a token that was given', async () => {
    expect(refusal(await drive(google, '/changes'))[3]).toBe('pageToken')
    expect(refusal(await drive(google, '/changes?pageToken=99999'))).toEqual([
      400,
      'Invalid Value',
      'invalid',
      'pageToken',
    ])
  })
})

describe('comments', () => {
  const path = `/files/${SEED_IDS.roadmap}/comments`

  it('are none at first, as a client in wide use asks for them [R]', async () => {
    const fields = 'comments/content,comments/anchor,nextPageToken'
    const query = `fields=${fields}&includeDeleted=False&pageSize=100&pageToken=`
    const { body } = await drive(google, `/files/${SEED_IDS.contacts}/comments?${query}`)
    expect(body).toEqual({ comments: [] })
  })

  it('want to be told which fields [D]', async () => {
    expect(refusal(await drive(google, path))).toEqual([
      400,
      "The 'fields' parameter is required for this method.",
      'required',
      'fields',
    ])
  })

  it('are written by whoever may comment, and changed by their author', async () => {
    const body = { content: 'Really?', anchor: '{}' }
    expect((await drive(google, `${path}?fields=id`, { body })).status).toBe(403)
    google.share(SEED_IDS.roadmap, 'ada@gmail.com', 'commenter')
    const made = await drive(google, `${path}?fields=id,content,anchor,author/me`, { body })
    expect(made.body).toEqual({ id: expect.any(String), ...body, author: { me: true } })
    const { id } = made.body as { id: string }
    const fields = '?fields=comments(content,deleted)'
    expect((await drive(google, path + fields, { token: ben })).body).toEqual({
      comments: [{ content: 'Really?', deleted: false }],
    })
    const by = { method: 'DELETE', token: ben }
    expect((await drive(google, `${path}/${id}`, by)).status).toBe(403)
    expect((await drive(google, `${path}/${id}`, { method: 'DELETE' })).status).toBe(204)
    expect((await drive(google, path + fields)).body).toEqual({ comments: [] })
    expect((await drive(google, `${path}${fields}&includeDeleted=true`)).body).toEqual({
      comments: [{ deleted: true }],
    })
  })
})

describe('revisions', () => {
  it('are the last one alone, which moves with every edit [D]', async () => {
    const id = await newSpreadsheet(google)
    const read = async () => (await drive(google, `/files/${id}/revisions`)).body
    const before = await read()
    expect(before).toMatchObject({
      kind: 'drive#revisionList',
      revisions: [{ kind: 'drive#revision', mimeType: expect.stringContaining('spreadsheet') }],
    })
    google.writeCells(id, 'A1', [['x']])
    expect(await read()).not.toEqual(before)
    expect((await drive(google, `/files/${SEED_IDS.roadmap}/revisions`)).status).toBe(403)
  })
})

describe('about', () => {
  it('needs fields [D]', async () => {
    expect(refusal(await drive(google, '/about'))).toEqual([
      400,
      "The 'fields' parameter is required for this method.",
      'required',
      'fields',
    ])
    const { body } = await drive(google, '/about?fields=user(displayName,emailAddress)')
    expect(body).toEqual({
      user: { displayName: 'Ada Lovelace', emailAddress: 'ada@gmail.com' },
    })
  })
})

describe('edits that Drive does not know of yet [L]', () => {
  let ahead = 0
  let slow: LocalGoogle

  beforeAll(async () => {
    slow = await startGoogle({ clock: { now: () => Date.now() + ahead }, driveLag: 20_000 })
  })
  afterAll(() => slow.close())

  const fields = 'version,modifiedTime,lastModifyingUser/emailAddress'

  async function read(id: string): Promise<unknown> {
    return (await drive(slow, `/files/${id}?fields=${fields}`)).body
  }

  it('show in Sheets at once, and in Drive when their time has come', async () => {
    const { suppliers } = SEED_IDS
    const before = await read(suppliers)
    const start = await drive(slow, '/changes/startPageToken')
    let token = (start.body as { startPageToken: string }).startPageToken
    const changed = async () => {
      const path = `/changes?pageToken=${token}&fields=newStartPageToken,changes/fileId`
      const body = (await drive(slow, path)).body as {
        newStartPageToken: string
        changes: object[]
      }
      token = body.newStartPageToken
      return body.changes
    }
    slow.writeCells(suppliers, 'A1', [['changed']], 'ada@gmail.com')
    ahead += 14_000
    slow.writeCells(suppliers, 'A2', [['again']], 'ada@gmail.com')
    expect(slow.cells(suppliers, 'A1')).toEqual([['changed']])
    expect(await read(suppliers)).toEqual(before)
    expect(await changed()).toEqual([])
    ahead += 7_000
    const between = await read(suppliers)
    expect(between).toMatchObject({ lastModifyingUser: { emailAddress: 'ada@gmail.com' } })
    expect(between).not.toEqual(before)
    ahead += 14_000
    expect(await read(suppliers)).not.toEqual(between)
    expect(await changed()).toEqual([{ fileId: suppliers }])
  })

  it('are told at once by a change of Drive’s own', async () => {
    const id = await newSpreadsheet(slow)
    const before = await read(id)
    slow.writeCells(id, 'A1', [['x']])
    expect(await read(id)).toEqual(before)
    await drive(slow, `/files/${id}`, { method: 'PATCH', body: { name: 'Renamed' } })
    expect(await read(id)).not.toEqual(before)
  })

  it('are held back by a knob', async () => {
    const local = `${google.url}/_local/drive-lag`
    const set = async (milliseconds: number) =>
      fetch(local, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ milliseconds }),
      })
    await set(60_000)
    const path = `/files/${SEED_IDS.contacts}?fields=version`
    const before = (await drive(google, path)).body
    google.writeCells(SEED_IDS.contacts, 'A1', [['x']])
    expect((await drive(google, path)).body).toEqual(before)
    await set(0)
    expect((await drive(google, path)).body).not.toEqual(before)
  })
})
