import type { Book, Sheet } from './book.ts'
import type { Table } from './objects.ts'
import { formatValue } from './number-format.ts'

/**
 * After cells were written: a table's columns are called what their header cells say, and a formula in
 * a header cell becomes the column's place in the table, `Column 2`: probed by others.
 */
export function nameTableColumns(book: Book): void {
  for (const sheet of book.sheets) {
    if (sheet.tables.length === 0) continue
    sheet.tables = sheet.tables.map((table) => named(book, sheet, table))
  }
}

function named(book: Book, { grid }: Sheet, table: Table): Table {
  const { startRow, startColumn } = table.box
  const columns = table.columns.map((column) => {
    const at = startColumn + column.columnIndex
    const cell = grid.cell(startRow, at)
    const place = `Column ${String(column.columnIndex + 1)}`
    const text =
      cell?.value?.formulaValue === undefined
        ? formatValue(cell?.value, cell?.format, book.locale)
        : place
    if (cell?.value?.formulaValue !== undefined) {
      grid.setCell(startRow, at, { ...cell, value: { stringValue: place } })
    }
    const columnName = text === '' ? column.columnName : text
    return columnName === column.columnName ? column : { ...column, columnName }
  })
  return columns.some((column, index) => column !== table.columns[index])
    ? { ...table, columns }
    : table
}
