import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { callGoogle, newSpreadsheet } from '#test/google/call-google.ts'
import { startGoogle, type LocalGoogle } from '#test/google/server.ts'

let google: LocalGoogle
let id = ''

beforeAll(async () => {
  google = await startGoogle()
})
afterAll(() => google.close())
beforeEach(async () => {
  google.clearFaults()
  id = await newSpreadsheet(google)
})

const read = async (): Promise<number> =>
  (await callGoogle(google, `/v4/spreadsheets/${id}/values/A1`)).status

async function write(): Promise<number> {
  const path = `/v4/spreadsheets/${id}/values/A1?valueInputOption=RAW`
  return (await callGoogle(google, path, { method: 'PUT', body: { values: [['x']] } })).status
}

describe('troubles on demand', () => {
  it('fail so many requests of a kind, and no others', async () => {
    google.addFault({ kind: 'fail', on: 'sheets.write', status: 503, times: 2 })
    expect([await read(), await write(), await write(), await write()]).toEqual([
      200, 503, 503, 200,
    ])
  })

  it.each([
    [401, 'UNAUTHENTICATED'],
    [403, 'PERMISSION_DENIED'],
    [429, 'RESOURCE_EXHAUSTED'],
    [500, 'INTERNAL'],
    [503, 'UNAVAILABLE'],
  ] as const)('%d comes with Google’s body', async (status, name) => {
    google.addFault({ kind: 'fail', on: 'values.get', status, times: 1 })
    const answer = await callGoogle(google, `/v4/spreadsheets/${id}/values/A1`)
    expect(answer.status).toBe(status)
    expect(answer.body).toMatchObject({ error: { code: status, status: name } })
  })

  it('the token endpoint can answer any error, such as the organisation’s policy [I]', async () => {
    const body = {
      error: 'invalid_grant',
      error_description: 'reauth related error (invalid_rapt)',
      error_subtype: 'invalid_rapt',
    }
    google.addFault({ kind: 'fail', on: 'token.refresh', status: 400, body, times: 1 })
    const form = new URLSearchParams({ grant_type: 'refresh_token', refresh_token: '1//x' })
    const answer = await callGoogle(google, '/token', { token: null, body: form })
    expect([answer.status, answer.body]).toEqual([400, body])
  })

  it('an answer can be lost after the request was carried out, or before', async () => {
    google.addFault({ kind: 'drop', on: 'values.update', when: 'before', times: 1 })
    await expect(write()).rejects.toThrow('fetch failed')
    expect(google.cells(id, 'A1')).toEqual([])
    google.addFault({ kind: 'drop', on: 'values.update', when: 'after', times: 1 })
    await expect(write()).rejects.toThrow('fetch failed')
    expect(google.cells(id, 'A1')).toEqual([['x']])
  })

  it('an answer can be late', async () => {
    google.addFault({ kind: 'delay', on: 'values.get', milliseconds: 60_000 })
    const url = `${google.url}/v4/spreadsheets/${id}/values/A1`
    const waiting = fetch(url, { signal: AbortSignal.timeout(100) })
    await expect(waiting).rejects.toThrow('timeout')
  })
})

describe('what was asked', () => {
  it('is remembered without what is secret', async () => {
    google.clearRequests()
    await read()
    await callGoogle(google, `/v4/spreadsheets/${id}/values/A1?access_token=${google.token}`, {
      token: null,
    })
    await callGoogle(google, '/revoke?token=ya29.secret', { token: null, method: 'POST' })
    const path = `/v4/spreadsheets/${id}/values/A1`
    expect(google.requests()).toEqual([
      {
        method: 'GET',
        path,
        operation: 'values.get',
        status: 200,
        authorized: true,
        person: 'ada@gmail.com',
      },
      {
        method: 'GET',
        path,
        operation: 'values.get',
        status: 200,
        authorized: true,
        person: 'ada@gmail.com',
      },
      {
        method: 'POST',
        path: '/revoke',
        operation: 'revoke',
        status: 400,
        authorized: false,
        person: null,
      },
    ])
  })
})

async function local(path: string, body?: unknown): Promise<unknown> {
  return (await callGoogle(google, `/_local${path}`, { token: null, body })).body
}

describe('the same over HTTP', () => {
  it('other processes can do all of it', async () => {
    expect(await local('/state')).toMatchObject({ people: [{ email: 'ada@gmail.com' }, {}, {}] })
    await local('/cells', { spreadsheetId: id, range: 'B2', values: [['theirs']] })
    expect(await local(`/cells?spreadsheetId=${id}&range=B2`)).toEqual([['theirs']])
    await local('/faults', { kind: 'fail', on: 'any', status: 500, times: 1 })
    expect([await read(), await read()]).toEqual([500, 200])
    const { token } = (await local('/token', {
      email: 'ben@gmail.com',
      scopes: ['openid'],
    })) as { token: string }
    expect((await callGoogle(google, '/v1/userinfo', { token })).status).toBe(200)
    await local('/revoke-grant', { email: 'ben@gmail.com' })
    expect((await callGoogle(google, '/v1/userinfo', { token })).status).toBe(401)
    expect(await local('/requests')).toContainEqual(
      expect.objectContaining({ operation: 'values.get', status: 500 }),
    )
  })
})
