import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { drive, make, refusal, SHEET } from './drive-calls.ts'
import { SAMPLE_DRIVE } from './sample-drive.ts'
import { callGoogle, newSpreadsheet } from '#test/google/call-google.ts'
import { DRIVE } from '#test/google/oauth/scopes.ts'
import { startGoogle, type LocalGoogle } from '#test/google/server.ts'

let google: LocalGoogle
let chiara: string

beforeAll(async () => {
  google = await startGoogle()
  chiara = google.tokenFor('chiara@studio-nord.example', [DRIVE])
})
afterAll(() => google.close())

const known = 'supportsAllDrives=true'

describe('shared drives', () => {
  it('are listed to their members [D]', async () => {
    expect((await drive(google, '/drives')).body).toEqual({
      kind: 'drive#driveList',
      drives: [{ kind: 'drive#drive', id: SAMPLE_DRIVE.id, name: 'Studio Nord' }],
    })
    const named = async (q: string) => drive(google, `/drives?q=${encodeURIComponent(q)}`)
    expect((await named("name contains 'nord'")).body).toMatchObject({ drives: [{}] })
    expect((await named("name='Studio Nord'")).body).toMatchObject({ drives: [{}] })
    expect((await named("name = 'South'")).body).toMatchObject({ drives: [] })
    expect(refusal(await named('memberCount > 1'))[3]).toBe('q')
    const ben = google.tokenFor('ben@gmail.com', [DRIVE])
    expect((await drive(google, '/drives', { token: ben })).body).toMatchObject({ drives: [] })
    expect(refusal(await drive(google, `/drives/${SAMPLE_DRIVE.id}`, { token: ben }))).toEqual([
      404,
      `Shared drive not found: ${SAMPLE_DRIVE.id}`,
      'notFound',
      'driveId',
    ])
  })

  it('are made in a Workspace domain, once for a request [D]', async () => {
    const body = { name: 'Archive' }
    const refused = await drive(google, '/drives?requestId=1', { body })
    expect(refusal(refused)[2]).toBe('userCannotCreateTeamDrives')
    const first = await drive(google, '/drives?requestId=1', { body, token: chiara })
    const again = await drive(google, '/drives?requestId=1', { body, token: chiara })
    expect(first.body).toMatchObject({ kind: 'drive#drive', name: 'Archive' })
    expect(again.body).toEqual(first.body)
    const { id } = first.body as { id: string }
    const gone = await drive(google, `/drives/${id}`, { method: 'DELETE', token: chiara })
    expect(gone.status).toBe(204)
  })

  it('own the files that are made in them', async () => {
    const body = { name: 'Offer', mimeType: SHEET, parents: [SAMPLE_DRIVE.id] }
    expect((await drive(google, '/files', { body })).status).toBe(404)
    const made = await drive(google, `/files?${known}`, { body })
    const { id } = made.body as { id: string }
    expect(made.body).toMatchObject({ driveId: SAMPLE_DRIVE.id })
    const path = `/v4/spreadsheets/${id}/values/A1?valueInputOption=RAW`
    const write = { method: 'PUT', body: { values: [['x']] }, token: chiara }
    expect((await callGoogle(google, path, write)).status).toBe(200)
    // Ada, who made it, is a writer there: she may not throw it away.
    const remove = { method: 'DELETE' }
    expect((await drive(google, `/files/${id}?${known}`, remove)).status).toBe(403)
    const organizer = { ...remove, token: chiara }
    expect((await drive(google, `/files/${id}?${known}`, organizer)).status).toBe(204)
  })

  it('take in a file that its owner moves there', async () => {
    const id = await newSpreadsheet(google, 'Moving in')
    const query = `addParents=${SAMPLE_DRIVE.id}&removeParents=root&${known}`
    const moved = await drive(google, `/files/${id}?${query}&fields=driveId,parents,owners`, {
      method: 'PATCH',
      body: {},
    })
    expect(moved.body).toEqual({ driveId: SAMPLE_DRIVE.id, parents: [SAMPLE_DRIVE.id] })
    const seen = await drive(google, `/files/${id}?${known}&fields=name`, { token: chiara })
    expect(seen.body).toEqual({ name: 'Moving in' })
    const remove = await drive(google, `/files/${id}?${known}`, { method: 'DELETE' })
    expect(remove.status).toBe(403)
  })

  it('let out a file to whoever moves it, and none to nowhere [D]', async () => {
    const body = { name: 'Moving out', mimeType: SHEET, parents: [SAMPLE_DRIVE.id] }
    const made = await drive(google, `/files?${known}`, { body })
    const { id } = made.body as { id: string }
    const path = `/files/${id}?${known}&removeParents=${SAMPLE_DRIVE.id}`
    const by = { method: 'PATCH', body: {}, token: chiara }
    expect(refusal(await drive(google, path, by))[2]).toBe('teamDrivesParentLimit')
    const fields = 'driveId,owners/emailAddress,permissions(role,emailAddress)'
    const moved = await drive(google, `${path}&addParents=root&fields=${fields}`, by)
    const emailAddress = 'chiara@studio-nord.example'
    expect(moved.body).toEqual({
      owners: [{ emailAddress }],
      permissions: [{ role: 'owner', emailAddress }],
    })
    expect((await drive(google, `/files/${id}`)).status).toBe(404)
  })

  it('hand nothing down to copies in one’s own Drive', async () => {
    const copied = await drive(google, `/files/${SAMPLE_DRIVE.stock}/copy?${known}`, {
      body: { parents: ['root'] },
    })
    expect(copied.body).toMatchObject({ name: 'Copy of Stock' })
    expect(copied.body).not.toHaveProperty('driveId')
    const id = await make(google, { name: 'x', mimeType: SHEET })
    expect((await drive(google, `/files/${id}`, { token: chiara })).status).toBe(404)
  })
})
