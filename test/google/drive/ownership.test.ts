import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { drive, refusal } from './drive-calls.ts'
import { permissionIdOf } from './permission.ts'
import { newSpreadsheet, type Answer } from '#test/google/call-google.ts'
import { DRIVE } from '#test/google/oauth/scopes.ts'
import { startGoogle, type LocalGoogle } from '#test/google/server.ts'

let google: LocalGoogle
let ben: string
/** Ada's new spreadsheet. */
let id: string

const BEN = 'ben@gmail.com'
const CHIARA = 'chiara@studio-nord.example'

beforeAll(async () => {
  google = await startGoogle()
  ben = google.tokenFor(BEN, [DRIVE])
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

async function listed(fields: string): Promise<unknown> {
  return (await drive(google, `/files/${id}/permissions?fields=${fields}`)).body
}

describe('ownership', () => {
  const owner = { type: 'user', role: 'owner', emailAddress: BEN }

  it('changes hands only by saying so [I]', async () => {
    expect(refusal(await share(owner))).toEqual([
      403,
      "The transferOwnership parameter must be enabled when the permission role is 'owner'.",
      'forbidden',
      'transferOwnership',
    ])
  })

  it('is asked about before mail is, as a client that copies permissions is told [I]', async () => {
    expect(refusal(await share(owner, '?sendNotificationEmail=False'))[3]).toBe('transferOwnership')
  })

  it('is offered to nobody of a domain, who get it at once [I]', async () => {
    await share({ ...owner, role: 'writer', emailAddress: CHIARA })
    const offered = await update(permissionIdOf(CHIARA), { role: 'writer', pendingOwner: true })
    expect(refusal(offered)).toEqual([
      403,
      'The target user cannot be a pending owner on this file.',
      'targetUserCannotBePendingOwnerOnFile',
    ])
  })

  it('takes the consent of a person outside one’s domain [I]', async () => {
    expect(refusal(await share(owner, '?transferOwnership=true'))).toEqual([
      403,
      'Consent is required to transfer ownership of a file to another user.',
      'consentRequiredForOwnershipTransfer',
    ])
    await share({ ...owner, role: 'writer', pendingOwner: true })
    expect(await listed('permissions(emailAddress,pendingOwner)')).toMatchObject({
      permissions: [{}, { emailAddress: BEN, pendingOwner: true }],
    })
    const taken = await update(
      permissionIdOf(BEN),
      { role: 'owner' },
      '?transferOwnership=true',
      ben,
    )
    expect(taken.body).toMatchObject({ role: 'owner' })
    expect(await listed('permissions(emailAddress,role)')).toEqual({
      permissions: [
        { emailAddress: BEN, role: 'owner' },
        { emailAddress: 'ada@gmail.com', role: 'writer' },
      ],
    })
    const whose = await drive(google, `/files/${id}?fields=ownedByMe`, { token: ben })
    expect(whose.body).toEqual({ ownedByMe: true })
    const gone = await drive(google, `/files/${id}`, { method: 'DELETE' })
    expect(refusal(gone)[2]).toBe('insufficientFilePermissions')
  })

  it('is not taken by whoever was not asked', async () => {
    await share({ type: 'user', role: 'writer', emailAddress: BEN })
    const query = '?transferOwnership=true'
    expect((await update(permissionIdOf(BEN), { role: 'owner' }, query, ben)).status).toBe(403)
  })
})
