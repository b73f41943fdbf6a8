import { checkCondition } from './condition.ts'
import { readGridRange, type GridRange } from '#test/google/sheets/book/grid-range.ts'
import type { Box } from '#test/google/sheets/book/a1.ts'
import type { Sheet } from '#test/google/sheets/book/book.ts'
import { touches } from '#test/google/sheets/book/box.ts'
import { isBlank, type Cell } from '#test/google/sheets/book/grid.ts'
import type { BooleanCondition } from '#test/google/sheets/book/objects.ts'
import { invalid } from '#test/google/http/errors.ts'
import { fill } from './fill.ts'
import type { BatchRequest } from './request.ts'

/**
 * A data validation rule as it is kept: its condition is checked, its values are not; formulas need
 * their sign, and lists can hold none [D]. Writing through the API is never held against the rule.
 */
export function checkRule(rule: object): object {
  if (checked.has(rule)) return rule
  const { condition } = rule as { condition?: BooleanCondition }
  checkCondition(condition, 'validation')
  const formulas = (condition?.values ?? []).filter((value) =>
    /^[=+]/.test(value.userEnteredValue ?? ''),
  )
  if (condition?.type === 'ONE_OF_LIST' && formulas.length > 0) {
    throw invalid('Formulas are not supported in the values of ONE_OF_LIST.')
  }
  const kept = Object.fromEntries(Object.entries(rule).filter(([, part]) => part !== false))
  checked.add(kept)
  return kept
}

/** Rules as they are kept: cells that are written again bring theirs along. */
const checked = new WeakSet<object>()

/** A table's columns of a type have their own rules. The words are of public error reports. */
function checkTyped({ tables }: Sheet, box: Box): void {
  for (const table of tables) {
    const first = table.box.startColumn
    const typed = table.columns.some(({ columnIndex, columnType }) => {
      if (columnType === undefined || columnType.endsWith('_UNSPECIFIED')) return false
      const column = { startColumn: first + columnIndex, endColumn: first + columnIndex + 1 }
      return touches(box, { ...table.box, startRow: table.box.startRow + 1, ...column })
    })
    if (typed) throw invalid('This operation is not allowed on cells in typed columns.')
  }
}

export const VALIDATION_REQUESTS: Record<string, BatchRequest> = {
  /** Without a rule, those in the range go. */
  setDataValidation: ({ book }, body) => {
    const { sheet, box } = readGridRange(book, body['range'] as GridRange | undefined)
    checkTyped(sheet, box)
    const rule = body['rule'] as object | undefined
    const validation = rule && checkRule(rule)
    fill(sheet, box, (cell): Cell | undefined => {
      const { validation: _old, ...rest } = cell ?? {}
      if (validation) return { ...rest, validation }
      return isBlank(rest) ? undefined : rest
    })
    return {}
  },
}
