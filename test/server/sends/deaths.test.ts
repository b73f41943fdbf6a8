import { setTimeout as delay } from 'node:timers/promises'
import Sqlite from 'better-sqlite3'
import { eq, sql } from 'drizzle-orm'
import { describe, expect, it, onTestFinished } from 'vitest'
import { destinations, sends } from '#server/db/schema.ts'
import { sweepSends } from '#server/sends/history.ts'
import type { SendRequest } from '#shared/contract/send.ts'
import { startDataFolder } from '#test/server/data-folder.ts'
import type { Fault } from '#test/google/http/faults.ts'
import { HEADER, row, setUpSending } from './set-up.ts'

const WRITE = 'spreadsheets.batchUpdate'
const FIRST = ['first', '', '', '']

/**
 * A person whose destination has one row, a server process that is to be killed, and another on the same
 * database, which is there when somebody comes back.
 */
async function setUp() {
  const folder = await startDataFolder()
  const setting = await setUpSending([HEADER, FIRST], folder.sheetside)
  const doomed = await folder.startServer()
  const { google, deps, token, spreadsheetId } = setting
  const hanging = new AbortController()

  /** Asks the process that is to be killed; its answer is not looked for. */
  const begin = (method: string, path: string, body: unknown) => {
    fetch(doomed.url + path, {
      method,
      signal: hanging.signal,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }).catch(() => {})
  }
  /** Until Google has met the fault, so that the server waits for its answer there. */
  const stopAt = async (fault: Fault, asking: () => void) => {
    google.addFault({ ...fault, times: 1 })
    asking()
    while (google.faults().length > 0) await delay(10)
  }
  const answersTo = (operation: string) =>
    google
      .requests()
      .filter((request) => request.operation === operation)
      .map(({ status }) => status)
  return {
    ...setting,
    dataDir: folder.dataDir,
    doomed,
    begin,
    stopAt,
    beginSend: (request: SendRequest) => begin('POST', '/api/sends', request),
    beginUndo: (id: string) => begin('POST', `/api/sends/${id}/undo`, {}),
    hangUp: () => hanging.abort(),
    kill: async () => {
      await doomed.stop('SIGKILL')
      google.clearFaults()
      google.clearRequests()
    },
    ledger: async ({ id }: { id: string }) => {
      const [entry] = await deps.db.select().from(sends).where(eq(sends.id, id))
      return entry
    },
    metadataOf: (key: string) =>
      google.metadata(spreadsheetId).filter(({ metadataKey }) => metadataKey === key),
    answersTo,
    asked: (operation: string) => answersTo(operation).length,
  }
}

// Processes take a while to start on a busy machine.
describe('a server that dies over a send', { timeout: 60_000 }, () => {
  it('place 9: before the ledger has it, leaves a first send to the repeat', async () => {
    const { requestOf, beginSend, stopAt, doomed, kill, ledger, send, names } = await setUp()
    // One that hangs keeps those behind it from being begun.
    await stopAt({ on: 'spreadsheets.get', kind: 'hang' }, () => beginSend(requestOf([row('b')])))
    const request = requestOf([row('a')])
    beginSend(request)
    await fetch(`${doomed.url}/healthz`)
    await kill()
    expect(await ledger(request)).toBeUndefined()
    expect((await send(request)).range).toBe('A3:D3')
    expect(names()).toEqual(['first', 'a'])
  })

  it('place 10: before its place is found, has not put it in doubt', async () => {
    const { requestOf, beginSend, stopAt, kill, ledger, send, names } = await setUp()
    const request = requestOf([row('a')])
    await stopAt({ on: 'values.append', kind: 'hang' }, () => beginSend(request))
    await kill()
    expect(await ledger(request)).toMatchObject({ result: null, doubtedAt: null })
    expect((await send(request)).range).toBe('A3:D3')
    expect(names()).toEqual(['first', 'a'])
  })

  it('place 11: before Google has the batch, is followed by one that asks and then writes', async () => {
    const { requestOf, beginSend, stopAt, kill, ledger, send, names, asked } = await setUp()
    const request = requestOf([row('a')])
    await stopAt({ on: WRITE, kind: 'hang' }, () => beginSend(request))
    await kill()
    expect(await ledger(request)).toMatchObject({ result: null, doubtedAt: expect.any(Date) })
    expect((await send(request)).range).toBe('A3:D3')
    expect(asked('developerMetadata.search')).toBeGreaterThan(0)
    expect(names()).toEqual(['first', 'a'])
  })

  it('place 12: before Google carries the batch out, which comes too late then', async () => {
    const { requestOf, beginSend, stopAt, doomed, send, names, google, answersTo } = await setUp()
    const request = requestOf([row('a')])
    await stopAt({ on: WRITE, kind: 'hang', when: 'late' }, () => beginSend(request))
    await doomed.stop('SIGKILL')
    expect((await send(request)).range).toBe('A3:D3')
    google.clearFaults()
    // That of the destination's marks, the late one, and the repeat's.
    await expect.poll(() => answersTo(WRITE)).toEqual([200, 400, 200])
    expect(names()).toEqual(['first', 'a'])
  })

  it('place 12: and the batch comes before that of the repeat, which is refused and asks', async () => {
    const { requestOf, beginSend, stopAt, doomed, post, names, google, answersTo } = await setUp()
    const request = requestOf([row('a')])
    await stopAt({ on: WRITE, kind: 'hang', when: 'late' }, () => beginSend(request))
    await doomed.stop('SIGKILL')
    google.addFault({ on: WRITE, kind: 'hang', times: 1 })
    const repeat = post(request)
    while (google.faults().length > 0) await delay(10)
    google.clearFaults()
    expect((await repeat).status).toBe(200)
    expect(answersTo(WRITE)).toEqual([200, 200, 400])
    expect(names()).toEqual(['first', 'a'])
  })

  it('place 13: before Google’s answer came, is followed by one that finds the row', async () => {
    const { requestOf, beginSend, stopAt, kill, ledger, send, names, asked } = await setUp()
    const request = requestOf([row('a')])
    await stopAt({ on: WRITE, kind: 'hang', when: 'after' }, () => beginSend(request))
    await expect.poll(names).toEqual(['first', 'a'])
    await kill()
    expect(await ledger(request)).toMatchObject({ result: null })
    expect((await send(request)).range).toBe('A3:D3')
    expect(asked(WRITE)).toBe(0)
    expect(names()).toEqual(['first', 'a'])
  })

  it('place 14: before the ledger has the result, is followed by one that finds the row', async () => {
    const { requestOf, beginSend, stopAt, kill, ledger, send, names, asked, google, dataDir } =
      await setUp()
    const request = requestOf([row('a')])
    await stopAt({ on: WRITE, kind: 'hang' }, () => beginSend(request))
    const free = holdDatabase(dataDir)
    google.clearFaults()
    await expect.poll(names).toEqual(['first', 'a'])
    await kill()
    free()
    expect(await ledger(request)).toMatchObject({ result: null })
    expect((await send(request)).range).toBe('A3:D3')
    expect(asked(WRITE)).toBe(0)
    expect(names()).toEqual(['first', 'a'])
  })

  it('place 15: before the client has the answer, is followed by one that has it recorded', async () => {
    const setting = await setUp()
    const { requestOf, beginSend, stopAt, hangUp, kill, ledger, send, names, google } = setting
    const request = requestOf([row('a')])
    await stopAt({ on: WRITE, kind: 'hang' }, () => beginSend(request))
    hangUp()
    google.clearFaults()
    await expect.poll(async () => (await ledger(request))?.result?.range).toBe('A3:D3')
    const recorded = (await ledger(request))?.result
    await kill()
    expect(await send(request)).toEqual(recorded)
    expect(google.requests()).toEqual([])
    expect(names()).toEqual(['first', 'a'])
  })

  it('place 16: with a part of a batch recorded, leaves each to be settled for itself', async () => {
    const { requestOf, sendBatch, names, deps, asked, google } = await setUp()
    const requests = ['a', 'b', 'c'].map((name) => requestOf([row(name)]))
    const [first, ...others] = requests
    await sendBatch(requests)
    // As a process leaves it that dies while it writes the results down.
    for (const { id } of others) {
      const unsettled = { result: null, record: null, doubtedAt: deps.now() }
      await deps.db.update(sends).set(unsettled).where(eq(sends.id, id))
    }
    google.clearRequests()
    const outcomes = await sendBatch(requests)
    expect(outcomes.map((each) => 'result' in each && each.result.range)).toEqual([
      'A3:D3',
      'A4:D4',
      'A5:D5',
    ])
    expect(outcomes[0]?.id).toBe(first?.id)
    expect(asked(WRITE)).toBe(0)
    expect(names()).toEqual(['first', 'a', 'b', 'c'])
  })

  it('place 22: in the batch that drops the key of one before, has either both or none', async () => {
    const { requestOf, beginSend, stopAt, kill, send, names, metadataOf } = await setUp()
    const [before, next] = [requestOf([row('a')]), requestOf([row('b')])]
    const result = await send(before)
    await stopAt({ on: WRITE, kind: 'hang', when: 'after' }, () => beginSend(next))
    await expect.poll(names).toEqual(['first', 'a', 'b'])
    await kill()
    expect(metadataOf('sheetside.send').map(({ metadataValue }) => metadataValue)).toEqual([
      next.id,
    ])
    expect(await send(before)).toEqual(result)
    expect((await send(next)).range).toBe('A4:D4')
    expect(names()).toEqual(['first', 'a', 'b'])
  })
})

describe('a server that dies over a destination', { timeout: 60_000 }, () => {
  it('place 17: after its columns were marked, marks none of them again', async () => {
    const { begin, stopAt, kill, direct, account, call, token, google, deps } = await setUp()
    const { spreadsheetId, sheetId } = await direct.makeSheet([HEADER], 'Quotes')
    const body = { account, spreadsheetId, sheetId }
    await stopAt({ on: WRITE, kind: 'hang', when: 'after' }, () =>
      begin('POST', '/api/destinations', body),
    )
    await expect.poll(() => google.metadata(spreadsheetId).length).toBe(HEADER.length + 1)
    const marks = google.metadata(spreadsheetId)
    await kill()
    expect(await deps.db.select().from(destinations)).toHaveLength(1)
    expect((await call('POST', '/api/destinations', { token, body })).status).toBe(200)
    expect(google.metadata(spreadsheetId)).toEqual(marks)
  })
})

describe('a server that dies over an undo', { timeout: 60_000 }, () => {
  async function setUpSent() {
    const setting = await setUp()
    const { id } = await setting.send(setting.requestOf([row('a')]))
    await setting.send(setting.requestOf([row('b')]))
    return { ...setting, id }
  }

  it('place 18: before the row is cleared, leaves it to be found again', async () => {
    const { id, beginUndo, stopAt, kill, ledger, undo, names } = await setUpSent()
    await stopAt({ on: WRITE, kind: 'hang' }, () => beginUndo(id))
    await kill()
    expect(await ledger({ id })).toMatchObject({ undoBegunAt: expect.any(Date), undoneAt: null })
    expect(names()).toEqual(['first', 'a', 'b'])
    expect(await undo(id)).toEqual({ kind: 'undone', removed: 1 })
    expect(names()).toEqual(['first', 'b'])
  })

  it('place 19: before the cleared row is removed, is followed by one that removes it', async () => {
    const { id, beginUndo, stopAt, kill, undo, names } = await setUpSent()
    await stopAt({ on: WRITE, kind: 'hang', when: 'after' }, () => beginUndo(id))
    await expect.poll(names).toEqual(['first', '', 'b'])
    await kill()
    expect(await undo(id)).toEqual({ kind: 'undone', removed: 1 })
    expect(names()).toEqual(['first', 'b'])
  })

  it('place 19: and where somebody wrote into the cleared row, it stays', async () => {
    const { id, beginUndo, stopAt, kill, undo, names, google, spreadsheetId } = await setUpSent()
    await stopAt({ on: WRITE, kind: 'hang', when: 'after' }, () => beginUndo(id))
    await expect.poll(names).toEqual(['first', '', 'b'])
    await kill()
    google.writeCells(spreadsheetId, 'Sheet1!A3', [['mine']])
    expect(await undo(id)).toEqual({ kind: 'gone' })
    expect(names()).toEqual(['first', 'mine', 'b'])
  })

  it('place 20: before the ledger knows that it is gone, is followed by one that removes no other', async () => {
    const { id, beginUndo, stopAt, kill, ledger, undo, names, google } = await setUpSent()
    await stopAt({ on: WRITE, kind: 'hang', when: 'after' }, () => beginUndo(id))
    await expect.poll(names).toEqual(['first', '', 'b'])
    google.clearFaults()
    await stopAt({ on: WRITE, kind: 'hang', when: 'after' }, () => {})
    await expect.poll(names).toEqual(['first', 'b'])
    await kill()
    expect(await ledger({ id })).toMatchObject({ undoneAt: null })
    expect(await undo(id)).toEqual({ kind: 'gone' })
    expect(names()).toEqual(['first', 'b'])
  })

  it('place 21: before the client has the answer, is followed by one that has it recorded', async () => {
    const { id, beginUndo, stopAt, hangUp, kill, ledger, undo, names, google } = await setUpSent()
    await stopAt({ on: WRITE, kind: 'hang' }, () => beginUndo(id))
    hangUp()
    google.clearFaults()
    await expect.poll(async () => (await ledger({ id }))?.undoneAt).toEqual(expect.any(Date))
    await kill()
    expect(await undo(id)).toEqual({ kind: 'undone', removed: 0 })
    expect(google.requests()).toEqual([])
    expect(names()).toEqual(['first', 'b'])
  })
})

describe('a server that dies over its sweep', () => {
  it('place 23: leaves the rest to the next', async () => {
    const { deps, send, requestOf, register } = await setUpSending([HEADER])
    await send(requestOf([row('a')]))
    const [one] = await deps.db.select().from(sends)
    if (!one) throw new Error('Nothing was written down.')
    const other = await register('other@example.com')
    const later = [one.personId, other.person.id].flatMap((personId) =>
      Array.from({ length: 501 }, (_, index) => ({
        ...one,
        personId,
        id: crypto.randomUUID(),
        createdAt: new Date(one.createdAt.getTime() + 1 + index),
      })),
    )
    await deps.db.insert(sends).values(later)
    const remembered = async () =>
      (await deps.db.select().from(sends)).filter(({ record }) => record !== null).length
    await deps.db.run(
      sql.raw(`create trigger dies before update on sends
        when new.person_id = '${other.person.id}' begin select raise(abort, 'dead'); end`),
    )
    await expect(sweepSends(deps)).rejects.toThrow()
    expect(await remembered()).toBeGreaterThan(1000)
    await deps.db.run(sql`drop trigger dies`)
    await sweepSends(deps)
    expect(await remembered()).toBe(1000)
  })
})

/** Keeps everybody from writing to the database, as a process with a long transaction does. */
function holdDatabase(dataDir: string): () => void {
  const sqlite = new Sqlite(`${dataDir}/sheetside.sqlite`)
  sqlite.exec('begin immediate')
  const free = () => {
    if (sqlite.open) sqlite.close()
  }
  onTestFinished(free)
  return free
}
