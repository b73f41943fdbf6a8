import type { Destination } from '#shared/contract/destination.ts'
import { SheetsideError } from '#shared/errors.ts'
import { session } from '#extension/lib/storage.ts'
import { placeName } from '#extension/send/destinations.ts'
import { disk } from './disk.ts'
import { doubtAfter } from './doubt.ts'
import { entry, type Clip, type Entry } from './entry.ts'
import { memory } from './memory.ts'
import { goesTo, requestFor } from './request.ts'
import type { Next } from './shelf.ts'

/**
 * The durable queue between a click and its row. Popup, panel and worker use it side by side: every
 * write reads what is there, decides and writes in one transaction.
 */

/** Sent entries stay this long, for the panel's confirmation and the notification's link. */
export const SENT_KEPT_MS = 60 * 60 * 1000

const CHANGED = 'sheetside-outbox'

/** Everybody's entries, the oldest first. Damaged ones are left out. */
export async function allEntries(): Promise<Entry[]> {
  const shelves = await Promise.all([disk.list(), memory.list()])
  return shelves
    .flat()
    .flatMap((stored) => entry.safeParse(stored).data ?? [])
    .toSorted((a, b) => a.createdAt.localeCompare(b.createdAt))
}

/**
 * The entries of whoever is signed in, and those made while nobody was; the oldest first. What was sent
 * within the last hour is among them.
 */
export async function entries(): Promise<Entry[]> {
  const person = (await session.read())?.person.id ?? null
  return (await allEntries()).filter((entry) => entry.person === null || entry.person === person)
}

/** Calls back when `entries` may answer otherwise, whoever changed it; answers what ends it. */
export function watchEntries(changed: () => void): () => void {
  const channel = new BroadcastChannel(CHANGED)
  channel.addEventListener('message', changed)
  const unwatchSession = session.watch(changed)
  return () => {
    unwatchSession()
    channel.close()
  }
}

export type NewEntry = {
  id: string
  createdAt: Date
  /** `Person.id` of who is signed in. */
  person: string | null
  clip: Clip
  /** Null where none is known: the entry then waits for `assignDestination`. */
  destination: Destination | null
  incognito: boolean
}

/** Keeps a clip until it is sent. Rejects with `too_large` where no cell could hold it. */
export async function addEntry(made: NewEntry): Promise<Entry> {
  const { destination, createdAt, ...rest } = made
  const blank: Entry = {
    ...rest,
    createdAt: createdAt.toISOString(),
    request: null,
    destinationName: null,
    state: { kind: 'needs_destination' },
    inDoubt: false,
    isEdited: false,
  }
  const added = destination === null ? blank : addressed(blank, made.id, destination)
  await (added.incognito ? memory : disk).add(added)
  announce()
  return added
}

/**
 * Gives an entry that needs one its destination, or one that was refused another; from then on it
 * waits to be delivered (ask the background to `deliver`). Rejects with `too_large`, with `not_found`
 * where the entry is gone or another person's, and with `conflict` where it is already on its way to another one.
 * `maybeTwice`: the person was asked and wants it there also where its rows may stand in the one before;
 * without it that is a `conflict` too.
 */
export async function assignDestination(
  id: string,
  destination: Destination,
  { maybeTwice = false }: { maybeTwice?: boolean } = {},
): Promise<void> {
  const person = (await session.read())?.person.id ?? null
  const assigned = await change(id, (entry) => {
    if (entry.person !== null && entry.person !== person) return entry
    switch (entry.state.kind) {
      case 'needs_destination':
        return addressed({ ...entry, person }, entry.sendId ?? entry.id, destination)
      case 'needs_review':
        // Not tried under this id yet, whatever became of the one before; and somebody is looking at it.
        return {
          ...addressed({ ...entry, person }, entry.request?.id ?? entry.id, destination),
          state: entry.state,
        }
      case 'failed': {
        const isStale = entry.state.failure.code === 'destination_changed' && !entry.inDoubt
        if (isFor(destination, entry) && !isStale) return { ...entry, state: waiting(0) }
        if (entry.inDoubt && !maybeTwice) {
          throw new SheetsideError('conflict', 'Its rows may stand in another sheet already.')
        }
        // Other columns, or another sheet, are another send: under the old id the server would refuse it.
        const anew = addressed(entry, crypto.randomUUID(), destination)
        return entry.isEdited ? { ...anew, state: { kind: 'needs_review' } } : anew
      }
      case 'waiting':
      case 'sending':
      case 'sent':
        if (isFor(destination, entry)) return entry
        throw underWay()
    }
  })
  if (assigned === null || assigned.person !== person) {
    throw gone()
  }
}

/** Makes a refused or delayed entry due at once (ask the background to `deliver`). */
export async function retry(id: string): Promise<void> {
  await change(id, (entry) => {
    switch (entry.state.kind) {
      case 'failed':
        return { ...entry, state: entry.request ? waiting(0) : { kind: 'needs_destination' } }
      case 'waiting':
        return { ...entry, state: { ...entry.state, notBefore: 0 } }
      case 'needs_destination':
      case 'needs_review':
      case 'sending':
      case 'sent':
        return entry
    }
  })
}

/** Forgets an entry. A row that was already written stays in its sheet. */
export async function discard(id: string): Promise<void> {
  await change(id, () => null)
}

/**
 * Puts one entry through `next`, with no one writing in between. Null where there is none (any more).
 * Whether it may have arrived follows from what becomes of its attempts, and is noted here.
 */
export async function change(id: string, next: Next): Promise<Entry | null> {
  const noted: Next = (before) => {
    const after = next(before)
    return after === null || after === before
      ? after
      : { ...after, inDoubt: doubtAfter(before, after) }
  }
  const step = (await disk.change(id, noted)) ?? (await memory.change(id, noted))
  if (step && step.after !== step.before) announce()
  return step?.after ?? null
}

/** Drops what was sent and seen long enough ago. `now` in milliseconds since 1970. */
export async function dropSent(now: number): Promise<void> {
  const isOver = ({ state }: Entry) => state.kind === 'sent' && state.at + SENT_KEPT_MS <= now
  const over = (await allEntries()).filter(isOver)
  await Promise.all(over.map(({ id }) => change(id, (entry) => (isOver(entry) ? null : entry))))
}

export function underWay(): SheetsideError {
  return new SheetsideError('conflict', 'This selection is already on its way to its sheet.')
}

export function gone(): SheetsideError {
  return new SheetsideError('not_found', 'This selection is no longer here.')
}

function isFor(destination: Destination, { request }: Entry): boolean {
  return request !== null && goesTo(request, destination)
}

/** `attempts` so far, due at once. */
export function waiting(attempts: number): Entry['state'] {
  return { kind: 'waiting', attempts, notBefore: 0, lastFailure: null }
}

function addressed(entry: Entry, sendId: string, destination: Destination): Entry {
  return {
    ...entry,
    request: requestFor(sendId, entry.clip, destination, !entry.incognito),
    destinationName: placeName(destination),
    inDoubt: false,
    isEdited: false,
    state: destination.review ? { kind: 'needs_review' } : waiting(0),
  }
}

function announce(): void {
  const channel = new BroadcastChannel(CHANGED)
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has no other
  channel.postMessage(null)
  channel.close()
}
