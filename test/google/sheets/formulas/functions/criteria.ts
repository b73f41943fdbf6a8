import { compare, numberIn } from '#test/google/sheets/formulas/coerce.ts'
import { FormulaError } from '#test/google/sheets/formulas/errors.ts'
import { defineIn, FIRST, type FunctionEntry } from '#test/google/sheets/formulas/function.ts'
import {
  size,
  toMatrix,
  toScalar,
  type Matrix,
  type Operand,
  type Scalar,
} from '#test/google/sheets/formulas/operand.ts'
import { sum } from './numbers.ts'

export type Test = (value: Scalar) => boolean

/** A text with `*` and `?` as one that matches; `~` before one of them takes its meaning away. */
export function wildcards(text: string): RegExp {
  const pattern = text.replaceAll(/~[*?~]|[*?]|[.+^${}()|[\]\\/]/g, (mark) => {
    if (mark === '*') return '.*'
    if (mark === '?') return '.'
    return mark.startsWith('~') ? `\\${mark.slice(1)}` : `\\${mark}`
  })
  return new RegExp(`^${pattern}$`, 'isu')
}

/**
 * The test that a criterion of COUNTIF and its like stands for: a value to be equal to, or text such
 * as `>5`, `<>x`, `a*`.
 * https://support.google.com/docs/answer/3093480
 */
export function readCriterion(criterion: Scalar): Test {
  if (criterion instanceof FormulaError) throw criterion
  if (typeof criterion !== 'string') {
    // An empty cell as a criterion asks for zero.
    const wanted = criterion ?? 0
    return (value) => value !== null && typeof value === typeof wanted && equal(value, wanted)
  }
  const [, mark = '', rest = ''] = /^(<=|>=|<>|<|>|=)?(.*)$/s.exec(criterion) ?? []
  const wanted = operandOf(rest)
  switch (mark) {
    case '':
    case '=':
      return mark === '=' && rest === ''
        ? (value) => value === null
        : (value) => isLike(value, wanted, mark === '')
    case '<>':
      return rest === '' ? (value) => value !== null : (value) => !isLike(value, wanted, false)
    default:
      return (value) =>
        value !== null &&
        !(value instanceof FormulaError) &&
        typeof value === typeof wanted &&
        inOrder(mark, compare(value, wanted))
  }
}

function operandOf(text: string): number | boolean | string {
  if (/^(true|false)$/i.test(text)) return text.toLowerCase() === 'true'
  return text === '' ? '' : (numberIn(text) ?? text)
}

function equal(value: Scalar, wanted: Scalar): boolean {
  return !(value instanceof FormulaError) && compare(value, wanted) === 0
}

/** An empty text without a mark also finds empty cells. */
function isLike(value: Scalar, wanted: number | boolean | string, emptyToo: boolean): boolean {
  if (value instanceof FormulaError) return false
  if (typeof wanted !== 'string') return typeof value === typeof wanted && equal(value, wanted)
  if (wanted === '') return value === '' || (emptyToo && value === null)
  return typeof value === 'string' && wildcards(wanted).test(value)
}

function inOrder(mark: string, order: number): boolean {
  switch (mark) {
    case '<':
      return order < 0
    case '<=':
      return order <= 0
    case '>':
      return order > 0
    default:
      return order >= 0
  }
}

/** The places at which all pairs of a range and a criterion hold, for values of the same size. */
function matching(name: string, values: Matrix, pairs: readonly Operand[]): Scalar[] {
  if (pairs.length % 2 === 1) {
    throw new FormulaError(
      'N_A',
      `Wrong number of arguments to ${name}. Expected an even number of criteria arguments.`,
    )
  }
  const tests: { matrix: Matrix; test: Test }[] = []
  for (let index = 0; index < pairs.length; index += 2) {
    const matrix = toMatrix(pairs[index] ?? null)
    if (matrix.length !== values.length || matrix[0]?.length !== values[0]?.length) {
      throw new FormulaError('VALUE', `Array arguments to ${name} are of different size.`)
    }
    tests.push({ matrix, test: readCriterion(toScalar(pairs[index + 1] ?? null)) })
  }
  const found: Scalar[] = []
  values.forEach((row, at) => {
    row.forEach((value, column) => {
      if (tests.every(({ matrix, test }) => test(matrix[at]?.[column] ?? null))) found.push(value)
    })
  })
  return found
}

/** SUMIF and AVERAGEIF: the second range begins where it is told and is as large as the first. */
function matchingOne(range: Operand, criterion: Operand, others: Operand | undefined): Scalar[] {
  const values = toMatrix(range)
  const test = readCriterion(toScalar(criterion))
  const wanted = others === undefined ? values : sameSize(others, range)
  return values.flatMap((row, at) =>
    row.flatMap((value, column) => (test(value) ? [wanted[at]?.[column] ?? null] : [])),
  )
}

function sameSize(operand: Operand, like: Operand): Matrix {
  if (typeof operand !== 'object' || operand === null || !('moved' in operand)) {
    return toMatrix(operand)
  }
  const { height, width } = size(like)
  const { startRow, startColumn } = operand.box
  const box = { startRow, startColumn, endRow: startRow + height, endColumn: startColumn + width }
  return (operand.moved(box) ?? operand).matrix()
}

function numeric(values: readonly Scalar[]): number[] {
  return values.flatMap((value) => {
    if (value instanceof FormulaError) throw value
    return typeof value === 'number' ? [value] : []
  })
}

function average(name: string, numbers: readonly number[]): number {
  if (numbers.length > 0) return sum(numbers) / numbers.length
  throw new FormulaError(
    'DIVIDE_BY_ZERO',
    `Evaluation of function ${name} caused a divide by zero error.`,
  )
}

/** 0 where there is nothing to choose from. */
function extreme(numbers: readonly number[], choose: (a: number, b: number) => number): number {
  return numbers.length === 0 ? 0 : numbers.reduce((a, b) => choose(a, b))
}

export const CRITERIA: Record<string, FunctionEntry> = {
  COUNTIF: defineIn(
    'a e',
    (_context, range, criterion) => matchingOne(range, criterion, undefined).length,
  ),
  COUNTIFS: defineIn(
    'a e a*',
    ({ name }, range, ...rest) => matching(name, toMatrix(range), [range, ...rest]).length,
    { pairs: true },
  ),
  SUMIF: defineIn(
    'a e a?',
    (_context, range, criterion, others) => sum(numeric(matchingOne(range, criterion, others))),
    { format: (formats) => formats[2] ?? formats[0] },
  ),
  SUMIFS: defineIn(
    'a a e a*',
    ({ name }, values, ...pairs) => sum(numeric(matching(name, toMatrix(values), pairs))),
    { format: FIRST, pairs: true },
  ),
  AVERAGEIF: defineIn(
    'a e a?',
    ({ name }, range, criterion, others) =>
      average(name, numeric(matchingOne(range, criterion, others))),
    { format: (formats) => formats[2] ?? formats[0] },
  ),
  AVERAGEIFS: defineIn(
    'a a e a*',
    ({ name }, values, ...pairs) => average(name, numeric(matching(name, toMatrix(values), pairs))),
    { format: FIRST, pairs: true },
  ),
  MAXIFS: defineIn(
    'a a e a*',
    ({ name }, values, ...pairs) =>
      extreme(numeric(matching(name, toMatrix(values), pairs)), Math.max),
    { format: FIRST, pairs: true },
  ),
  MINIFS: defineIn(
    'a a e a*',
    ({ name }, values, ...pairs) =>
      extreme(numeric(matching(name, toMatrix(values), pairs)), Math.min),
    { format: FIRST, pairs: true },
  ),
  COUNTUNIQUEIFS: defineIn(
    'a a e a*',
    ({ name }, values, ...pairs) =>
      new Set(
        matching(name, toMatrix(values), pairs)
          .filter((value) => value !== null)
          .map((value) => `${typeof value} ${String(value).toLowerCase()}`),
      ).size,
    { pairs: true },
  ),
}
