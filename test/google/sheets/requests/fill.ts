import type { Box } from '#test/google/sheets/book/a1.ts'
import type { Sheet } from '#test/google/sheets/book/book.ts'
import type { Cell, Row } from '#test/google/sheets/book/grid.ts'

/** Leaves nothing in the cells of a box. */
export function empty({ grid }: Sheet, { startRow, endRow, startColumn, endColumn }: Box): void {
  for (let row = startRow; row < Math.min(endRow, grid.usedRows); row += 1) {
    const cells = [...grid.row(row)]
    cells.fill(undefined, startColumn, endColumn)
    grid.setRow(row, cells)
  }
}

/**
 * Writes every cell of a box.
 * @param change makes the new cell of the old; row and column are counted from the box's corner.
 * @param alike whether all cells get the same, so that one row can stand for many empty ones.
 */
export function fill(
  sheet: Sheet,
  box: Box,
  change: (cell: Cell | undefined, row: number, column: number) => Cell | undefined,
  alike = true,
): void {
  const { grid } = sheet
  let blank: Row | null = null
  for (let row = box.startRow; row < box.endRow; row += 1) {
    const old = grid.row(row)
    if (alike && old.length === 0 && blank) {
      if (blank.length > 0) grid.setRow(row, blank)
      continue
    }
    const cells = [...old]
    for (let column = box.startColumn; column < box.endColumn; column += 1) {
      cells[column] = change(cells[column], row - box.startRow, column - box.startColumn)
    }
    grid.setRow(row, cells)
    if (old.length === 0) blank = grid.row(row)
  }
}
