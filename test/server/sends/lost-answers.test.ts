import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { sends } from '#server/db/schema.ts'
import type { Cell } from '#shared/cells.ts'
import type { SendRequest } from '#shared/contract/send.ts'
import { refusal } from '#test/server/harness.ts'
import { HEADER, row, setUpSending, shownRow, writes } from './set-up.ts'

const ROW = row('sent')

/**
 * A person whose destination has one row. Nobody has asked Google to write anything yet, and, as its columns
 * are not told by their marks, nothing but keys is searched for.
 */
async function setUp() {
  const setting = await setUpSending([HEADER, shownRow('first')])
  setting.google.clearRequests()
  const requestOf = (rows: Cell[][]): SendRequest => {
    const request = setting.requestOf(rows)
    const { account, spreadsheetId, sheetId, tableStart } = request.destination
    return { ...request, destination: { account, spreadsheetId, sheetId, tableStart } }
  }
  return { ...setting, requestOf }
}

describe('a send whose answer is lost', () => {
  it('after it was written is settled by asking, and is there once', async () => {
    const sheetside = await setUp()
    const { google, send, requestOf, shown } = sheetside
    google.addFault({ on: 'spreadsheets.batchUpdate', kind: 'drop', when: 'after', times: 1 })
    expect((await send(requestOf([ROW]))).range).toBe('A3:D3')
    expect(writes(sheetside)).toBe(1)
    expect(shown()).toHaveLength(3)
  })

  it('before it was written is sent again', async () => {
    const { google, send, requestOf, shown } = await setUp()
    google.addFault({ on: 'spreadsheets.batchUpdate', kind: 'drop', when: 'before', times: 1 })
    expect((await send(requestOf([ROW]))).range).toBe('A3:D3')
    expect(shown()).toHaveLength(3)
  })

  it('with nobody to ask is left open, and settled when it is repeated, even where its row moved', async () => {
    const sheetside = await setUp()
    const { google, post, send, requestOf, shown, direct, spreadsheetId, sheetId } = sheetside
    const request = requestOf([ROW])
    google.addFault({ on: 'spreadsheets.batchUpdate', kind: 'drop', when: 'after', times: 1 })
    google.addFault({ on: 'developerMetadata.search', kind: 'fail', status: 503 })
    expect(await refusal(post(request))).toEqual({ status: 502, code: 'google_unavailable' })
    google.clearFaults()
    await direct.batchUpdate(spreadsheetId, {
      insertDimension: {
        range: { sheetId, dimension: 'ROWS', startIndex: 1, endIndex: 3 },
        inheritFromBefore: false,
      },
    })
    const before = writes(sheetside)
    expect((await send(request)).range).toBe('A5:D5')
    expect(writes(sheetside)).toBe(before)
    expect(shown()).toHaveLength(5)
  })

  it('because Google is down is refused, and goes through once Google is back', async () => {
    const { google, post, send, requestOf, shown } = await setUp()
    const request = requestOf([ROW])
    google.addFault({ on: 'sheets.write', kind: 'fail', status: 503, times: 2 })
    google.addFault({ on: 'spreadsheets.batchUpdate', kind: 'fail', status: 503 })
    expect(await refusal(post(request))).toEqual({ status: 502, code: 'google_unavailable' })
    google.clearFaults()
    expect((await send(request)).range).toBe('A3:D3')
    expect(shown()).toHaveLength(3)
  })

  it('takes another key where somebody else has its own', async () => {
    const { google, deps, direct, post, send, requestOf, shown, spreadsheetId } = await setUp()
    const request = requestOf([ROW])
    google.addFault({ on: 'spreadsheets.batchUpdate', kind: 'fail', status: 503 })
    await post(request)
    google.clearFaults()
    const [row] = await deps.db.select().from(sends).where(eq(sends.id, request.id))
    await direct.batchUpdate(spreadsheetId, {
      createDeveloperMetadata: {
        developerMetadata: {
          metadataId: row?.keyMetadataId,
          metadataKey: 'sheetside.send',
          metadataValue: randomUUID(),
          visibility: 'DOCUMENT',
          location: { spreadsheet: true },
        },
      },
    })
    expect((await send(request)).range).toBe('A3:D3')
    expect(shown()).toHaveLength(3)
    const [after] = await deps.db.select().from(sends).where(eq(sends.id, request.id))
    expect(after?.keyMetadataId).not.toBe(row?.keyMetadataId)
  })
})

describe('what a send leaves in the spreadsheet', () => {
  const kept = z.object({
    developerMetadata: z.array(z.object({ metadataValue: z.string() })).default([]),
  })

  const keysIn = async ({ direct, spreadsheetId }: Awaited<ReturnType<typeof setUp>>) => {
    const path = `/v4/spreadsheets/${spreadsheetId}?fields=developerMetadata`
    const { developerMetadata } = kept.parse(await direct.api('GET', path))
    return developerMetadata.map(({ metadataValue }) => metadataValue)
  }

  it('is a key, which goes with the next send once Google has answered', async () => {
    const sheetside = await setUp()
    const { send, requestOf } = sheetside
    const [one, two] = [requestOf([ROW]), requestOf([ROW])]
    await send(one)
    expect(await keysIn(sheetside)).toEqual([one.id])
    await send(two)
    expect(await keysIn(sheetside)).toEqual([two.id])
  })

  it('is a key that stays while an attempt without an answer may yet be carried out', async () => {
    const sheetside = await setUp()
    const { google, clock, send, requestOf } = sheetside
    const [lost, two, three] = [requestOf([ROW]), requestOf([ROW]), requestOf([ROW])]
    google.addFault({ on: 'spreadsheets.batchUpdate', kind: 'drop', when: 'before', times: 1 })
    await send(lost)
    await send(two)
    expect(await keysIn(sheetside)).toEqual([lost.id, two.id])
    clock.ahead = 11 * 60_000
    await send(three)
    expect(await keysIn(sheetside)).toEqual([three.id])
  })
})
