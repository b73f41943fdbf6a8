import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Entry, Failure } from '#extension/outbox/entry.ts'
import { entry as schema } from '#extension/outbox/entry.ts'
import { changeable } from '#extension/outbox/doubt.ts'
import {
  addEntry,
  allEntries,
  assignDestination,
  change,
  entries,
} from '#extension/outbox/outbox.ts'
import { edit, hold, release, unassign } from '#extension/outbox/review.ts'
import { text, type Cell } from '#shared/cells.ts'
import {
  ada,
  clicked,
  freshBrowser,
  quotes,
  readingList,
  signIn,
} from '#test/extension/lib/fixtures.ts'

beforeEach(async () => {
  await freshBrowser()
  await signIn(ada)
})

const looked = { ...readingList, review: true }
const other: Cell[][] = [[text('changed'), { kind: 'empty' }]]

async function only(): Promise<Entry> {
  const [entry] = await entries()
  if (!entry) throw new Error('The outbox is empty.')
  return entry
}

const failure = (code: Failure['code']): Failure => ({ code, message: '' })

/** An attempt as the background makes it, and how it ends; null where the background dies within it. */
async function attempt(id: string, ends: Entry['state'] | null): Promise<void> {
  await change(id, (entry) => {
    const attempts = 'attempts' in entry.state ? entry.state.attempts + 1 : 1
    return { ...entry, state: { kind: 'sending', attempts } }
  })
  if (ends) await change(id, (entry) => ({ ...entry, state: ends }))
}
const again = (code: Failure['code']): Entry['state'] => ({
  kind: 'waiting',
  attempts: 1,
  notBefore: 0,
  lastFailure: failure(code),
})
const refused = (code: Failure['code']): Entry['state'] => ({
  kind: 'failed',
  failure: failure(code),
})

describe('looking at what goes', () => {
  it('holds a send of such a destination back until it is released, with its rows as they then are', async () => {
    const { id, state } = await addEntry(clicked('first', { destination: looked }))
    expect(state.kind).toBe('needs_review')

    await edit(id, other)
    expect(await only()).toMatchObject({
      request: { id, rows: other },
      state: { kind: 'needs_review' },
    })
    await release(id, [[text('as seen')]])
    expect(await only()).toMatchObject({
      request: { id, rows: [[text('as seen')]] },
      state: { kind: 'waiting', attempts: 0 },
    })
  })

  it('takes a send that waits or was refused out of the queue, and gives it another id', async () => {
    for (const state of [again('google_quota'), refused('range_protected')]) {
      const { id } = await addEntry(clicked('x'))
      await attempt(id, state)
      await hold(id)
      const held = (await entries()).find((entry) => entry.id === id)
      expect(held?.state.kind).toBe('needs_review')
      expect(held?.request?.id).not.toBe(id)
    }
  })

  it('keeps that other id where it is then given another destination', async () => {
    const { id } = await addEntry(clicked('x'))
    await attempt(id, refused('range_protected'))
    await hold(id)
    const held = (await only()).request?.id
    await assignDestination(id, quotes)
    expect((await only()).request?.id).toBe(held)
  })

  it('lets go of its destination, for another one under another id', async () => {
    const { id } = await addEntry(clicked('x', { destination: looked }))
    await edit(id, other)
    await unassign(id)
    expect(await only()).toMatchObject({ request: null, state: { kind: 'needs_destination' } })
    await assignDestination(id, quotes)
    const { request, isEdited } = await only()
    expect(request).toMatchObject({ rows: [[text('x'), {}, {}, {}]] })
    expect(request?.id).not.toBe(id)
    expect(isEdited).toBe(false)
  })

  it('refuses rows that do not fit, and keeps those from before', async () => {
    const { id } = await addEntry(clicked('first', { destination: looked }))
    await edit(id, other)
    const long = [[text('x'.repeat(50_001))]]
    await expect(edit(id, long)).rejects.toMatchObject({ code: 'too_large' })
    await expect(release(id, long)).rejects.toMatchObject({ code: 'too_large' })
    await expect(release(id, [])).rejects.toMatchObject({ code: 'too_large' })
    expect(await only()).toMatchObject({
      request: { rows: other },
      state: { kind: 'needs_review' },
    })
  })

  it('changes nothing of what is on its way, or gone', async () => {
    const { id } = await addEntry(clicked('first'))
    await expect(release(id, other)).rejects.toMatchObject({ code: 'conflict' })
    await attempt(id, null)
    await expect(hold(id)).rejects.toMatchObject({ code: 'conflict' })
    await expect(edit(id, other)).rejects.toMatchObject({ code: 'conflict' })
    await expect(hold(randomUUID())).rejects.toMatchObject({ code: 'not_found' })
  })

  it('is looked at again where changed rows are made anew for changed columns', async () => {
    const { id } = await addEntry(clicked('first', { destination: looked }))
    await release(id, other)
    await attempt(id, refused('destination_changed'))
    const columns = [{ header: 'Title', template: '{{title}}' }]
    await assignDestination(id, { ...readingList, columns })
    expect(await only()).toMatchObject({
      request: { rows: [[text('A page')]] },
      state: { kind: 'needs_review' },
    })
    expect((await only()).request?.id).not.toBe(id)
  })
})

describe('what may stand in the sheet already', () => {
  it.each(['server_unreachable', 'google_timeout', 'google_unavailable', 'internal'] as const)(
    'is not changed while no answer says otherwise: %s',
    async (code) => {
      const { id } = await addEntry(clicked('x'))
      await attempt(id, again(code))
      expect(changeable(await only())).toBe('in_doubt')
      await expect(hold(id)).rejects.toMatchObject({ code: 'conflict' })
      // What says nothing of the attempt before it takes no doubt away.
      await attempt(id, again('google_quota'))
      expect(changeable(await only())).toBe('in_doubt')
      await attempt(id, refused('sheet_full'))
      expect(changeable(await only())).toBe('yes')
    },
  )

  it('is what a background left behind that died in the middle of it', async () => {
    const { id } = await addEntry(clicked('x'))
    await attempt(id, null)
    await attempt(id, again('google_quota'))
    expect(changeable(await only())).toBe('in_doubt')
  })

  it('goes to another sheet only where the person agreed that it may then stand twice', async () => {
    const { id, request } = await addEntry(clicked('x'))
    await attempt(id, again('server_unreachable'))
    await attempt(id, refused('not_found'))
    await expect(assignDestination(id, quotes)).rejects.toMatchObject({ code: 'conflict' })
    expect(await only()).toMatchObject({ request, state: { kind: 'failed' } })

    await assignDestination(id, quotes, { maybeTwice: true })
    const { request: other, state } = await only()
    expect(other?.destination.spreadsheetId).toBe(quotes.spreadsheetId)
    expect(other?.id).not.toBe(id)
    expect(state.kind).toBe('waiting')
  })

  it('is asked for again by its own id where it goes to the sheet that it may stand in', async () => {
    const { id, request } = await addEntry(clicked('x'))
    await attempt(id, again('server_unreachable'))
    await attempt(id, refused('not_found'))
    await assignDestination(id, readingList)
    expect(await only()).toMatchObject({ request, state: { kind: 'waiting' } })
  })

  it('is nothing that was never tried, or was refused outright', async () => {
    const { id } = await addEntry(clicked('x'))
    expect(changeable(await only())).toBe('yes')
    await attempt(id, refused('range_protected'))
    expect(changeable(await only())).toBe('yes')
  })

  it('is not known of entries of older versions, which are read all the same', async () => {
    const made = await addEntry(clicked('x'))
    const { inDoubt, isEdited, ...old } = made
    expect([inDoubt, isEdited]).toEqual([false, false])
    expect(schema.parse(old)).toEqual(made)
    expect(await allEntries()).toHaveLength(1)
  })
})
