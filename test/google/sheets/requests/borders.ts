import { fill } from './fill.ts'
import type { BatchRequest } from './request.ts'
import { tidyFormat } from './tidy-format.ts'
import type { Box } from '#test/google/sheets/book/a1.ts'
import type { Sheet } from '#test/google/sheets/book/book.ts'
import { isBlank, type Cell } from '#test/google/sheets/book/grid.ts'
import { readGridRange, type GridRange } from '#test/google/sheets/book/grid-range.ts'

type Side = 'top' | 'bottom' | 'left' | 'right'

const FACING = { top: 'bottom', bottom: 'top', left: 'right', right: 'left' } as const

export const BORDER_REQUESTS: Record<string, BatchRequest> = {
  /**
   * Sides that are not given stay. An edge has one owner: one that is set takes away that of the
   * cells beside the range, seen by others.
   */
  updateBorders: ({ book }, body) => {
    const { sheet, box } = readGridRange(book, body['range'] as GridRange | undefined)
    const given = body as Partial<Record<Side | 'innerHorizontal' | 'innerVertical', object>>
    const [lastRow, lastColumn] = [
      box.endRow - box.startRow - 1,
      box.endColumn - box.startColumn - 1,
    ]
    const change = (cell: Cell | undefined, row: number, column: number): Cell | undefined =>
      withBorders(cell, {
        top: row === 0 ? given.top : given.innerHorizontal,
        bottom: row === lastRow ? given.bottom : given.innerHorizontal,
        left: column === 0 ? given.left : given.innerVertical,
        right: column === lastColumn ? given.right : given.innerVertical,
      })
    fill(sheet, box, change, false)
    for (const side of ['top', 'bottom', 'left', 'right'] as const) {
      if (given[side]) fill(sheet, beside(sheet, box, side), (cell) => without(cell, FACING[side]))
    }
    return {}
  },
}

/** The cells beyond one edge of a box; none at the edge of the grid. */
function beside({ grid }: Sheet, box: Box, side: Side): Box {
  switch (side) {
    case 'top':
      return { ...box, startRow: Math.max(0, box.startRow - 1), endRow: box.startRow }
    case 'bottom':
      return { ...box, startRow: box.endRow, endRow: Math.min(grid.rowCount, box.endRow + 1) }
    case 'left':
      return { ...box, startColumn: Math.max(0, box.startColumn - 1), endColumn: box.startColumn }
    case 'right': {
      const endColumn = Math.min(grid.columnCount, box.endColumn + 1)
      return { ...box, startColumn: box.endColumn, endColumn }
    }
  }
}

function withBorders(
  cell: Cell | undefined,
  sides: Partial<Record<Side, object | undefined>>,
): Cell | undefined {
  const set = Object.entries(sides).filter(([, border]) => border !== undefined)
  if (set.length === 0) return cell
  const borders = {
    ...(cell?.format?.['borders'] as object | undefined),
    ...Object.fromEntries(set),
  }
  return formatted(cell, borders)
}

function without(cell: Cell | undefined, side: Side): Cell | undefined {
  const borders = cell?.format?.['borders'] as Partial<Record<Side, object>> | undefined
  if (!borders?.[side]) return cell
  const { [side]: _gone, ...rest } = borders
  return formatted(cell, rest)
}

function formatted(cell: Cell | undefined, borders: object): Cell | undefined {
  const { format, ...rest } = cell ?? {}
  const tidied = tidyFormat({ ...format, borders })
  const kept = Object.keys(tidied).length > 0 ? { ...rest, format: tidied } : rest
  return isBlank(kept) ? undefined : kept
}
