import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js'
import { SheetsideError } from '#shared/errors.ts'
import type { Book } from '#server/google/sheets.ts'
import { ANCHOR } from './batch.ts'
import { gridRange } from './formats.ts'
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
  await book.write(
    runs.map(({ from, to }) => ({
      updateCells: {
        range: gridRange(tab.sheetId, { ...cells, startRow: from, endRow: to }),
        fields: 'userEnteredValue,textFormatRuns,note',
      },
    })),
  )
  const removals: sheets_v4.Schema$Request[] = []
  // From below, so that what goes moves nothing that is still to go.
  for (const { from, to } of runs.toReversed()) {
    const whole = { startRow: from, endRow: to, startColumn: 0, endColumn: size.columns }
    const left = await book.entered(tab.title, whole)
    const isEmpty = (startColumn: number, endColumn: number) =>
      left.every((row) => row.slice(startColumn, endColumn).every((cell) => cell === undefined))
    if (!isEmpty(cells.startColumn, cells.endColumn)) continue
    removals.push(
      isEmpty(0, size.columns)
        ? {
            deleteDimension: {
              range: { sheetId: tab.sheetId, dimension: 'ROWS', startIndex: from, endIndex: to },
            },
          }
        : {
            deleteRange: {
              range: gridRange(tab.sheetId, { ...cells, startRow: from, endRow: to }),
              shiftDimension: 'ROWS',
            },
          },
    )
  }
  const lookup = { metadataKey: ANCHOR, metadataValue: sendId }
  removals.push({ deleteDeveloperMetadata: { dataFilter: { developerMetadataLookup: lookup } } })
  await book.write(removals).catch((error: unknown) => {
    // A sheet keeps at least one row that is not frozen; an empty one in its place does no harm.
    if (!(error instanceof SheetsideError && error.code === 'invalid_input')) throw error
  })
}

type Run = { from: number; to: number }

function runsOf(rows: readonly number[]): Run[] {
  const runs: Run[] = []
  for (const row of [...new Set(rows)].toSorted((one, other) => one - other)) {
    const last = runs.at(-1)
    if (last?.to === row) last.to += 1
    else runs.push({ from: row, to: row + 1 })
  }
  return runs
}
