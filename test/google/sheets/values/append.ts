import { checkInGrid, clip, formatBox, parseRange, type Box } from '#test/google/sheets/book/a1.ts'
import type { Book, Sheet } from '#test/google/sheets/book/book.ts'
import type { Rows } from './given.ts'
import type { InsertOption } from './options.ts'
import { calculate, type Calculation } from '#test/google/sheets/formulas/calculation.ts'
import { insertRowsAt } from '#test/google/sheets/book/dimensions.ts'
import { boxOf, writeValues, type Writing, type Written } from './write.ts'

/**
 * `values.append`. The range is only searched: its last table is found, and the values go below that
 * table's last row, from its first column on.
 * https://developers.google.com/workspace/sheets/api/guides/values#append-values
 */
export function appendValues(
  book: Book,
  text: string,
  values: Rows,
  insert: InsertOption,
  writing: Writing,
): { tableRange: string | null; written: Written } {
  const target = parseRange(book, text)
  checkInGrid(target)
  const { sheet } = target
  const searched = clip(target)
  const table = findTable(calculate(book, writing.now), sheet, searched)
  const { startColumn, startRow } = table ? { ...table, startRow: table.endRow } : searched
  const box = boxOf(values, startRow, startColumn)
  const tableRange = table ? formatBox(sheet, table) : null
  if (box.endColumn > box.startColumn) {
    if (insert === 'INSERT_ROWS') insertRowsAt(book, sheet, startRow, values.length)
    const { grid } = sheet
    grid.resize(Math.max(grid.rowCount, box.endRow), Math.max(grid.columnCount, box.endColumn))
  }
  return { tableRange, written: writeValues(book, { sheet, box }, values, writing) }
}

/**
 * The last table that the box touches: cells with values that hang together, as the box around them.
 * A range without a value in it is in no table, even beside one.
 */
function findTable(calculation: Calculation, sheet: Sheet, box: Box): Box | null {
  const last = lastValue(calculation, sheet, box)
  if (!last) return null
  const table = {
    startRow: last.row,
    endRow: last.row + 1,
    startColumn: last.column,
    endColumn: last.column + 1,
  }
  widen(table, calculation.row(sheet, last.row))
  // Rows are read once, unless a later one made the table wider than they knew.
  while (lengthen(calculation, sheet, table)) {
    while (rewiden(calculation, sheet, table)) {
      // Each turn may bring columns that other rows go on from.
    }
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
  const cells = calculation.row(sheet, row).slice(0, box.endColumn)
  return { row, column: cells.findLastIndex((cell) => cell?.value !== undefined) }
}

type Cells = ReturnType<Calculation['row']>

/** Takes in the values of a row right beside the table; says whether there were any. */
function widen(table: Box, cells: Cells): boolean {
  const { startColumn, endColumn } = table
  while (cells[table.startColumn - 1]?.value !== undefined) table.startColumn -= 1
  while (cells[table.endColumn]?.value !== undefined) table.endColumn += 1
  return table.startColumn < startColumn || table.endColumn > endColumn
}

function rewiden(calculation: Calculation, sheet: Sheet, table: Box): boolean {
  let widened = false
  for (let row = table.startRow; row < table.endRow; row += 1) {
    if (widen(table, calculation.row(sheet, row))) widened = true
  }
  return widened
}

/** Takes in rows above and below that have a value in the table's columns; says whether one widened it. */
function lengthen(calculation: Calculation, sheet: Sheet, table: Box): boolean {
  let widened = false
  const take = (row: number): boolean => {
    if (row < 0 || row >= calculation.usedRows(sheet)) return false
    const cells = calculation.row(sheet, row)
    for (let column = table.startColumn; column < table.endColumn; column += 1) {
      if (cells[column]?.value === undefined) continue
      if (widen(table, cells)) widened = true
      return true
    }
    return false
  }
  while (take(table.startRow - 1)) table.startRow -= 1
  while (take(table.endRow)) table.endRow += 1
  return widened
}
