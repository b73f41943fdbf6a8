import { shiftBlock } from './move-cells.ts'
import type { Box } from '#test/google/sheets/book/a1.ts'
import { checkSize, type Book, type Sheet } from '#test/google/sheets/book/book.ts'
import { calculate } from '#test/google/sheets/formulas/calculation.ts'
import { invalid } from '#test/google/http/errors.ts'

/**
 * Makes room for more rows in the body of a table: first in its own empty rows at the end, then by
 * pushing down what is below it.
 * @returns where the first of them goes.
 * @throws ApiError when there is no such table.
 */
export function appendToTable(
  book: Book,
  tableId: string,
  count: number,
  now: number,
): { sheet: Sheet; box: Box } {
  const sheet = book.sheets.find(({ tables }) => tables.some((table) => table.tableId === tableId))
  const table = sheet?.tables.find((one) => one.tableId === tableId)
  if (!sheet || !table) throw invalid(`No table with id: ${tableId}`)
  const { box } = table
  const filled = calculate(book, now).lastRowWithValue(
    sheet,
    box.startColumn,
    box.endColumn,
    box.endRow,
  )
  const first = Math.max(filled, box.startRow + 1)
  const missing = first + count - box.endRow
  if (missing > 0) {
    const below = { ...box, startRow: box.endRow, endRow: box.endRow + missing }
    if (box.endRow >= sheet.grid.rowCount) {
      sheet.grid.resize(box.endRow + missing, sheet.grid.columnCount)
    } else shiftBlock(book, sheet, below, 'ROWS', missing)
    checkSize(book)
    sheet.tables = sheet.tables.map((one) =>
      one.tableId === tableId ? { ...one, box: { ...box, endRow: box.endRow + missing } } : one,
    )
  }
  return { sheet, box: { ...box, startRow: first, endRow: first + count } }
}
