import * as indexedDb from 'fake-indexeddb'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { addEntry } from '#extension/outbox/outbox.ts'
import { hold } from '#extension/outbox/review.ts'
import { clicked, freshBrowser } from '#test/extension/lib/fixtures.ts'

beforeEach(freshBrowser)
afterEach(() => void vi.restoreAllMocks())

it('what was clicked counts as kept once the disk itself has it, not just the system', async () => {
  const begun = vi.spyOn(indexedDb.IDBDatabase.prototype, 'transaction')
  await addEntry(clicked('precious'))
  expect(begun).toHaveBeenLastCalledWith('entries', 'readwrite', { durability: 'strict' })
})

it('so does what it was changed to: a power cut brings no id back that it no longer goes by', async () => {
  const { id } = await addEntry(clicked('precious'))
  const begun = vi.spyOn(indexedDb.IDBDatabase.prototype, 'transaction')
  await hold(id)
  expect(begun.mock.calls).toEqual([['entries', 'readwrite', { durability: 'strict' }]])
})
