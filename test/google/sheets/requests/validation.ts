import { checkCondition } from './condition.ts'
import { readGridRange, type GridRange } from '#test/google/sheets/book/grid-range.ts'
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
  const { condition } = rule as { condition?: BooleanCondition }
  checkCondition(condition, 'validation')
  const formulas = (condition?.values ?? []).filter((value) =>
    /^[=+]/.test(value.userEnteredValue ?? ''),
  )
  if (condition?.type === 'ONE_OF_LIST' && formulas.length > 0) {
    throw invalid('Formulas are not supported in the values of ONE_OF_LIST.')
  }
  return Object.fromEntries(Object.entries(rule).filter(([, part]) => part !== false))
}

export const VALIDATION_REQUESTS: Record<string, BatchRequest> = {
  /** Without a rule, those in the range go. */
  setDataValidation: ({ book }, body) => {
    const { sheet, box } = readGridRange(book, body['range'] as GridRange | undefined)
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
