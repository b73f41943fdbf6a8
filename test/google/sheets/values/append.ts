import { checkInGrid, clip, formatBox, parseRange, type Box } from '#test/google/sheets/book/a1.ts'
import type { Book, Sheet } from '#test/google/sheets/book/book.ts'
import { describe, writeValues, type Update, type Writing } from './values.ts'
import type { InsertOption } from './options.ts'
import { calculate, type Calculation } from '#test/google/sheets/formulas/calculation.ts'
import { insertRowsAt } from '#test/google/sheets/book/dimensions.ts'

/**
 * `values.append`. The range is only searched: its last table is found, and the values go below that
 * table's last row, from its first column on.
 * https://developers.google.com/workspace/sheets/api/guides/values#append-values
 */
export function appendValues(
  book: Book,
  text: string,
  values: readonly unknown[][],
  insert: InsertOption,
  writing: Writing,
): { tableRange: string | null; update: Update; sheet: Sheet; written: Box } {
  const target = parseRange(book, text)
  checkInGrid(target)
  const { sheet } = target
  const searched = clip(target)
  const table = findTable(calculate(book, writing.now), sheet, searched)
  const startRow = table ? table.endRow : searched.startRow
  const startColumn = table ? table.startColumn : searched.startColumn
  const width = Math.max(0, ...values.map((row) => row.length))
  const written = {
    startRow,
    endRow: startRow + values.length,
    startColumn,
    endColumn: startColumn + width,
  }
  const tableRange = table ? formatBox(sheet, table) : null
  if (width > 0) {
    if (insert === 'INSERT_ROWS') insertRowsAt(book, sheet, startRow, values.length)
    const { grid } = sheet
    grid.resize(
      Math.max(grid.rowCount, written.endRow),
      Math.max(grid.columnCount, written.endColumn),
    )
    writeValues(sheet, written, values, writing)
  }
  return { tableRange, update: describe(sheet, written, values, writing), sheet, written }
}

/**
 * The last table that the box touches: cells with values that hang together, as the box around them.
 * A range without a value in it is in no table, even beside one.
 */
export function findTable(calculation: Calculation, sheet: Sheet, box: Box): Box | null {
  const last = lastValue(calculation, sheet, box)
  if (!last) return null
  const table = {
    startRow: last.row,
    endRow: last.row + 1,
    startColumn: last.column,
    endColumn: last.column + 1,
  }
  while (grow(calculation, sheet, table)) {
    // Each step takes in one more row or column.
  }
  return table
}

function lastValue(
  calculation: Calculation,
  sheet: Sheet,
  box: Box,
): { row: number; column: number } | null {
  const row = calculation.lastRowWithValue(sheet, box.startColumn, box.endColumn, box.endRow) - 1
  if (row < box.startRow) return null
  const { length } = calculation.row(sheet, row)
  for (let column = Math.min(box.endColumn, length) - 1; column >= box.startColumn;) {
    if (calculation.hasValue(sheet, row, column)) return { row, column }
    column -= 1
  }
  return null
}

/** Widens the box by one step where a value lies right beside it; says whether one did. */
function grow(calculation: Calculation, sheet: Sheet, box: Box): boolean {
  const rowHas = (row: number): boolean => {
    if (row < 0 || row >= calculation.usedRows(sheet)) return false
    const cells = calculation.row(sheet, row)
    for (let column = box.startColumn; column < box.endColumn; column += 1) {
      if (cells[column]?.value !== undefined) return true
    }
    return false
  }
  const columnHas = (column: number): boolean => {
    if (column < 0) return false
    for (let row = box.startRow; row < box.endRow; row += 1) {
      if (calculation.hasValue(sheet, row, column)) return true
    }
    return false
  }
  if (rowHas(box.startRow - 1)) box.startRow -= 1
  else if (rowHas(box.endRow)) box.endRow += 1
  else if (columnHas(box.startColumn - 1)) box.startColumn -= 1
  else if (columnHas(box.endColumn)) box.endColumn += 1
  else return false
  return true
}
