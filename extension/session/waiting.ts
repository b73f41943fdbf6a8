import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { Entry } from '#extension/outbox/entry.ts'
import { entries, watchEntries } from '#extension/outbox/outbox.ts'
import { readAgain, WATCHED } from './queries.ts'

/** How many sends have not arrived yet, by what they wait for. */
export type Waiting = {
  /** The background delivers them as soon as it can. */
  onTheirWay: number
  needDestination: number
  failed: number
}

export function countWaiting(entries: readonly Entry[]): Waiting {
  const count = (...kinds: Entry['state']['kind'][]) =>
    entries.filter(({ state }) => kinds.includes(state.kind)).length
  return {
    onTheirWay: count('waiting', 'sending'),
    needDestination: count('needs_destination'),
    failed: count('failed'),
  }
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
