import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { drive, FOLDER, make, names, refusal } from './drive-calls.ts'
import { SAMPLE_DRIVE } from './sample-drive.ts'
import { callGoogle, newSpreadsheet } from '#test/google/call-google.ts'
import {
  DRIVE,
  DRIVE_FILE,
  DRIVE_METADATA,
  DRIVE_METADATA_READONLY,
  DRIVE_READONLY,
  SPREADSHEETS,
} from '#test/google/oauth/scopes.ts'
import { SEED_IDS } from '#test/google/seeds/seeds.ts'
import { startGoogle, type LocalGoogle } from '#test/google/server.ts'

let google: LocalGoogle

beforeAll(async () => {
  google = await startGoogle()
})
afterAll(() => google.close())

describe('drive.file', () => {
  it('reaches only what its own project made [D]', async () => {
    const token = google.tokenFor('ada@gmail.com', [DRIVE_FILE])
    const own = await newSpreadsheet({ ...google, token }, 'Made by the app')
    expect(await names(google, {}, token)).toEqual(['Made by the app'])
    const read = (id: string) => callGoogle(google, `/v4/spreadsheets/${id}/values/A1`, { token })
    expect((await read(own)).status).toBe(200)
    expect((await read(SEED_IDS.reading)).status).toBe(404)
    const copy = await drive(google, `/files/${SEED_IDS.reading}/copy`, { body: {}, token })
    expect(refusal(copy)[2]).toBe('notFound')
  })

  it('is given by each person for themselves [D]', async () => {
    const token = google.tokenFor('ada@gmail.com', [DRIVE_FILE])
    const id = await newSpreadsheet({ ...google, token })
    google.share(id, 'ben@gmail.com', 'writer')
    const ben = google.tokenFor('ben@gmail.com', [DRIVE_FILE])
    expect((await drive(google, `/files/${id}`, { token: ben })).status).toBe(404)
  })

  it('is not widened in Drive by a scope of Sheets [D]', async () => {
    const token = google.tokenFor('ada@gmail.com', [DRIVE_FILE, SPREADSHEETS])
    expect(await names(google, {}, token)).not.toContain('Reading list')
    const path = `/v4/spreadsheets/${SEED_IDS.reading}/values/A1`
    expect((await callGoogle(google, path, { token })).status).toBe(200)
  })

  it('puts what it makes into the top folder, and into folders of its own', async () => {
    const token = google.tokenFor('ada@gmail.com', [DRIVE_FILE])
    const folder = await make(google, { name: 'The app’s', mimeType: FOLDER }, { token })
    const inner = { name: 'In it', mimeType: FOLDER, parents: [folder] }
    expect(await make(google, inner, { token })).not.toBe('')
    // Ada may put things there, the app may not.
    const parents = [SAMPLE_DRIVE.id]
    const refused = await drive(google, '/files?supportsAllDrives=true', {
      body: { ...inner, parents },
      token,
    })
    expect(refused.status).toBe(404)
  })
})

describe('scopes', () => {
  const id = SEED_IDS.contacts
  const wide = [DRIVE, DRIVE_METADATA, DRIVE_METADATA_READONLY, DRIVE_READONLY]

  it.each([
    ['GET', '/files', wide],
    ['GET', `/files/${id}`, wide],
    ['GET', `/files/${id}/permissions`, wide],
    ['GET', `/files/${id}/export?mimeType=text/csv`, [DRIVE, DRIVE_READONLY]],
    ['GET', `/files/${id}/comments?fields=*`, [DRIVE, DRIVE_READONLY]],
    ['GET', '/drives', [DRIVE, DRIVE_READONLY]],
    ['PATCH', `/files/${id}`, [DRIVE, DRIVE_METADATA]],
    ['POST', `/files/${id}/copy`, [DRIVE]],
    ['DELETE', '/files/trash', [DRIVE]],
  ])('%s %s takes one of its own [D]', async (method, path, opening) => {
    for (const scope of [...wide, SPREADSHEETS]) {
      const token = google.tokenFor('ada@gmail.com', [scope])
      const body = method === 'GET' || method === 'DELETE' ? {} : { body: {} }
      const { status } = await drive(google, path, { method, token, ...body })
      expect([scope, status === 403]).toEqual([scope, !opening.includes(scope)])
    }
  })

  it('a missing one is told with the method’s full name [I]', async () => {
    const token = google.tokenFor('ada@gmail.com', [SPREADSHEETS])
    const { body, headers } = await drive(google, '/files', { token, body: {} })
    expect(body).toEqual({
      error: {
        code: 403,
        message: 'Request had insufficient authentication scopes.',
        errors: [
          {
            message: 'Insufficient Permission',
            domain: 'global',
            reason: 'insufficientPermissions',
          },
        ],
        status: 'PERMISSION_DENIED',
        details: [
          {
            '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
            reason: 'ACCESS_TOKEN_SCOPE_INSUFFICIENT',
            domain: 'googleapis.com',
            metadata: {
              method: 'google.apps.drive.v3.DriveFiles.Create',
              service: 'drive.googleapis.com',
            },
          },
        ],
      },
    })
    expect(headers.get('www-authenticate')).toContain('error="insufficient_scope"')
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

  it('access can be given and taken away by a knob', async () => {
    const token = google.tokenFor('chiara@studio-nord.example', [SPREADSHEETS])
    const path = `/v4/spreadsheets/${SEED_IDS.contacts}/values/A1`
    expect((await callGoogle(google, path, { token })).status).toBe(403)
    google.share(SEED_IDS.contacts, 'chiara@studio-nord.example', 'reader')
    expect((await callGoogle(google, path, { token })).status).toBe(200)
    google.share(SEED_IDS.contacts, 'chiara@studio-nord.example', 'none')
    expect((await callGoogle(google, path, { token })).status).toBe(403)
  })
})

describe('troubles on demand', () => {
  it.each([
    [403, 'usageLimits', 'userRateLimitExceeded', 'User Rate Limit Exceeded'],
    [429, 'usageLimits', 'rateLimitExceeded', 'Rate Limit Exceeded'],
    [404, 'global', 'notFound', `File not found: ${SEED_IDS.contacts}.`],
    [500, 'global', 'backendError', 'Backend Error'],
  ] as const)('%i looks as Drive’s own [D]', async (status, domain, reason, message) => {
    google.addFault({ on: 'files.get', kind: 'fail', status, times: 1 })
    const answer = await drive(google, `/files/${SEED_IDS.contacts}`)
    expect(answer.status).toBe(status)
    expect(answer.body).toMatchObject({
      error: { code: status, message, errors: [{ domain, reason, message }] },
    })
    expect(answer.body).not.toHaveProperty('error.status')
  })
})
