import { shiftBlock } from './move-cells.ts'
import type { Box } from '#test/google/sheets/book/a1.ts'
import { checkSize, type Book, type Sheet } from '#test/google/sheets/book/book.ts'
import { calculate } from '#test/google/sheets/formulas/calculation.ts'
import { checkProtection } from '#test/google/sheets/book/protection.ts'
import { backedRange, moveBacked } from './carried.ts'

/**
 * Makes room for more rows in the body of a table: first in its own empty rows at the end, then by
 * pushing down what is below it.
 * @returns where the first of them goes.
 * @throws ApiError when there is no such table, or the rows are protected.
 */
export function appendToTable(
  book: Book,
  tableId: string,
  count: number,
  now: number,
): { sheet: Sheet; box: Box } {
  const { sheet, box } = backedRange(book, { tableId })
  const filled = calculate(book, now).lastRowWithValue(
    sheet,
    box.startColumn,
    box.endColumn,
    box.endRow,
  )
  const first = Math.max(filled, box.startRow + 1)
  checkProtection(book, sheet, { ...box, startRow: first, endRow: first + count })
  const missing = first + count - box.endRow
  if (missing > 0) {
    const below = { ...box, startRow: box.endRow, endRow: box.endRow + missing }
    if (box.endRow >= sheet.grid.rowCount) {
      sheet.grid.resize(box.endRow + missing, sheet.grid.columnCount)
    } else shiftBlock(book, sheet, below, 'ROWS', missing)
    checkSize(book)
    const longer = { ...box, endRow: box.endRow + missing }
    sheet.tables = sheet.tables.map((one) =>
      one.tableId === tableId ? { ...one, box: longer } : one,
    )
    moveBacked(book, (backing) => backing.tableId === tableId, sheet, longer)
  }
  return { sheet, box: { ...box, startRow: first, endRow: first + count } }
}
