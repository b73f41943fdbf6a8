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

async function local(path: string, body?: unknown): Promise<unknown> {
  return (await callGoogle(google, `/_local${path}`, { token: null, body })).body
}

describe('what was asked', () => {
  it('is remembered without what is secret', async () => {
    google.clearRequests()
    await read()
    await callGoogle(google, `/v4/spreadsheets/${id}/values/A1?access_token=${google.token}`, {
      token: null,
    })
    await callGoogle(google, '/revoke?token=ya29.secret', { token: null, method: 'POST' })
    const one = {
      method: 'GET',
      path: `/v4/spreadsheets/${id}/values/A1`,
      operation: 'values.get',
      status: 200,
      authorized: true,
      person: 'ada@gmail.com',
    }
    const revoked = {
      method: 'POST',
      path: '/revoke',
      operation: 'revoke',
      status: 400,
      authorized: false,
      person: null,
    }
    expect(google.requests()).toEqual([one, one, revoked])
  })
})

describe('the knobs over HTTP', () => {
  it('let other processes do all that tests can', async () => {
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

  it('put a file into the bin, and Drive tells of it', async () => {
    const start = await callGoogle(google, '/drive/v3/changes/startPageToken')
    const { startPageToken } = start.body as { startPageToken: string }
    await local('/trash', { spreadsheetId: id })
    const path = `/drive/v3/changes?pageToken=${startPageToken}&fields=changes(fileId,file/trashed)`
    expect((await callGoogle(google, path)).body).toEqual({
      changes: [{ fileId: id, file: { trashed: true } }],
    })
  })

  it('set limits, the clock, and what follows a sort', async () => {
    // A minute in which nobody asked for anything yet.
    await local('/clock', { offsetMs: 120_000 })
    await local('/quota', { google: true, person: 1 })
    expect(await local('/state')).toMatchObject({
      limits: { person: 1, project: 300, drive: 12_000 },
    })
    expect([await read(), await read()]).toEqual([200, 429])
    await local('/quota', {})
    await local('/clock', { offsetMs: 3_600_000 })
    // Tokens live for an hour.
    expect(await read()).toBe(401)
    await local('/clock', { offsetMs: 0 })
    expect(await read()).toBe(200)
    await local('/metadata-follows-sort', { follows: true })
    expect(await local('/state')).toMatchObject({ metadataFollowsSort: true })
    await local('/metadata-follows-sort', { follows: false })
  })

  it('list themselves with what they take', async () => {
    const { knobs } = (await local('')) as { knobs: { method: string; path: string }[] }
    expect(knobs).toContainEqual(
      expect.objectContaining({
        method: 'POST',
        path: '/_local/clock',
        parameters: expect.objectContaining({ required: ['offsetMs'] }) as unknown,
      }),
    )
    expect(JSON.stringify(knobs)).toContain('admin-policy-enforced')
  })

  it.each([
    ['/faults', { kind: 'fail', on: 'values.gte', status: 503 }, /values\.get/],
    ['/faults', { kind: 'explode', on: 'any' }, /kind/],
    ['/faults', { kind: 'fail', on: 'any', status: 200 }, /status/],
    ['/faults', { kind: 'hang', on: 'any', share: 2 }, /share/],
    ['/clock', { offset: 5 }, /offsetMs/],
    ['/clock', { offsetMs: 5, by: 'me' }, /by/],
    ['/token', { email: 'nobody@example.org', scopes: [] }, /nobody@example\.org/],
    ['/share', { spreadsheetId: 'x', email: 'ben@gmail.com', role: 'king' }, /role/],
    ['/nothing', {}, /GET \/_local/],
  ])('%s %j is refused with a word why', async (path, body, words) => {
    const answer = await callGoogle(google, `/_local${path}`, { token: null, body })
    expect(answer.status).toBe(path === '/nothing' ? 404 : 400)
    expect((answer.body as { error: string }).error).toMatch(words)
  })

  it('a body that is no JSON is refused too', async () => {
    const answer = await fetch(`${google.url}/_local/clock`, { method: 'POST', body: 'soon' })
    expect([answer.status, await answer.json()]).toEqual([400, { error: 'The body is not JSON.' }])
  })
})
