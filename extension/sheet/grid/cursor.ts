import type { GridSize } from './windows.ts'

export type CellAddress = { row: number; column: number }

/** The part of a keyboard event that moves. */
export type Press = { key: string; ctrlKey: boolean; metaKey: boolean; shiftKey: boolean }

/**
 * Where a key takes the active cell, or null for a key that moves nothing. `page` is how many rows are
 * on screen. The keys are those of the ARIA grid pattern and of Google Sheets.
 * https://www.w3.org/WAI/ARIA/apg/patterns/grid/
 */
export function moveCursor(
  from: CellAddress,
  press: Press,
  page: number,
  size: Pick<GridSize, 'rowCount' | 'columnCount'>,
): CellAddress | null {
  const { row, column } = from
  const far = press.ctrlKey || press.metaKey
  const lastRow = size.rowCount - 1
  const lastColumn = size.columnCount - 1
  const at = (nextRow: number, nextColumn: number): CellAddress => ({
    row: Math.min(Math.max(nextRow, 0), lastRow),
    column: Math.min(Math.max(nextColumn, 0), lastColumn),
  })
  switch (press.key) {
    case 'ArrowDown':
      return at(far ? lastRow : row + 1, column)
    case 'ArrowUp':
      return at(far ? 0 : row - 1, column)
    case 'ArrowRight':
      return at(row, far ? lastColumn : column + 1)
    case 'ArrowLeft':
      return at(row, far ? 0 : column - 1)
    case 'Enter':
      return at(press.shiftKey ? row - 1 : row + 1, column)
    case 'PageDown':
      return at(row + page, column)
    case 'PageUp':
      return at(row - page, column)
    case 'Home':
      return at(far ? 0 : row, 0)
    case 'End':
      return at(far ? lastRow : row, lastColumn)
    default:
      return null
  }
}
