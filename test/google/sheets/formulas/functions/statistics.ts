import type { Taker } from '#test/google/sheets/formulas/coerce.ts'
import { divideByZero, FormulaError, outOfRange } from '#test/google/sheets/formulas/errors.ts'
import {
  defineIn,
  FIRST,
  type Context,
  type FunctionEntry,
} from '#test/google/sheets/formulas/function.ts'
import {
  filledRows,
  isMany,
  Range,
  toMatrix,
  toScalar,
  type Operand,
  type Scalar,
} from '#test/google/sheets/formulas/operand.ts'
import { mean, numbersAmong, numbersOf, numbersOfAll, sum, valuesOf } from './numbers.ts'

type Numbers = (taker: Taker, operands: readonly Operand[]) => number[]

const KEEP = { format: FIRST }

/** @param less 1 for a sample, 0 for a population. */
function variance(name: string, numbers: readonly number[], less: number): number {
  if (numbers.length <= less) throw divideByZero(name)
  const average = mean(name, numbers)
  return sum(numbers.map((number) => (number - average) ** 2)) / (numbers.length - less)
}

function ascending(numbers: readonly number[]): number[] {
  return numbers.toSorted((a, b) => a - b)
}

function noNumbers(name: string): FormulaError {
  return new FormulaError('NUM', `${name} has no valid input data.`)
}

/** @param part from 0 to 1; @param outside 1 where the ends themselves are not reached. */
function percentile(name: string, numbers: readonly number[], part: number, outside = 0): number {
  if (numbers.length === 0) throw noNumbers(name)
  const rank = part * (numbers.length - 1 + 2 * outside) - outside
  if (part < 0 || part > 1 || rank < 0 || rank > numbers.length - 1) {
    throw outOfRange(name, 2, part, [0, 1])
  }
  const sorted = ascending(numbers)
  const low = Math.floor(rank)
  const [a = 0, b = a] = [sorted[low], sorted[low + 1]]
  return a + (rank - low) * (b - a)
}

function nth(name: string, numbers: readonly number[], place: number, fromTop: boolean): number {
  const sorted = ascending(numbers)
  const at = Math.ceil(place)
  const value = fromTop ? sorted[sorted.length - at] : sorted[at - 1]
  if (value !== undefined && at >= 1) return value
  throw outOfRange(name, 2, place, [1, Math.max(1, numbers.length)])
}

function rank(name: string, value: number, numbers: readonly number[], up: boolean): number {
  if (!numbers.includes(value)) {
    throw new FormulaError('N_A', `${name}'s value is not in the data.`)
  }
  return numbers.filter((number) => (up ? number < value : number > value)).length + 1
}

function modes(name: string, numbers: readonly number[]): number[] {
  const counts = new Map<number, number>()
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1)
  // Not spread into arguments: there may be more values than a call can have.
  const most = [...counts.values()].reduce((a, b) => Math.max(a, b), 0)
  if (most < 2) {
    throw new FormulaError('N_A', `Cannot find any ${name} value.`)
  }
  return [...counts].flatMap(([number, count]) => (count === most ? [number] : []))
}

function median(name: string, numbers: readonly number[]): number {
  return percentile(name, numbers, 0.5)
}

const aggregate = (
  numbers: Numbers,
  call: (name: string, values: readonly number[]) => number,
): FunctionEntry =>
  defineIn('a a*', (context, ...args) => call(context.name, numbers(context, args)), KEEP)

const largest = (_name: string, numbers: readonly number[]): number =>
  numbers.reduce((a, b) => Math.max(a, b), numbers[0] ?? 0)
const smallest = (_name: string, numbers: readonly number[]): number =>
  numbers.reduce((a, b) => Math.min(a, b), numbers[0] ?? 0)

/** How the functions of SUBTOTAL are numbered; a hundred more leaves hidden rows out. */
const SUBTOTALS: Record<number, (name: string, values: readonly Scalar[]) => number> = {
  1: (name, values) => mean(name, numbersAmong(values)),
  2: (_name, values) => numbersAmong(values).length,
  3: (_name, values) => values.filter((value) => value !== null).length,
  4: (name, values) => largest(name, numbersAmong(values)),
  5: (name, values) => smallest(name, numbersAmong(values)),
  6: (_name, values) => numbersAmong(values).reduce((a, b) => a * b, 1),
  7: (name, values) => Math.sqrt(variance(name, numbersAmong(values), 1)),
  8: (name, values) => Math.sqrt(variance(name, numbersAmong(values), 0)),
  9: (_name, values) => sum(numbersAmong(values)),
  10: (name, values) => variance(name, numbersAmong(values), 1),
  11: (name, values) => variance(name, numbersAmong(values), 0),
}

/** Leaves out other subtotals, and from 101 on the rows that someone has hidden. */
function subtotal({ name }: Context, code: number, operands: readonly Operand[]): number {
  const call = SUBTOTALS[code % 100]
  if (!call || (code !== code % 100 && code < 101)) throw outOfRange(name, 1, code, [1, 111])
  const values = operands.flatMap((operand) => {
    if (!(operand instanceof Range)) return valuesOf(operand)
    const { sheet, box } = operand
    return filledRows(operand).flatMap((row, at) => {
      if (code > 100 && sheet.rows.get(box.startRow + at)?.hiddenByUser === true) return []
      return row.filter((_, column) => {
        const cell = sheet.grid.cell(box.startRow + at, box.startColumn + column)
        return !/\bSUBTOTAL\(/i.test(cell?.value?.formulaValue ?? '')
      })
    })
  })
  return call(name, values)
}

/** Pairs of two lists in which both are numbers. */
export function pairsOf(name: string, a: Operand, b: Operand): [number, number][] {
  const [left, right] = [toMatrix(a).flat(), toMatrix(b).flat()]
  if (left.length !== right.length) {
    throw new FormulaError(
      'N_A',
      `${name} has mismatched argument sizes: ${String(left.length)} vs ${String(right.length)}.`,
    )
  }
  return left.flatMap((x, at) => {
    const y = right[at] ?? null
    if (x instanceof FormulaError) throw x
    if (y instanceof FormulaError) throw y
    return typeof x === 'number' && typeof y === 'number' ? [[x, y] as [number, number]] : []
  })
}

export const STATISTICS: Record<string, FunctionEntry> = {
  COUNT: defineIn(
    'a a*',
    (_context, ...args) =>
      args.flatMap((arg) => {
        if (isMany(arg)) return valuesOf(arg).filter((value) => typeof value === 'number')
        const value = toScalar(arg)
        return typeof value === 'number' || typeof value === 'boolean' ? [value] : []
      }).length,
  ),
  COUNTA: defineIn(
    'a a*',
    (_context, ...args) =>
      args.flatMap((arg) => (isMany(arg) ? valuesOf(arg).filter((value) => value !== null) : [arg]))
        .length,
  ),
  COUNTBLANK: defineIn(
    'a a*',
    (_context, ...args) =>
      args.flatMap((arg) =>
        toMatrix(arg)
          .flat()
          .filter((value) => value === null || value === ''),
      ).length,
  ),
  COUNTUNIQUE: defineIn(
    'a a*',
    (_context, ...args) =>
      new Set(
        args
          .flatMap(valuesOf)
          .filter((value) => value !== null)
          .map((value) => `${typeof value} ${String(value)}`),
      ).size,
  ),
  AVERAGE: aggregate(numbersOf, mean),
  AVERAGEA: aggregate(numbersOfAll, mean),
  'AVERAGE.WEIGHTED': defineIn('a a', ({ name }, values, weights) => {
    const pairs = pairsOf(name, values, weights)
    const total = sum(pairs.map(([, weight]) => weight))
    if (total === 0) throw divideByZero(name)
    return sum(pairs.map(([value, weight]) => value * weight)) / total
  }),
  MAX: aggregate(numbersOf, largest),
  MIN: aggregate(numbersOf, smallest),
  MAXA: aggregate(numbersOfAll, largest),
  MINA: aggregate(numbersOfAll, smallest),
  MEDIAN: aggregate(numbersOf, median),
  MODE: aggregate(numbersOf, (name, numbers) => modes(name, numbers)[0] ?? 0),
  'MODE.SNGL': aggregate(numbersOf, (name, numbers) => modes(name, numbers)[0] ?? 0),
  'MODE.MULT': defineIn('a a*', (context, ...args) =>
    modes(context.name, numbersOf(context, args)).map((mode) => [mode]),
  ),
  VAR: aggregate(numbersOf, (name, numbers) => variance(name, numbers, 1)),
  VARA: aggregate(numbersOfAll, (name, numbers) => variance(name, numbers, 1)),
  VARP: aggregate(numbersOf, (name, numbers) => variance(name, numbers, 0)),
  VARPA: aggregate(numbersOfAll, (name, numbers) => variance(name, numbers, 0)),
  STDEV: aggregate(numbersOf, (name, numbers) => Math.sqrt(variance(name, numbers, 1))),
  STDEVA: aggregate(numbersOfAll, (name, numbers) => Math.sqrt(variance(name, numbers, 1))),
  STDEVP: aggregate(numbersOf, (name, numbers) => Math.sqrt(variance(name, numbers, 0))),
  STDEVPA: aggregate(numbersOfAll, (name, numbers) => Math.sqrt(variance(name, numbers, 0))),
  AVEDEV: aggregate(numbersOf, (name, numbers) => {
    const average = mean(name, numbers)
    return mean(
      name,
      numbers.map((number) => Math.abs(number - average)),
    )
  }),
  DEVSQ: aggregate(numbersOf, (name, numbers) => {
    const average = mean(name, numbers)
    return sum(numbers.map((number) => (number - average) ** 2))
  }),
  GEOMEAN: aggregate(numbersOf, (name, numbers) => {
    if (numbers.some((number) => number <= 0) || numbers.length === 0) throw noNumbers(name)
    return Math.exp(mean(name, numbers.map(Math.log)))
  }),
  HARMEAN: aggregate(numbersOf, (name, numbers) => {
    if (numbers.some((number) => number <= 0) || numbers.length === 0) throw noNumbers(name)
    return numbers.length / sum(numbers.map((number) => 1 / number))
  }),
  PERCENTILE: defineIn(
    'a n',
    (context, data, part) => percentile(context.name, numbersOf(context, [data]), part),
    KEEP,
  ),
  QUARTILE: defineIn(
    'a n',
    (context, data, part) =>
      percentile(context.name, numbersOf(context, [data]), Math.trunc(part) / 4),
    KEEP,
  ),
  'PERCENTILE.EXC': defineIn(
    'a n',
    (context, data, part) => percentile(context.name, numbersOf(context, [data]), part, 1),
    KEEP,
  ),
  'QUARTILE.EXC': defineIn(
    'a n',
    (context, data, part) =>
      percentile(context.name, numbersOf(context, [data]), Math.trunc(part) / 4, 1),
    KEEP,
  ),
  LARGE: defineIn(
    'a n',
    (context, data, place) => nth(context.name, numbersOf(context, [data]), place, true),
    KEEP,
  ),
  SMALL: defineIn(
    'a n',
    (context, data, place) => nth(context.name, numbersOf(context, [data]), place, false),
    KEEP,
  ),
  RANK: defineIn('n a b?', (context, value, data, up = false) =>
    rank(context.name, value, numbersOf(context, [data]), up),
  ),
  'RANK.AVG': defineIn('n a b?', (context, value, data, up = false) => {
    const numbers = numbersOf(context, [data])
    const alike = numbers.filter((number) => number === value).length
    return rank(context.name, value, numbers, up) + (alike - 1) / 2
  }),
  SUBTOTAL: defineIn('n a a*', (context, code, ...args) => subtotal(context, code, args), {
    format: (formats) => formats[1],
  }),
}

/** Newer names for the same functions. */
const ALIASES: Record<string, string> = {
  'VAR.S': 'VAR',
  'VAR.P': 'VARP',
  'STDEV.S': 'STDEV',
  'STDEV.P': 'STDEVP',
  'PERCENTILE.INC': 'PERCENTILE',
  'QUARTILE.INC': 'QUARTILE',
  'RANK.EQ': 'RANK',
}

for (const [name, old] of Object.entries(ALIASES)) {
  const entry = STATISTICS[old]
  if (entry) STATISTICS[name] = entry
}
