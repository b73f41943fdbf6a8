import { rangeName } from '#shared/a1.ts'
import type { Shown } from '#server/google/sheets.ts'

/** A header row is not looked for further down. */
export const HEADER_ROWS = 50

/** The header of a table: where it is, counted from zero, and what it says. No names where a tab is empty. */
export type Header = {
  /** A1 of its first cell. */
  start: string
  row: number
  startColumn: number
  names: string[]
}

/** The first cells of the first row that has any, up to its first gap. */
export function headerIn(rows: readonly (readonly Shown[])[]): Header {
  const row = rows.findIndex((cells) => cells.some(filled))
  const cells = rows[row]
  if (!cells) return { start: 'A1', row: 0, startColumn: 0, names: [] }
  const startColumn = cells.findIndex(filled)
  const gap = cells.findIndex((cell, index) => index > startColumn && !filled(cell))
  return {
    start: rangeName({ startRow: row, startColumn, endRow: row + 1, endColumn: startColumn + 1 }),
    row,
    startColumn,
    names: cells.slice(startColumn, gap < 0 ? undefined : gap).map(({ text }) => text),
  }
}

/** How the first date in a column is shown, where there is one. */
export function datePatternIn(
  rows: readonly (readonly Shown[])[],
  column: number,
): string | undefined {
  return rows.map((row) => row[column]?.datePattern).find(Boolean)
}

function filled({ text }: Shown): boolean {
  return text.trim() !== ''
}
