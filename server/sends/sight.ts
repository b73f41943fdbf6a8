import { SheetsideError } from '#shared/errors.ts'
import type { Deps } from '#server/deps.ts'
import { bookOf, type Book, type Entered } from '#server/google/sheets.ts'
import { ANCHOR } from './batch.ts'
import { columnsKnown } from './destinations.ts'
import { fingerprintOf } from './fingerprint.ts'
import { rowsOfOthers, type RecordedSend } from './history.ts'
import { doubting, findRows, type Findings, type Present } from './search.ts'
import { findTable, type Table } from './table.ts'

/** A send's table as it is now, and what of the send is in it. */
export type Sight = {
  book: Book
  table: Table
  url: string
  present: Present[]
  found: Findings
  /** Rows that an undo before this one has cleared and not removed any more. */
  cleared: number[]
}

/**
 * Where the rows of a send are now; null where not even their tab is there.
 * @throws destination_changed, and what google/access.ts and Google's refusals say
 */
export async function look(
  deps: Deps,
  personId: string,
  send: RecordedSend,
): Promise<Sight | null> {
  const { id, record, undoBegunAt } = send
  const { target, rows } = record
  const book = bookOf(deps, personId, target.account, target.spreadsheetId)
  const outline = await book.outline()
  if (!outline.sheets.some(({ sheetId }) => sheetId === target.sheetId)) return null
  const { isNamed } = await columnsKnown(deps, personId, target)
  const width = rows[0]?.length ?? 1
  const table = asItIs(
    await findTable(book, target, { width, isNamed }, outline).catch(asUnknowable),
  )
  const anchors = (await book.marks({ metadataKey: ANCHOR })).filter(
    ({ sheetId }) => sheetId === target.sheetId,
  )
  const anchor = anchors.find(({ value }) => value === id)?.index ?? null
  const near = anchor === null ? null : { from: anchor, to: anchor + rows.length }
  // As a rule they are where the anchor says, and the rest of the table need not be read.
  const here = near ? await rowsIn(book, table, near.from, near.to) : []
  const cleared = undoBegunAt ? here.filter(isEmpty).map(({ row }) => row) : []
  const found = findRows(rows, here, anchor)
  const sight = { book, table, url: outline.url, cleared }
  if (found.certain.length + cleared.length === rows.length) {
    return { ...sight, present: here, found: { ...found, suspects: [], why: null } }
  }
  const present = await rowsIn(book, table, table.headerRow + 1, table.cells.endRow)
  const all = findRows(rows, present, anchor, await rowsOfOthers(deps, personId, send))
  if (anchor !== null) return { ...sight, present, found: all }
  // An anchor goes with its row: without one, an equal row may be another's, or what an undo has left.
  const others = new Set(anchors.map(({ index }) => index))
  const mayBeAnothers = (row: number) => undoBegunAt !== null || others.has(row)
  return { ...sight, present, found: doubting(all, mayBeAnothers) }
}

/** The same row may stand elsewhere, but without its columns nothing tells it from others. */
function asUnknowable(error: unknown): never {
  if (!(error instanceof SheetsideError && error.code === 'destination_changed')) throw error
  throw new SheetsideError(
    'destination_changed',
    'The header or a column of this table was deleted since, so the row can’t be told from others. Look for it in the sheet, and remove it there.',
    { reason: error.reason },
  )
}

/** Columns that would have to be put in were deleted: what was in them is nowhere. */
function asItIs(table: Table): Table {
  const { inserted, cells } = table
  return inserted ? { ...table, cells: { ...cells, endColumn: inserted.at } } : table
}

function isEmpty({ cells, others }: Present): boolean {
  return [...cells, ...others].every((cell) => cell === '')
}

/** Rows that are read at a time. */
export const ROWS_AT_ONCE = 5_000

async function rowsIn(book: Book, table: Table, from: number, to: number): Promise<Present[]> {
  const present: Present[] = []
  for (let start = from; start < Math.min(to, table.size.rows); start += ROWS_AT_ONCE) {
    const endRow = Math.min(start + ROWS_AT_ONCE, to, table.size.rows)
    const rows = await book.entered(table.tab.title, { ...table.cells, startRow: start, endRow })
    // Google leaves out rows that are empty to the end.
    for (let at = start; at < endRow; at += 1) {
      present.push(presentRow(table, at, rows[at - start] ?? []))
    }
  }
  return present
}

function presentRow(
  { columns, cells: { startColumn, endColumn } }: Table,
  row: number,
  entered: Entered[],
): Present {
  const all = Array.from({ length: endColumn - startColumn }, (_, index) =>
    fingerprintOf(entered[index]),
  )
  return {
    row,
    cells: columns.map((column) => all[column - startColumn] ?? ''),
    others: all.filter((_, index) => !columns.includes(startColumn + index)),
  }
}
