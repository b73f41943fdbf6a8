import { setTimeout as delay } from 'node:timers/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { sendResult } from '#shared/contract/send.ts'
import { newFolder } from '#test/server/data-folder.ts'
import { startSheetside } from '#test/server/harness.ts'
import { HEADER, row, setUpSending } from './set-up.ts'

/** Two servers on one database, as when one is replaced by another while people work. */
async function setUpTwo() {
  const databaseFile = join(newFolder(), 'sheetside.sqlite')
  const first = await setUpSending([HEADER], await startSheetside({ databaseFile }))
  const { google, deps } = first
  const second = await startSheetside({ databaseFile, google, vault: deps.vault })
  return { first, second }
}

describe('a send that two servers have at once', () => {
  it('is written once, also where the key of the first is dropped before the second writes', async () => {
    const { first, second } = await setUpTwo()
    const { google, token, send, requestOf, names } = first
    const request = requestOf([row('a')])
    google.addFault({ on: 'values.append', kind: 'hang', times: 1 })
    const slow = second.call('POST', '/api/sends', { token, body: request })
    while (google.faults().length > 0) await delay(10)
    const result = await send(request)
    await send(requestOf([row('b')]))
    google.clearFaults()
    expect(sendResult.parse(await (await slow).json())).toEqual(result)
    expect(names()).toEqual(['a', 'b'])
  })

  it('keeps its key while the second may yet write', async () => {
    const { first, second } = await setUpTwo()
    const { google, token, send, requestOf, names, spreadsheetId } = first
    const request = requestOf([row('a')])
    google.addFault({ on: 'spreadsheets.batchUpdate', kind: 'hang', times: 1 })
    const early = first.post(request)
    while (google.faults().length > 0) await delay(10)
    google.addFault({ on: 'spreadsheets.batchUpdate', kind: 'hang', when: 'late', times: 1 })
    const late = second.call('POST', '/api/sends', { token, body: request })
    while (google.faults().length > 0) await delay(10)
    // The first server's batch is carried out; that of the second hangs on.
    google.clearFaults()
    const results = await Promise.all(
      [early, late].map(async (answer) => sendResult.parse(await (await answer).json())),
    )
    expect(results[0]?.range).toBe(results[1]?.range)
    await send(requestOf([row('b')]))
    expect(names()).toEqual(['a', 'b'])
    const keys = google
      .metadata(spreadsheetId)
      .filter(({ metadataKey }) => metadataKey === 'sheetside.send')
    expect(keys).toHaveLength(2)
  })
})
