import { setTimeout as sleep } from 'node:timers/promises'
import { fakeBrowser } from 'wxt/testing/fake-browser'

type Item = { id: string; title: string; contexts: string[] }

/** Menus as browsers have them: an id that is in use is refused, and said so in `lastError`. */
export function installMenus(): { items: Item[]; made: string[]; errors: string[] } {
  const state = { items: [] as Item[], made: [] as string[], errors: [] as string[] }
  Object.assign(fakeBrowser, {
    contextMenus: {
      removeAll: async () => {
        await sleep(1)
        state.items = []
      },
      create: (item: Item, done: () => void) => {
        setTimeout(() => {
          const isTaken = state.items.some(({ id }) => id === item.id)
          const message = `Cannot create item with duplicate id ${item.id}`
          if (isTaken) state.errors.push(message)
          else state.items.push(item)
          state.made.push(item.id)
          Object.assign(fakeBrowser.runtime, { lastError: isTaken ? { message } : undefined })
          done()
        }, 1)
      },
    },
  })
  return state
}
