import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { destinations, sends } from '#server/db/schema.ts'
import { sweepSends } from '#server/sends/history.ts'
import { setUpDying, WRITE } from './dying.ts'
import { HEADER, row, setUpSending } from './set-up.ts'

/** Two sends, the first of which is to be undone. */
async function setUpSent() {
  const setting = await setUpDying()
  const { id } = await setting.send(setting.requestOf([row('a')]))
  await setting.send(setting.requestOf([row('b')]))
  return { ...setting, id }
}

// Processes take a while to start on a busy machine.
describe('a server that dies over a destination', { timeout: 60_000 }, () => {
  it('place 17: after its columns were marked, marks none of them again', async () => {
    const { begin, stopAt, kill, direct, account, call, token, google, deps } = await setUpDying()
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
    deps.db.run(
      sql.raw(`create trigger dies before update on sends
        when new.person_id = '${other.person.id}' begin select raise(abort, 'dead'); end`),
    )
    await expect(sweepSends(deps)).rejects.toThrow('dead')
    expect(await remembered()).toBeGreaterThan(1000)
    deps.db.run(sql`drop trigger dies`)
    await sweepSends(deps)
    expect(await remembered()).toBe(1000)
  })
})
