import * as indexedDb from 'fake-indexeddb'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { addEntry } from '#extension/outbox/outbox.ts'
import { clicked, freshBrowser } from '#test/extension/lib/fixtures.ts'

beforeEach(freshBrowser)
afterEach(() => void vi.restoreAllMocks())

it('what was clicked counts as kept once the disk itself has it, not just the system', async () => {
  const begun = vi.spyOn(indexedDb.IDBDatabase.prototype, 'transaction')
  await addEntry(clicked('precious'))
  expect(begun).toHaveBeenLastCalledWith('entries', 'readwrite', { durability: 'strict' })
})
