import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { callGoogle, newSpreadsheet, type Answer } from '#test/google/call-google.ts'
import { SPREADSHEETS } from '#test/google/oauth/scopes.ts'
import { startGoogle, type LocalGoogle } from '#test/google/server.ts'

const clock = { time: Date.parse('2026-09-01T12:00:00Z'), now: () => clock.time }
let google: LocalGoogle
let id = ''

beforeAll(async () => {
  google = await startGoogle({ clock })
  id = await newSpreadsheet(google)
  google.share(id, 'ben@gmail.com', 'writer')
})
afterAll(() => google.close())
beforeEach(() => {
  clock.time += 60_000
})

const as = (person: string): string => google.tokenFor(person, [SPREADSHEETS])

async function read(token: string): Promise<Answer> {
  return callGoogle(google, `/v4/spreadsheets/${id}/values/A1`, { token })
}

async function statuses(count: number, ask: () => Promise<Answer>): Promise<number[]> {
  const found: number[] = []
  for (let index = 0; index < count; index += 1) found.push((await ask()).status)
  return found
}

describe('limits', () => {
  it('of a person are told as recorded, and end with the minute [R]', async () => {
    google.setLimits({ person: 2 })
    const ben = as('ben@gmail.com')
    expect(await statuses(3, () => read(ben))).toEqual([200, 200, 429])
    const { body, headers } = await read(ben)
    expect(body).toEqual({
      error: {
        code: 429,
        message:
          "Quota exceeded for quota metric 'Read requests' and limit 'Read requests per minute per user' of service 'sheets.googleapis.com' for consumer 'project_number:603366585132'.",
        status: 'RESOURCE_EXHAUSTED',
        details: [
          {
            '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
            reason: 'RATE_LIMIT_EXCEEDED',
            domain: 'googleapis.com',
            metadata: {
              quota_limit_value: '2',
              service: 'sheets.googleapis.com',
              consumer: 'projects/603366585132',
              quota_unit: '1/min/{project}/{user}',
              quota_location: 'global',
              quota_metric: 'sheets.googleapis.com/read_requests',
              quota_limit: 'ReadRequestsPerMinutePerUser',
            },
          },
          {
            '@type': 'type.googleapis.com/google.rpc.Help',
            links: [
              {
                description: 'Request a higher quota limit.',
                url: 'https://cloud.google.com/docs/quotas/help/request_increase',
              },
            ],
          },
        ],
      },
    })
    expect(headers.has('retry-after')).toBe(false)
    clock.time += 60_000
    expect((await read(ben)).status).toBe(200)
  })

  it('of a project count all its people [D], in the same form [I]', async () => {
    google.setLimits({ person: 3, project: 3 })
    const [ada, ben] = [as('ada@gmail.com'), as('ben@gmail.com')]
    expect(await statuses(2, () => read(ada))).toEqual([200, 200])
    expect(await statuses(2, () => read(ben))).toEqual([200, 429])
    expect((await read(ben)).body).toMatchObject({
      error: {
        message: expect.stringContaining("limit 'Read requests per minute' of service") as string,
        details: [{ metadata: { quota_limit: 'ReadRequestsPerMinutePerProject' } }, {}],
      },
    })
  })

  it('count reads and writes apart, a batch once, and refused requests too [D]', async () => {
    google.setLimits({ person: 2 })
    const ada = as('ada@gmail.com')
    const data = ['A1', 'A2', 'A3'].map((range) => ({ range, values: [['x']] }))
    const batch = (): Promise<Answer> =>
      callGoogle(google, `/v4/spreadsheets/${id}/values:batchUpdate`, {
        token: ada,
        body: { valueInputOption: 'RAW', data },
      })
    expect(await statuses(3, batch)).toEqual([200, 200, 429])
    const wrong = (): Promise<Answer> =>
      callGoogle(google, `/v4/spreadsheets/${id}/values/Nowhere!A1`, { token: ada })
    expect(await statuses(3, wrong)).toEqual([400, 400, 429])
  })

  it('of Drive are its own, and a 403 [D, I]', async () => {
    google.setLimits({ person: 1, drive: 2 })
    const list = (): Promise<Answer> => callGoogle(google, '/drive/v3/files')
    expect(await statuses(3, list)).toEqual([200, 200, 403])
    expect((await list()).body).toMatchObject({
      error: { code: 403, errors: [{ domain: 'usageLimits', reason: 'userRateLimitExceeded' }] },
    })
    expect((await read(google.token)).status).toBe(200)
  })

  it('are none unless they are set', async () => {
    google.setLimits({})
    expect(new Set(await statuses(70, () => read(google.token)))).toEqual(new Set([200]))
  })
})
