import { browser } from 'wxt/browser'
import { step, type Shelf } from './shelf.ts'

const PREFIX = 'outbox:'

/**
 * Entries from private windows: in the browser's memory, shared by popup, panel and worker, gone when
 * the browser closes. storage.session knows no transactions, so a lock stands in for them.
 */
export const memory: Shelf = {
  async list() {
    const everything = await browser.storage.session.get(null)
    return Object.entries(everything)
      .filter(([key]) => key.startsWith(PREFIX))
      .map(([, value]): unknown => value)
  },

  add: (entry) => alone(() => browser.storage.session.set({ [PREFIX + entry.id]: entry })),

  change: (id, next) =>
    alone(async () => {
      const key = PREFIX + id
      const stored = await browser.storage.session.get(key)
      const result = key in stored ? step(stored[key], next) : null
      if (result?.after === null) await browser.storage.session.remove(key)
      else if (result && result.after !== result.before) {
        await browser.storage.session.set({ [key]: result.after })
      }
      return result
    }),
}

function alone<T>(work: () => Promise<T>): Promise<T> {
  return navigator.locks.request('sheetside-outbox-memory', work)
}
