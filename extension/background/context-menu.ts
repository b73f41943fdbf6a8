import { browser } from 'wxt/browser'
import * as z from 'zod/mini'
import { readStanding } from '#extension/session/stored.ts'
import { rememberRoutes } from './key-routes.ts'
import { itemsFor, type MenuItem } from './menu-items.ts'

/** The items as they were last made, as JSON; gone with the browser, and so are they. */
const KEY = 'menu'

let updates: Promise<void> = Promise.resolve()

/**
 * Makes menu and keys say what a click would do now. One update after the other: two that cross would
 * meet each other's items. `anew` makes them again even where they seem to be there (after an install).
 */
export function updateMenu(anew = false): Promise<void> {
  updates = updates.catch(() => undefined).then(() => update(anew))
  return updates
}

async function update(anew: boolean): Promise<void> {
  const { remembered } = await readStanding()
  await rememberRoutes(remembered)
  const items = itemsFor(remembered)
  const wanted = JSON.stringify(items)
  const before = z.string().safeParse((await browser.storage.session.get(KEY))[KEY])
  if (!anew && before.data === wanted) return
  // Forgotten first: a background that dies in the middle of it begins again.
  await browser.storage.session.remove(KEY)
  // An id cannot be changed, so they are made again.
  await browser.contextMenus.removeAll()
  for (const item of items) await create(item)
  await browser.storage.session.set({ [KEY]: wanted })
}

async function create(item: MenuItem): Promise<void> {
  try {
    await created(item)
  } catch (error) {
    // Of a pattern that this browser does not take the shortcut still knows; the others are to be there.
    if (item.documentUrlPatterns === undefined) throw error
  }
}

function created(item: MenuItem): Promise<void> {
  return new Promise((resolve, reject) => {
    browser.contextMenus.create(item, () => {
      const error = browser.runtime.lastError
      if (error) reject(new Error(error.message))
      else resolve()
    })
  })
}
