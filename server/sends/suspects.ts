import type { Suspect, SuspectCell } from '#shared/contract/send.ts'
import type { Book } from '#server/google/sheets.ts'
import { runsOf } from './runs.ts'
import type { Findings, Present } from './search.ts'
import type { Table } from './table.ts'

/** Rows that are told of one by one, and the pieces of the table that they may lie in: one read has them all. */
const MOST_ROWS = 1_000
const MOST_RUNS = 50

/** What a person needs to know of a row to say whether it is the one. */
export type Told = Omit<Suspect, 'url' | 'fingerprint'> & { present: Present }

/**
 * Tells what stands in suspects now, beside what was sent. Where they are too many, or too scattered, the
 * first of them are told.
 * @param sent the fingerprints of each row
 */
export async function tellOf(
  book: Book,
  table: Table,
  sent: readonly (readonly string[])[],
  present: readonly Present[],
  { suspects, sentRows }: Findings,
): Promise<Told[]> {
  const runs = runsOf(suspects.slice(0, MOST_ROWS)).slice(0, MOST_RUNS)
  const header = { ...table.cells, startRow: table.headerRow, endRow: table.headerRow + 1 }
  const [[headers = []] = [], ...read] = await book.cellsOfAll(table.tab.title, [
    header,
    ...runs.map((run) => ({ ...table.cells, ...run })),
  ])
  const byRow = new Map(present.map((each) => [each.row, each]))
  return runs.flatMap(({ startRow, endRow }, run) =>
    Array.from({ length: endRow - startRow }, (_, index) => startRow + index).flatMap((row) => {
      const now = byRow.get(row)
      if (!now) return []
      const shown = read[run]?.[row - startRow] ?? []
      const sentRow = sentRows.get(row) ?? 0
      const cells = cellsOf(table, sent[sentRow] ?? [], now, (index) => ({
        text: shown[index]?.text ?? '',
        header: headers[index]?.text ?? '',
      }))
      return [{ row, sentRow, cells, present: now }]
    }),
  )
}

function cellsOf(
  { columns, cells: { startColumn, endColumn } }: Table,
  sent: readonly string[],
  now: Present,
  shownAt: (index: number) => Pick<SuspectCell, 'text' | 'header'>,
): SuspectCell[] {
  const beside = [...now.others]
  return Array.from({ length: endColumn - startColumn }, (_, index) => {
    const at = columns.indexOf(startColumn + index)
    return at < 0
      ? { ...shownAt(index), sentCell: null, changed: (beside.shift() ?? '') !== '' }
      : { ...shownAt(index), sentCell: at, changed: now.cells[at] !== (sent[at] ?? '') }
  })
}
