import type { Deps } from '#server/deps.ts'
import type { Database } from '#server/db/open.ts'

const queues = new WeakMap<Database, Map<string, Promise<unknown>>>()

/** Runs work of one name one after the other, in the order it came; failures of one stop no other. */
export async function inTurn<T>(
  { db }: Pick<Deps, 'db'>,
  name: string,
  work: () => Promise<T>,
): Promise<T> {
  const queue = queues.get(db) ?? new Map<string, Promise<unknown>>()
  queues.set(db, queue)
  const before = queue.get(name) ?? Promise.resolve()
  const mine = before.then(work, work)
  queue.set(name, mine)
  try {
    return await mine
  } finally {
    if (queue.get(name) === mine) queue.delete(name)
  }
}
