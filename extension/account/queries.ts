import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { SignedIn } from '#extension/session/session.ts'

/** The person's signed-in devices, the last used first. */
export function devicesOptions({ api, server, person }: SignedIn) {
  return queryOptions({
    queryKey: ['devices', server, person.id],
    queryFn: async ({ signal }) => (await api.devices(signal)).sessions,
  })
}

/** What happened to the account, the newest first, page by page. */
export function eventsOptions({ api, server, person }: SignedIn) {
  return infiniteQueryOptions({
    queryKey: ['events', server, person.id],
    queryFn: ({ pageParam, signal }) =>
      api.events(pageParam === null ? {} : { before: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  })
}
