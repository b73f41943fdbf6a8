import type { getRequestListener } from '@hono/node-server'

type Fetch = Parameters<typeof getRequestListener>[0]

/**
 * Knows what requests are still at work. The node server only knows connections: where a client hung up
 * its connection is gone, while a send that was under way is still to be written into the ledger.
 * @returns `fetch`, to be served in the place of the one that was given, and `settled`, which resolves
 * once nothing is at work any more
 */
export function underWay(fetch: Fetch): { fetch: Fetch; settled: () => Promise<void> } {
  const working = new Set<Promise<unknown>>()
  return {
    fetch: async (...request) => {
      const answer = Promise.resolve(fetch(...request))
      working.add(answer)
      try {
        return await answer
      } finally {
        working.delete(answer)
      }
    },
    settled: async () => {
      while (working.size > 0) await Promise.allSettled(working)
    },
  }
}
