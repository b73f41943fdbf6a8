import { browser } from 'wxt/browser'
import * as z from 'zod/mini'
import { readStanding } from '#extension/session/stored.ts'
import { actionFor, menuId } from './menu-item.ts'

const TITLE = 'Send selection to sheet'

/** The id that the item was last made with; gone with the browser, and so is the item. */
const KEY = 'menu-item'

let updates: Promise<void> = Promise.resolve()

/**
 * Makes the item's id say what a click would do now. One update after the other: two that cross would
 * meet each other's item. `anew` makes it again even where it seems to be there (after an install).
 */
export function updateMenu(anew = false): Promise<void> {
  updates = updates.catch(() => undefined).then(() => update(anew))
  return updates
}

async function update(anew: boolean): Promise<void> {
  const { remembered } = await readStanding()
  const id = menuId(actionFor(remembered))
  const before = z.string().safeParse((await browser.storage.session.get(KEY))[KEY])
  if (!anew && before.data === id) return
  // An id cannot be changed, so the item is made again.
  await browser.contextMenus.removeAll()
  await create(id)
  await browser.storage.session.set({ [KEY]: id })
}

function create(id: string): Promise<void> {
  return new Promise((resolve, reject) => {
    browser.contextMenus.create({ id, title: TITLE, contexts: ['selection'] }, () => {
      const error = browser.runtime.lastError
      if (error) reject(new Error(error.message))
      else resolve()
    })
  })
}
