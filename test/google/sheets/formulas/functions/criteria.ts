import { compare, numberIn, type Taker } from '#test/google/sheets/formulas/coerce.ts'
import { FormulaError } from '#test/google/sheets/formulas/errors.ts'
import { defineIn, FIRST, type FunctionEntry } from '#test/google/sheets/formulas/function.ts'
import {
  Range,
  size,
  toMatrix,
  toScalar,
  type Matrix,
  type Operand,
  type Scalar,
} from '#test/google/sheets/formulas/operand.ts'
import { mean, numbersAmong, sum } from './numbers.ts'

type Test = (value: Scalar) => boolean

/** A text with `*` and `?` as one that matches; `~` before one of them, or itself, takes its meaning. */
export function wildcards(text: string): RegExp {
  const pattern = text.replaceAll(/~[*?~]|[*?]|[.+^${}()|[\]\\/]/g, (mark) => {
    if (mark === '*') return '.*'
    if (mark === '?') return '.'
    if (mark === '~~') return '~'
    return `\\${mark.at(-1) ?? ''}`
  })
  return new RegExp(`^${pattern}$`, 'isu')
}

/**
 * The test that a criterion of COUNTIF and its like stands for: a value to be equal to, or text such
 * as `>5`, `<>x`, `a*`.
 * https://support.google.com/docs/answer/3093480
 */
function readCriterion(taker: Taker, criterion: Scalar): Test {
  if (criterion instanceof FormulaError) throw criterion
  if (typeof criterion !== 'string') {
    // An empty cell as a criterion asks for zero.
    const wanted = criterion ?? 0
    return (value) => value !== null && typeof value === typeof wanted && equal(value, wanted)
  }
  const [, mark = '', rest = ''] = /^(<=|>=|<>|<|>|=)?(.*)$/s.exec(criterion) ?? []
  const wanted = operandOf(rest, taker)
  switch (mark) {
    case '':
    case '=':
      return mark === '=' && rest === '' ? (value) => value === null : likeness(wanted, mark === '')
    case '<>': {
      const isLike = likeness(wanted, false)
      return rest === '' ? (value) => value !== null : (value) => !isLike(value)
    }
    default:
      return (value) =>
        value !== null &&
        !(value instanceof FormulaError) &&
        typeof value === typeof wanted &&
        inOrder(mark, compare(value, wanted))
  }
}

function operandOf(text: string, taker: Taker): number | boolean | string {
  if (/^(true|false)$/i.test(text)) return text.toLowerCase() === 'true'
  return text === '' ? '' : (numberIn(text, taker) ?? text)
}

function equal(value: Scalar, wanted: Scalar): boolean {
  return !(value instanceof FormulaError) && compare(value, wanted) === 0
}

/** An empty text without a mark also finds empty cells. */
function likeness(wanted: number | boolean | string, emptyToo: boolean): Test {
  if (typeof wanted !== 'string') {
    return (value) => typeof value === typeof wanted && equal(value, wanted)
  }
  if (wanted === '') return (value) => value === '' || (emptyToo && value === null)
  const pattern = wildcards(wanted)
  return (value) => typeof value === 'string' && pattern.test(value)
}

/** Whether what compare() answered is what `<`, `<=`, `>` or `>=` asks for. */
export function inOrder(mark: string, order: number): boolean {
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
function matching(taker: Taker, values: Matrix, pairs: readonly Operand[]): Scalar[] {
  if (pairs.length % 2 === 1) {
    throw new FormulaError(
      'N_A',
      `Wrong number of arguments to ${taker.name}. Expected an even number of criteria arguments.`,
    )
  }
  const tests: { matrix: Matrix; test: Test }[] = []
  for (let index = 0; index < pairs.length; index += 2) {
    const matrix = toMatrix(pairs[index] ?? null)
    if (matrix.length !== values.length || matrix[0]?.length !== values[0]?.length) {
      throw new FormulaError('VALUE', `Array arguments to ${taker.name} are of different size.`)
    }
    tests.push({ matrix, test: readCriterion(taker, toScalar(pairs[index + 1] ?? null)) })
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
function matchingOne(
  taker: Taker,
  range: Operand,
  criterion: Operand,
  others: Operand | undefined,
): Scalar[] {
  const values = toMatrix(range)
  const test = readCriterion(taker, toScalar(criterion))
  const wanted = others === undefined ? values : sameSize(others, range)
  return values.flatMap((row, at) =>
    row.flatMap((value, column) => (test(value) ? [wanted[at]?.[column] ?? null] : [])),
  )
}

function sameSize(operand: Operand, like: Operand): Matrix {
  if (!(operand instanceof Range)) {
    return toMatrix(operand)
  }
  const { height, width } = size(like)
  const { startRow, startColumn } = operand.box
  const box = { startRow, startColumn, endRow: startRow + height, endColumn: startColumn + width }
  return (operand.moved(box) ?? operand).matrix()
}

/** 0 where there is nothing to choose from. */
function extreme(numbers: readonly number[], choose: (a: number, b: number) => number): number {
  return numbers.length === 0 ? 0 : numbers.reduce((a, b) => choose(a, b))
}

export const CRITERIA: Record<string, FunctionEntry> = {
  COUNTIF: defineIn(
    'a e',
    (context, range, criterion) => matchingOne(context, range, criterion, undefined).length,
  ),
  COUNTIFS: defineIn(
    'a e a*',
    (context, range, ...rest) => matching(context, toMatrix(range), [range, ...rest]).length,
    { pairs: true },
  ),
  SUMIF: defineIn(
    'a e a?',
    (context, range, criterion, others) =>
      sum(numbersAmong(matchingOne(context, range, criterion, others))),
    { format: (formats) => formats[2] ?? formats[0] },
  ),
  SUMIFS: defineIn(
    'a a e a*',
    (context, values, ...pairs) => sum(numbersAmong(matching(context, toMatrix(values), pairs))),
    { format: FIRST, pairs: true },
  ),
  AVERAGEIF: defineIn(
    'a e a?',
    (context, range, criterion, others) =>
      mean(context.name, numbersAmong(matchingOne(context, range, criterion, others))),
    { format: (formats) => formats[2] ?? formats[0] },
  ),
  AVERAGEIFS: defineIn(
    'a a e a*',
    (context, values, ...pairs) =>
      mean(context.name, numbersAmong(matching(context, toMatrix(values), pairs))),
    { format: FIRST, pairs: true },
  ),
  MAXIFS: defineIn(
    'a a e a*',
    (context, values, ...pairs) =>
      extreme(numbersAmong(matching(context, toMatrix(values), pairs)), Math.max),
    { format: FIRST, pairs: true },
  ),
  MINIFS: defineIn(
    'a a e a*',
    (context, values, ...pairs) =>
      extreme(numbersAmong(matching(context, toMatrix(values), pairs)), Math.min),
    { format: FIRST, pairs: true },
  ),
  COUNTUNIQUEIFS: defineIn(
    'a a e a*',
    (context, values, ...pairs) =>
      new Set(
        matching(context, toMatrix(values), pairs)
          .filter((value) => value !== null)
          .map((value) => `${typeof value} ${String(value).toLowerCase()}`),
      ).size,
    { pairs: true },
  ),
}
