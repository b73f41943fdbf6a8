import { fill } from './fill.ts'
import type { BatchRequest } from './request.ts'
import { tidyFormat } from './tidy-format.ts'
import type { Box } from '#test/google/sheets/book/a1.ts'
import type { Sheet } from '#test/google/sheets/book/book.ts'
import type { CellFormat } from '#test/google/sheets/book/cell.ts'
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
    const draw = drawer()
    const change = (cell: Cell | undefined, row: number, column: number): Cell | undefined =>
      draw(cell, {
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

type Sides = Record<Side, object | undefined>

/** Draws sides around cells. Many have the same look and get the same: that is worked out once. */
function drawer(): (cell: Cell | undefined, sides: Sides) => Cell | undefined {
  const known = new Map<
    CellFormat | undefined,
    { sides: Sides; format: CellFormat | undefined }[]
  >()
  return (cell, sides) => {
    const { format: old, ...rest } = cell ?? {}
    const before = known.get(old)?.find((one) => same(one.sides, sides))
    const format = before ? before.format : withBorders(old, sides)
    if (!before) known.set(old, [...(known.get(old) ?? []), { sides, format }])
    const drawn = format ? { ...rest, format } : rest
    return isBlank(drawn) ? undefined : drawn
  }
}

function same(a: Sides, b: Sides): boolean {
  return a.top === b.top && a.bottom === b.bottom && a.left === b.left && a.right === b.right
}

function withBorders(format: CellFormat | undefined, sides: Sides): CellFormat | undefined {
  const set = Object.entries(sides).filter(([, border]) => border !== undefined)
  const old = format?.['borders'] as object | undefined
  return tidied({ ...format, borders: { ...old, ...Object.fromEntries(set) } })
}

function without(cell: Cell | undefined, side: Side): Cell | undefined {
  const { format: old, ...rest } = cell ?? {}
  const borders = old?.['borders'] as Partial<Sides> | undefined
  if (!borders?.[side]) return cell
  const { [side]: _gone, ...left } = borders
  const format = tidied({ ...old, borders: left })
  const kept = format ? { ...rest, format } : rest
  return isBlank(kept) ? undefined : kept
}

function tidied(format: CellFormat): CellFormat | undefined {
  const tidy = tidyFormat(format)
  return Object.keys(tidy).length > 0 ? tidy : undefined
}
