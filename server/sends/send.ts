import { parseRange, rangeName, type Cells } from '#shared/a1.ts'
import type { SendRequest, SendResult } from '#shared/contract/send.ts'
import { SheetsideError } from '#shared/errors.ts'
import type { SignedIn } from '#server/accounts/session.ts'
import type { Deps } from '#server/deps.ts'
import { bookOf, type Book, type Outline } from '#server/google/sheets.ts'
import { ANCHOR, batchFor, KEY, type Place } from './batch.ts'
import { datePatternsOf, gridTab } from './destination.ts'
import { noteAttempt, openEntry, settleEntry, spentKeys, type Entry } from './ledger.ts'
import { inTurn } from './turns.ts'

/**
 * Appends rows below the destination's table, once, however often it is asked: the batch that writes
 * them also leaves a key that Google takes only once. Where the client hangs up before that batch, it is
 * not written; once it is under way, it is seen through.
 * @throws conflict, not_found, and what google/access.ts and Google's refusals say
 */
export async function send(
  deps: Deps,
  { personId }: SignedIn,
  request: SendRequest,
): Promise<SendResult> {
  // One after the other into one spreadsheet: two that look for the table's end at once find the same.
  return inTurn(deps, request.destination.spreadsheetId, async () => {
    requireListener(deps)
    const entry = await openEntry(deps, personId, request)
    if (entry.result) return entry.result
    const sending = sendingOf(deps, personId, request)
    if (entry.begunBefore && (await fateOf(sending, entry)) === 'written') {
      return settleFound(sending, entry, await sending.book.outline())
    }
    return deliver(sending, entry)
  })
}

type Sending = { deps: Deps; personId: string; request: SendRequest; book: Book }

function sendingOf(deps: Deps, personId: string, request: SendRequest): Sending {
  const { account, spreadsheetId } = request.destination
  return { deps, personId, request, book: bookOf(deps, personId, account, spreadsheetId) }
}

/** Nothing is begun for a client that is gone; it will ask again, or wants it no more. */
function requireListener({ signal }: Deps): void {
  if (signal?.aborted) throw new Error('the client hung up')
}

/** One more attempt where the first one is known to have written nothing. */
const ATTEMPTS = 2

async function deliver(sending: Sending, opened: Entry): Promise<SendResult> {
  const { deps, personId, request, book } = sending
  const { sheetId } = request.destination
  const writing = sendingOf({ ...deps, signal: undefined }, personId, request)
  let entry = opened
  let anchored = true
  for (let attempt = 1; ; attempt += 1) {
    const outline = await book.outline()
    const place = await findPlace(sending, outline)
    entry = await noteAttempt(deps, entry)
    const { id, keyId } = entry
    const spent = await spentKeysIn(sending, outline)
    requireListener(deps)
    try {
      await writing.book.write(
        batchFor(sheetId, place, request.rows, { id, keyId, anchored, spent }),
      )
      return await settleEntry(deps, entry, resultAt(sending, outline, place.cells))
    } catch (error) {
      if (!isAmbiguous(error)) throw error
      deps.log.info({ send: id, attempt, code: error.code, reason: error.reason }, 'send in doubt')
      const fate = await fateOf(writing, entry)
      if (fate === 'written') return settleFound(writing, entry, outline, place.cells)
      if (attempt >= ATTEMPTS) throw error
      if (fate === 'key_taken') entry = await noteAttempt(deps, entry, 'new')
      // A sheet holds only so much metadata; the rows matter more than finding them again.
      else if (error.code === 'invalid_input') anchored = false
    }
  }
}

/** After these it is not known whether the batch was carried out: even a 400 may be our own key's. */
function isAmbiguous(error: unknown): error is SheetsideError {
  if (!(error instanceof SheetsideError)) return false
  return ['invalid_input', 'google_unavailable', 'google_timeout'].includes(error.code)
}

/** What became of a send, by its key in the spreadsheet. */
async function fateOf({ book }: Sending, { id, keyId }: Entry) {
  const found = await book.metadata(keyId)
  if (!found) return 'not_written'
  return found.metadataKey === KEY && found.metadataValue === id ? 'written' : 'key_taken'
}

/** Below the table, in the columns that were chosen. */
async function findPlace(
  { deps, book, request, personId }: Sending,
  outline: Outline,
): Promise<Place> {
  const { sheetId, tableStart } = request.destination
  const { tab, size } = gridTab(outline, sheetId)
  const table = isInside(tableStart, size) ? await book.tableAt(tab.title, tableStart) : null
  const start = cellOf(tableStart)
  const startRow = table ? table.endRow : start.startRow
  return {
    cells: cellsFrom(startRow, start.startColumn, request),
    first: startRow <= start.startRow + 1,
    datePatterns: await datePatternsOf(deps, personId, request.destination),
    size,
  }
}

function isInside(cell: string, { rows, columns }: Place['size']): boolean {
  const { endRow, endColumn } = cellOf(cell)
  return endRow <= rows && endColumn <= columns
}

function cellOf(name: string): Cells {
  const cell = parseRange(name)
  if (!cell) throw new SheetsideError('invalid_input', 'The destination’s table has no place.')
  return cell
}

function cellsFrom(startRow: number, startColumn: number, { rows }: SendRequest): Cells {
  const width = Math.max(...rows.map((row) => row.length))
  return {
    startRow,
    startColumn,
    endRow: startRow + rows.length,
    endColumn: startColumn + width,
  }
}

async function spentKeysIn({ deps, request }: Sending, { metadata }: Outline): Promise<number[]> {
  const keys = metadata.filter(({ metadataKey }) => metadataKey === KEY)
  const ids = keys.map(({ metadataId }) => metadataId)
  return spentKeys(deps, request.destination.spreadsheetId, ids)
}

/** Settles a send whose rows are found in the sheet although no answer said so. */
async function settleFound(
  sending: Sending,
  entry: Entry,
  outline: Outline,
  asked?: Cells,
): Promise<SendResult> {
  const { deps, book, request } = sending
  const { startColumn, startRow } = cellOf(request.destination.tableStart)
  const row = await book.rowWith(ANCHOR, entry.id)
  // The row may be gone again by now; then where it was asked for is as near as one can get.
  const cells = row === null && asked ? asked : cellsFrom(row ?? startRow, startColumn, request)
  deps.log.info({ send: entry.id }, 'send found to be written')
  return settleEntry(deps, entry, resultAt(sending, outline, cells))
}

function resultAt({ deps, request }: Sending, outline: Outline, cells: Cells): SendResult {
  const { spreadsheetId, sheetId } = request.destination
  const range = rangeName(cells)
  return {
    id: request.id,
    spreadsheetId,
    sheetId,
    sheetTitle: gridTab(outline, sheetId).tab.title,
    range,
    url: `${outline.url}#gid=${sheetId}&range=${range}`,
    sentAt: deps.now().toISOString(),
  }
}
