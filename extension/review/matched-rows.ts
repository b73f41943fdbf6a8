import { parseRange } from '#shared/a1.ts'
import type { LinkMatches } from '#shared/contract/destination.ts'

/** A row of a sheet, as it is counted there, and the sheet opened at it. */
export type MatchedRow = { row: number; url: string }

/** So many are named, and led to: more tell nothing more, and not all are known. */
const NAMED = 2

/** The rows in which links stand already, each once, from the top. */
export function matchedRows(matches: LinkMatches['matches']): MatchedRow[] {
  const rows = new Map(matches.map(({ range, url }) => [rowOf(range), url]))
  return [...rows].map(([row, url]) => ({ row, url })).toSorted((a, b) => a.row - b.row)
}

/** The first of them, and how all are called: `row 12`, `rows 12 and 40`, `rows 3, 12 and more`. */
export function named(rows: readonly MatchedRow[]): { words: string; rows: MatchedRow[] } {
  const first = rows.slice(0, NAMED)
  const numbers = first.map(({ row }) => row)
  const words = rows.length > NAMED ? `${numbers.join(', ')} and more` : numbers.join(' and ')
  return { words: `${rows.length === 1 ? 'row' : 'rows'} ${words}`, rows: first }
}

/** `A7:D7` → `7`. */
function rowOf(range: string): number {
  return (parseRange(range)?.startRow ?? 0) + 1
}
