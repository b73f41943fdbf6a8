import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { drive, FOLDER, get, make, patch, refusal, SHEET } from './drive-calls.ts'
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

describe('files.update', () => {
  it('renames the spreadsheet as Sheets knows it', async () => {
    const id = await newSpreadsheet(google, 'Before')
    expect((await patch(google, id, { name: 'After' })).body).toMatchObject({ name: 'After' })
    const { body } = await callGoogle(google, `/v4/spreadsheets/${id}?fields=properties.title`)
    expect(body).toEqual({ properties: { title: 'After' } })
    const requests = [
      { updateSpreadsheetProperties: { properties: { title: 'Later' }, fields: 'title' } },
    ]
    await callGoogle(google, `/v4/spreadsheets/${id}:batchUpdate`, { body: { requests } })
    expect(await get(google, id, 'name')).toEqual({ name: 'Later' })
  })

  it('leaves what others read to its editors, but for one’s own star', async () => {
    const { roadmap, potluck } = SEED_IDS
    expect(refusal(await patch(google, roadmap, { name: 'Mine' }))).toEqual([
      403,
      'The user does not have sufficient permissions for this file.',
      'insufficientFilePermissions',
    ])
    expect((await patch(google, roadmap, { starred: true })).status).toBe(200)
    expect(await get(google, roadmap, 'starred')).toEqual({ starred: true })
    expect(await get(google, roadmap, 'starred', ben)).toEqual({ starred: false })
    expect((await patch(google, potluck, { name: 'Summer potluck 2' })).status).toBe(200)
    expect((await patch(google, potluck, { trashed: true })).status).toBe(403)
  })

  it('clears properties with null, and keeps the others [D]', async () => {
    const id = await make(google, { mimeType: SHEET, properties: { a: '1', b: '2' } })
    await patch(google, id, { properties: { a: null, c: '3' } })
    expect(await get(google, id, 'properties')).toEqual({ properties: { b: '2', c: '3' } })
  })

  it('changes all that it is told to or, when a part is refused, nothing', async () => {
    const folder = await make(google, { name: 'Not here', mimeType: FOLDER })
    const id = await newSpreadsheet(google, 'As it was')
    const before = await get(google, id, '*')
    const wrong = await patch(google, `${id}?addParents=${folder}`, {
      name: 'x',
      modifiedTime: 'soon',
    })
    expect(refusal(wrong)).toEqual([
      400,
      'Invalid value for: modifiedTime',
      'invalid',
      'file.modifiedTime',
    ])
    expect(await get(google, id, '*')).toEqual(before)
    const body = { name: 'Never made', mimeType: SHEET, createdTime: 'soon' }
    expect((await drive(google, '/files', { body })).status).toBe(400)
    const q = encodeURIComponent("name = 'Never made'")
    expect((await drive(google, `/files?q=${q}`)).body).toMatchObject({ files: [] })
  })

  it('takes no parents in the body, and no field that only Google writes [I]', async () => {
    expect(refusal(await patch(google, SEED_IDS.contacts, { parents: ['root'] }))).toEqual([
      403,
      'The parents field is not directly writable in update requests. Use the addParents and removeParents parameters instead.',
      'fieldNotWritable',
    ])
    expect(refusal(await patch(google, SEED_IDS.contacts, { id: SEED_IDS.contacts }))).toEqual([
      403,
      'The resource body includes fields which are not directly writable.',
      'fieldNotWritable',
    ])
  })

  it('moves a file of one’s own to the folder that is added [D]', async () => {
    const id = await newSpreadsheet(google)
    const folder = await make(google, { name: 'Drawer', mimeType: FOLDER })
    const moved = await patch(google, `${id}?addParents=${folder}&fields=parents`, {})
    expect(moved.body).toEqual({ parents: [folder] })
    const inner = await make(google, { name: 'Inner', mimeType: FOLDER, parents: [folder] })
    const query = `addParents=${inner}&removeParents=${folder}&fields=parents`
    expect((await patch(google, `${id}?${query}`, {})).body).toEqual({ parents: [inner] })
    const root = (await get(google, 'root', 'id')) as { id: string }
    const out = await patch(google, `${id}?removeParents=${inner}&fields=parents`, {})
    expect(out.body).toEqual({ parents: [root.id] })
    expect(
      (await patch(google, `${folder}?addParents=${inner}&removeParents=root`, {})).status,
    ).toBe(400)
  })

  it('puts what is another’s into no second folder [I]', async () => {
    const folder = await make(google, { name: 'Mine', mimeType: FOLDER })
    expect(refusal(await patch(google, `${SEED_IDS.potluck}?addParents=${folder}`, {}))).toEqual([
      403,
      'Increasing the number of parents is not allowed',
      'cannotAddParent',
    ])
  })

  it('puts into the bin and takes out again, folders with all that is in them [D]', async () => {
    const folder = await make(google, { name: 'Old', mimeType: FOLDER })
    const id = await make(google, { name: 'In it', mimeType: SHEET, parents: [folder] })
    await patch(google, folder, { trashed: true })
    const fields = 'trashed,explicitlyTrashed'
    expect(await get(google, id, fields)).toEqual({ trashed: true, explicitlyTrashed: false })
    await patch(google, folder, { trashed: false })
    expect(await get(google, id, fields)).toEqual({ trashed: false, explicitlyTrashed: false })
    await patch(google, folder, { trashed: true })
    expect((await drive(google, '/files/trash', { method: 'DELETE' })).status).toBe(204)
    expect((await drive(google, `/files/${id}`)).status).toBe(404)
  })
})

describe('files.delete', () => {
  it('is for the owner alone, and for good [R]', async () => {
    const id = await newSpreadsheet(google)
    google.share(id, 'ben@gmail.com', 'writer')
    const remove = (token: string) =>
      drive(google, `/files/${id}?supportsAllDrives=True`, { method: 'DELETE', token })
    expect(refusal(await remove(ben))[2]).toBe('insufficientFilePermissions')
    expect(await remove(google.token)).toMatchObject({ status: 204, text: '' })
    expect((await remove(google.token)).status).toBe(404)
    expect((await callGoogle(google, `/v4/spreadsheets/${id}`)).status).toBe(404)
  })

  it('of a folder takes along what its owner has in it [D]', async () => {
    const folder = await make(google, { name: 'Shared', mimeType: FOLDER })
    const body = { type: 'user', role: 'writer', emailAddress: 'ben@gmail.com' }
    await drive(google, `/files/${folder}/permissions`, { body })
    const given = { mimeType: SHEET, parents: [folder] }
    const hers = await make(google, given)
    const his = await make(google, given, { token: ben })
    await drive(google, `/files/${folder}`, { method: 'DELETE' })
    expect((await drive(google, `/files/${hers}`)).status).toBe(404)
    const root = (await get(google, 'root', 'id', ben)) as { id: string }
    expect(await get(google, his, 'parents', ben)).toEqual({ parents: [root.id] })
  })
})
