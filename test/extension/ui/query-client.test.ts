import { describe, expect, it, vi } from 'vitest'
import { createQueryClient, retry } from '#extension/ui/query-client.ts'
import { SheetsideError, statusOf, type ServerErrorCode } from '#shared/errors.ts'

const codes = Object.keys(statusOf) as ServerErrorCode[]
const failure = (code: ServerErrorCode | 'server_unreachable') => new SheetsideError(code, '')

describe('a read that failed', () => {
  it.each(codes.filter((code) => statusOf[code] < 500))('is not repeated after %s', (code) => {
    expect(retry(0, failure(code))).toBe(false)
  })

  it.each(codes.filter((code) => statusOf[code] >= 500))('is repeated after %s, twice', (code) => {
    expect([0, 1, 2].map((failures) => retry(failures, failure(code)))).toEqual([true, true, false])
  })

  it('is not repeated while the server is not there: the person is told at once', () => {
    expect(retry(0, failure('server_unreachable'))).toBe(false)
  })

  it('is not repeated after a mistake of our own', () => {
    expect(retry(0, new TypeError('x is undefined'))).toBe(false)
  })

  it('has the person asked for anew where it was told that the session is over', async () => {
    const client = createQueryClient()
    client.setQueryData(['me', 'server', 'ada'], {})
    const refused = client.fetchQuery({
      queryKey: ['files'],
      queryFn: () => Promise.reject(failure('unauthenticated')),
    })
    await expect(refused).rejects.toMatchObject({ code: 'unauthenticated' })
    await vi.waitFor(() =>
      expect(client.getQueryState(['me', 'server', 'ada'])?.isInvalidated).toBe(true),
    )
  })
})

describe('a change that failed', () => {
  it('has the person asked for anew where it was told that the session is over', async () => {
    const client = createQueryClient()
    client.setQueryData(['me', 'server', 'ada'], {})
    const change = client
      .getMutationCache()
      .build(client, { mutationFn: () => Promise.reject(failure('unauthenticated')) })
    await expect(change.execute(undefined)).rejects.toMatchObject({ code: 'unauthenticated' })
    expect(client.getQueryState(['me', 'server', 'ada'])?.isInvalidated).toBe(true)
  })
})
