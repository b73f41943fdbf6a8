import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { destination } from '#shared/contract/destination.ts'
import { sendResult, type SendRequest } from '#shared/contract/send.ts'
import { directly, startSheetside } from '#test/server/harness.ts'

/** A person with a sheet to send to, and a client of theirs that can hang up. */
async function setUp() {
  const sheetside = await startSheetside()
  const { google, logged, clock, url } = sheetside
  const session = await sheetside.register()
  const { token } = session
  const { id: account } = await sheetside.connect(session)
  const { spreadsheetId, sheetId } = await directly(sheetside).makeSheet([['Text'], ['first']])
  const place = { account, spreadsheetId, sheetId }
  const call = (method: string, path: string, body?: unknown) =>
    sheetside.call(method, path, { token, body })
  const { tableStart } = destination.parse(
    await (await call('POST', '/api/destinations', place)).json(),
  )
  google.clearRequests()

  const send = (method: string, path: string, body: unknown, signal: AbortSignal) =>
    fetch(url + path, {
      method,
      signal,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
  /** Asks, waits until Google has the request of that operation, and hangs up. */
  const leaveDuring = async (operation: string, method: string, path: string, body?: unknown) => {
    const before = asked(operation)
    const hangUp = new AbortController()
    const answer = send(method, path, body, hangUp.signal)
    await expect.poll(() => asked(operation)).toBe(before + 1)
    hangUp.abort()
    await expect(answer).rejects.toThrow('aborted')
  }
  const asked = (operation: string) =>
    google.requests().filter((request) => request.operation === operation).length
  /** What was sent to the server, or closed, before this was asked has come in when this is answered. */
  const serverKnows = () => call('GET', '/api/me')
  const seeNoticed = async () => {
    await expect.poll(() => logged.join('')).toContain('the client hung up')
  }

  const sending: SendRequest = {
    id: randomUUID(),
    destination: { account, spreadsheetId, sheetId, tableStart },
    rows: [[{ kind: 'text', value: 'second' }]],
  }
  const rows = () => google.cells(spreadsheetId, 'Sheet1').flat()
  return {
    google,
    clock,
    logged,
    call,
    send,
    place,
    leaveDuring,
    asked,
    serverKnows,
    seeNoticed,
    sending,
    rows,
  }
}

/** Google gives no answer until its caller leaves, or the test lets it. */
const hang = { kind: 'hang', times: 1 } as const

describe('a client that hangs up', () => {
  it('ends the listing of files that was under way for it', async () => {
    const { google, leaveDuring, seeNoticed, call } = await setUp()
    google.addFault({ on: 'files.list', ...hang })
    await leaveDuring('files.list', 'GET', '/api/files')
    await seeNoticed()
    expect((await call('GET', '/api/files')).status).toBe(200)
  })

  it('ends the reading of a header', async () => {
    const { google, leaveDuring, seeNoticed, place } = await setUp()
    google.addFault({ on: 'spreadsheets.get', ...hang })
    await leaveDuring('spreadsheets.get', 'POST', '/api/destinations', place)
    await seeNoticed()
  })

  it('is no error of the server’s', async () => {
    const { google, leaveDuring, seeNoticed, logged } = await setUp()
    google.addFault({ on: 'files.list', ...hang })
    await leaveDuring('files.list', 'GET', '/api/files')
    await seeNoticed()
    expect(logged.filter((line) => line.includes('"level":50'))).toEqual([])
    const [line = ''] = logged.filter((each) => each.includes('the client hung up'))
    expect(JSON.parse(line)).toHaveProperty('code')
    await expect.poll(() => logged.join('')).toContain('"status":499')
  })

  it('before the rows are written leaves them unwritten, until it asks again', async () => {
    const { google, leaveDuring, seeNoticed, asked, call, sending, rows } = await setUp()
    google.addFault({ on: 'spreadsheets.get', ...hang })
    await leaveDuring('spreadsheets.get', 'POST', '/api/sends', sending)
    await seeNoticed()
    expect(asked('spreadsheets.batchUpdate')).toBe(0)
    expect(rows()).toEqual(['Text', 'first'])

    const again = await call('POST', '/api/sends', sending)
    expect(sendResult.parse(await again.json())).toMatchObject({ range: 'A3' })
    expect(rows()).toEqual(['Text', 'first', 'second'])
  })

  it.each(['before', 'after'] as const)(
    'while Google writes, %s it has, does not break the write off: it is asked for once',
    async (when) => {
      const { google, leaveDuring, asked, call, sending, rows, serverKnows } = await setUp()
      google.addFault({ on: 'spreadsheets.batchUpdate', ...hang, when })
      await leaveDuring('spreadsheets.batchUpdate', 'POST', '/api/sends', sending)
      await serverKnows()
      const repeated = call('POST', '/api/sends', sending)
      google.clearFaults()

      expect(sendResult.parse(await (await repeated).json())).toMatchObject({ range: 'A3' })
      expect(asked('spreadsheets.batchUpdate')).toBe(1)
      expect(rows()).toEqual(['Text', 'first', 'second'])
    },
  )

  it('while its send waits for another into the same sheet takes it out of the line', async () => {
    const { google, send, asked, seeNoticed, call, sending, rows, serverKnows } = await setUp()
    google.addFault({ on: 'spreadsheets.get', ...hang })
    const first = call('POST', '/api/sends', sending)
    await expect.poll(() => asked('spreadsheets.get')).toBe(1)
    const hangUp = new AbortController()
    const other = { ...sending, id: randomUUID(), rows: [[{ kind: 'text', value: 'third' }]] }
    const second = send('POST', '/api/sends', other, hangUp.signal)
    await serverKnows()
    hangUp.abort()
    await expect(second).rejects.toThrow('aborted')
    google.clearFaults()

    expect((await first).status).toBe(200)
    await seeNoticed()
    expect(rows()).toEqual(['Text', 'first', 'second'])
  })

  it('does not take the refresh away from others that wait for it', async () => {
    const { google, clock, leaveDuring, asked, call, serverKnows } = await setUp()
    clock.ahead = 60 * 60_000
    google.setClock(60 * 60_000)
    const refreshes = google.tokenRefreshes()
    google.addFault({ on: 'token.refresh', ...hang })
    await leaveDuring('token.refresh', 'GET', '/api/files')
    await serverKnows()
    const waiting = call('GET', '/api/files')
    google.clearFaults()
    expect((await waiting).status).toBe(200)
    expect(google.tokenRefreshes()).toBe(refreshes + 1)
    expect(asked('token.refresh')).toBe(1)
  })

  it('while an access token is got for its read costs no read', async () => {
    const { google, clock, leaveDuring, asked, call, serverKnows, place } = await setUp()
    clock.ahead = 60 * 60_000
    google.setClock(60 * 60_000)
    google.addFault({ on: 'token.refresh', ...hang })
    const cell = `/sheets/v4/spreadsheets/${place.spreadsheetId}/values/A1`
    await leaveDuring('token.refresh', 'GET', cell)
    await serverKnows()
    const patient = call('GET', cell)
    google.clearFaults()
    expect((await patient).status).toBe(200)
    expect(asked('values.get')).toBe(1)
  })
})
