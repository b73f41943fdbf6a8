import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { Entry } from '#extension/outbox/entry.ts'
import { discard, entries, watchEntries } from '#extension/outbox/outbox.ts'
import { readAgain, WATCHED } from './queries.ts'

/** How many sends have not arrived yet, by what they wait for. */
export type Waiting = {
  /** The background delivers them as soon as it can. */
  onTheirWay: number
  needDestination: number
  /** Their rows are to be looked at first. */
  needReview: number
  failed: number
}

export function countWaiting(entries: readonly Entry[]): Waiting {
  const count = (...kinds: Entry['state']['kind'][]) =>
    entries.filter(({ state }) => kinds.includes(state.kind)).length
  return {
    onTheirWay: count('waiting', 'sending'),
    needDestination: count('needs_destination'),
    needReview: count('needs_review'),
    failed: count('failed'),
  }
}

/** All that has not arrived, whatever it waits for. */
export function unsentOf({ onTheirWay, needDestination, needReview, failed }: Waiting): number {
  return onTheirWay + needDestination + needReview + failed
}

/** Forgets all that has not arrived of whoever is signed in. */
export async function discardWaiting(): Promise<void> {
  const unsent = (await entries()).filter(({ state }) => state.kind !== 'sent')
  await Promise.all(unsent.map(({ id }) => discard(id)))
}

const waitingQuery = queryOptions({
  queryKey: ['outbox', 'waiting'],
  queryFn: async () => countWaiting(await entries()),
  ...WATCHED,
})

/** Undefined for the moment in which the outbox is opened. */
export function useWaiting(): Waiting | undefined {
  const client = useQueryClient()
  useEffect(() => watchEntries(() => void readAgain(client, waitingQuery.queryKey)), [client])
  return useQuery(waitingQuery).data
}
