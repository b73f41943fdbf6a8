import { moved } from './paste.ts'
import { series } from './series.ts'
import type { BatchRequest } from './request.ts'
import type { Box } from '#test/google/sheets/book/a1.ts'
import type { Dimension, Sheet } from '#test/google/sheets/book/book.ts'
import type { Cell } from '#test/google/sheets/book/grid.ts'
import { readGridRange, type GridRange } from '#test/google/sheets/book/grid-range.ts'
import { invalid } from '#test/google/http/errors.ts'

type SourceAndDestination = { source?: GridRange; dimension?: string; fillLength?: number }

/** @param length so many rows or columns after the source, before it when negative. */
type Filling = { sheet: Sheet; source: Box; dimension: Dimension; length: number }

export const FILL_REQUESTS: Record<string, BatchRequest> = {
  autoFill: ({ book }, body) => {
    const alternate = body['useAlternateSeries'] === true
    const given = body['sourceAndDestination'] as SourceAndDestination | undefined
    if (given) {
      const { sheet, box } = readGridRange(book, given.source)
      const { dimension, fillLength = 0 } = given
      if (dimension !== 'ROWS' && dimension !== 'COLUMNS') throw invalid('No dimension specified.')
      fillOut({ sheet, source: box, dimension, length: fillLength }, alternate)
      return {}
    }
    const { sheet, box } = readGridRange(book, body['range'] as GridRange | undefined)
    const filling = detect(sheet, box)
    if (filling) fillOut(filling, alternate)
    return {}
  },
}

/** Where in a range there is data, and which way the rest of it lies; null when there is nothing to do. */
function detect(sheet: Sheet, box: Box): Filling | null {
  let filled: Box | null = null
  for (let row = box.startRow; row < Math.min(box.endRow, sheet.grid.usedRows); row += 1) {
    for (let column = box.startColumn; column < box.endColumn; column += 1) {
      if (!sheet.grid.hasValue(row, column)) continue
      filled ??= { startRow: row, endRow: row, startColumn: column, endColumn: column }
      filled = {
        startRow: filled.startRow,
        endRow: row + 1,
        startColumn: Math.min(filled.startColumn, column),
        endColumn: Math.max(filled.endColumn, column + 1),
      }
    }
  }
  if (!filled) return null
  const below = box.endRow - filled.endRow
  const above = filled.startRow - box.startRow
  const right = box.endColumn - filled.endColumn
  const left = filled.startColumn - box.startColumn
  const rows = { ...filled, startColumn: box.startColumn, endColumn: box.endColumn }
  const columns = { ...filled, startRow: box.startRow, endRow: box.endRow }
  if (below > 0) return { sheet, source: rows, dimension: 'ROWS', length: below }
  if (above > 0) return { sheet, source: rows, dimension: 'ROWS', length: -above }
  if (right > 0) return { sheet, source: columns, dimension: 'COLUMNS', length: right }
  if (left > 0) return { sheet, source: columns, dimension: 'COLUMNS', length: -left }
  return null
}

function fillOut({ sheet, source, dimension, length }: Filling, alternate: boolean): void {
  const { grid } = sheet
  const down = dimension === 'ROWS'
  const [start, end] = down
    ? [source.startRow, source.endRow]
    : [source.startColumn, source.endColumn]
  const size = down ? grid.rowCount : grid.columnCount
  if (start + Math.min(0, length) < 0 || end + Math.max(0, length) > size) {
    throw invalid(`fillLength[${String(length)}] exceeds the grid.`)
  }
  const [from, to] = down
    ? [source.startColumn, source.endColumn]
    : [source.startRow, source.endRow]
  const forward = Array.from({ length: end - start }, (_, index) => start + index)
  const order = length < 0 ? forward.toReversed() : forward
  for (let line = from; line < to; line += 1) {
    const cells = order.map((at) => (down ? grid.cell(at, line) : grid.cell(line, at)))
    const next = series(cells, alternate)
    for (let step = 0; step < Math.abs(length); step += 1) {
      const at = length < 0 ? start - 1 - step : end + step
      const index = step % cells.length
      const model = cells[index]
      const distance = at - (order[index] ?? at)
      const by = down ? { rows: distance, columns: 0 } : { rows: 0, columns: distance }
      const cell = filledCell(model, next(step), by)
      if (down) grid.setCell(at, line, cell)
      else grid.setCell(line, at, cell)
    }
  }
}

/** Looks and rules are those of the cell that it goes on from. */
function filledCell(
  model: Cell | undefined,
  value: Cell['value'] | null,
  by: { rows: number; columns: number },
): Cell | undefined {
  if (!model) return undefined
  const { note: _note, ...rest } = model
  if (value === null) return moved(rest, by)
  const { runs: _runs, ...plain } = rest
  return value ? { ...plain, value } : plain
}
