import type { Entry } from '#extension/outbox/entry.ts'
import { SENT_KEPT_MS } from '#extension/outbox/outbox.ts'
import { DONE_SHOWN_MS } from './badge.ts'

/**
 * What of a person's is next for each sheet: the oldest that is neither settled nor without a
 * destination. Those behind it wait for it, so that rows keep the order of their clicks.
 */
export function headsOf(entries: readonly Entry[], person: string): Entry[] {
  const heads = new Map<string, Entry>()
  for (const entry of entries) {
    if (entry.person !== person || !entry.request || dueAt(entry) === Infinity) continue
    const { spreadsheetId, sheetId } = entry.request.destination
    const sheet = `${spreadsheetId}/${sheetId}`
    if (!heads.has(sheet)) heads.set(sheet, entry)
  }
  return [...heads.values()]
}

/** When an entry may be tried, in milliseconds since 1970; Infinity where nothing is to be tried. */
export function dueAt({ state }: Entry): number {
  switch (state.kind) {
    case 'waiting':
      return state.notBefore
    // Left over from a background that died: whether it arrived, the server knows by its id.
    case 'sending':
      return 0
    case 'needs_destination':
    case 'needs_review':
    case 'failed':
    case 'sent':
      return Infinity
  }
}

/**
 * When the background has something to do again, for `person` (null: nobody): an attempt, a badge that
 * has been seen, something sent to be dropped. Infinity for never.
 */
export function nextWake(entries: readonly Entry[], person: string | null, now: number): number {
  const deliveries = person === null ? [] : headsOf(entries, person).map(dueAt)
  const rest = entries.map(({ state }) => {
    if (state.kind !== 'sent') return Infinity
    const seen = state.at + DONE_SHOWN_MS
    return seen > now ? seen : state.at + SENT_KEPT_MS
  })
  return Math.min(...deliveries, ...rest)
}
