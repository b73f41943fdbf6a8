import { openDB } from 'idb'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { server as address, session } from '#extension/lib/storage.ts'
import type { Entry } from '#extension/outbox/entry.ts'
import { addEntry, allEntries, change, discard, SENT_KEPT_MS } from '#extension/outbox/outbox.ts'
import { bob, clicked, quotes, readingList, signIn } from '#test/extension/lib/fixtures.ts'
import { accept, hangUp } from './contract-server.ts'
import { kinds, startDelivery, stateOf, type Delivery } from './delivery.ts'

let delivery: Delivery

beforeEach(async () => {
  delivery = await startDelivery()
})
afterEach(() => delivery.close())

describe('a delivery', () => {
  it('sends what is due, in the order of the clicks, as the person', async () => {
    for (const selection of ['one', 'two', 'three']) await addEntry(clicked(selection))
    await delivery.run()

    expect(delivery.arrived()).toEqual(['one', 'two', 'three'])
    expect(delivery.server.received[0]?.authorization).toBe(
      `Bearer ${'token-of-person-ada'.padEnd(40, 'x')}`,
    )
    expect(await kinds()).toEqual(['sent', 'sent', 'sent'])
    expect(delivery.attempts.map(({ state }) => state.kind)).toEqual(['sent', 'sent', 'sent'])
    expect((await allEntries())[0]?.state).toMatchObject({
      at: delivery.now,
      result: { range: 'A2:D2' },
    })
  })

  it('runs once however many ask for it', async () => {
    for (const selection of ['one', 'two']) await addEntry(clicked(selection))
    await Promise.all([delivery.run(), delivery.run(), delivery.run()])
    expect(delivery.arrived()).toEqual(['one', 'two'])
  })

  it('takes along what is clicked in the meantime', async () => {
    await addEntry(clicked('one'))
    delivery.server.answers.sends = async (send, c) => {
      if (delivery.server.received.length === 1) await addEntry(clicked('two'))
      return accept(send, c)
    }
    await delivery.run()
    expect(delivery.arrived()).toEqual(['one', 'two'])
  })

  it('repeats the same id and payload when an answer was lost', async () => {
    await addEntry(clicked('precious'))
    delivery.server.answers.sends = (_, c) => hangUp(c)
    await delivery.run()
    expect(await kinds()).toEqual(['waiting'])

    delivery.server.answers.sends = accept
    delivery.now += 60_000
    await delivery.run()

    expect(delivery.server.received).toHaveLength(2)
    expect(delivery.server.received[1]).toEqual(delivery.server.received[0])
    expect(await kinds()).toEqual(['sent'])
  })

  it('tries again what a background that died was sending', async () => {
    const { id } = await addEntry(clicked('interrupted'))
    await change(id, (entry) => ({ ...entry, state: { kind: 'sending', attempts: 1 } }))
    await delivery.run()
    expect(delivery.server.received.map(({ send }) => send.id)).toEqual([id])
    expect(await kinds()).toEqual(['sent'])
  })

  it('says that it is being sent while it is', async () => {
    const { id } = await addEntry(clicked('x'))
    let seen: Entry['state'] | undefined
    delivery.server.answers.sends = async (send, c) => {
      seen = await stateOf(id)
      return accept(send, c)
    }
    await delivery.run()
    expect(seen).toEqual({ kind: 'sending', attempts: 1 })
  })

  it('does not bring back what was discarded while it was being sent', async () => {
    const { id } = await addEntry(clicked('unwanted'))
    delivery.server.answers.sends = async (send, c) => {
      await discard(id)
      return accept(send, c)
    }
    await delivery.run()
    expect(await allEntries()).toEqual([])
    expect(delivery.attempts).toEqual([])
  })

  it('drops what was sent long ago', async () => {
    await addEntry(clicked('old'))
    await delivery.run()
    delivery.now += SENT_KEPT_MS
    await delivery.run()
    expect(await allEntries()).toEqual([])
  })
})

describe('an update of the extension', () => {
  it('finds what an older version kept, and sends it', async () => {
    const { id, createdAt, person, clip, request, destinationName, state, incognito } =
      await addEntry(clicked('from before'))
    const { rows, title, url, date } = clip
    const { account, spreadsheetId, sheetId, tableStart } = request?.destination ?? readingList
    const older = {
      id,
      createdAt,
      person,
      destinationName,
      state,
      incognito,
      clip: { rows, title, url, date },
      request: {
        id,
        destination: { account, spreadsheetId, sheetId, tableStart },
        rows: request?.rows,
      },
    }
    await discard(id)
    const database = await openDB('sheetside-outbox')
    await database.add('entries', older)
    database.close()
    await delivery.run()
    expect(delivery.arrived()).toEqual(['from before'])
    expect(await kinds()).toEqual(['sent'])
  })
})

describe('whose entries go out', () => {
  it('are of one person, where another one’s are for the same sheet', async () => {
    await addEntry(clicked('ada’s first'))
    await addEntry(clicked('bob’s', { person: bob.id }))
    await addEntry(clicked('ada’s second'))
    await delivery.run()
    expect(delivery.server.batches.map((batch) => batch.length)).toEqual([2])
    expect(delivery.arrived()).toEqual(['ada’s first', 'ada’s second'])
  })

  it('are nobody’s once another signs in while one is on its way', async () => {
    await addEntry(clicked('ada’s'))
    await addEntry(clicked('ada’s, elsewhere', { destination: quotes }))
    await addEntry(clicked('bob’s', { person: bob.id }))
    delivery.server.answers.sends = async (send, c) => {
      await signIn(bob, { address: delivery.server.url })
      return accept(send, c)
    }
    await delivery.run()
    expect(delivery.arrived()).toEqual(['ada’s'])
    await delivery.run()
    expect(delivery.server.received.map(({ authorization }) => authorization)).toEqual([
      `Bearer ${'token-of-person-ada'.padEnd(40, 'x')}`,
      `Bearer ${'token-of-person-bob'.padEnd(40, 'x')}`,
    ])
    expect(delivery.arrived()).toEqual(['ada’s', 'bob’s'])
  })

  it('are those of the person who is signed in alone', async () => {
    await addEntry(clicked('bob’s', { person: bob.id }))
    await addEntry(clicked('nobody’s', { person: null, destination: null }))
    await addEntry(clicked('ada’s'))
    await delivery.run()
    expect(delivery.arrived()).toEqual(['ada’s'])
  })

  it('are nobody’s after signing out', async () => {
    await addEntry(clicked('ada’s'))
    await session.clear()
    await delivery.run()
    expect(delivery.arrived()).toEqual([])
    expect(await kinds()).toEqual(['waiting'])
  })

  it('are nobody’s when the session is another server’s', async () => {
    await addEntry(clicked('ada’s'))
    await address.write('http://localhost:9')
    await delivery.run()
    expect(delivery.arrived()).toEqual([])
  })
})
