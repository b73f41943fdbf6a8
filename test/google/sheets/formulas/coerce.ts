import { localeOf } from '#test/google/sheets/book/locale.ts'
import { readEntered, type Entered } from '#test/google/sheets/values/user-entered.ts'
import { FormulaError } from './errors.ts'
import type { Scalar } from './operand.ts'

/**
 * What functions make of a value of another kind. The words of the errors were recorded for ADD and
 * MULTIPLY and are taken to hold for all.
 */

/** The function that a value is given to: its name, for errors, and the year for dates without one. */
export type Taker = { name: string; year: number }

/** What a text inside a formula is: as typed in en_US, whatever the spreadsheet's locale is. */
export function readText(text: string, { year }: Pick<Taker, 'year'>): Entered {
  return readEntered(text, { locale: localeOf('en_US'), year })
}

/** The number that a text spells, as if it were typed: also dates, percentages and amounts. */
export function numberIn(text: string, taker: Pick<Taker, 'year'>): number | null {
  return text === '' ? 0 : (readText(text, taker).value.numberValue ?? null)
}

/**
 * @param index of the parameter, from one.
 * @throws FormulaError for text that is no number, and for an error.
 */
export function toNumber(value: Scalar, taker: Taker, index: number): number {
  if (typeof value === 'number') return value
  if (value === null) return 0
  if (typeof value === 'boolean') return value ? 1 : 0
  if (value instanceof FormulaError) throw value
  const number = numberIn(value, taker)
  if (number === null) throw cannotBe('number', value, taker.name, index)
  return number
}

/** @throws FormulaError for text that is neither TRUE nor FALSE, and for an error. */
export function toBoolean(value: Scalar, name: string, index: number): boolean {
  if (typeof value === 'boolean') return value
  if (value === null) return false
  if (typeof value === 'number') return value !== 0
  if (value instanceof FormulaError) throw value
  if (/^true$/i.test(value)) return true
  if (/^(false|)$/i.test(value)) return false
  throw cannotBe('boolean', value, name, index)
}

function cannotBe(kind: string, value: string, name: string, index: number): FormulaError {
  return new FormulaError(
    'VALUE',
    `Function ${name} parameter ${String(index)} expects ${kind} values. But '${value}' is a text and cannot be coerced to a ${kind}.`,
  )
}

/** @throws FormulaError for an error. */
export function toText(value: Scalar): string {
  if (typeof value === 'string') return value
  if (value === null) return ''
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE'
  if (value instanceof FormulaError) throw value
  return numberText(value)
}

/** Fifteen digits; very large and very small numbers with an exponent. */
function numberText(value: number): string {
  const text = String(Number(value.toPrecision(15)))
  const size = Math.abs(value)
  if (value === 0 || (size < 1e15 && size >= 1e-5 && !text.includes('e'))) return text
  const [digits = '', power = ''] = Number(value.toPrecision(15)).toExponential().split('e')
  const exponent = Number(power)
  return `${digits}E${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`
}

function rank(value: Scalar): number {
  if (typeof value === 'number') return 0
  return typeof value === 'string' ? 1 : 2
}

/** An empty cell is like the empty value of what it is compared with. Seen by a live probe. */
function filled(value: Scalar, other: Scalar): Scalar {
  if (value !== null) return value
  if (typeof other === 'string') return ''
  return typeof other === 'boolean' ? false : 0
}

/**
 * Below, at or above zero: numbers before text before booleans, and text without regard to case.
 * @throws FormulaError for an error.
 */
export function compare(left: Scalar, right: Scalar): number {
  if (left instanceof FormulaError) throw left
  if (right instanceof FormulaError) throw right
  const [a, b] = [filled(left, right), filled(right, left)]
  if (typeof a === 'string' && typeof b === 'string') return compareText(a, b)
  const ranks = rank(a) - rank(b)
  return ranks === 0 ? Math.sign(Number(a) - Number(b)) : ranks
}

function compareText(a: string, b: string): number {
  const [x, y] = [a.toLowerCase(), b.toLowerCase()]
  if (x === y) return 0
  return x < y ? -1 : 1
}

/** Whether two values are the same to UNIQUE, MATCH and their like: 1 and "1" are not. */
export function same(left: Scalar, right: Scalar): boolean {
  if (left instanceof FormulaError || right instanceof FormulaError) return false
  if (left === null || right === null) return left === right
  return typeof left === typeof right && compare(left, right) === 0
}
