import type { NumberFormat } from '#test/google/sheets/book/cell.ts'
import { compare, toText } from '#test/google/sheets/formulas/coerce.ts'
import { FormulaError } from '#test/google/sheets/formulas/errors.ts'
import {
  define,
  FIRST,
  numberFormat,
  type FunctionEntry,
  type Shown,
} from '#test/google/sheets/formulas/function.ts'

/** The functions behind operators; formulas may call them by name, too. */
export const OPERATORS: Record<string, FunctionEntry> = {
  ADD: define('n n', (a, b) => a + b, { format: FIRST }),
  MINUS: define('n n', (a, b) => a - b, { format: ofDifference }),
  MULTIPLY: define('n n', (a, b) => a * b, { format: ofProduct }),
  DIVIDE: define(
    'n n',
    (a, b) => {
      if (b !== 0) return a / b
      throw new FormulaError('DIVIDE_BY_ZERO', 'Function DIVIDE parameter 2 cannot be zero.')
    },
    { format: ofQuotient },
  ),
  POW: define('n n', power),
  POWER: define('n n', power),
  UMINUS: define('n', (a) => -a, { format: FIRST }),
  UPLUS: define('v', (a) => a, { format: FIRST }),
  UNARY_PERCENT: define('n', (a) => a / 100),
  CONCAT: define('v v', (a, b) => toText(a) + toText(b)),
  EQ: define('v v', (a, b) => compare(a, b) === 0),
  NE: define('v v', (a, b) => compare(a, b) !== 0),
  LT: define('v v', (a, b) => compare(a, b) < 0),
  LTE: define('v v', (a, b) => compare(a, b) <= 0),
  GT: define('v v', (a, b) => compare(a, b) > 0),
  GTE: define('v v', (a, b) => compare(a, b) >= 0),
  ISBETWEEN: define('v v v b? b?', (value, low, high, withLow = true, withHigh = true) => {
    const [below, above] = [compare(value, low), compare(value, high)]
    return (withLow ? below >= 0 : below > 0) && (withHigh ? above <= 0 : above < 0)
  }),
}

function power(base: number, exponent: number): number {
  const result = base ** exponent
  if (base === 0 && exponent < 0) {
    throw new FormulaError(
      'DIVIDE_BY_ZERO',
      'Evaluation of function POWER caused a divide by zero error.',
    )
  }
  if (!Number.isNaN(result)) return result
  throw new FormulaError('NUM', `POWER(${String(base)},${String(exponent)}) is not a real number.`)
}

const isDay = (format: NumberFormat | undefined): boolean =>
  format?.type === 'DATE' || format?.type === 'DATE_TIME'

/** The time between two days is a number of days. */
function ofDifference(formats: readonly Shown[]): Shown {
  const [a, b] = formats.map(numberFormat)
  return isDay(a) && isDay(b) ? undefined : FIRST(formats)
}

/** An amount times a percentage is an amount. */
function ofProduct(formats: readonly Shown[]): Shown {
  const [a, b] = formats.map(numberFormat)
  return a?.type === 'PERCENT' && b ? formats[1] : FIRST(formats)
}

/** An amount by another is a plain number. */
function ofQuotient(formats: readonly Shown[]): Shown {
  const [a, b] = formats.map(numberFormat)
  return a?.type === b?.type ? undefined : formats[0]
}
