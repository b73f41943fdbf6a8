import { checkInGrid, clip, type Box } from './a1.ts'
import { sheetById, type Book, type Dimension, type Sheet } from './book.ts'
import { invalid } from '#test/google/http/errors.ts'

/** Google's GridRange: half open, an index that is missing is unbounded. */
export type GridRange = {
  sheetId?: number
  startRowIndex?: number
  endRowIndex?: number
  startColumnIndex?: number
  endColumnIndex?: number
}

export function gridSheet(book: Book, sheetId: number | undefined): Sheet {
  const sheet = sheetById(book, sheetId ?? 0)
  if (!sheet || sheet.properties.sheetType === 'OBJECT') {
    throw invalid(`No grid with id: ${String(sheetId ?? 0)}`)
  }
  return sheet
}

/** The sheet and the cells, cut to the grid; empty when the range is. */
export function readGridRange(
  book: Book,
  range: GridRange | undefined,
): { sheet: Sheet; box: Box; open: Box } {
  if (!range) throw invalid('range is required')
  const sheet = gridSheet(book, range.sheetId)
  const open = toBox(range)
  checkOrder('RowIndex', open.startRow, open.endRow)
  checkOrder('ColumnIndex', open.startColumn, open.endColumn)
  checkInGrid({ sheet, box: open })
  return { sheet, open, box: clip({ sheet, box: open }) }
}

function checkOrder(name: string, start: number, end: number): void {
  if (start < 0) throw invalid(`range.start${name}[${String(start)}] is less than zero.`)
  if (end < start) {
    throw invalid(
      `range.end${name}[${String(end)}] must be greater than or equal to start${name}[${String(start)}].`,
    )
  }
}

/** The box of a range that was checked or need not be. */
export function toBox(range: GridRange): Box {
  return {
    startRow: range.startRowIndex ?? 0,
    endRow: range.endRowIndex ?? Infinity,
    startColumn: range.startColumnIndex ?? 0,
    endColumn: range.endColumnIndex ?? Infinity,
  }
}

/** A whole row, column or sheet has no indexes on the side that it is whole on: recorded. */
export function toGridRange(sheetId: number, box: Box): GridRange {
  const { startRow, endRow, startColumn, endColumn } = box
  return {
    ...shownId(sheetId),
    ...(startRow === 0 && endRow === Infinity ? {} : { startRowIndex: startRow }),
    ...(endRow === Infinity ? {} : { endRowIndex: endRow }),
    ...(startColumn === 0 && endColumn === Infinity ? {} : { startColumnIndex: startColumn }),
    ...(endColumn === Infinity ? {} : { endColumnIndex: endColumn }),
  }
}

/** The sheet's id in a place of an answer: zero is the default and left out, recorded. */
export function shownId(sheetId: number): { sheetId?: number } {
  return sheetId === 0 ? {} : { sheetId }
}

/** Google's DimensionRange. */
export type DimensionRange = {
  sheetId?: number
  dimension?: string
  startIndex?: number
  endIndex?: number
}

/** As in an answer. */
export function toDimensionRange(
  sheetId: number,
  dimension: Dimension,
  startIndex: number,
  endIndex: number,
): DimensionRange {
  return { ...shownId(sheetId), dimension, startIndex, endIndex }
}

export function readDimensionRange(
  book: Book,
  range: DimensionRange | undefined,
): { sheet: Sheet; dimension: Dimension; start: number; end: number; length: number } {
  const sheet = gridSheet(book, range?.sheetId)
  const dimension = range?.dimension
  if (dimension !== 'ROWS' && dimension !== 'COLUMNS') throw invalid('No dimension specified.')
  const length = dimension === 'ROWS' ? sheet.grid.rowCount : sheet.grid.columnCount
  const start = range?.startIndex ?? 0
  const end = range?.endIndex ?? length
  if (start < 0) throw invalid(`range.startIndex[${String(start)}] is less than zero.`)
  if (end <= start) {
    throw invalid(
      `range.endIndex[${String(end)}] must be greater than startIndex[${String(start)}].`,
    )
  }
  return { sheet, dimension, start, end, length }
}
