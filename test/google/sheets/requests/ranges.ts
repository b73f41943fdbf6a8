import type { Box } from '#test/google/sheets/book/a1.ts'
import { readFields, type BatchRequest } from './request.ts'
import type { Sheet } from '#test/google/sheets/book/book.ts'
import { invalid } from '#test/google/http/errors.ts'
import { calculate } from '#test/google/sheets/formulas/calculation.ts'
import { isBlank, type Row } from '#test/google/sheets/book/grid.ts'
import { readGridRange, toGridRange, type GridRange } from '#test/google/sheets/book/grid-range.ts'
import { newNumber } from '#test/google/ids.ts'
import { sortRows, type SortSpec } from '#test/google/sheets/book/sort.ts'

/** Requests that move cells about, join them, or name them. */
export const RANGE_REQUESTS: Record<string, BatchRequest> = {
  /** Moves only the cells beside or below the range; whole rows stay where they are [D]. */
  insertRange: ({ book }, body) => {
    const { sheet, box } = readGridRange(book, body['range'] as GridRange | undefined)
    const height = box.endRow - box.startRow
    const width = box.endColumn - box.startColumn
    switch (body['shiftDimension']) {
      case 'ROWS':
        shiftDown(sheet, box, height)
        return {}
      case 'COLUMNS':
        shiftRight(sheet, box, width)
        return {}
      default:
        throw invalid('shiftDimension must be specified.')
    }
  },

  deleteRange: ({ book }, body) => {
    const { sheet, box } = readGridRange(book, body['range'] as GridRange | undefined)
    switch (body['shiftDimension']) {
      case 'ROWS':
        shiftDown(sheet, box, box.startRow - box.endRow)
        return {}
      case 'COLUMNS':
        shiftRight(sheet, box, box.startColumn - box.endColumn)
        return {}
      default:
        throw invalid('shiftDimension must be specified.')
    }
  },

  sortRange: ({ book, now }, body) => {
    const { sheet, box } = readGridRange(book, body['range'] as GridRange | undefined)
    sortRows(calculate(book, now), sheet, box, (body['sortSpecs'] ?? []) as SortSpec[])
    return {}
  },

  mergeCells: ({ book }, body) => {
    const { sheet, box } = readGridRange(book, body['range'] as GridRange | undefined)
    sheet.merges = [...sheet.merges.filter((merge) => !overlap(merge, box)), ...split(box, body)]
    for (const merge of split(box, body)) clearAllButFirst(sheet, merge)
    return {}
  },

  unmergeCells: ({ book }, body) => {
    const { sheet, box } = readGridRange(book, body['range'] as GridRange | undefined)
    sheet.merges = sheet.merges.filter((merge) => !overlap(merge, box))
    return {}
  },

  addNamedRange: ({ book }, body) => {
    const given = (body['namedRange'] ?? {}) as { name?: string; range?: GridRange }
    const { sheet, open } = readGridRange(book, given.range)
    const name = given.name ?? ''
    if (!/^[A-Za-z_]\w*$/.test(name)) throw invalid(`Invalid name: ${name}`)
    if (book.namedRanges.some((range) => range.name.toLowerCase() === name.toLowerCase())) {
      throw invalid(`A named range with the name "${name}" already exists.`)
    }
    const { sheetId } = sheet.properties
    const namedRangeId = String(newNumber())
    book.namedRanges = [...book.namedRanges, { namedRangeId, name, sheetId, box: open }]
    return { namedRange: { namedRangeId, name, range: toGridRange(sheetId, open) } }
  },

  updateNamedRange: ({ book }, body) => {
    const given = (body['namedRange'] ?? {}) as {
      namedRangeId?: string
      name?: string
      range?: GridRange
    }
    const fields = readFields(body)
    const old = book.namedRanges.find(({ namedRangeId }) => namedRangeId === given.namedRangeId)
    if (!old) throw invalid(`No named range with id: ${given.namedRangeId ?? ''}`)
    const sets = (name: string): boolean => fields.includes(name) || fields.includes('*')
    const updated = { ...old }
    if (sets('name')) updated.name = given.name ?? ''
    if (sets('range')) {
      const { sheet, open } = readGridRange(book, given.range)
      updated.sheetId = sheet.properties.sheetId
      updated.box = open
    }
    book.namedRanges = book.namedRanges.map((range) => (range === old ? updated : range))
    return {}
  },

  deleteNamedRange: ({ book }, body) => {
    const id = body['namedRangeId']
    if (!book.namedRanges.some(({ namedRangeId }) => namedRangeId === id)) {
      throw invalid(`No named range with id: ${String(id)}`)
    }
    book.namedRanges = book.namedRanges.filter(({ namedRangeId }) => namedRangeId !== id)
    return {}
  },
}

/** By `height` rows, upwards when negative: then the first rows of the box are lost. */
function shiftDown(sheet: Sheet, box: Box, height: number): void {
  const { grid } = sheet
  const { startColumn, endColumn } = box
  const last = lastFilled(sheet, box)
  const rows: Row[] = []
  for (let row = box.startRow; row < last; row += 1) {
    rows.push(grid.row(row).slice(startColumn, endColumn))
  }
  const moved =
    height > 0 ? [...Array.from({ length: height }, (): Row => []), ...rows] : rows.slice(-height)
  const bottom = box.startRow + Math.max(moved.length, last - box.startRow)
  // What would fall off the grid makes it longer.
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
    if (
      grid
        .row(row)
        .slice(box.startColumn, box.endColumn)
        .some((cell) => !isBlank(cell))
    ) {
      return row + 1
    }
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

function overlap(a: Box, b: Box): boolean {
  return (
    a.startRow < b.endRow &&
    b.startRow < a.endRow &&
    a.startColumn < b.endColumn &&
    b.startColumn < a.endColumn
  )
}

function split(box: Box, body: Record<string, unknown>): Box[] {
  const { startRow, endRow, startColumn, endColumn } = box
  switch (body['mergeType'] ?? 'MERGE_ALL') {
    case 'MERGE_ROWS':
      return Array.from({ length: endRow - startRow }, (_, index) => ({
        ...box,
        startRow: startRow + index,
        endRow: startRow + index + 1,
      }))
    case 'MERGE_COLUMNS':
      return Array.from({ length: endColumn - startColumn }, (_, index) => ({
        ...box,
        startColumn: startColumn + index,
        endColumn: startColumn + index + 1,
      }))
    default:
      return [box]
  }
}

function clearAllButFirst(sheet: Sheet, box: Box): void {
  for (let row = box.startRow; row < Math.min(box.endRow, sheet.grid.usedRows); row += 1) {
    for (let column = box.startColumn; column < box.endColumn; column += 1) {
      const first = row === box.startRow && column === box.startColumn
      if (first || !sheet.grid.hasValue(row, column)) continue
      const { value: _value, runs: _runs, ...rest } = sheet.grid.cell(row, column) ?? {}
      sheet.grid.setCell(row, column, isBlank(rest) ? undefined : rest)
    }
  }
}
