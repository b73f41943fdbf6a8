import {
  readCellFields,
  writeCell,
  type CellData,
  type CellFields,
  type RowData,
} from './cell-data.ts'
import { fill } from './fill.ts'
import type { BatchRequest } from './request.ts'
import { appendToTable } from './table-rows.ts'
import type { Box } from '#test/google/sheets/book/a1.ts'
import { checkSize, type Sheet } from '#test/google/sheets/book/book.ts'
import { calculate } from '#test/google/sheets/formulas/calculation.ts'
import { shiftFormula } from '#test/google/sheets/formulas/rewrite.ts'
import { gridSheet, readGridRange, type GridRange } from '#test/google/sheets/book/grid-range.ts'
import { invalid } from '#test/google/http/errors.ts'

/** Google's GridCoordinate. */
export type GridCoordinate = { sheetId?: number; rowIndex?: number; columnIndex?: number }

/** Requests about single cells and blocks of them. */
export const CELL_REQUESTS: Record<string, BatchRequest> = {
  updateCells: ({ book }, body) => {
    const rows = (body['rows'] ?? []) as RowData[]
    const fields = readCellFields(body)
    const start = body['start'] as GridCoordinate | undefined
    const { sheet, box } = start
      ? readCoordinate(gridSheet(book, start.sheetId), start)
      : readGridRange(book, body['range'] as GridRange | undefined)
    checkRows(rows, box)
    if (start) {
      writeRows(sheet, box, rows, fields)
      return {}
    }
    // What the rows do not reach is cleared.
    const data = (row: number, column: number): CellData => rows[row]?.values?.[column] ?? {}
    fill(
      sheet,
      box,
      (cell, row, column) => writeCell(cell, data(row, column), fields),
      rows.length === 0,
    )
    return {}
  },

  /** A formula's references move along as when it is copied [D]. */
  repeatCell: ({ book }, body) => {
    const fields = readCellFields(body)
    const { sheet, box } = readGridRange(book, body['range'] as GridRange | undefined)
    const data = (body['cell'] ?? {}) as CellData
    const formula = data.userEnteredValue?.formulaValue
    if (formula === undefined) {
      fill(sheet, box, (cell) => writeCell(cell, data, fields))
      return {}
    }
    const at = (row: number, column: number): CellData => ({
      ...data,
      userEnteredValue: { formulaValue: shiftFormula(formula, row, column) },
    })
    fill(sheet, box, (cell, row, column) => writeCell(cell, at(row, column), fields), false)
    return {}
  },

  /** Below the last row with data of the whole sheet, or of a table; answers nothing [D]. */
  appendCells: ({ book, now }, body) => {
    const rows = (body['rows'] ?? []) as RowData[]
    const fields = readCellFields(body)
    // A table goes before a sheet that is named beside it [D].
    if (typeof body['tableId'] === 'string') {
      const target = appendToTable(book, body['tableId'], rows.length, now)
      writeRows(target.sheet, target.box, rows, fields)
      return {}
    }
    const sheet = gridSheet(book, body['sheetId'] as number | undefined)
    const { grid } = sheet
    const first = calculate(book, now).lastRowWithValue(sheet)
    const width = Math.max(0, ...rows.map(({ values = [] }) => values.length))
    grid.resize(Math.max(grid.rowCount, first + rows.length), Math.max(grid.columnCount, width))
    checkSize(book)
    const { rowCount: endRow, columnCount: endColumn } = grid
    writeRows(sheet, { startRow: first, endRow, startColumn: 0, endColumn }, rows, fields)
    return {}
  },
}

/**
 * From a coordinate to the end of the grid.
 * @throws ApiError for one outside the grid.
 */
export function readCoordinate(
  sheet: Sheet,
  { rowIndex = 0, columnIndex = 0 }: GridCoordinate,
): { sheet: Sheet; box: Box } {
  const { rowCount, columnCount } = sheet.grid
  if (rowIndex < 0 || columnIndex < 0) {
    const [name, index] = rowIndex < 0 ? ['rowIndex', rowIndex] : ['columnIndex', columnIndex]
    throw invalid(`GridCoordinate.${name}[${String(index)}] is less than zero.`)
  }
  if (rowIndex >= rowCount) {
    throw invalid(
      `GridCoordinate.rowIndex[${String(rowIndex)}] is after last row in grid[${String(rowCount)}]`,
    )
  }
  if (columnIndex >= columnCount) {
    throw invalid(
      `GridCoordinate.columnIndex[${String(columnIndex)}] is after last column in grid[${String(columnCount)}]`,
    )
  }
  const corner = { startRow: rowIndex, startColumn: columnIndex }
  return { sheet, box: { ...corner, endRow: rowCount, endColumn: columnCount } }
}

/** Rows of different lengths; what is beyond the end of one stays. */
function writeRows(
  sheet: Sheet,
  { startRow, startColumn }: Box,
  rows: readonly RowData[],
  fields: CellFields,
): void {
  rows.forEach(({ values = [] }, index) => {
    const at = startRow + index
    const endColumn = startColumn + values.length
    const box = { startRow: at, endRow: at + 1, startColumn, endColumn }
    fill(sheet, box, (cell, _row, column) => writeCell(cell, values[column] ?? {}, fields), false)
  })
}

/** The words are of public error reports. */
function checkRows(rows: readonly RowData[], box: Box): void {
  if (rows.length > box.endRow - box.startRow) {
    throw invalid(
      `Attempting to write row: ${String(box.endRow)}, beyond the last requested row of: ${String(box.endRow - 1)}`,
    )
  }
  for (const { values = [] } of rows) {
    if (values.length > box.endColumn - box.startColumn) {
      throw invalid(
        `Attempting to write column: ${String(box.endColumn)}, beyond the last requested column of: ${String(box.endColumn - 1)}`,
      )
    }
  }
}
