import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { SendResult } from '#shared/contract/send.ts'
import type { Entry } from '#extension/outbox/entry.ts'
import { entries, watchEntries } from '#extension/outbox/outbox.ts'
import { readAgain, WATCHED } from '#extension/session/queries.ts'

const outboxQuery = queryOptions({ queryKey: ['outbox'], queryFn: entries, ...WATCHED })

/** The outbox of whoever is signed in, up to date with every context of the extension. */
export function useOutbox(): Entry[] {
  const client = useQueryClient()
  useEffect(() => watchEntries(() => void readAgain(client, outboxQuery.queryKey)), [client])
  return useQuery(outboxQuery).data ?? none
}
const none: Entry[] = []

/** A send that ended well, and the Google account that it went through. */
export type Arrival = { id: string; account: string; result: SendResult }

/** A panel that the click itself opened comes too late to see its send end; this is not too late. */
const JUST_NOW_MS = 15_000

/** Calls back once for each send that ends while the panel is open, or ended just before. */
export function useArrivals(outbox: Entry[], arrived: (arrival: Arrival) => void): void {
  const known = useRef(new Set<string>())
  const call = useRef(arrived)
  useEffect(() => {
    call.current = arrived
  })
  useEffect(() => {
    for (const { id, request, state } of outbox) {
      if (state.kind !== 'sent' || known.current.has(id)) continue
      known.current.add(id)
      if (request === null || Date.now() - state.at > JUST_NOW_MS) continue
      call.current({ id, account: request.destination.account, result: state.result })
    }
  }, [outbox])
}

export function needingDestination(outbox: Entry[]): Entry[] {
  return outbox.filter(({ state }) => state.kind === 'needs_destination')
}
