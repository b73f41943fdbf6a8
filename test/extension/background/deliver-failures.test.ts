import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { hurryMended, hurryUnreachable } from '#extension/background/deliver.ts'
import { lastMe, session } from '#extension/lib/storage.ts'
import { addEntry, allEntries } from '#extension/outbox/outbox.ts'
import { asText } from '#shared/cells.ts'
import { ada, clicked, meOf, quotes, signIn } from '#test/extension/lib/fixtures.ts'
import { accept, refuse, startContractServer } from './contract-server.ts'
import { kinds, startDelivery, stateOf, type Delivery } from './delivery.ts'

let delivery: Delivery

beforeEach(async () => {
  delivery = await startDelivery()
})
afterEach(() => delivery.close())

describe('a failure that passes', () => {
  it('is tried again, not too soon, later and later', async () => {
    const { id } = await addEntry(clicked('x'))
    delivery.refuseAll('google_unavailable')
    await delivery.run()
    const first = delivery.now + 30_000
    expect(await stateOf(id)).toEqual({
      kind: 'waiting',
      attempts: 1,
      notBefore: first,
      lastFailure: { code: 'google_unavailable', message: 'Refused as google_unavailable.' },
    })

    delivery.now = first - 1
    await delivery.run()
    expect(delivery.server.received).toHaveLength(1)
    delivery.now = first
    await delivery.run()
    expect(delivery.server.received).toHaveLength(2)
    expect(await stateOf(id)).toMatchObject({ attempts: 2, notBefore: delivery.now + 60_000 })
  })

  it('waits as long as the server asks for', async () => {
    const { id } = await addEntry(clicked('x'))
    delivery.refuseAll('google_quota', 90)
    await delivery.run()
    expect(await stateOf(id)).toMatchObject({ notBefore: delivery.now + 90_000 })
  })

  it('keeps those behind it for the same sheet waiting, and no others', async () => {
    await addEntry(clicked('first'))
    await addEntry(clicked('second'))
    await addEntry(clicked('elsewhere', { destination: quotes }))
    delivery.server.answers.sends = (send, c) =>
      send.destination.spreadsheetId === quotes.spreadsheetId
        ? accept(send, c)
        : refuse(c, 'google_timeout')
    await delivery.run()

    expect(delivery.arrived()).toEqual(['first', 'elsewhere'])
    delivery.server.answers.sends = accept
    delivery.now += 60_000
    await delivery.run()
    expect(delivery.arrived()).toEqual(['first', 'elsewhere', 'first', 'second'])
  })

  it('of the server itself ends the run: the next sheet would meet the same', async () => {
    await addEntry(clicked('one'))
    await addEntry(clicked('two', { destination: quotes }))
    delivery.refuseAll('rate_limited', 60)
    await delivery.run()
    expect(delivery.arrived()).toEqual(['one'])
    expect(await kinds()).toEqual(['waiting', 'waiting'])
  })

  it('frees the others once the server answers', async () => {
    const { url } = delivery.server
    const entries = [
      await addEntry(clicked('one')),
      await addEntry(clicked('two', { destination: quotes })),
    ]
    await delivery.server.close()
    await delivery.run()
    delivery.now += 1000
    await delivery.run()
    const reached = entries.map(({ id }) => stateOf(id))
    expect(await Promise.all(reached)).toMatchObject([
      { kind: 'waiting', lastFailure: { code: 'server_unreachable' } },
      { kind: 'waiting', lastFailure: { code: 'server_unreachable' } },
    ])

    delivery.server = await startContractServer({ sends: accept })
    expect(delivery.server.url).not.toBe(url)
    await signIn(ada, { address: delivery.server.url })
    await delivery.run()
    expect(delivery.arrived()).toEqual([])
    await hurryUnreachable()
    await delivery.run()
    expect(delivery.arrived()).toEqual(['one', 'two'])
  })
})

describe('a failure that the person has to mend', () => {
  it('keeps the entry until they have signed in again', async () => {
    const { id } = await addEntry(clicked('x'))
    delivery.refuseAll('unauthenticated')
    await delivery.run()
    expect(await stateOf(id)).toMatchObject({
      kind: 'waiting',
      lastFailure: { code: 'unauthenticated' },
    })
    delivery.server.answers.sends = accept
    await delivery.run()
    expect(delivery.server.received).toHaveLength(1)

    await session.clear()
    await hurryMended()
    await delivery.run()
    expect(delivery.server.received).toHaveLength(1)

    await signIn(ada, { address: delivery.server.url })
    await hurryMended()
    await delivery.run()
    expect(await kinds()).toEqual(['sent'])
  })

  it('keeps the entry until its Google account works again', async () => {
    const { id } = await addEntry(clicked('x'))
    delivery.refuseAll('google_reconnect_needed')
    await delivery.run()
    delivery.server.answers.sends = accept

    const me = meOf(ada)
    await lastMe.write({
      ...me,
      googleAccounts: me.googleAccounts.map((account) => ({
        ...account,
        state: 'reconnect_needed',
      })),
    })
    await hurryMended()
    await delivery.run()
    expect(await stateOf(id)).toMatchObject({ kind: 'waiting' })

    await lastMe.write(me)
    await hurryMended()
    await delivery.run()
    expect(await kinds()).toEqual(['sent'])
  })
})

describe('a refusal', () => {
  it('waits for the person to decide, and holds nobody up', async () => {
    await addEntry(clicked('too much'))
    await addEntry(clicked('fine'))
    delivery.server.answers.sends = (send, c) =>
      delivery.server.received.length === 1 ? refuse(c, 'sheet_full') : accept(send, c)
    await delivery.run()
    delivery.now += 86_400_000
    await delivery.run()

    expect(delivery.arrived()).toEqual(['too much', 'fine'])
    expect((await allEntries())[0]?.state).toEqual({
      kind: 'failed',
      failure: { code: 'sheet_full', message: 'Refused as sheet_full.' },
    })
  })

  it('is also what comes of an error of the server’s that stays', async () => {
    await addEntry(clicked('poison'))
    await addEntry(clicked('behind it'))
    delivery.server.answers.sends = (send, c) =>
      send.rows[0]?.some((cell) => asText(cell) === 'poison')
        ? refuse(c, 'internal')
        : accept(send, c)
    for (let turn = 0; turn < 10; turn++) {
      await delivery.run()
      delivery.now += 3_000_000
    }
    expect(delivery.arrived()).toEqual([...Array<string>(8).fill('poison'), 'behind it'])
  })
})
