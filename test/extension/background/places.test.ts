import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { ALARM, round } from '#extension/background/round.ts'
import { onMenuClicked } from '#extension/background/send-clicked.ts'
import { session } from '#extension/lib/storage.ts'
import { addEntry, allEntries, assignDestination, retry } from '#extension/outbox/outbox.ts'
import { hold, release } from '#extension/outbox/review.ts'
import type { SendRequest } from '#shared/contract/send.ts'
import {
  ada,
  bob,
  clicked,
  freshBrowser,
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
  type Ctx,
} from './contract-server.ts'
import {
  dieAt,
  stopAtCall,
  stopBeforeAdding,
  stopBeforeAnswer,
  stopBeforeAsking,
  stopBeforeWriting,
  stopHere,
} from './deaths.ts'
import { kinds } from './delivery.ts'
import { notices, tab } from './window.ts'

/**
 * The background dies at each place that docs/exactly-once.md numbers; the next life of it then does what
 * it does at every start. The places behind the server's door are in test/server/sends.
 */

let server: ContractServer
/** The payloads of sends by their ids, as the ledger keeps them; each is in the sheet once. */
let ledger: Map<string, string>

beforeEach(async () => {
  await freshBrowser()
  ledger = new Map()
  server = await startContractServer({ sends: carryOut })
  await signIn(ada, { address: server.url })
  selectionIs('precious')
  Object.assign(fakeBrowser.runtime, { getPlatformInfo: async () => ({ os: 'linux' }) })
})
afterEach(async () => {
  vi.restoreAllMocks()
  await server.close()
})

/** As the server does: once for an id, and again only the same. */
function carryOut(send: SendRequest, c: Ctx): Response {
  const payload = JSON.stringify(send)
  if ((ledger.get(send.id) ?? payload) !== payload) return refuse(c, 'conflict')
  ledger.set(send.id, payload)
  return accept(send, c)
}

function selectionIs(value: string): void {
  const result = { rows: [[{ kind: 'text', value }]], headerRows: 0 }
  Object.assign(fakeBrowser, { scripting: { executeScript: async () => [{ result }] } })
}

const click = () =>
  onMenuClicked(
    {
      menuItemId: `send:selection:${readingList.id}`,
      editable: false,
      pageUrl: 'https://example.com/',
      frameId: 0,
    },
    tab,
  )
/** What a background does when it starts. */
const nextLife = round
const ids = () => server.received.map(({ send }) => send.id)

/** It arrived, once, however often it was asked for. */
async function seeItOnce(): Promise<void> {
  expect(await kinds()).toEqual(['sent'])
  expect(ledger.size).toBe(1)
  expect(new Set(ids()).size).toBe(1)
  expect([...ledger.values()].join()).toContain('precious')
}

describe('the background dies', () => {
  it('place 1: before the selection was read: nothing was taken, and the next click is as any', async () => {
    const stop = stopHere()
    Object.assign(fakeBrowser, { scripting: { executeScript: stop.halt } })
    await dieAt(stop, click())
    selectionIs('precious')

    await nextLife()
    expect(await allEntries()).toEqual([])
    expect(notices()).toEqual([])
    await click()
    await seeItOnce()
  })

  it('place 2: before what was read is on disk: nothing was taken, and nothing says so', async () => {
    await dieAt(stopBeforeAdding(), click())

    await nextLife()
    expect(await allEntries()).toEqual([])
    expect(server.received).toEqual([])
    expect(notices()).toEqual([])
    expect(await fakeBrowser.action.getBadgeText({})).not.toBe('✓')
    await click()
    await seeItOnce()
  })

  it('place 3: before its delivery begins, its alarm included: the next start delivers it', async () => {
    await dieAt(stopAtCall('alarms'), click())
    expect(await kinds()).toEqual(['waiting'])
    expect(server.received).toEqual([])

    await nextLife()
    await seeItOnce()
  })

  it('place 4: between its mark as sending and the request: it goes with the same id', async () => {
    await dieAt(stopBeforeAsking(), click())
    expect(await kinds()).toEqual(['sending'])
    expect(server.received).toEqual([])
    expect(await fakeBrowser.alarms.get(ALARM)).toMatchObject({ name: ALARM })

    const [{ id } = { id: '' }] = await allEntries()
    await nextLife()
    expect(ids()).toEqual([id])
    await seeItOnce()
  })

  it('place 5: while the server carries it out: the repeat is the same, and writes nothing', async () => {
    await dieAt(stopBeforeAnswer(), click())
    expect(await kinds()).toEqual(['sending'])
    expect(ledger.size).toBe(1)

    await nextLife()
    expect(server.received).toHaveLength(2)
    expect(server.received[1]).toEqual(server.received[0])
    await seeItOnce()
  })

  it('place 5: with a request that got lost: the repeat is the same, and is carried out', async () => {
    server.answers.sends = (_, c) => hangUp(c)
    await dieAt(stopBeforeAnswer(), click())
    expect(ledger.size).toBe(0)

    server.answers.sends = carryOut
    await nextLife()
    expect(server.received[1]).toEqual(server.received[0])
    await seeItOnce()
  })

  it('place 6: with the answer in hand, before it is on disk: the repeat gets the recorded one', async () => {
    await dieAt(stopBeforeWriting(isSent), click())
    expect(await kinds()).toEqual(['sending'])
    expect(ledger.size).toBe(1)

    await nextLife()
    expect(server.received[1]).toEqual(server.received[0])
    await seeItOnce()
  })

  it('place 6: with the first of a batch on disk as sent: only the others go again, in their order', async () => {
    const made = []
    for (const text of ['one', 'two', 'three']) made.push(await addEntry(clicked(text)))
    const [one, ...others] = made.map(({ id }) => id)
    await dieAt(
      stopBeforeWriting((value) => isSent(value) && JSON.stringify(value).includes('two')),
      round(),
    )
    expect(await kinds()).toEqual(['sent', 'sending', 'sending'])

    await nextLife()
    expect(ids()).toEqual([one, ...others, ...others])
    expect(await kinds()).toEqual(['sent', 'sent', 'sent'])
    expect(ledger.size).toBe(3)
  })

  it('place 7: before anything says that it was sent: it is not sent again, and the badge tells', async () => {
    await dieAt(stopAtCall('notifications'), click())
    expect(await kinds()).toEqual(['sent'])

    await nextLife()
    expect(server.received).toHaveLength(1)
    expect(await fakeBrowser.action.getBadgeText({})).toBe('✓')
    await seeItOnce()
  })

  it('place 8: with rows that may have arrived: they are not changed before that is known', async () => {
    await dieAt(stopBeforeWriting(isSent), click())
    const [{ id } = { id: '' }] = await allEntries()
    await expect(hold(id)).rejects.toMatchObject({ code: 'conflict' })

    server.answers.sends = (_, c) => refuse(c, 'google_timeout')
    await nextLife()
    expect(await kinds()).toEqual(['waiting'])
    await expect(hold(id)).rejects.toMatchObject({ code: 'conflict' })

    server.answers.sends = carryOut
    await retry(id)
    await nextLife()
    await seeItOnce()
  })

  it('place 8: with rows that did not arrive: the changed ones go under an id that no attempt had', async () => {
    server.answers.sends = (_, c) => refuse(c, 'sheet_full')
    await click()
    server.answers.sends = carryOut
    const [{ id } = { id: '' }] = await allEntries()
    await hold(id)
    await release(id, [[{ kind: 'text', value: 'precious, and better' }]])
    await dieAt(stopBeforeWriting(isSent), round())

    await nextLife()
    const [refused, changed, repeated] = ids()
    expect(changed).not.toBe(refused)
    expect(repeated).toBe(changed)
    expect(await kinds()).toEqual(['sent'])
    expect(ledger.size).toBe(1)
  })
})

describe('the person goes while something is on its way', () => {
  it('place 5: who signs out while it is carried out, and in again, has it once', async () => {
    await dieAt(stopBeforeAnswer(), click())
    await session.clear()
    await nextLife()
    expect(server.received).toHaveLength(1)
    expect(await kinds()).toEqual(['sending'])

    await signIn(bob, { address: server.url })
    await nextLife()
    expect(server.received).toHaveLength(1)

    await signIn(ada, { address: server.url })
    await nextLife()
    await seeItOnce()
  })

  it('place 4: a session that ended meanwhile keeps it for the next one', async () => {
    server.answers.sends = (_, c) => refuse(c, 'unauthenticated')
    await dieAt(stopBeforeAsking(), click())
    await nextLife()
    expect(await kinds()).toEqual(['waiting'])

    server.answers.sends = carryOut
    await signIn(ada, { address: server.url })
    const [{ id } = { id: '' }] = await allEntries()
    await retry(id)
    await nextLife()
    await seeItOnce()
  })

  it('place 5: what may have arrived is given no other sheet', async () => {
    await dieAt(stopBeforeWriting(isSent), click())
    const [{ id } = { id: '' }] = await allEntries()
    await expect(assignDestination(id, quotes)).rejects.toMatchObject({ code: 'conflict' })
  })
})

function isSent(value: unknown): boolean {
  return JSON.stringify(value).includes('"kind":"sent"')
}
