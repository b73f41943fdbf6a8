import type { Page } from 'puppeteer-core'
import type { Chrome } from './chrome.ts'
import type { ExtensionBrowser } from './launch.ts'
import { eventually } from './sight.ts'

declare const chrome: Chrome

export type Stored = {
  local: Record<string, unknown>
  session: Record<string, unknown>
  sync: Record<string, unknown>
  /** Database → store → its values. */
  databases: Record<string, Record<string, unknown[]>>
}

/** Everything that the extension keeps, as JSON would show it. */
export async function readStored(browser: ExtensionBrowser): Promise<Stored> {
  return browser.worker.evaluate(readEverything)
}

/** What the outbox holds on disk, the oldest first. */
export async function readOutbox(browser: ExtensionBrowser): Promise<Record<string, unknown>[]> {
  const { databases } = await readStored(browser)
  return (databases['sheetside-outbox']?.['entries'] ?? []) as Record<string, unknown>[]
}

/** Waits until the outbox holds so many sends, and all of them stand like this. */
export async function seeOutbox(
  browser: ExtensionBrowser,
  count: number,
  kind: string,
): Promise<void> {
  await eventually(`${count} in the outbox, ${kind}`, async () => {
    const states = (await readOutbox(browser)).map(({ state }) => (state as { kind: string }).kind)
    return states.length === count && states.every((each) => each === kind)
  })
}

async function readEverything(): Promise<Stored> {
  // It runs in the worker and can reach nothing outside itself.
  // oxlint-disable-next-line unicorn/consistent-function-scoping
  const answer = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.addEventListener('success', () => resolve(request.result))
      request.addEventListener('error', () => reject(request.error ?? new Error('IndexedDB')))
    })
  const databases: Stored['databases'] = {}
  for (const { name = '' } of await indexedDB.databases()) {
    const database = await answer(indexedDB.open(name))
    const stores: Record<string, unknown[]> = {}
    for (const store of database.objectStoreNames) {
      stores[store] = await answer(database.transaction(store).objectStore(store).getAll())
    }
    databases[name] = stores
    database.close()
  }
  const [local, session, sync] = await Promise.all([
    chrome.storage.local.get(null),
    chrome.storage.session.get(null),
    chrome.storage.sync.get(null),
  ])
  return { local, session, sync, databases }
}

/** What a page of the extension keeps for itself, beside what all of it shares. */
export async function readPageStorage(page: Page): Promise<string> {
  return page.evaluate(() =>
    JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage), document.cookie]),
  )
}
