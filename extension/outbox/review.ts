import type { Cell } from '#shared/cells.ts'
import { changeable } from './doubt.ts'
import type { Entry } from './entry.ts'
import { change, gone, underWay, waiting } from './outbox.ts'
import { fittingRequest } from './request.ts'

/**
 * The verbs for looking at the rows of an entry before they go. Each rejects with `not_found` where the
 * entry is gone, and with `conflict` where it is on its way, or may stand in the sheet already.
 */

/** Takes an entry out of the queue, so that its rows can be changed; it waits until it is released. */
export async function hold(id: string): Promise<void> {
  await step(id, (entry) => {
    if (entry.state.kind === 'needs_review' || entry.request === null) return entry
    // The server may know the old id with the rows as they were.
    const request = { ...entry.request, id: crypto.randomUUID() }
    return { ...entry, request, inDoubt: false, state: { kind: 'needs_review' } }
  })
}

/**
 * Keeps changed rows; the entry goes on waiting to be released. Rejects with `too_large` where they do not
 * fit; what was kept before then stays.
 */
export async function edit(id: string, rows: Cell[][]): Promise<void> {
  await step(id, (entry) => withRows(entry, rows))
}

/**
 * Lets an entry go with these rows, which are fixed from then on (ask the background to `deliver`).
 * Rejects with `too_large` where they do not fit.
 */
export async function release(id: string, rows: Cell[][]): Promise<void> {
  await step(id, (entry) => ({ ...withRows(entry, rows), state: waiting(0) }))
}

/** Takes an entry's destination away: it waits for another one, and its rows are then made anew. */
export async function unassign(id: string): Promise<void> {
  await step(id, (entry) => ({
    ...entry,
    sendId: crypto.randomUUID(),
    request: null,
    destinationName: null,
    inDoubt: false,
    isEdited: false,
    state: { kind: 'needs_destination' },
  }))
}

function withRows(entry: Entry, rows: Cell[][]): Entry {
  if (entry.state.kind !== 'needs_review' || entry.request === null) throw underWay()
  if (JSON.stringify(rows) === JSON.stringify(entry.request.rows)) return entry
  return { ...entry, request: fittingRequest({ ...entry.request, rows }), isEdited: true }
}

async function step(id: string, next: (entry: Entry) => Entry): Promise<void> {
  const after = await change(id, (entry) => {
    if (changeable(entry) !== 'yes') throw underWay()
    return next(entry)
  })
  if (after === null) throw gone()
}
