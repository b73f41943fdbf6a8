import { openDB } from 'idb'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { deliver, hurryMended, hurryUnreachable } from '#extension/background/deliver.ts'
import { lastMe, server as address, session } from '#extension/lib/storage.ts'
import type { Entry } from '#extension/outbox/entry.ts'
import { addEntry, allEntries, change, discard, SENT_KEPT_MS } from '#extension/outbox/outbox.ts'
import { asText } from '#shared/cells.ts'
import type { ServerErrorCode } from '#shared/errors.ts'
import {
  ada,
  bob,
  clicked,
  freshBrowser,
  meOf,
  quotes,
  readingList,
  signIn,
} from '#test/extension/lib/fixtures.ts'
import {
  accept,
  hangUp,
  refuse,
  startContractServer,
  type ContractServer,
} from './contract-server.ts'

let server: ContractServer
let now: number
let attempts: Entry[]

beforeEach(async () => {
  await freshBrowser()
  server = await startContractServer({ sends: accept })
  await signIn(ada, { address: server.url })
  now = Date.UTC(2026, 2, 2)
  attempts = []
})
afterEach(() => server.close())

const run = () =>
  deliver({
    now: () => now,
    random: () => 0.5,
    attempted: async (entries) => {
      attempts.push(...entries)
    },
  })
const arrived = () =>
  server.received.map(({ send }) => asText(send.rows[0]?.[0] ?? { kind: 'empty' }))
const states = async () => (await allEntries()).map(({ state }) => state.kind)
const stateOf = async (id: string) => (await allEntries()).find((entry) => entry.id === id)?.state
const refuseAll = (code: ServerErrorCode, retryAfterSeconds?: number) => {
  server.answers.sends = (_, c) => refuse(c, code, retryAfterSeconds)
}

describe('a delivery', () => {
  it('sends what is due, in the order of the clicks, as the person', async () => {
    for (const selection of ['one', 'two', 'three']) await addEntry(clicked(selection))
    await run()

    expect(arrived()).toEqual(['one', 'two', 'three'])
    expect(server.received[0]?.authorization).toBe(
      `Bearer ${'token-of-person-ada'.padEnd(40, 'x')}`,
    )
    expect(await states()).toEqual(['sent', 'sent', 'sent'])
    expect(attempts.map(({ state }) => state.kind)).toEqual(['sent', 'sent', 'sent'])
    expect((await allEntries())[0]?.state).toMatchObject({ at: now, result: { range: 'A2:D2' } })
  })

  it('runs once however many ask for it', async () => {
    for (const selection of ['one', 'two']) await addEntry(clicked(selection))
    await Promise.all([run(), run(), run()])
    expect(arrived()).toEqual(['one', 'two'])
  })

  it('takes along what is clicked in the meantime', async () => {
    await addEntry(clicked('one'))
    server.answers.sends = async (send, c) => {
      if (server.received.length === 1) await addEntry(clicked('two'))
      return accept(send, c)
    }
    await run()
    expect(arrived()).toEqual(['one', 'two'])
  })

  it('repeats the same id and payload when an answer was lost', async () => {
    await addEntry(clicked('precious'))
    server.answers.sends = (_, c) => hangUp(c)
    await run()
    expect(await states()).toEqual(['waiting'])

    server.answers.sends = accept
    now += 60_000
    await run()

    expect(server.received).toHaveLength(2)
    expect(server.received[1]).toEqual(server.received[0])
    expect(await states()).toEqual(['sent'])
  })

  it('tries again what a background that died was sending', async () => {
    const { id } = await addEntry(clicked('interrupted'))
    await change(id, (entry) => ({ ...entry, state: { kind: 'sending', attempts: 1 } }))
    await run()
    expect(server.received.map(({ send }) => send.id)).toEqual([id])
    expect(await states()).toEqual(['sent'])
  })

  it('says that it is being sent while it is', async () => {
    const { id } = await addEntry(clicked('x'))
    let seen: Entry['state'] | undefined
    server.answers.sends = async (send, c) => {
      seen = await stateOf(id)
      return accept(send, c)
    }
    await run()
    expect(seen).toEqual({ kind: 'sending', attempts: 1 })
  })

  it('does not bring back what was discarded while it was being sent', async () => {
    const { id } = await addEntry(clicked('unwanted'))
    server.answers.sends = async (send, c) => {
      await discard(id)
      return accept(send, c)
    }
    await run()
    expect(await allEntries()).toEqual([])
    expect(attempts).toEqual([])
  })

  it('drops what was sent long ago', async () => {
    await addEntry(clicked('old'))
    await run()
    now += SENT_KEPT_MS
    await run()
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
    await run()
    expect(arrived()).toEqual(['from before'])
    expect(await states()).toEqual(['sent'])
  })
})

describe('whose entries go out', () => {
  it('are of one person, where another one’s are for the same sheet', async () => {
    await addEntry(clicked('ada’s first'))
    await addEntry(clicked('bob’s', { person: bob.id }))
    await addEntry(clicked('ada’s second'))
    await run()
    expect(server.batches.map((batch) => batch.length)).toEqual([2])
    expect(arrived()).toEqual(['ada’s first', 'ada’s second'])
  })

  it('are nobody’s once another signs in while one is on its way', async () => {
    await addEntry(clicked('ada’s'))
    await addEntry(clicked('ada’s, elsewhere', { destination: quotes }))
    await addEntry(clicked('bob’s', { person: bob.id }))
    server.answers.sends = async (send, c) => {
      await signIn(bob, { address: server.url })
      return accept(send, c)
    }
    await run()
    expect(arrived()).toEqual(['ada’s'])
    await run()
    expect(server.received.map(({ authorization }) => authorization)).toEqual([
      `Bearer ${'token-of-person-ada'.padEnd(40, 'x')}`,
      `Bearer ${'token-of-person-bob'.padEnd(40, 'x')}`,
    ])
    expect(arrived()).toEqual(['ada’s', 'bob’s'])
  })

  it('are those of the person who is signed in alone', async () => {
    await addEntry(clicked('bob’s', { person: bob.id }))
    await addEntry(clicked('nobody’s', { person: null, destination: null }))
    await addEntry(clicked('ada’s'))
    await run()
    expect(arrived()).toEqual(['ada’s'])
  })

  it('are nobody’s after signing out', async () => {
    await addEntry(clicked('ada’s'))
    await session.clear()
    await run()
    expect(arrived()).toEqual([])
    expect(await states()).toEqual(['waiting'])
  })

  it('are nobody’s when the session is another server’s', async () => {
    await addEntry(clicked('ada’s'))
    await address.write('http://localhost:9')
    await run()
    expect(arrived()).toEqual([])
  })
})

describe('a failure that passes', () => {
  it('is tried again, not too soon, later and later', async () => {
    const { id } = await addEntry(clicked('x'))
    refuseAll('google_unavailable')
    await run()
    const first = now + 30_000
    expect(await stateOf(id)).toEqual({
      kind: 'waiting',
      attempts: 1,
      notBefore: first,
      lastFailure: { code: 'google_unavailable', message: 'Refused as google_unavailable.' },
    })

    now = first - 1
    await run()
    expect(server.received).toHaveLength(1)
    now = first
    await run()
    expect(server.received).toHaveLength(2)
    expect(await stateOf(id)).toMatchObject({ attempts: 2, notBefore: now + 60_000 })
  })

  it('waits as long as the server asks for', async () => {
    const { id } = await addEntry(clicked('x'))
    refuseAll('google_quota', 90)
    await run()
    expect(await stateOf(id)).toMatchObject({ notBefore: now + 90_000 })
  })

  it('keeps those behind it for the same sheet waiting, and no others', async () => {
    await addEntry(clicked('first'))
    await addEntry(clicked('second'))
    await addEntry(clicked('elsewhere', { destination: quotes }))
    server.answers.sends = (send, c) =>
      send.destination.spreadsheetId === quotes.spreadsheetId
        ? accept(send, c)
        : refuse(c, 'google_timeout')
    await run()

    expect(arrived()).toEqual(['first', 'elsewhere'])
    server.answers.sends = accept
    now += 60_000
    await run()
    expect(arrived()).toEqual(['first', 'elsewhere', 'first', 'second'])
  })

  it('of the server itself ends the run: the next sheet would meet the same', async () => {
    await addEntry(clicked('one'))
    await addEntry(clicked('two', { destination: quotes }))
    refuseAll('rate_limited', 60)
    await run()
    expect(arrived()).toEqual(['one'])
    expect(await states()).toEqual(['waiting', 'waiting'])
  })

  it('frees the others once the server answers', async () => {
    const { url } = server
    const entries = [
      await addEntry(clicked('one')),
      await addEntry(clicked('two', { destination: quotes })),
    ]
    await server.close()
    await run()
    now += 1000
    await run()
    const reached = entries.map(({ id }) => stateOf(id))
    expect(await Promise.all(reached)).toMatchObject([
      { kind: 'waiting', lastFailure: { code: 'server_unreachable' } },
      { kind: 'waiting', lastFailure: { code: 'server_unreachable' } },
    ])

    server = await startContractServer({ sends: accept })
    expect(server.url).not.toBe(url)
    await signIn(ada, { address: server.url })
    await run()
    expect(arrived()).toEqual([])
    await hurryUnreachable()
    await run()
    expect(arrived()).toEqual(['one', 'two'])
  })
})

describe('a failure that the person has to mend', () => {
  it('keeps the entry until they have signed in again', async () => {
    const { id } = await addEntry(clicked('x'))
    refuseAll('unauthenticated')
    await run()
    expect(await stateOf(id)).toMatchObject({
      kind: 'waiting',
      lastFailure: { code: 'unauthenticated' },
    })
    server.answers.sends = accept
    await run()
    expect(server.received).toHaveLength(1)

    await session.clear()
    await hurryMended()
    await run()
    expect(server.received).toHaveLength(1)

    await signIn(ada, { address: server.url })
    await hurryMended()
    await run()
    expect(await states()).toEqual(['sent'])
  })

  it('keeps the entry until its Google account works again', async () => {
    const { id } = await addEntry(clicked('x'))
    refuseAll('google_reconnect_needed')
    await run()
    server.answers.sends = accept

    const me = meOf(ada)
    await lastMe.write({
      ...me,
      googleAccounts: me.googleAccounts.map((account) => ({
        ...account,
        state: 'reconnect_needed',
      })),
    })
    await hurryMended()
    await run()
    expect(await stateOf(id)).toMatchObject({ kind: 'waiting' })

    await lastMe.write(me)
    await hurryMended()
    await run()
    expect(await states()).toEqual(['sent'])
  })
})

describe('a refusal', () => {
  it('waits for the person to decide, and holds nobody up', async () => {
    await addEntry(clicked('too much'))
    await addEntry(clicked('fine'))
    server.answers.sends = (send, c) =>
      server.received.length === 1 ? refuse(c, 'sheet_full') : accept(send, c)
    await run()
    now += 86_400_000
    await run()

    expect(arrived()).toEqual(['too much', 'fine'])
    expect((await allEntries())[0]?.state).toEqual({
      kind: 'failed',
      failure: { code: 'sheet_full', message: 'Refused as sheet_full.' },
    })
  })

  it('is also what comes of an error of the server’s that stays', async () => {
    await addEntry(clicked('poison'))
    await addEntry(clicked('behind it'))
    server.answers.sends = (send, c) =>
      send.rows[0]?.some((cell) => asText(cell) === 'poison')
        ? refuse(c, 'internal')
        : accept(send, c)
    for (let day = 0; day < 10; day++) {
      await run()
      now += 3_000_000
    }
    expect(arrived()).toEqual([...Array<string>(8).fill('poison'), 'behind it'])
  })
})
