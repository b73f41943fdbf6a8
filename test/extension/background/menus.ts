import { fakeBrowser } from 'wxt/testing/fake-browser'
import { setTimeout as sleep } from 'node:timers/promises'
import type { MenuItem } from '#extension/background/menu-items.ts'

/** Menus as browsers have them: an id that is in use is refused, and said so in `lastError`. */
export function installMenus() {
  const state = {
    items: [] as MenuItem[],
    made: [] as string[],
    errors: [] as string[],
    /** A pattern of pages that the browser does not take. */
    refused: null as string | null,
  }
  Object.assign(fakeBrowser, {
    contextMenus: {
      removeAll: async () => {
        await sleep(1)
        state.items = []
      },
      create: (item: MenuItem, done: () => void) => {
        if (state.refused && item.documentUrlPatterns?.includes(state.refused)) {
          throw new Error('Invalid url pattern')
        }
        setTimeout(() => {
          const isTaken = state.items.some(({ id }) => id === item.id)
          const message = `Cannot create item with duplicate id ${item.id}`
          const isOrphan =
            item.parentId !== undefined && !state.items.some(({ id }) => id === item.parentId)
          if (isOrphan) state.errors.push(`No parent ${item.parentId}`)
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
