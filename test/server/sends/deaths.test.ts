import { setTimeout as delay } from 'node:timers/promises'
import Sqlite from 'better-sqlite3'
import { eq } from 'drizzle-orm'
import { describe, expect, it, onTestFinished } from 'vitest'
import { sends } from '#server/db/schema.ts'
import { setUpDying, WRITE } from './dying.ts'
import { row } from './set-up.ts'

// Processes take a while to start on a busy machine.
describe('a server that dies over a send', { timeout: 60_000 }, () => {
  it('place 9: before the ledger has it, leaves a first send to the repeat', async () => {
    const { requestOf, beginSend, stopAt, doomed, kill, ledger, send, names } = await setUpDying()
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
    const { requestOf, beginSend, stopAt, kill, ledger, send, names } = await setUpDying()
    const request = requestOf([row('a')])
    await stopAt({ on: 'values.append', kind: 'hang' }, () => beginSend(request))
    await kill()
    expect(await ledger(request)).toMatchObject({ result: null, doubtedAt: null })
    expect((await send(request)).range).toBe('A3:D3')
    expect(names()).toEqual(['first', 'a'])
  })

  it('place 11: before Google has the batch, is followed by one that asks and then writes', async () => {
    const { requestOf, beginSend, stopAt, kill, ledger, send, names, asked } = await setUpDying()
    const request = requestOf([row('a')])
    await stopAt({ on: WRITE, kind: 'hang' }, () => beginSend(request))
    await kill()
    expect(await ledger(request)).toMatchObject({ result: null, doubtedAt: expect.any(Date) })
    expect((await send(request)).range).toBe('A3:D3')
    expect(asked('developerMetadata.search')).toBeGreaterThan(0)
    expect(names()).toEqual(['first', 'a'])
  })

  it('place 12: before Google carries the batch out, which comes too late then', async () => {
    const { requestOf, beginSend, stopAt, doomed, send, names, google, answersTo } =
      await setUpDying()
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
    const { requestOf, beginSend, stopAt, doomed, post, names, google, answersTo } =
      await setUpDying()
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
    const { requestOf, beginSend, stopAt, kill, ledger, send, names, asked } = await setUpDying()
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
      await setUpDying()
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
    const setting = await setUpDying()
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
    const { requestOf, sendBatch, names, deps, asked, google } = await setUpDying()
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
    const { requestOf, beginSend, stopAt, kill, send, names, metadataOf } = await setUpDying()
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
