import type { Sheet } from '#test/google/sheets/book/book.ts'
import type { ExtendedValue } from '#test/google/sheets/book/cell.ts'
import { localeOf } from '#test/google/sheets/book/locale.ts'
import { formatValue, serialOf } from '#test/google/sheets/book/number-format.ts'
import type { BooleanCondition } from '#test/google/sheets/book/objects.ts'
import type { Calculation, ShownCell } from '#test/google/sheets/formulas/calculation.ts'
import { offsetOf, yearIn } from '#test/google/sheets/book/time-zone.ts'
import { readEntered } from '#test/google/sheets/values/user-entered.ts'

type Place = { row: number; column: number }

/** The cell that a condition is asked about. */
export type At = Place & {
  calculation: Calculation
  sheet: Sheet
  cell: ShownCell | undefined
  /** Where formulas of the condition were written for. */
  from: Place
}

/**
 * Whether a condition holds for a cell.
 * https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets/other#ConditionType
 */
export function holds({ type = '', values = [] }: BooleanCondition, at: At): boolean {
  const { value } = at.cell ?? {}
  const operand = (index: number): ExtendedValue | undefined => {
    const { userEnteredValue = '', relativeDate } = values[index] ?? {}
    return relativeDate === undefined
      ? enteredValue(userEnteredValue, at)
      : { numberValue: relativeDay(relativeDate, at) }
  }
  if (type === 'BLANK') return isEmpty(value)
  if (type === 'NOT_BLANK') return !isEmpty(value)
  if (type === 'CUSTOM_FORMULA') return isTrue(operand(0))
  const compare = COMPARISONS[type]
  if (compare) {
    const [a = NaN, b = NaN] = values.map((_, index) => operand(index)?.numberValue)
    return value?.numberValue !== undefined && compare(value.numberValue, a, b)
  }
  const test = TEXTS[type]
  if (!test || value?.errorValue) return false
  const { locale } = at.calculation.book
  const shown = formatValue(value, at.cell?.format, locale)
  const wanted = textOf(values[0]?.userEnteredValue ?? '', at)
  return test(shown.toLowerCase(), wanted.toLowerCase())
}

type Comparison = (value: number, a: number, b: number) => boolean

/** NaN, of what is no number, compares with nothing. */
const COMPARISONS: Record<string, Comparison> = {
  NUMBER_GREATER: (value, a) => value > a,
  NUMBER_GREATER_THAN_EQ: (value, a) => value >= a,
  NUMBER_LESS: (value, a) => value < a,
  NUMBER_LESS_THAN_EQ: (value, a) => value <= a,
  NUMBER_EQ: (value, a) => value === a,
  NUMBER_NOT_EQ: (value, a) => value !== a && !Number.isNaN(a),
  NUMBER_BETWEEN: (value, a, b) => value >= Math.min(a, b) && value <= Math.max(a, b),
  NUMBER_NOT_BETWEEN: (value, a, b) => value < Math.min(a, b) || value > Math.max(a, b),
  // A date holds for the whole of its day.
  DATE_EQ: (value, a) => Math.floor(value) === a,
  DATE_NOT_EQ: (value, a) => Math.floor(value) !== a && !Number.isNaN(a),
  DATE_BEFORE: (value, a) => value < a,
  DATE_AFTER: (value, a) => value >= a + 1,
  DATE_ON_OR_BEFORE: (value, a) => value < a + 1,
  DATE_ON_OR_AFTER: (value, a) => value >= a,
  DATE_BETWEEN: (value, a, b) => value >= a && value < b + 1,
  DATE_NOT_BETWEEN: (value, a, b) => value < a || value >= b + 1,
}

/** Without regard to case. */
const TEXTS: Record<string, (shown: string, wanted: string) => boolean> = {
  TEXT_CONTAINS: (shown, wanted) => shown.includes(wanted),
  TEXT_NOT_CONTAINS: (shown, wanted) => !shown.includes(wanted),
  TEXT_STARTS_WITH: (shown, wanted) => shown.startsWith(wanted),
  TEXT_ENDS_WITH: (shown, wanted) => shown.endsWith(wanted),
  TEXT_EQ: (shown, wanted) => shown === wanted,
  TEXT_NOT_EQ: (shown, wanted) => shown !== wanted,
}

function isEmpty(value: ExtendedValue | undefined): boolean {
  return value === undefined || value.stringValue === ''
}

function isTrue(value: ExtendedValue | undefined): boolean {
  return value?.boolValue ?? (value?.numberValue ?? 0) !== 0
}

/** Text is meant as it stands, unless it is a formula. */
function textOf(text: string, at: At): string {
  return text.startsWith('=') ? formatValue(enteredValue(text, at), undefined) : text
}

/** A condition's value is read as if it were typed; a formula counts as its result. */
function enteredValue(text: string, at: At): ExtendedValue | undefined {
  const { calculation, sheet, row, column, from } = at
  const { book, now } = calculation
  const typing = { locale: localeOf(book.locale), year: yearIn(book.timeZone, now) }
  const { value } = readEntered(text, typing)
  if (value.formulaValue === undefined) return value
  return calculation.evaluate(sheet, { row, column }, value.formulaValue, from)
}

/** The day a relative date is at the moment, where the spreadsheet is. */
function relativeDay(relative: string, { calculation: { book, now } }: At): number {
  const today = Math.floor(serialOf(now + offsetOf(book.timeZone, now)))
  const days: Record<string, number> = {
    PAST_YEAR: -365,
    PAST_MONTH: -30,
    PAST_WEEK: -7,
    YESTERDAY: -1,
    TODAY: 0,
    TOMORROW: 1,
  }
  return today + (days[relative] ?? 0)
}
