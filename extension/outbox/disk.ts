import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import { step, type Shelf } from './shelf.ts'

/** Values are `unknown` on purpose: an older version, or a broken disk, may have written them. */
interface Schema extends DBSchema {
  entries: { key: number; value: unknown; indexes: { id: string } }
}

let opened: Promise<IDBPDatabase<Schema>> | null = null

/** One connection a context; forgotten when it fails or the browser ends it, and opened anew. */
function database(): Promise<IDBPDatabase<Schema>> {
  opened ??= openDB<Schema>('sheetside-outbox', 1, {
    upgrade(db) {
      // The key counts up, so entries of the same millisecond keep the order of their clicks.
      const entries = db.createObjectStore('entries', { autoIncrement: true })
      entries.createIndex('id', 'id', { unique: true })
    },
    blocking: () => void close(),
    terminated: () => {
      opened = null
    },
  }).catch((error: unknown) => {
    opened = null
    throw error
  })
  return opened
}

/**
 * By default a browser says that it is done before the disk itself has it; and what a power cut then takes
 * back is not only a click: an entry that went out under another id would go out again as it was before.
 * https://developer.chrome.com/blog/indexeddb-durability-mode-now-defaults-to-relaxed
 */
async function writing() {
  return (await database()).transaction('entries', 'readwrite', { durability: 'strict' })
}

/** Lets go of the database, so that a newer version of it can be opened. */
export async function close(): Promise<void> {
  const closing = opened
  opened = null
  if (closing) (await closing).close()
}

/** Entries that outlive the browser, in IndexedDB. */
export const disk: Shelf = {
  async list() {
    return (await database()).getAll('entries')
  },

  async add(entry) {
    const transaction = await writing()
    await Promise.all([transaction.store.add(entry), transaction.done])
  },

  async change(id, next) {
    const transaction = await writing()
    const cursor = await transaction.store.index('id').openCursor(id)
    const result = cursor && step(cursor.value, next)
    if (cursor && result) {
      if (result.after === null) await cursor.delete()
      else if (result.after !== result.before) await cursor.update(result.after)
    }
    await transaction.done
    return result
  },
}
