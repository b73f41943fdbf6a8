import { invalid } from '#test/google/http/errors.ts'
import type { BooleanCondition } from '#test/google/sheets/book/objects.ts'

export type ConditionUse = 'validation' | 'conditional formats' | 'filters'

type Rule = { uses: string; values: [least: number, most: number] }

/** Where Google takes each kind of condition, and with how many values: its reference [D]. */
const RULES: Record<string, Rule | undefined> = Object.fromEntries(
  (
    [
      [
        'validation, conditional formats, filters',
        [1, 1],
        'NUMBER_GREATER NUMBER_GREATER_THAN_EQ NUMBER_LESS NUMBER_LESS_THAN_EQ NUMBER_EQ NUMBER_NOT_EQ TEXT_CONTAINS TEXT_NOT_CONTAINS TEXT_EQ DATE_EQ DATE_BEFORE DATE_AFTER CUSTOM_FORMULA',
      ],
      ['validation, conditional formats, filters', [2, 2], 'NUMBER_BETWEEN NUMBER_NOT_BETWEEN'],
      ['conditional formats, filters', [1, 1], 'TEXT_STARTS_WITH TEXT_ENDS_WITH'],
      ['conditional formats, filters', [0, 0], 'BLANK NOT_BLANK'],
      ['validation', [0, 0], 'TEXT_IS_EMAIL TEXT_IS_URL DATE_IS_VALID'],
      ['validation', [1, 1], 'DATE_ON_OR_BEFORE DATE_ON_OR_AFTER ONE_OF_RANGE'],
      ['validation', [2, 2], 'DATE_BETWEEN DATE_NOT_BETWEEN'],
      ['validation', [1, Infinity], 'ONE_OF_LIST'],
      ['validation', [0, 2], 'BOOLEAN'],
      ['', [1, Infinity], 'TEXT_NOT_EQ DATE_NOT_EQ FILTER_EXPRESSION'],
    ] as const
  ).flatMap(([uses, [least, most], types]) =>
    types.split(' ').map((type) => [type, { uses, values: [least, most] }]),
  ),
)

/** How errors call the uses; that of filters was probed by others, the rest is by its pattern. */
const NAMES: Record<ConditionUse, string> = {
  validation: 'data validation',
  'conditional formats': 'conditional formatting',
  filters: 'filters',
}

/** @throws ApiError for a condition that cannot stand there, or with too few or many values. */
export function checkCondition(condition: BooleanCondition | undefined, use: ConditionUse): void {
  const { type = 'CONDITION_TYPE_UNSPECIFIED', values = [] } = condition ?? {}
  const rule = RULES[type]
  if (!rule?.uses.split(', ').includes(use)) {
    throw invalid(`ConditionType '${type}' is not supported in ${NAMES[use]}.`)
  }
  const [least, most] = rule.values
  if (values.length < least || values.length > most) {
    throw invalid(
      `ConditionType '${type}' requires ${counted(least, most)}, but ${String(values.length)} given.`,
    )
  }
  for (const { relativeDate } of values) {
    const relative = relativeDate !== undefined && relativeDate !== 'RELATIVE_DATE_UNSPECIFIED'
    if (relative && use === 'validation') {
      throw invalid('Relative dates are not supported in data validation.')
    }
  }
}

function counted(least: number, most: number): string {
  if (most === Infinity) return `at least ${String(least)} ConditionValue`
  if (least === most) return `exactly ${String(least)} ConditionValues`
  return `${String(least)} to ${String(most)} ConditionValues`
}
