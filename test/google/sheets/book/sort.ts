import type { Box } from './a1.ts'
import { automatic } from './number-format.ts'
import type { Cell, Row } from './grid.ts'
import type { Calculation } from '#test/google/sheets/formulas/calculation.ts'
import type { Sheet } from './book.ts'

export type SortSpec = { dimensionIndex?: number; sortOrder?: string }

/**
 * Sorts the rows of a box by some of its columns: numbers, then text, then booleans; empty cells are
 * last either way. Cells change places, rows do not: developer metadata stays where it is.
 */
export function sortRows(
  calculation: Calculation,
  sheet: Sheet,
  box: Box,
  specs: readonly SortSpec[],
): void {
  const { grid } = sheet
  const end = Math.min(box.endRow, grid.usedRows)
  const rows: { shown: Row; cells: (Cell | undefined)[] }[] = []
  for (let row = box.startRow; row < end; row += 1) {
    const entered = grid.row(row)
    const cells = Array.from(
      { length: box.endColumn - box.startColumn },
      (_, at) => entered[box.startColumn + at],
    )
    rows.push({ shown: calculation.row(sheet, row), cells })
  }
  const compare = (a: { shown: Row }, b: { shown: Row }): number => {
    for (const { dimensionIndex = 0, sortOrder } of specs) {
      const sign = sortOrder === 'DESCENDING' ? -1 : 1
      const result = order(a.shown[dimensionIndex], b.shown[dimensionIndex], sign)
      if (result !== 0) return result
    }
    return 0
  }
  rows.toSorted(compare).forEach(({ cells }, index) => {
    const all = [...grid.row(box.startRow + index)]
    cells.forEach((cell, at) => {
      all[box.startColumn + at] = cell
    })
    grid.setRow(box.startRow + index, all)
  })
}

const collator = new Intl.Collator('en', { sensitivity: 'base' })

function order(a: Cell | undefined, b: Cell | undefined, sign: 1 | -1): number {
  const [x, y] = [a?.value, b?.value]
  if (!x || !y) return Number(!x) - Number(!y)
  const ranks = [rank(x), rank(y)] as const
  if (ranks[0] !== ranks[1]) return sign * (ranks[0] - ranks[1])
  if (x.numberValue !== undefined && y.numberValue !== undefined) {
    return sign * (x.numberValue - y.numberValue)
  }
  return sign * collator.compare(text(x), text(y))
}

function rank(value: NonNullable<Cell['value']>): number {
  if (value.numberValue !== undefined) return 0
  return value.boolValue === undefined ? 1 : 2
}

function text(value: NonNullable<Cell['value']>): string {
  if (value.numberValue !== undefined) return automatic(value.numberValue)
  return value.stringValue ?? value.formulaValue ?? String(value.boolValue)
}
