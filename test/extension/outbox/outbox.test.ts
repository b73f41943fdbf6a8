import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { openDB } from 'idb'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { session } from '#extension/lib/storage.ts'
import { close } from '#extension/outbox/disk.ts'
import type { Entry } from '#extension/outbox/entry.ts'
import {
  addEntry,
  allEntries,
  assignDestination,
  change,
  discard,
  dropSent,
  entries,
  retry,
  SENT_KEPT_MS,
  watchEntries,
} from '#extension/outbox/outbox.ts'
import {
  ada,
  bob,
  clicked,
  clip,
  freshBrowser,
  quotes,
  readingList,
  signIn,
} from '#test/extension/lib/fixtures.ts'

beforeEach(async () => {
  await freshBrowser()
  await signIn(ada)
})

const sentAt = (at: number): Entry['state'] => ({
  kind: 'sent',
  at,
  result: {
    id: randomUUID(),
    spreadsheetId: readingList.spreadsheetId,
    sheetId: 0,
    sheetTitle: 'Sheet1',
    range: 'A2:D2',
    url: `${readingList.spreadsheetUrl}#gid=0&range=A2:D2`,
    sentAt: '2026-03-01T00:00:00Z',
  },
})
const refused: Entry['state'] = {
  kind: 'failed',
  failure: { code: 'not_found', message: 'The sheet is gone.' },
}

const states = async () => (await entries()).map(({ state }) => state.kind)
const selections = async () => (await entries()).map(({ clip }) => clip.rows[0]?.[0])

const seen = async () => (await entries()).map(({ person }) => person)

const attempted = (entry: Entry): Entry =>
  entry.state.kind === 'waiting'
    ? { ...entry, state: { ...entry.state, attempts: entry.state.attempts + 1 } }
    : entry

const inMemory = async () => Object.keys(await fakeBrowser.storage.session.get(null))
const onDisk = async () => {
  const db = await openDB('sheetside-outbox', 1)
  const written = db.objectStoreNames.length > 0 ? await db.getAll('entries') : []
  db.close()
  return JSON.stringify([written, await fakeBrowser.storage.local.get(null)])
}

const renamed = (entry: Entry): Entry => ({
  ...entry,
  destinationName: `${entry.destinationName}+`,
})

/** As real storage is: whoever reads may be overtaken before they write. */
function slowDown(area: typeof fakeBrowser.storage.session): void {
  const get = area.get.bind(area)
  const slowly = async (keys: string | null): Promise<Record<string, unknown>> => {
    const stored = await get(keys)
    await sleep(5)
    return stored
  }
  Object.assign(area, { get: slowly })
  onTestFinished(() => void Object.assign(area, { get }))
}

describe('the outbox', () => {
  it('survives the end of its context, the oldest entry first', async () => {
    for (const selection of ['one', 'two', 'three']) await addEntry(clicked(selection))
    await close()

    expect(await selections()).toEqual(
      ['one', 'two', 'three'].map((value) => ({ kind: 'text', value })),
    )
  })

  it('keeps the order of clicks that fell into the same millisecond', async () => {
    const createdAt = new Date('2026-03-01T00:00:00Z')
    const made = Array.from({ length: 20 }, (_, index) => clicked(`${index}`, { createdAt }))
    for (const click of made) await addEntry(click)

    expect((await entries()).map(({ id }) => id)).toEqual(made.map(({ id }) => id))
  })

  it('fixes what goes over the wire as soon as the destination is known', async () => {
    const { id, request, destinationName, state } = await addEntry(clicked('=1+1'))

    expect(request).toEqual({
      id,
      destination: {
        account: 'account-1',
        spreadsheetId: 'spreadsheet-reading',
        sheetId: 0,
        tableStart: 'A1',
        columnMarks: [null, null, null, null],
      },
      rows: [
        [
          { kind: 'text', value: '=1+1' },
          { kind: 'text', value: 'A page' },
          { kind: 'text', value: 'https://example.com/page', link: 'https://example.com/page' },
          { kind: 'date', value: '2026-03-01' },
        ],
      ],
      source: { title: 'A page', url: 'https://example.com/page' },
    })
    expect(destinationName).toBe('Reading list › Sheet1')
    expect(state).toEqual({ kind: 'waiting', attempts: 0, notBefore: 0, lastFailure: null })
  })

  it('writes an address that leads nowhere as plain text', async () => {
    const url = 'chrome-extension://viewer/file.pdf'
    const { request } = await addEntry(clicked('x', { clip: { ...clip('x'), url } }))
    expect(request?.rows[0]?.[2]).toEqual({ kind: 'text', value: url })
  })

  it('refuses what no cell could hold, and keeps nothing of it', async () => {
    const long = clicked('x', { clip: { ...clip('x'), title: 'x'.repeat(50_001) } })
    await expect(addEntry(long)).rejects.toMatchObject({ code: 'too_large' })
    expect(await entries()).toEqual([])
  })

  it('shows nobody the entries of another person', async () => {
    await addEntry(clicked('ada’s'))
    await addEntry(clicked('bob’s', { person: bob.id }))
    await addEntry(clicked('nobody’s', { person: null, destination: null }))

    expect(await seen()).toEqual([ada.id, null])
    await signIn(bob)
    expect(await seen()).toEqual([bob.id, null])
    await session.clear()
    expect(await seen()).toEqual([null])
  })

  it('loses no update when two contexts write at once', async () => {
    vi.resetModules()
    const other = await import('#extension/outbox/outbox.ts')
    expect(other.addEntry).not.toBe(addEntry)
    const { id } = await addEntry(clicked('counted'))

    await Promise.all(
      Array.from({ length: 20 }, (_, turn) =>
        turn % 2 ? change(id, attempted) : other.change(id, attempted),
      ),
    )

    expect((await entries())[0]?.state).toMatchObject({ attempts: 20 })
  })

  it('tells watchers in every context of a change', async () => {
    vi.resetModules()
    const other = await import('#extension/outbox/outbox.ts')
    const here = vi.fn<() => void>()
    const there = vi.fn<() => void>()
    const endings = [watchEntries(here), other.watchEntries(there)]

    await addEntry(clicked('seen'))
    await vi.waitFor(() => expect(here).toHaveBeenCalledTimes(1))
    await vi.waitFor(() => expect(there).toHaveBeenCalledTimes(1))

    for (const end of endings) end()
  })

  it('leaves damaged entries out of the list, and where they are', async () => {
    await addEntry(clicked('whole'))
    const db = await openDB('sheetside-outbox')
    const broken = randomUUID()
    await db.add('entries', { id: broken, state: 'from another version' })
    await db.add('entries', { id: randomUUID() })
    await fakeBrowser.storage.session.set({ 'outbox:x': 'broken' })

    expect(await selections()).toEqual([{ kind: 'text', value: 'whole' }])
    await discard(broken)
    await retry(broken)
    expect(await db.count('entries')).toBe(3)
    db.close()
  })

  describe('from private windows', () => {
    it('is never written to disk, whatever becomes of it', async () => {
      await addEntry(clicked('ordinary'))
      const { id } = await addEntry(clicked('secret', { incognito: true, destination: null }))
      await assignDestination(id, readingList)
      await change(id, (entry) => ({ ...entry, state: refused }))
      await retry(id)

      expect(await onDisk()).toContain('ordinary')
      expect(await onDisk()).not.toContain('secret')
      expect(await inMemory()).toEqual([`outbox:${id}`])
      expect(await selections()).toContainEqual({ kind: 'text', value: 'secret' })
    })

    it('is gone once it is discarded', async () => {
      const { id } = await addEntry(clicked('secret', { incognito: true }))
      await discard(id)
      expect(await inMemory()).toEqual([])
    })

    it('loses no update when two contexts write at once', async () => {
      slowDown(fakeBrowser.storage.session)
      vi.resetModules()
      const other = await import('#extension/outbox/outbox.ts')
      const { id } = await addEntry(clicked('counted', { incognito: true }))
      await Promise.all(
        [...Array(10)].flatMap(() => [change(id, renamed), other.change(id, renamed)]),
      )
      expect((await entries())[0]?.destinationName).toMatch(/[^+]\+{20}$/)
    })
  })

  describe('given a destination', () => {
    it('waits to be delivered as the person who chose it', async () => {
      const { id } = await addEntry(clicked('early', { person: null, destination: null }))
      await assignDestination(id, readingList)

      const [entry] = await entries()
      expect(entry).toMatchObject({ person: ada.id, request: { id }, state: { kind: 'waiting' } })
    })

    it('takes the same destination twice', async () => {
      const { id } = await addEntry(clicked('twice', { destination: null }))
      await assignDestination(id, readingList)
      const before = await entries()
      await assignDestination(id, readingList)
      expect(await entries()).toEqual(before)
    })

    it('is not redirected once it is on its way', async () => {
      const { id } = await addEntry(clicked('under way'))
      await expect(assignDestination(id, quotes)).rejects.toMatchObject({ code: 'conflict' })
      expect((await entries())[0]?.request?.destination.spreadsheetId).toBe('spreadsheet-reading')
    })

    it('goes out under a new id where the old one was refused', async () => {
      const { id } = await addEntry(clicked('refused'))
      await change(id, (entry) => ({ ...entry, state: refused }))
      await assignDestination(id, quotes)

      const [entry] = await entries()
      expect(entry?.id).toBe(id)
      expect(entry?.request?.id).not.toBe(id)
      expect(entry?.request?.destination.spreadsheetId).toBe('spreadsheet-quotes')
    })

    it('is tried again under the same id where the destination is the one that refused it', async () => {
      const { id, request } = await addEntry(clicked('refused'))
      await change(id, (entry) => ({ ...entry, state: refused }))
      await assignDestination(id, readingList)
      expect(await entries()).toMatchObject([{ request, state: { kind: 'waiting' } }])
    })

    it('is left alone where it is another person’s', async () => {
      const { id } = await addEntry(clicked('bob’s', { person: bob.id, destination: null }))
      await expect(assignDestination(id, readingList)).rejects.toMatchObject({ code: 'not_found' })
      expect((await allEntries())[0]?.state.kind).toBe('needs_destination')
    })

    it('says so where it is gone', async () => {
      await expect(assignDestination(randomUUID(), readingList)).rejects.toMatchObject({
        code: 'not_found',
      })
    })
  })

  it('makes refused and delayed entries due again', async () => {
    const failed = await addEntry(clicked('refused'))
    const delayed = await addEntry(clicked('delayed'))
    const lastFailure = { code: 'server_unreachable' as const, message: 'Down.' }
    await change(failed.id, (entry) => ({ ...entry, state: refused }))
    await change(delayed.id, (entry) => ({
      ...entry,
      state: { kind: 'waiting', attempts: 3, notBefore: 9e12, lastFailure },
    }))

    await retry(failed.id)
    await retry(delayed.id)

    expect((await entries()).map(({ state }) => state)).toEqual([
      { kind: 'waiting', attempts: 0, notBefore: 0, lastFailure: null },
      { kind: 'waiting', attempts: 3, notBefore: 0, lastFailure },
    ])
    expect((await entries())[0]?.request?.id).toBe(failed.id)
  })

  it('keeps what was sent for a while, then drops it, and nothing else', async () => {
    const now = Date.UTC(2026, 2, 2)
    for (const at of [now - SENT_KEPT_MS, now - SENT_KEPT_MS + 1]) {
      const { id } = await addEntry(clicked('sent'))
      await change(id, (entry) => ({ ...entry, state: sentAt(at) }))
    }
    await addEntry(clicked('still waiting'))

    await dropSent(now)
    expect(await states()).toEqual(['sent', 'waiting'])
  })
})
