import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { addEntry, allEntries, change, discard } from '#extension/outbox/outbox.ts'
import type { SendRequest } from '#shared/contract/send.ts'
import type { ServerErrorCode } from '#shared/errors.ts'
import { clicked, quotes, readingList } from '#test/extension/lib/fixtures.ts'
import { accept, hangUp, refuse } from './contract-server.ts'
import { kinds, selectedFor, startDelivery, type Delivery } from './delivery.ts'

let delivery: Delivery

beforeEach(async () => {
  delivery = await startDelivery()
})
afterEach(() => delivery.close())

const through = (account: string) => ({ destination: { ...readingList, account } })
const isPoison = ({ rows }: SendRequest) => JSON.stringify(rows).includes('poison')
const wholeRefusal = (code: ServerErrorCode) => {
  delivery.server.answers.batch = (sends, c) => (sends.length > 1 ? refuse(c, code) : null)
}

describe('a batch', () => {
  it('has all that waits for one sheet, in order, and nothing of another', async () => {
    for (const selection of ['one', 'two', 'three']) await addEntry(clicked(selection))
    await addEntry(clicked('elsewhere', { destination: quotes }))
    await delivery.run()
    expect(delivery.server.batches.map((batch) => batch.length)).toEqual([3, 1])
    expect(delivery.arrived()).toEqual(['one', 'two', 'three', 'elsewhere'])
  })

  it('has fifty at the most', async () => {
    for (let index = 0; index < 60; index++) await addEntry(clicked(`number ${index}`))
    await delivery.run()
    expect(delivery.server.batches.map((batch) => batch.length)).toEqual([50, 10])
    expect(delivery.arrived()).toEqual(Array.from({ length: 60 }, (_, index) => `number ${index}`))
  })

  it('is no larger than a request may be', async () => {
    const clip = clicked('').clip
    const row = [{ kind: 'text' as const, value: 'x'.repeat(45_000) }]
    for (let index = 0; index < 3; index++) {
      const rows = Array.from({ length: 20 }, () => row)
      await addEntry(clicked('', { clip: { ...clip, rows } }))
    }
    await delivery.run()
    expect(delivery.server.batches.map((batch) => batch.length)).toEqual([2, 1])
    expect(await kinds()).toEqual(['sent', 'sent', 'sent'])
  })

  it('goes through one Google account, and what is behind it through another comes after', async () => {
    await addEntry(clicked('one', through('account-1')))
    await addEntry(clicked('two', through('account-2')))
    await addEntry(clicked('three', through('account-1')))
    await delivery.run()
    expect(delivery.server.batches.map((batch) => batch.length)).toEqual([1, 1, 1])
    expect(delivery.arrived()).toEqual(['one', 'two', 'three'])
  })

  it('takes sends from private windows along', async () => {
    await addEntry(clicked('one'))
    await addEntry(clicked('private', { incognito: true }))
    await addEntry(clicked('three'))
    await delivery.run()
    expect(delivery.server.batches).toHaveLength(1)
    expect(delivery.arrived()).toEqual(['one', 'private', 'three'])
  })

  it('is repeated with the same ids when its answer was lost, and none is changed meanwhile', async () => {
    for (const selection of ['one', 'two']) await addEntry(clicked(selection))
    delivery.server.answers.batch = (_, c) => hangUp(c)
    await delivery.run()
    expect(await allEntries()).toMatchObject([
      { inDoubt: true, state: { kind: 'waiting', attempts: 1 } },
      { inDoubt: true, state: { kind: 'waiting', attempts: 0 } },
    ])
    expect(delivery.attempts).toHaveLength(1)

    delete delivery.server.answers.batch
    delivery.now += 60_000
    await delivery.run()
    const [lost, repeated] = delivery.server.batches
    expect(repeated).toEqual(lost)
    expect(await kinds()).toEqual(['sent', 'sent'])
  })

  it('settles each for itself: one refused, one held, those behind it as if not tried', async () => {
    for (const name of ['fine', 'refused', 'late', 'behind']) await addEntry(clicked(name))
    delivery.server.answers.sends = (send, c) => {
      const name = selectedFor(send)
      if (name === 'refused') return refuse(c, 'range_protected')
      return name === 'late' ? refuse(c, 'google_quota', 70) : accept(send, c)
    }
    await delivery.run()
    expect((await allEntries()).map(({ state }) => state)).toMatchObject([
      { kind: 'sent' },
      { kind: 'failed' },
      { kind: 'waiting', attempts: 1, notBefore: delivery.now + 70_000 },
      { kind: 'waiting', attempts: 0, notBefore: 0 },
    ])
    expect(delivery.attempts.map(({ state }) => state.kind)).toEqual(['sent', 'failed', 'waiting'])
    await delivery.run()
    expect(delivery.server.batches).toHaveLength(1)
  })

  it('that is refused as a whole is tried one by one, so that none is refused for another’s sake', async () => {
    for (const name of ['one', 'two', 'three']) await addEntry(clicked(name))
    wholeRefusal('invalid_input')
    await delivery.run()
    expect(delivery.arrived()).toEqual(['one', 'two', 'three'])
    expect(await kinds()).toEqual(['sent', 'sent', 'sent'])
  })

  it('is not blamed on its first for an error of the server’s that another one brings about', async () => {
    for (const name of ['fine', 'poison', 'also fine']) await addEntry(clicked(name))
    delivery.server.answers.batch = (sends, c) =>
      sends.some(isPoison) ? refuse(c, 'internal') : null
    for (let turn = 0; turn < 12; turn++) {
      await delivery.run()
      delivery.now += 3_000_000
    }
    expect(delivery.arrived()).toEqual(['fine', 'also fine'])
    expect(await kinds()).toEqual(['failed'])
  })

  it('is taken up by the next life of a background that died in the middle of it', async () => {
    const { id } = await addEntry(clicked('one'))
    await addEntry(clicked('two'))
    await change(id, (entry) => ({ ...entry, state: { kind: 'sending', attempts: 1 } }))
    await delivery.run()
    expect(delivery.server.batches.map((batch) => batch.length)).toEqual([2])
    expect(await kinds()).toEqual(['sent', 'sent'])
  })

  it('leaves out what is discarded before it goes', async () => {
    const { id } = await addEntry(clicked('unwanted'))
    await addEntry(clicked('wanted'))
    const running = delivery.run()
    await discard(id)
    await running
    expect(delivery.arrived()).toEqual(['wanted'])
  })
})
