import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { drive, FOLDER, make, refusal, SHEET } from './drive-calls.ts'
import { permissionIdOf } from './permission.ts'
import { SAMPLE_DRIVE } from './sample-drive.ts'
import { callGoogle, newSpreadsheet, type Answer } from '#test/google/call-google.ts'
import { DRIVE, SPREADSHEETS } from '#test/google/oauth/scopes.ts'
import { startGoogle, type LocalGoogle } from '#test/google/server.ts'

let google: LocalGoogle
let ben: string
let chiara: string
/** Ada's new spreadsheet. */
let id: string

const BEN = 'ben@gmail.com'
const CHIARA = 'chiara@studio-nord.example'

/** Milliseconds that Google's clock is ahead. */
let ahead = 0

beforeAll(async () => {
  google = await startGoogle({ clock: { now: () => Date.now() + ahead } })
  ben = google.tokenFor(BEN, [DRIVE, SPREADSHEETS])
  chiara = google.tokenFor(CHIARA, [DRIVE, SPREADSHEETS])
})
afterAll(() => google.close())
beforeEach(async () => {
  id = await newSpreadsheet(google)
})

async function share(body: object, query = '', token = google.token): Promise<Answer> {
  return drive(google, `/files/${id}/permissions${query}`, { body, token })
}

async function update(who: string, body: object, query = '', token = google.token) {
  const path = `/files/${id}/permissions/${who}${query}`
  return drive(google, path, { method: 'PATCH', body, token })
}

async function remove(who: string, token = google.token): Promise<Answer> {
  return drive(google, `/files/${id}/permissions/${who}`, { method: 'DELETE', token })
}

async function listed(fields: string, token = google.token): Promise<unknown> {
  return (await drive(google, `/files/${id}/permissions?fields=${fields}`, { token })).body
}

/** What Sheets answers to reading and to writing. */
async function mayRead(token: string): Promise<number> {
  return (await callGoogle(google, `/v4/spreadsheets/${id}/values/A1`, { token })).status
}
async function mayWrite(token: string): Promise<number> {
  const path = `/v4/spreadsheets/${id}/values/A1?valueInputOption=RAW`
  const put = { method: 'PUT', body: { values: [['x']] }, token }
  return (await callGoogle(google, path, put)).status
}

describe('sharing', () => {
  it('changes what Sheets lets a person do', async () => {
    expect([await mayRead(ben), await mayWrite(ben)]).toEqual([403, 403])
    await share({ type: 'user', role: 'reader', emailAddress: BEN })
    expect([await mayRead(ben), await mayWrite(ben)]).toEqual([200, 403])
    await share({ type: 'user', role: 'commenter', emailAddress: BEN })
    expect([await mayRead(ben), await mayWrite(ben)]).toEqual([200, 403])
    await update(permissionIdOf(BEN), { role: 'writer' })
    expect([await mayRead(ben), await mayWrite(ben)]).toEqual([200, 200])
    expect((await remove(permissionIdOf(BEN))).status).toBe(204)
    expect([await mayRead(ben), await mayWrite(ben)]).toEqual([403, 403])
  })

  it('answers with kind, id, type and role [D]', async () => {
    const { status, body } = await share({ type: 'user', role: 'writer', emailAddress: BEN })
    expect(status).toBe(200)
    const benId = permissionIdOf(BEN)
    expect(body).toEqual({ kind: 'drive#permission', id: benId, type: 'user', role: 'writer' })
    const read = await drive(google, `/files/${id}/permissions/${benId}?fields=*`)
    expect(read.body).toEqual({
      ...(body as object),
      emailAddress: BEN,
      displayName: 'Ben Okafor',
      photoLink: expect.stringContaining(google.url),
      deleted: false,
      pendingOwner: false,
    })
  })

  it('knows a person by the same id everywhere [D]', async () => {
    const { body } = await drive(google, '/about?fields=user/permissionId')
    const own = (body as { user: { permissionId: string } }).user.permissionId
    expect(own).toMatch(/^\d{20}$/)
    expect(await listed('permissions(id,role)')).toEqual({
      permissions: [{ id: own, role: 'owner' }],
    })
  })

  it('is told to those who may edit, as clients ask for it [I]', async () => {
    await share({ type: 'anyone', role: 'reader' })
    const fields = 'permissions(id,type,emailAddress,domain,role,displayName,deleted)'
    expect(await listed(fields)).toMatchObject({
      permissions: [
        { type: 'user', role: 'owner', emailAddress: 'ada@gmail.com', deleted: false },
        { id: 'anyoneWithLink', type: 'anyone', role: 'reader' },
      ],
    })
    const asReader = await drive(google, `/files/${id}/permissions`, { token: ben })
    expect(refusal(asReader)).toEqual([
      403,
      'The user does not have sufficient permissions for this file.',
      'insufficientFilePermissions',
    ])
  })

  it('with anyone lets in everybody who has the link', async () => {
    await share({ type: 'anyone', role: 'writer' })
    expect([await mayRead(chiara), await mayWrite(chiara)]).toEqual([200, 200])
    await remove('anyoneWithLink')
    expect(await mayRead(chiara)).toBe(403)
  })

  it('with a domain lets in its people', async () => {
    const { body } = await share({ type: 'domain', role: 'reader', domain: 'studio-nord.example' })
    expect(body).toMatchObject({ type: 'domain', id: expect.stringMatching(/^\d{20}k$/) })
    expect([await mayRead(chiara), await mayRead(ben)]).toEqual([200, 403])
  })

  it('ends when its time is over [D]', async () => {
    const later = new Date(Date.now() + 60_000).toISOString()
    const reader = { type: 'user', role: 'reader', emailAddress: BEN }
    await share({ ...reader, expirationTime: later })
    expect(await mayRead(ben)).toBe(200)
    ahead = 120_000
    expect(await mayRead(ben)).toBe(403)
    ahead = 0
    const past = await share({ ...reader, expirationTime: '2020-01-01T00:00:00Z' })
    expect(refusal(past)[2]).toBe('expirationDatesMustBeInTheFuture')
  })

  it('of a folder goes for all that is in it', async () => {
    const folder = await make(google, { name: 'Team', mimeType: FOLDER })
    const inner = await make(google, { name: 'Deep', mimeType: FOLDER, parents: [folder] })
    id = await make(google, { name: 'Plan', mimeType: SHEET, parents: [inner] })
    expect(await mayRead(ben)).toBe(403)
    const body = { type: 'user', role: 'writer', emailAddress: BEN }
    await drive(google, `/files/${folder}/permissions`, { body })
    expect([await mayRead(ben), await mayWrite(ben)]).toEqual([200, 200])
    expect(refusal(await remove(permissionIdOf(BEN)))[2]).toBe('cannotModifyInheritedPermission')
    // What Ben puts into Ada's folder is Ben's, and Ada may edit it.
    id = await make(google, { name: 'His', mimeType: SHEET, parents: [folder] }, { token: ben })
    expect(await mayWrite(google.token)).toBe(200)
    const seen = await drive(google, `/files/${id}?fields=ownedByMe,capabilities(canDelete)`)
    expect(seen.body).toEqual({ ownedByMe: false, capabilities: { canDelete: false } })
  })
})

describe('a permission that changes', () => {
  it.each([
    [{ role: 'organizer' }, 'organizerOnNonTeamDriveItemNotSupported'],
    [{ role: 'king' }, 'invalid'],
    [{ expirationTime: '2020-01-01T00:00:00Z' }, 'expirationDatesMustBeInTheFuture'],
    [{ expirationTime: 'soon' }, 'invalid'],
  ])('is held to what a new one is: %j [I]', async (body, reason) => {
    await share({ type: 'user', role: 'reader', emailAddress: BEN })
    expect(refusal(await update(permissionIdOf(BEN), body))[2]).toBe(reason)
    const before = { permissions: [{ role: 'owner' }, { role: 'reader' }] }
    expect(await listed('permissions(role,expirationTime)')).toEqual(before)
  })
})

describe('who may share', () => {
  it('is who may edit, unless the owner keeps it [D]', async () => {
    const reader = { type: 'user', role: 'reader', emailAddress: CHIARA }
    await share({ type: 'user', role: 'reader', emailAddress: BEN })
    expect(refusal(await share(reader, '', ben))[2]).toBe('insufficientFilePermissions')
    await update(permissionIdOf(BEN), { role: 'writer' })
    expect((await share(reader, '', ben)).status).toBe(200)
    const keep = { method: 'PATCH', body: { writersCanShare: false } }
    await drive(google, `/files/${id}`, keep)
    expect((await share(reader, '', ben)).status).toBe(403)
    const open = { method: 'PATCH', body: { writersCanShare: true }, token: ben }
    expect((await drive(google, `/files/${id}`, open)).status).toBe(403)
  })

  it('anybody may go', async () => {
    await share({ type: 'user', role: 'reader', emailAddress: BEN })
    expect((await remove(permissionIdOf(BEN), ben)).status).toBe(204)
    expect(await mayRead(ben)).toBe(403)
  })

  it('the owner stays [I]', async () => {
    const owner = permissionIdOf('ada@gmail.com')
    expect(refusal(await remove(owner))[2]).toBe('cannotRemoveOwner')
    expect(refusal(await update(owner, { role: 'reader' }))[2]).toBe('cannotRemoveOwner')
    const again = await share({ type: 'user', role: 'reader', emailAddress: 'ada@gmail.com' })
    expect(again.body).toMatchObject({ id: owner, role: 'owner' })
  })
})

describe('refused permissions', () => {
  it.each([
    [{ role: 'reader' }, 400, 'The permission type field is required.', 'permission.type'],
    [{ type: 'anyone' }, 400, 'The permission role field is required.', 'permission.role'],
    [
      { type: 'anyone', role: 'reader', emailAddress: BEN },
      400,
      'The specified emailAddress is invalid or not applicable for the given permission type.',
      'permission.emailAddress',
    ],
    [
      { type: 'user', role: 'reader' },
      400,
      'The specified emailAddress is invalid or not applicable for the given permission type.',
      'permission.emailAddress',
    ],
    [
      { type: 'user', role: 'king', emailAddress: BEN },
      400,
      'The specified role is invalid or not applicable for the given permission type.',
      'permission.role',
    ],
  ])('%j [I]', async (body, status, message, location) => {
    const refused = refusal(await share(body))
    expect([refused[0], refused[1], refused[3]]).toEqual([status, message, location])
  })

  it('mail is for people, and goes to a new owner [I]', async () => {
    const message =
      "The sendNotificationEmail parameter is only applicable for permissions of type 'user' or 'group', and must not be disabled for ownership transfers."
    const link = await share({ type: 'anyone', role: 'reader' }, '?sendNotificationEmail=false')
    expect(refusal(link)).toEqual([403, message, 'forbidden', 'sendNotificationEmail'])
    const query = '?transferOwnership=true&sendNotificationEmail=false'
    const owner = await share({ type: 'user', role: 'owner', emailAddress: BEN }, query)
    expect(refusal(owner).slice(0, 2)).toEqual([403, message])
  })

  it('whoever has no account is invited by mail or not at all [I]', async () => {
    const stranger = { type: 'user', role: 'reader', emailAddress: 'nobody@elsewhere.example' }
    const silent = await share(stranger, '?sendNotificationEmail=false')
    expect(silent.status).toBe(400)
    expect(refusal(silent)[2]).toBe('invalidSharingRequest')
    expect((await share(stranger, '?emailMessage=Hello')).status).toBe(200)
  })

  it('an id that has no permission is not found [I]', async () => {
    expect(refusal(await remove('anyoneWithLink'))).toEqual([
      404,
      'Permission not found: anyoneWithLink.',
      'notFound',
      'permissionId',
    ])
  })
})

describe('shared drives', () => {
  const path = `/files/${SAMPLE_DRIVE.stock}/permissions`
  const known = '?supportsAllDrives=true'

  it('hand down what their members may do', async () => {
    const query = `${known}&fields=permissions(emailAddress,role,permissionDetails)`
    const { body } = await drive(google, path + query)
    expect(body).toMatchObject({
      permissions: [
        {
          emailAddress: CHIARA,
          role: 'organizer',
          permissionDetails: [
            { permissionType: 'member', inherited: true, inheritedFrom: SAMPLE_DRIVE.id },
          ],
        },
        { emailAddress: 'ada@gmail.com', role: 'writer' },
      ],
    })
    const answer = await drive(google, `${path}/${permissionIdOf(CHIARA)}${known}`, {
      method: 'DELETE',
      token: chiara,
    })
    expect(refusal(answer)).toEqual([
      403,
      'Cannot update or delete an inherited permission on a shared drive item.',
      'cannotModifyInheritedPermission',
    ])
  })

  it('have no owners, and other files no organizers [I]', async () => {
    const body = { type: 'user', role: 'owner', emailAddress: BEN }
    const inDrive = await drive(google, path + known, { token: chiara, body })
    expect(refusal(inDrive)[2]).toBe('ownerOnTeamDriveItemNotSupported')
    const outside = await share({ ...body, role: 'organizer' })
    expect(refusal(outside)[2]).toBe('organizerOnNonTeamDriveItemNotSupported')
  })
})
