import type { Cells } from '#shared/a1.ts'
import type { SendRequest, Target } from '#shared/contract/send.ts'
import { SheetsideError } from '#shared/errors.ts'
import type { Deps } from '#server/deps.ts'
import { bookOf, type Book, type Outline } from '#server/google/sheets.ts'
import { noteUnmarked, oldestAnchors, type Anchor } from './anchors.ts'
import { batchFor, KEY, placesIn } from './batch.ts'
import { columnsKnown, noteUse } from './destinations.ts'
import { giveNewKey, noteAttempt, noteRefusal, resultOf, spentKeys, type Entry } from './ledger.ts'
import { requireRoom } from './room.ts'
import { failed, holdsUp, type Settled } from './settled.ts'
import { fatesOf, settleAt, settleFound } from './settle.ts'
import { findTable, type Table } from './table.ts'

/** Sends of one person to one table. */
export type Sending = { deps: Deps; personId: string; book: Book; target: Target }

/** A send, how it stands in the ledger, and, once that is known, where it goes. */
export type Job = { request: SendRequest; entry: Entry; cells?: Cells }

/**
 * Writes sends together. Where Google refuses them for what may lie with one of them, they go in halves,
 * until it is alone.
 */
export async function deliver(sending: Sending, jobs: Job[]): Promise<Settled[]> {
  if (jobs.length === 0) return []
  const { settled, left, error } = await writeTogether(sending, jobs)
  if (left.length === 0) return settled
  if (error === null) return [...settled, ...(await deliver(sending, left))]
  if (left.length === 1 || !mayLieWithOne(error)) {
    return [...settled, ...left.map(({ entry }) => failed(entry.id, error))]
  }
  const half = Math.ceil(left.length / 2)
  const [first, second] = [left.slice(0, half), left.slice(half)]
  const before = await deliver(sending, first)
  const held = before.find(holdsUp)
  const after = held
    ? second.map(({ entry }) => failed(entry.id, held.error))
    : await deliver(sending, second)
  return [...settled, ...before, ...after]
}

function mayLieWithOne({ code }: SheetsideError): boolean {
  return code === 'invalid_input' || code === 'too_large'
}

/**
 * What was settled; what was not, and why (null where all was, or may go at once); whether Google is known to have written
 * nothing of it, so that it can be tried once more.
 */
type Written = { settled: Settled[]; left: Job[]; error: SheetsideError | null; again: boolean }

const ATTEMPTS = 3

/** A sheet holds only so much metadata: the oldest anchors go first, and then rows do without one. */
type HowAnchored = 'anchored' | 'anchored_anew' | 'bare'

async function writeTogether(sending: Sending, jobs: Job[]): Promise<Written> {
  let written: Written = { settled: [], left: jobs, error: null, again: true }
  let how: HowAnchored = 'anchored'
  for (let attempt = 1; written.again && attempt <= ATTEMPTS; attempt += 1) {
    const { settled, ...rest } = await tryTogether(sending, written.left, how)
    written = { settled: [...written.settled, ...settled], ...rest }
    if (rest.error?.code === 'invalid_input') how = how === 'anchored' ? 'anchored_anew' : 'bare'
  }
  return written
}

/** After these it is not known whether a batch was carried out: even a 400 may be our own key's. */
function isAmbiguous({ code }: SheetsideError): boolean {
  return ['invalid_input', 'google_unavailable', 'google_timeout'].includes(code)
}

async function tryTogether(sending: Sending, jobs: Job[], how: HowAnchored): Promise<Written> {
  const { deps, personId, book, target } = sending
  try {
    const outline = await book.outline()
    const known = await columnsKnown(deps, personId, target)
    const table = await findTable(book, target, { width: widthOf(jobs), ...known }, outline)
    const pieces = jobs.map(({ request, entry }) => ({ ...entry, rows: request.rows }))
    const places = placesIn(table, pieces)
    requireRoom(outline, table, places)
    const placed = jobs.map((job, index): Job => ({ ...job, cells: places[index] ?? table.cells }))
    const pruned = how === 'anchored_anew' ? await oldestAnchors(deps, book, target.sheetId) : []
    const anchored = how !== 'bare'
    const requests = batchFor(table, pieces, {
      datePatterns: known.datePatterns,
      anchored,
      spent: [...(await spentKeysIn(sending, outline)), ...pruned.map(({ id }) => id)],
    })
    if (deps.signal?.aborted) throw new Error('the client hung up')
    return await write(seenThrough(sending), placed, { outline, table, anchored, pruned }, requests)
  } catch (error) {
    if (!(error instanceof SheetsideError)) throw error
    return { settled: [], left: jobs, error, again: false }
  }
}

/** From here on it is done to the end, whoever hangs up. */
function seenThrough({ deps, personId, target }: Sending): Sending {
  return sendingOf({ ...deps, signal: undefined }, personId, target)
}

export function sendingOf(deps: Deps, personId: string, target: Target): Sending {
  const book = bookOf(deps, personId, target.account, target.spreadsheetId)
  return { deps, personId, book, target }
}

/** What is known of where a batch goes. */
type Aim = { outline: Outline; table: Table; anchored: boolean; pruned: Anchor[] }

async function write(
  sending: Sending,
  jobs: Job[],
  aim: Aim,
  requests: Parameters<Book['write']>[0],
): Promise<Written> {
  const { deps, personId, book, target } = sending
  const { begun, elsewhere, left } = await beginAll(deps, jobs)
  // Of what another process has done meanwhile nothing may be written: those that are left go anew.
  if (elsewhere.length > 0) {
    return { settled: elsewhere, left, error: null, again: false }
  }
  try {
    await book.write(requests)
  } catch (error) {
    if (!(error instanceof SheetsideError)) throw error
    return inDoubt(sending, begun, aim, error)
  }
  const settled = await Promise.all(
    begun.map((job) => settleAt(sending, job, aim.outline, aim.anchored, job.cells)),
  )
  await noteUnmarked(deps, aim.pruned)
  await noteUse(deps, personId, target)
  return { settled, left: [], error: null, again: false }
}

/** Notes an attempt of each; those that another process has settled meanwhile are told apart. */
async function beginAll(
  deps: Deps,
  jobs: Job[],
): Promise<{ begun: Job[]; elsewhere: Settled[]; left: Job[] }> {
  const begun: Job[] = []
  const left: Job[] = []
  const elsewhere: Settled[] = []
  for (const job of jobs) {
    const entry = await noteAttempt(deps, job.entry)
    if (entry) {
      begun.push({ ...job, entry })
      left.push(job)
      continue
    }
    const result = await resultOf(deps, job.entry)
    if (result) elsewhere.push({ id: job.entry.id, result })
    else left.push(job)
  }
  return { begun, elsewhere, left }
}

/** Asks Google what became of each send of a batch that was refused, or whose answer was lost. */
async function inDoubt(
  sending: Sending,
  jobs: Job[],
  { outline, table }: Aim,
  error: SheetsideError,
): Promise<Written> {
  const { deps, book, target } = sending
  if (!isAmbiguous(error)) {
    await Promise.all(jobs.map(({ entry }) => noteRefusal(deps, entry)))
    return { settled: [], left: jobs, error, again: false }
  }
  const { code, reason } = error
  deps.log.info({ sends: jobs.map(({ entry }) => entry.id), code, reason }, 'sends in doubt')
  const fates = await fatesOf(book, jobs)
  const written = jobs.filter(({ entry }) => fates.get(entry.id) === 'written')
  const settled = await settleFound(sending, written, outline)
  const left = await Promise.all(
    jobs
      .filter((job) => !written.includes(job))
      .map((job) => openAgain(deps, job, error, fates.get(job.entry.id) === 'key_taken')),
  )
  if (left.length === 0) return { settled, left, error: null, again: false }
  const isProtected =
    code === 'invalid_input' &&
    (await book.isProtected(target.sheetId, [{ ...table.cells, endRow: table.cells.endRow + 1 }]))
  return isProtected
    ? { settled, left, error: protectedRange(), again: false }
    : { settled, left, error, again: true }
}

/** A send of which nothing was written: not yet, where the answer was lost. */
async function openAgain(
  deps: Deps,
  job: Job,
  { code }: SheetsideError,
  isKeyTaken: boolean,
): Promise<Job> {
  if (code === 'invalid_input') await noteRefusal(deps, job.entry)
  const inDoubt = job.entry.inDoubt || code !== 'invalid_input'
  const entry = isKeyTaken ? await giveNewKey(deps, job.entry) : job.entry
  return { ...job, entry: { ...entry, inDoubt } }
}

function protectedRange(): SheetsideError {
  return new SheetsideError(
    'range_protected',
    'This part of the sheet is protected from your Google account. Ask its owner to let you edit it, or choose another tab.',
  )
}

function widthOf(jobs: readonly Job[]): number {
  return Math.max(...jobs.flatMap(({ request }) => request.rows.map((row) => row.length)))
}

async function spentKeysIn({ deps, target }: Sending, { metadata }: Outline): Promise<number[]> {
  const keys = metadata.filter(({ metadataKey }) => metadataKey === KEY)
  const ids = keys.map(({ metadataId }) => metadataId)
  return spentKeys(deps, target.spreadsheetId, ids)
}
