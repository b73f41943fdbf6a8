import type { Entry } from '#extension/outbox/entry.ts'
import { SENT_KEPT_MS } from '#extension/outbox/outbox.ts'
import { BATCH_SENDS } from '#shared/contract/send.ts'
import { SEND_BYTES } from '#shared/limits.ts'
import { DONE_SHOWN_MS } from './badge.ts'

/**
 * What of a person's is next for each sheet: the oldest that is neither settled nor without a
 * destination. Those behind it wait for it, so that rows keep the order of their clicks.
 */
export function headsOf(entries: readonly Entry[], person: string): Entry[] {
  return [...queuesOf(entries, person).values()].flatMap(([head]) => head ?? [])
}

/**
 * What of a person's may be tried now, for each sheet the oldest and those right behind it that may go
 * in the same request, in their order. `now` in milliseconds since 1970.
 * `oneByOne`: ids of those that go alone.
 */
export function batchesOf(
  entries: readonly Entry[],
  person: string,
  now: number,
  oneByOne: ReadonlySet<string> = new Set(),
): Entry[][] {
  const isAlone = (entry: Entry) => oneByOne.has(entry.id) || isSuspect(entry)
  return [...queuesOf(entries, person).values()].flatMap((queue) => {
    const [head] = queue
    if (!head || dueAt(head) > now) return []
    return [isAlone(head) ? [head] : batchBehind(head, queue, now, isAlone)]
  })
}

/** What goes with the oldest: due, through the same Google account, as many as a request holds. */
function batchBehind(
  head: Entry,
  queue: readonly Entry[],
  now: number,
  isAlone: (entry: Entry) => boolean,
): Entry[] {
  const batch: Entry[] = []
  let bytes = bytesOf({ sends: [] })
  for (const entry of queue.slice(0, BATCH_SENDS)) {
    if (
      dueAt(entry) > now ||
      entry.request?.destination.account !== head.request?.destination.account
    )
      break
    bytes += bytesOf(entry.request) + 1
    // The first goes even where it fills the request alone.
    if (batch.length > 0 && (bytes > SEND_BYTES || isAlone(entry))) break
    batch.push(entry)
  }
  return batch
}

/** It met an error of the server's own: together with others it would not be seen which of them brings it about. */
function isSuspect({ state }: Entry): boolean {
  return state.kind === 'waiting' && state.attempts > 0 && state.lastFailure?.code === 'internal'
}

function queuesOf(entries: readonly Entry[], person: string): Map<string, Entry[]> {
  const queues = new Map<string, Entry[]>()
  for (const entry of entries) {
    if (entry.person !== person || !entry.request || dueAt(entry) === Infinity) continue
    const { spreadsheetId, sheetId } = entry.request.destination
    const sheet = `${spreadsheetId}/${sheetId}`
    const queue = queues.get(sheet)
    if (queue) queue.push(entry)
    else queues.set(sheet, [entry])
  }
  return queues
}

function bytesOf(value: unknown): number {
  return new TextEncoder().encode(JSON.stringify(value)).length
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
