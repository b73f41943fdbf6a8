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

  it('502 comes as a page, for the front door knows no JSON [I]', async () => {
    google.addFault({ kind: 'fail', on: 'values.get', status: 502, times: 1 })
    const { status, text, headers } = await callGoogle(google, `/v4/spreadsheets/${id}/values/A1`)
    expect([status, headers.get('content-type')]).toEqual([502, 'text/html; charset=UTF-8'])
    expect(text).toContain('Error 502 (Server Error)!!1')
  })

  it('a project may not have switched the API on [R]', async () => {
    google.addFault({ kind: 'service-disabled', on: 'sheets', times: 1 })
    const { status, body } = await callGoogle(google, `/v4/spreadsheets/${id}`)
    expect([status, body]).toMatchObject([
      403,
      {
        error: {
          message: expect.stringMatching(
            /^Google Sheets API has not been used in project \d+ before or it is disabled\./,
          ) as string,
          status: 'PERMISSION_DENIED',
          details: [
            { reason: 'SERVICE_DISABLED', metadata: { serviceTitle: 'Google Sheets API' } },
            { locale: 'en-US' },
            { links: [{ description: 'Google developers console API activation' }] },
          ],
        },
      },
    ])
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

/** Of 40 reads, which fail. */
async function pattern(seed: number): Promise<string> {
  google.clearFaults()
  google.addFault({ kind: 'fail', on: 'values.get', status: 503, share: 0.3, seed })
  let statuses = ''
  for (let index = 0; index < 40; index += 1) statuses += (await read()) === 503 ? 'x' : '.'
  return statuses
}

describe('a share of the requests', () => {
  it('is the same with the same seed, and another with another', async () => {
    const first = await pattern(7)
    expect(await pattern(7)).toBe(first)
    expect(await pattern(8)).not.toBe(first)
    const failed = first.replaceAll('.', '').length
    expect(failed).toBeGreaterThan(4)
    expect(failed).toBeLessThan(20)
  })

  it('ends after so many', async () => {
    google.addFault({ kind: 'fail', on: 'values.get', status: 503, share: 0.5, seed: 3, times: 2 })
    const statuses: number[] = []
    for (let index = 0; index < 30; index += 1) statuses.push(await read())
    expect(statuses.filter((status) => status === 503)).toHaveLength(2)
    expect(google.faults()).toEqual([])
  })
})

/** A write that a fault keeps from ending well. */
async function start(signal?: AbortSignal): Promise<Response> {
  return fetch(`${google.url}/v4/spreadsheets/${id}/values/A1?valueInputOption=RAW`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${google.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ values: [['hung']] }),
    ...(signal ? { signal } : {}),
  })
}

async function seeMet(): Promise<void> {
  await expect.poll(() => google.faults().map(({ met }) => met)).toEqual([1])
}

describe('answers that do not arrive', () => {
  it('hang until the fault is lifted, and then come', async () => {
    google.addFault({ kind: 'hang', on: 'values.update' })
    const hanging = start()
    await seeMet()
    expect(google.cells(id, 'A1')).toEqual([])
    google.clearFaults()
    expect((await hanging).status).toBe(200)
    expect(google.cells(id, 'A1')).toEqual([['hung']])
  })

  it('hang until the caller leaves, and then nothing is carried out', async () => {
    google.addFault({ kind: 'hang', on: 'values.update' })
    const leaving = new AbortController()
    const hanging = start(leaving.signal)
    await seeMet()
    leaving.abort()
    await expect(hanging).rejects.toThrow('abort')
    await expect.poll(() => google.requests().at(-1)?.status).toBe(500)
    google.clearFaults()
    expect(google.cells(id, 'A1')).toEqual([])
  })

  it('hang and are carried out late, though the caller has left', async () => {
    google.addFault({ kind: 'hang', on: 'values.update', when: 'late' })
    const leaving = new AbortController()
    const hanging = start(leaving.signal)
    await seeMet()
    leaving.abort()
    await expect(hanging).rejects.toThrow('abort')
    expect(google.cells(id, 'A1')).toEqual([])
    google.clearFaults()
    await expect.poll(() => google.cells(id, 'A1')).toEqual([['hung']])
  })

  it('hang though it was carried out', async () => {
    google.addFault({ kind: 'hang', on: 'values.update', when: 'after' })
    const hanging = start()
    await expect.poll(() => google.cells(id, 'A1')).toEqual([['hung']])
    google.clearFaults()
    expect((await hanging).status).toBe(200)
  })

  it('end in the middle, though the headers promise more', async () => {
    google.addFault({ kind: 'truncate', on: 'values.update', times: 1 })
    const answer = await start()
    expect(answer.status).toBe(200)
    expect(Number(answer.headers.get('content-length'))).toBeGreaterThan(50)
    await expect(answer.text()).rejects.toThrow('terminated')
    expect(google.cells(id, 'A1')).toEqual([['hung']])
  })
})
