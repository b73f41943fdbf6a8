import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { sends } from '#server/db/schema.ts'
import { destination } from '#shared/contract/destination.ts'
import { startDataFolder } from './data-folder.ts'
import { directly } from './harness.ts'

// A process takes a while to start on a busy machine.
it(
  'A server that is told to stop still writes down what it sends for a client that hung up',
  { timeout: 60_000 },
  async () => {
    const { sheetside, startServer } = await startDataFolder()
    const { google, call, deps } = sheetside
    const session = await sheetside.register()
    const { token } = session
    const { id: account } = await sheetside.connect(session)
    const { spreadsheetId, sheetId } = await directly(sheetside).makeSheet([['Text']])
    const place = { account, spreadsheetId, sheetId }
    const chosen = await call('POST', '/api/destinations', { token, body: place })
    const { tableStart } = destination.parse(await chosen.json())
    const server = await startServer()

    google.addFault({ on: 'spreadsheets.batchUpdate', kind: 'hang', times: 1 })
    const hangUp = new AbortController()
    const sending = fetch(`${server.url}/api/sends`, {
      method: 'POST',
      signal: hangUp.signal,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        id: randomUUID(),
        destination: { ...place, tableStart },
        rows: [[{ kind: 'text', value: 'first' }]],
      }),
    })
    await expect.poll(() => google.faults(), { timeout: 10_000 }).toEqual([])
    hangUp.abort()
    await expect(sending).rejects.toThrow('aborted')

    const stopped = server.stop('SIGTERM')
    await expect.poll(() => server.log(), { timeout: 10_000 }).toContain('"stopping"')
    google.clearFaults()
    await stopped
    expect(google.cells(spreadsheetId, 'Sheet1').flat()).toEqual(['Text', 'first'])
    expect(await deps.db.select().from(sends)).toMatchObject([{ result: { range: 'A2' } }])
    expect(server.log()).not.toContain('"level":50')
  },
)
