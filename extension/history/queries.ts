import { infiniteQueryOptions } from '@tanstack/react-query'
import type { SignedIn } from '#extension/session/session.ts'
import { isUnreachable } from '#extension/sheet/queries.ts'

/** All that is known of what was sent lies under this, whatever was searched for. */
export const HISTORY = ['history'] as const

/** An unreachable server is looked for again this often. */
const LOOK_AGAIN_MS = 10_000

/** What the person sent, the newest first, page by page. `words` empty for all of it. */
export function historyOptions({ api, server, person }: SignedIn, words: string) {
  return infiniteQueryOptions({
    queryKey: [...HISTORY, server, person.id, words],
    queryFn: ({ pageParam, signal }) =>
      api.history(
        {
          ...(words !== '' && { search: words }),
          ...(pageParam !== null && { before: pageParam }),
        },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ items, more }) => (more ? (items.at(-1)?.id ?? null) : null),
    refetchInterval: ({ state }) => (isUnreachable(state.error) ? LOOK_AGAIN_MS : false),
  })
}
