import type { BatchRequest } from './request.ts'
import type { Box } from '#test/google/sheets/book/a1.ts'
import { checkSize, type Book, type Dimension, type Sheet } from '#test/google/sheets/book/book.ts'
import { deleted, follow, inserted } from '#test/google/sheets/book/follow.ts'
import { isBlank, type Row } from '#test/google/sheets/book/grid.ts'
import { readGridRange, type GridRange } from '#test/google/sheets/book/grid-range.ts'
import { holds, touches } from '#test/google/sheets/book/box.ts'
import { invalid } from '#test/google/http/errors.ts'

/** Requests that make room within a sheet, or close it: only cells beside or below move [D]. */
export const MOVE_REQUESTS: Record<string, BatchRequest> = {
  insertRange: ({ book }, body) => {
    const { sheet, box } = readGridRange(book, body['range'] as GridRange | undefined)
    const dimension = readShift(body)
    shiftBlock(book, sheet, box, dimension, extent(box, dimension))
    return {}
  },

  deleteRange: ({ book }, body) => {
    const { sheet, box } = readGridRange(book, body['range'] as GridRange | undefined)
    const dimension = readShift(body)
    shiftBlock(book, sheet, box, dimension, -extent(box, dimension))
    return {}
  },
}

function readShift(body: Record<string, unknown>): Dimension {
  const dimension = body['shiftDimension']
  if (dimension === 'ROWS' || dimension === 'COLUMNS') return dimension
  throw invalid('shiftDimension must be specified.')
}

function extent(box: Box, dimension: Dimension): number {
  return dimension === 'ROWS' ? box.endRow - box.startRow : box.endColumn - box.startColumn
}

/**
 * Moves the cells from the box on, within its columns or rows, with all that lies wholly among them.
 * What would fall off the grid makes it larger.
 * @param count down or to the right; when negative the cells of the box are gone.
 * @throws ApiError when part of a merge would move and part of it stay.
 */
export function shiftBlock(
  book: Book,
  sheet: Sheet,
  box: Box,
  dimension: Dimension,
  count: number,
): void {
  if (count === 0) return
  const moving =
    dimension === 'ROWS' ? { ...box, endRow: Infinity } : { ...box, endColumn: Infinity }
  for (const merge of sheet.merges) {
    if (touches(merge, moving) && !holds(moving, merge)) {
      throw invalid('You must select all cells in a merged range to move them.')
    }
  }
  if (dimension === 'ROWS') shiftDown(sheet, box, count)
  else shiftRight(sheet, box, count)
  checkSize(book)
  const start = dimension === 'ROWS' ? box.startRow : box.startColumn
  const shift =
    count > 0 ? inserted(dimension, start, count) : deleted(dimension, start, start - count)
  const within =
    dimension === 'ROWS'
      ? { start: box.startColumn, end: box.endColumn }
      : { start: box.startRow, end: box.endRow }
  follow(book, sheet, { ...shift, within })
}

function shiftDown(sheet: Sheet, box: Box, height: number): void {
  const { grid } = sheet
  const { startColumn, endColumn } = box
  const last = lastFilled(sheet, box)
  const rows: Row[] = []
  for (let row = box.startRow; row < last; row += 1) {
    rows.push(grid.row(row).slice(startColumn, endColumn))
  }
  if (rows.length === 0) return
  const moved =
    height > 0 ? [...Array.from({ length: height }, (): Row => []), ...rows] : rows.slice(-height)
  const bottom = box.startRow + Math.max(moved.length, last - box.startRow)
  if (box.startRow + moved.length > grid.rowCount) {
    grid.resize(box.startRow + moved.length, grid.columnCount)
  }
  for (let row = box.startRow; row < bottom; row += 1) {
    const cells = [...grid.row(row)]
    for (let column = startColumn; column < endColumn; column += 1) {
      cells[column] = moved[row - box.startRow]?.[column - startColumn]
    }
    grid.setRow(row, cells)
  }
}

/** One past the last row of the box's columns that holds anything at all. */
function lastFilled({ grid }: Sheet, box: Box): number {
  for (let row = grid.usedRows - 1; row >= box.startRow; row -= 1) {
    const cells = grid.row(row).slice(box.startColumn, box.endColumn)
    if (cells.some((cell) => !isBlank(cell))) return row + 1
  }
  return box.startRow
}

function shiftRight(sheet: Sheet, box: Box, width: number): void {
  const { grid } = sheet
  for (let row = box.startRow; row < Math.min(box.endRow, grid.usedRows); row += 1) {
    const cells = [...grid.row(row)]
    if (cells.length <= box.startColumn) continue
    if (width > 0) cells.splice(box.startColumn, 0, ...Array<undefined>(width).fill(undefined))
    else cells.splice(box.startColumn, -width)
    if (cells.length > grid.columnCount) grid.resize(grid.rowCount, cells.length)
    grid.setRow(row, cells)
  }
}
