import type { Cells } from '#shared/a1.ts'
import { SheetsideError } from '#shared/errors.ts'
import type { Outline } from '#server/google/sheets.ts'
import type { Table } from './table.ts'

/** Cells that all tabs of a spreadsheet may have together. https://support.google.com/drive/answer/37603 */
const SPREADSHEET_CELLS = 10_000_000

/** @throws sheet_full where the spreadsheet cannot grow by what these rows need */
export function requireRoom(
  { sheets }: Outline,
  { size, inserted }: Table,
  places: readonly Cells[],
): void {
  const endRow = Math.max(size.rows, ...places.map((place) => place.endRow))
  const columns = size.columns + (inserted?.count ?? 0)
  const endColumn = Math.max(columns, ...places.map((place) => place.endColumn))
  const grown = endRow * endColumn - size.rows * size.columns
  const now = sheets.reduce(
    (sum, tab) => sum + (tab.size ? tab.size.rows * tab.size.columns : 0),
    0,
  )
  if (grown > 0 && now + grown > SPREADSHEET_CELLS) {
    throw new SheetsideError(
      'sheet_full',
      'This spreadsheet is full: Google allows 10 million cells in all its tabs, empty ones counted. Delete unused rows, columns or tabs, or choose another spreadsheet.',
    )
  }
}
