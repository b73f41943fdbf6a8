import { toNumber, type Taker } from '#test/google/sheets/formulas/coerce.ts'
import { FormulaError, outOfRange } from '#test/google/sheets/formulas/errors.ts'
import {
  define,
  defineIn,
  FIRST,
  type FunctionEntry,
} from '#test/google/sheets/formulas/function.ts'
import { toMatrix, type Matrix, type Operand } from '#test/google/sheets/formulas/operand.ts'
import { numbersOf, sum } from './numbers.ts'

/** Rounds half away from zero, and as decimal digits read: ROUND(1.005, 2) is 1.01. */
function round(value: number, places: number, how: (size: number) => number): number {
  const factor = 10 ** Math.trunc(places)
  const scaled = Number((Math.abs(value) * factor).toPrecision(15))
  const result = (Math.sign(value) * how(scaled)) / factor
  return places > 0 ? Number(result.toPrecision(15)) : result
}

/** A multiple of `step`, beyond the value or short of it. */
function toMultiple(value: number, step: number, how: (steps: number) => number): number {
  if (step === 0) return 0
  return Number((how(Number((value / step).toPrecision(15))) * step).toPrecision(15))
}

function towards(
  name: string,
  how: (steps: number) => number,
): (value: number, step?: number) => number {
  return (value, step = 1) => {
    if (value > 0 && step < 0) {
      throw new FormulaError(
        'NUM',
        `Function ${name} parameter 2 value is ${String(step)}. It should be greater than or equal to 0.`,
      )
    }
    return toMultiple(value, step, how)
  }
}

function positive(name: string, index: number, value: number): number {
  if (value > 0) return value
  throw new FormulaError(
    'NUM',
    `Function ${name} parameter ${String(index)} value is ${String(value)}. It should be greater than 0.`,
  )
}

function within(name: string, value: number, least: number, most: number): number {
  if (value >= least && value <= most) return value
  throw outOfRange(name, 1, value, [least, most])
}

function factorial(value: number, name = 'FACT', step = 1): number {
  if (value < 0) throw outOfRange(name, 1, value, [0, Infinity])
  let result = 1
  for (let at = Math.trunc(value); at > 1 && result < Infinity; at -= step) result *= at
  return result
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b)
}

function wholes(taker: Taker, operands: readonly Operand[]): number[] {
  return numbersOf(taker, operands).map((value, index) => {
    if (value < 0) throw outOfRange(taker.name, index + 1, value, [0, Infinity])
    return Math.trunc(value)
  })
}

function combinations(count: number, chosen: number): number {
  const [n, k] = [Math.trunc(count), Math.trunc(chosen)]
  if (n < 0 || k < 0 || k > n) throw outOfRange('COMBIN', 2, k, [0, Math.max(n, 0)])
  const fewer = Math.min(k, n - k)
  let result = 1
  for (let at = 1; at <= fewer && result < Infinity; at += 1) {
    result = (result * (n - fewer + at)) / at
  }
  return Math.round(result)
}

/** Element by element over arrays of one size. */
function sumProduct(arrays: readonly Operand[]): number {
  const [first = [], ...others] = arrays.map(toMatrix)
  const width = first[0]?.length
  if (others.some((other) => other.length !== first.length || other[0]?.length !== width)) {
    throw new FormulaError(
      'VALUE',
      'SUMPRODUCT has mismatched range sizes. Expected row count: ' +
        `${String(first.length)}. column count: ${String(width ?? 0)}.`,
    )
  }
  const all: Matrix[] = [first, ...others]
  let total = 0
  first.forEach((row, at) => {
    row.forEach((_value, column) => {
      const factors = all.map((matrix) => matrix[at]?.[column] ?? null)
      const error = factors.find((factor) => factor instanceof FormulaError)
      if (error instanceof FormulaError) throw error
      total += factors.reduce<number>(
        (product, factor) => product * (typeof factor === 'number' ? factor : 0),
        1,
      )
    })
  })
  return total
}

const one = (call: (value: number) => number): FunctionEntry => define('n', call)

export const MATH: Record<string, FunctionEntry> = {
  SUM: defineIn('a a*', (context, ...args) => sum(numbersOf(context, args)), { format: FIRST }),
  PRODUCT: defineIn('a a*', (context, ...args) => {
    const numbers = numbersOf(context, args)
    return numbers.length === 0 ? 0 : numbers.reduce((product, number) => product * number, 1)
  }),
  SUMSQ: defineIn('a a*', (context, ...args) =>
    sum(numbersOf(context, args).map((number) => number ** 2)),
  ),
  SUMPRODUCT: define('a a*', (...arrays) => sumProduct(arrays), { arrays: true }),
  ABS: define('n', Math.abs, { format: FIRST }),
  SIGN: one(Math.sign),
  INT: define('n', Math.floor, { format: FIRST }),
  TRUNC: define('n n?', (value, places = 0) => round(value, places, Math.floor), { format: FIRST }),
  ROUND: define('n n?', (value, places = 0) => round(value, places, Math.round), { format: FIRST }),
  ROUNDUP: define('n n?', (value, places = 0) => round(value, places, Math.ceil), {
    format: FIRST,
  }),
  ROUNDDOWN: define('n n?', (value, places = 0) => round(value, places, Math.floor), {
    format: FIRST,
  }),
  MROUND: define('n n', (value, step) => {
    if (value * step < 0) {
      throw new FormulaError('NUM', 'Parameters of MROUND must have same signs.')
    }
    return toMultiple(value, step, (steps) => Math.sign(steps) * Math.round(Math.abs(steps)))
  }),
  CEILING: define('n n?', towards('CEILING', Math.ceil)),
  FLOOR: define('n n?', towards('FLOOR', Math.floor)),
  'CEILING.MATH': define('n n? n?', (value, step = 1, mode = 0) =>
    toMultiple(value, Math.abs(step), value < 0 && mode !== 0 ? Math.floor : Math.ceil),
  ),
  'FLOOR.MATH': define('n n? n?', (value, step = 1, mode = 0) =>
    toMultiple(value, Math.abs(step), value < 0 && mode !== 0 ? Math.ceil : Math.floor),
  ),
  'CEILING.PRECISE': define('n n?', (value, step = 1) =>
    toMultiple(value, Math.abs(step), Math.ceil),
  ),
  'ISO.CEILING': define('n n?', (value, step = 1) => toMultiple(value, Math.abs(step), Math.ceil)),
  'FLOOR.PRECISE': define('n n?', (value, step = 1) =>
    toMultiple(value, Math.abs(step), Math.floor),
  ),
  EVEN: one((value) => Math.sign(value) * Math.ceil(Math.abs(value) / 2) * 2),
  ODD: one((value) =>
    value === 0 ? 1 : Math.sign(value) * (Math.ceil((Math.abs(value) - 1) / 2) * 2 + 1),
  ),
  MOD: define('n n', (value, divisor) => {
    if (divisor === 0) {
      throw new FormulaError('DIVIDE_BY_ZERO', 'Function MOD parameter 2 cannot be zero.')
    }
    return value - divisor * Math.floor(value / divisor)
  }),
  QUOTIENT: define('n n', (value, divisor) => {
    if (divisor === 0) {
      throw new FormulaError('DIVIDE_BY_ZERO', 'Function QUOTIENT parameter 2 cannot be zero.')
    }
    return Math.trunc(value / divisor)
  }),
  SQRT: one((value) => {
    if (value >= 0) return Math.sqrt(value)
    throw new FormulaError(
      'NUM',
      'Function SQRT parameter 1 value is negative. It should be positive or zero.',
    )
  }),
  SQRTPI: one((value) => Math.sqrt(within('SQRTPI', value, 0, Infinity) * Math.PI)),
  EXP: one(Math.exp),
  LN: one((value) => Math.log(positive('LN', 1, value))),
  LOG10: one((value) => Math.log10(positive('LOG10', 1, value))),
  LOG: define('n n?', (value, base = 10) => {
    positive('LOG', 1, value)
    positive('LOG', 2, base)
    if (base === 10) return Math.log10(value)
    return base === 2 ? Math.log2(value) : Math.log(value) / Math.log(base)
  }),
  PI: define('', () => Math.PI),
  SIN: one(Math.sin),
  COS: one(Math.cos),
  TAN: one(Math.tan),
  ASIN: one((value) => Math.asin(within('ASIN', value, -1, 1))),
  ACOS: one((value) => Math.acos(within('ACOS', value, -1, 1))),
  ATAN: one(Math.atan),
  ATAN2: define('n n', (x, y) => Math.atan2(y, x)),
  SINH: one(Math.sinh),
  COSH: one(Math.cosh),
  TANH: one(Math.tanh),
  ASINH: one(Math.asinh),
  ACOSH: one((value) => Math.acosh(within('ACOSH', value, 1, Infinity))),
  ATANH: one((value) => Math.atanh(value)),
  ACOT: one((value) => (value === 0 ? Math.PI / 2 : Math.atan(1 / value))),
  ACOTH: one((value) => {
    if (Math.abs(value) > 1) return Math.atanh(1 / value)
    throw new FormulaError(
      'NUM',
      `Function ACOTH parameter 1 value is ${String(value)}. Valid values cannot be between -1 and 1 inclusive.`,
    )
  }),
  RADIANS: one((value) => (value * Math.PI) / 180),
  DEGREES: one((value) => (value * 180) / Math.PI),
  FACT: one((value) => factorial(value)),
  FACTDOUBLE: one((value) => factorial(value, 'FACTDOUBLE', 2)),
  COMBIN: define('n n', combinations),
  GCD: defineIn('a a*', (context, ...args) => wholes(context, args).reduce(gcd, 0)),
  LCM: defineIn('a a*', (context, ...args) =>
    wholes(context, args).reduce((a, b) => (a === 0 || b === 0 ? 0 : (a * b) / gcd(a, b)), 1),
  ),
  ISEVEN: defineIn('v', (context, value) => Math.trunc(toNumber(value, context, 1)) % 2 === 0),
  ISODD: defineIn('v', (context, value) => Math.trunc(toNumber(value, context, 1)) % 2 !== 0),
  RAND: defineIn('', ({ random }) => random()),
  RANDBETWEEN: defineIn('n n', ({ random }, low, high) => {
    const [least, most] = [Math.ceil(low), Math.floor(high)]
    if (least > most) {
      throw new FormulaError(
        'NUM',
        `Function RANDBETWEEN parameter 2 value is ${String(high)}. It should be greater than or equal to ${String(low)}.`,
      )
    }
    return least + Math.floor(random() * (most - least + 1))
  }),
}
