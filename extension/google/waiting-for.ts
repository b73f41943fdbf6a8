import type { Entry } from '#extension/outbox/entry.ts'

/** How many selections are still to go out through a Google account. */
export function countFor(entries: readonly Entry[], account: string): number {
  return entries.filter(
    ({ request, state }) => state.kind !== 'sent' && request?.destination.account === account,
  ).length
}
