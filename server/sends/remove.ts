import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js'
import type { Cells } from '#shared/a1.ts'
import { SheetsideError } from '#shared/errors.ts'
import type { Book } from '#server/google/sheets.ts'
import { ANCHOR } from './batch.ts'
import { gridRange } from './formats.ts'
import { nearEachOther, runsOf, type Run } from './runs.ts'
import { ROWS_AT_ONCE } from './sight.ts'
import type { Table } from './table.ts'

/**
 * Takes rows out of a table: their cells are cleared first, and a row goes only when a second read shows
 * it empty. Where nothing stands beside the table the whole row goes, else the table's cells move up.
 * @param rows counted from zero
 * @param sendId whose anchors go with them
 */
export async function removeRows(
  book: Book,
  table: Table,
  rows: readonly number[],
  sendId: string,
): Promise<void> {
  const { tab, cells, size } = table
  const runs = runsOf(rows)
  const placeOf = (run: Run) => ({ ...cells, ...run })
  const clearing = runs.map((run) => ({
    updateCells: {
      range: gridRange(tab.sheetId, placeOf(run)),
      fields: 'userEnteredValue,textFormatRuns,note',
    },
  }))
  await book.write(clearing).catch(async (error: unknown) => {
    throw await asProtected(book, tab.sheetId, runs.map(placeOf), error)
  })
  const empty: (Run & { isAlone: boolean })[] = []
  // Rows that were sorted among others are many runs: a read for each would use up the quota.
  for (const near of nearEachOther(runs, ROWS_AT_ONCE)) {
    const [{ startRow }] = near
    const whole = { startRow, endRow: near.at(-1)?.endRow ?? startRow, startColumn: 0 }
    const left = await book.entered(tab.title, { ...whole, endColumn: size.columns })
    for (const run of near) {
      const there = left.slice(run.startRow - startRow, run.endRow - startRow)
      const isEmpty = (startColumn: number, endColumn: number) =>
        there.every((row) => row.slice(startColumn, endColumn).every((cell) => cell === undefined))
      if (!isEmpty(cells.startColumn, cells.endColumn)) continue
      empty.push({ ...run, isAlone: isEmpty(0, size.columns) })
    }
  }
  // From below, so that what goes moves nothing that is still to go.
  const wholeRows = empty.toReversed().map((run) => (run.isAlone ? rowsOf(run) : cellsOf(run)))
  // A sheet keeps one row that is not frozen, and columns beside the table may be protected: then an
  // empty row, or its cells in the table alone, have to do.
  for (const removals of [wholeRows, empty.toReversed().map(cellsOf), []]) {
    const isDone = await book.write([...removals, withoutAnchors(sendId)]).then(
      () => true,
      (error: unknown) => {
        if (error instanceof SheetsideError && error.code === 'invalid_input') return false
        throw error
      },
    )
    if (isDone) return
  }

  function rowsOf({ startRow, endRow }: Run): sheets_v4.Schema$Request {
    const range = {
      sheetId: tab.sheetId,
      dimension: 'ROWS',
      startIndex: startRow,
      endIndex: endRow,
    }
    return { deleteDimension: { range } }
  }

  function cellsOf(run: Run): sheets_v4.Schema$Request {
    return {
      deleteRange: { range: gridRange(tab.sheetId, placeOf(run)), shiftDimension: 'ROWS' },
    }
  }
}

function withoutAnchors(sendId: string): sheets_v4.Schema$Request {
  const lookup = { metadataKey: ANCHOR, metadataValue: sendId }
  return { deleteDeveloperMetadata: { dataFilter: { developerMetadataLookup: lookup } } }
}

/** What a refusal is where any of these cells is protected from this account. */
async function asProtected(
  book: Book,
  sheetId: number,
  places: readonly Cells[],
  error: unknown,
): Promise<unknown> {
  if (!(error instanceof SheetsideError && error.code === 'invalid_input')) return error
  if (await book.isProtected(sheetId, places)) {
    return new SheetsideError(
      'range_protected',
      'The row is in a part of the sheet that is protected from your Google account. Ask the sheet’s owner to let you edit it, or to remove the row.',
    )
  }
  return error
}
