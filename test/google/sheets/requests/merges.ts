import type { BatchRequest } from './request.ts'
import type { Box } from '#test/google/sheets/book/a1.ts'
import type { Sheet } from '#test/google/sheets/book/book.ts'
import { isBlank } from '#test/google/sheets/book/grid.ts'
import { readGridRange, type GridRange } from '#test/google/sheets/book/grid-range.ts'
import { holds, touches } from '#test/google/sheets/book/box.ts'
import { invalid } from '#test/google/http/errors.ts'

export const MERGE_REQUESTS: Record<string, BatchRequest> = {
  /** The value of the first cell is kept, those of the others are gone. */
  mergeCells: ({ book }, body) => {
    const { sheet, box } = readGridRange(book, body['range'] as GridRange | undefined)
    const pieces = split(box, body['mergeType'])
    sheet.merges = takeOut(sheet, box)
    for (const piece of pieces) {
      checkFrozen(sheet, piece)
      checkFilter(sheet, piece)
      clearAllButFirst(sheet, piece)
    }
    sheet.merges = [...sheet.merges, ...pieces]
    return {}
  },

  unmergeCells: ({ book }, body) => {
    const { sheet, box } = readGridRange(book, body['range'] as GridRange | undefined)
    sheet.merges = takeOut(sheet, box)
    return {}
  },
}

/**
 * The merges that are left without those inside the box.
 * @throws ApiError when one is partly inside: the words are of public error reports.
 */
function takeOut(sheet: Sheet, box: Box): Box[] {
  return sheet.merges.filter((merge) => {
    if (!touches(merge, box)) return true
    if (holds(box, merge)) return false
    throw invalid('You must select all cells in a merged range to merge or unmerge them.')
  })
}

/** The blocks that become one cell each; a block of one cell is none. */
function split(box: Box, type: unknown): Box[] {
  return pieces(box, type).filter(
    (piece) => (piece.endRow - piece.startRow) * (piece.endColumn - piece.startColumn) > 1,
  )
}

function pieces(box: Box, type: unknown): Box[] {
  const { startRow, endRow, startColumn, endColumn } = box
  switch (type) {
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

/** The words are of public error reports. */
function checkFrozen({ properties }: Sheet, box: Box): void {
  const { frozenRowCount, frozenColumnCount } = properties.gridProperties
  if (crosses(Number(frozenRowCount ?? 0), box.startRow, box.endRow)) {
    throw invalid("You can't merge frozen and non-frozen rows.")
  }
  if (crosses(Number(frozenColumnCount ?? 0), box.startColumn, box.endColumn)) {
    throw invalid("You can't merge frozen and non-frozen columns.")
  }
}

function crosses(edge: number, start: number, end: number): boolean {
  return start < edge && edge < end
}

/** The words are of public error reports. */
function checkFilter({ basicFilter }: Sheet, box: Box): void {
  if (!basicFilter || !touches(box, basicFilter.box) || holds(basicFilter.box, box)) return
  throw invalid("You can't merge cells that cross the borders of an existing filter.")
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
