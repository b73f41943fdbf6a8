import type { Box } from '#test/google/sheets/book/a1.ts'
import type { Sheet } from '#test/google/sheets/book/book.ts'
import { holdsCell } from '#test/google/sheets/book/box.ts'
import type { CellFormat } from '#test/google/sheets/book/cell.ts'
import type { ConditionalFormat } from '#test/google/sheets/book/objects.ts'
import type { Calculation, ShownCell } from '#test/google/sheets/formulas/calculation.ts'
import { holds, type At } from './condition.ts'
import { gradientFormat, readGradient } from './gradient.ts'

/** The format that conditional formats give a cell; null where none holds. */
export type Looks = (cell: ShownCell | undefined, row: number, column: number) => CellFormat | null

/**
 * Makes the looks of a sheet's cells. Rules are tried in their order; the first that holds decides.
 * https://support.google.com/docs/answer/78413
 */
export function conditionalLooks(calculation: Calculation, sheet: Sheet): Looks {
  const rules = sheet.conditionalFormats.map((rule) => ({
    boxes: rule.boxes,
    look: lookOf(calculation, sheet, rule),
  }))
  if (rules.length === 0) return () => null
  return (cell, row, column) => {
    for (const { boxes, look } of rules) {
      const format = boxes.some((box) => holdsCell(box, row, column))
        ? look(cell, row, column)
        : null
      if (format) return format
    }
    return null
  }
}

/** How many columns of a box conditional formats reach into. */
export function conditionalReach(sheet: Sheet, box: Box): number {
  const ends = sheet.conditionalFormats.flatMap(({ boxes }) =>
    boxes.map(({ endColumn }) => Math.min(endColumn, box.endColumn) - box.startColumn),
  )
  return Math.max(0, ...ends)
}

function lookOf(calculation: Calculation, sheet: Sheet, rule: ConditionalFormat): Looks {
  const { boxes, booleanRule, gradientRule } = rule
  if (gradientRule) {
    const gradient = readGradient(calculation, sheet, boxes, gradientRule)
    return ({ value } = {}) =>
      value?.numberValue === undefined ? null : gradientFormat(gradient, value.numberValue)
  }
  const { condition, format } = booleanRule ?? {}
  if (!condition || !format) return () => null
  const [first] = boxes
  // References in formulas are those of the first range's first cell.
  const from = { row: first?.startRow ?? 0, column: first?.startColumn ?? 0 }
  return (cell, row, column) => {
    const at: At = { calculation, sheet, cell, row, column, from }
    return holds(condition, at) ? format : null
  }
}
