import * as formulas from '@formulajs/formulajs'
import { errorOf, FormulaError } from '#test/google/sheets/formulas/errors.ts'
import { defineIn, type FunctionEntry } from '#test/google/sheets/formulas/function.ts'
import {
  toMatrix,
  type Matrix,
  type Operand,
  type Scalar,
} from '#test/google/sheets/formulas/operand.ts'
import { serialOf } from '#test/google/sheets/book/number-format.ts'
import { transpose } from './arrays.ts'
import { numbersAmong } from './numbers.ts'

/**
 * Financial, statistical and engineering functions, which the library `@formulajs/formulajs`
 * calculates: by name, the letters of their parameters (see function.ts), where `a` is handed over as
 * a list of its numbers, `m` as rows, `d` as a date and `D` as dates. A last word is the library's own
 * name for the function.
 */
const FUNCTIONS = `
COT n|COTH n|CSC n|CSCH n|SEC n|SECH n
BASE n n n?|DECIMAL t n|ARABIC t|MULTINOMIAL a|COMBINA n n|SERIESSUM n n n a
BIN2DEC t|BIN2HEX t n?|BIN2OCT t n?|DEC2BIN n n?|DEC2HEX n n?|DEC2OCT n n?|HEX2BIN t n?
HEX2DEC t|HEX2OCT t n?|OCT2BIN t n?|OCT2DEC t|OCT2HEX t n?
BITAND n n|BITOR n n|BITXOR n n|BITLSHIFT n n|BITRSHIFT n n|DELTA n n?|GESTEP n n?
COMPLEX n n t?|IMABS t|IMAGINARY t|IMARGUMENT t|IMCONJUGATE t|IMCOS t|IMCOSH t|IMCOT t|IMCSC t
IMCSCH t|IMDIV t t|IMEXP t|IMLN t|IMLOG10 t|IMLOG2 t|IMPOWER t n|IMREAL t|IMSEC t|IMSECH t
IMSIN t|IMSINH t|IMSQRT t|IMSUB t t|IMTAN t|IMSUM t t|IMPRODUCT t t
ERF n n?|ERFC n|ERF.PRECISE n ERF|ERFC.PRECISE n ERFC
PMT n n n n? n?|PPMT n n n n n? n?|IPMT n n n n n? n?|PV n n n n? n?|FV n n n n? n?
NPER n n n n? n?|RATE n n n n? n? n?|NPV n a*|IRR a n?|MIRR a n n|XNPV n a D|XIRR a D n?
CUMIPMT n n n n n n|CUMPRINC n n n n n n|EFFECT n n|NOMINAL n n|FVSCHEDULE n a|ISPMT n n n n
SLN n n n|SYD n n n n|DB n n n n n?|DDB n n n n n?|PDURATION n n n|RRI n n n
DOLLARDE n n|DOLLARFR n n|TBILLEQ d d n|TBILLPRICE d d n|TBILLYIELD d d n|DISC d d n n n?
CORREL a a|PEARSON a a|COVAR a a|COVARIANCE.P a a|COVARIANCE.S a a|FORECAST n a a|INTERCEPT a a
SLOPE a a|RSQ a a|STEYX a a|FISHER n|FISHERINV n|STANDARDIZE n n n|SKEW a|SKEW.P a|KURT a
TRIMMEAN a n|PERCENTRANK a n n? PERCENTRANKINC|PERCENTRANK.INC a n n?|PERCENTRANK.EXC a n n?|PROB a a n n?
PERMUT n n|PERMUTATIONA n n|GAMMA n|GAMMALN n|GAMMALN.PRECISE n|GAUSS n|PHI n
NORMDIST n n n b NORM.DIST|NORM.DIST n n n b|NORMINV n n n NORM.INV|NORM.INV n n n
NORMSDIST n|NORM.S.DIST n b|NORMSINV n NORM.S.INV|NORM.S.INV n
BINOMDIST n n n b BINOM.DIST|BINOM.DIST n n n b|BINOM.INV n n n|CRITBINOM n n n BINOM.INV
POISSON n n b POISSON.DIST|POISSON.DIST n n b|EXPONDIST n n b EXPON.DIST|EXPON.DIST n n b
WEIBULL n n n b WEIBULL.DIST|WEIBULL.DIST n n n b|LOGNORM.DIST n n n b|LOGNORM.INV n n n
LOGINV n n n LOGNORM.INV|GAMMADIST n n n b GAMMA.DIST|GAMMA.DIST n n n b|GAMMA.INV n n n
GAMMAINV n n n GAMMA.INV|BETA.DIST n n n b n? n?|BETA.INV n n n n? n?|BETAINV n n n n? n? BETA.INV
CHIDIST n n CHISQ.DIST.RT|CHISQ.DIST n n b|CHISQ.DIST.RT n n|CHIINV n n CHISQ.INV.RT
CHISQ.INV n n|CHISQ.INV.RT n n|FDIST n n n F.DIST.RT|F.DIST n n n b|F.DIST.RT n n n
FINV n n n F.INV.RT|F.INV n n n|F.INV.RT n n n|TDIST n n n|T.DIST n n b|T.DIST.2T n n
T.DIST.RT n n|TINV n n T.INV.2T|T.INV n n|T.INV.2T n n|NEGBINOM.DIST n n n b
HYPGEOM.DIST n n n n b|CONFIDENCE n n n CONFIDENCE.NORM|CONFIDENCE.NORM n n n|CONFIDENCE.T n n n
Z.TEST a n n?|ZTEST a n n? Z.TEST|T.TEST a a n n|TTEST a a n n T.TEST|F.TEST a a|FTEST a a F.TEST
CHISQ.TEST m m|CHITEST m m CHISQ.TEST|SUMX2MY2 a a|SUMX2PY2 a a|SUMXMY2 a a|YEARFRAC d d n?|MMULT m m|MUNIT n|FREQUENCY a a
TREND a a? a?|GROWTH a a? a?|LINEST a a?|LOGEST a a?
DAVERAGE m v m|DCOUNT m v m|DCOUNTA m v m|DGET m v m|DMAX m v m|DMIN m v m|DPRODUCT m v m
DSTDEV m v m|DSTDEVP m v m|DSUM m v m|DVAR m v m|DVARP m v m
`

const EPOCH = Date.UTC(1899, 11, 30)

function dateOf(serial: number): Date {
  const day = new Date(EPOCH + serial * 86_400_000)
  return new Date(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate())
}

/** `NORM.S.DIST` is a part of a part of the library. */
function find(name: string): ((...args: unknown[]) => unknown) | null {
  const found = name
    .split('.')
    .reduce<unknown>(
      (within, part) => (within as Record<string, unknown> | undefined)?.[part],
      formulas,
    )
  return typeof found === 'function' ? (found as (...args: unknown[]) => unknown) : null
}

/** A list stands in a row for LINEST and LOGEST, else in a column. */
function toResult(name: string, result: unknown): Operand {
  if (!Array.isArray(result)) return toScalarResult(name, result)
  const rows = result.map((row: unknown): Scalar[] =>
    (Array.isArray(row) ? row : [row]).map((value: unknown) => toScalarResult(name, value)),
  )
  return /^(LINEST|LOGEST)$/.test(name) && rows[0]?.length === 1 ? transpose(rows) : rows
}

function toScalarResult(name: string, result: unknown): Scalar {
  if (result instanceof FormulaError) return result
  if (result instanceof Error) return errorOf(result.message)
  if (result instanceof Date) return serialOf(result.getTime())
  if (typeof result === 'number') return Number.isNaN(result) ? new FormulaError('NUM') : result
  if (typeof result === 'string')
    return /^(IM|COMPLEX)/.test(name) ? shortened(result) : result.toUpperCase()
  return typeof result === 'boolean' ? result : null
}

/** Complex numbers have parts of 15 digits: seen by a live probe. */
function shortened(complex: string): string {
  return complex.replaceAll(/\d+\.\d+(?:e[-+]?\d+)?/g, (part) =>
    String(Number(Number(part).toPrecision(15))),
  )
}

function numbersIn(operand: unknown): number[] {
  return numbersAmong(toMatrix(operand as Operand).flat())
}

function rowsIn(operand: unknown): Matrix {
  const rows = toMatrix(operand as Operand)
  const error = rows.flat().find((value) => value instanceof FormulaError)
  if (error instanceof FormulaError) throw error
  return rows
}

/** An argument as the library takes it. */
function handOver(letter: string, arg: unknown): unknown {
  switch (letter) {
    case 'a':
      return numbersIn(arg)
    case 'd':
      return dateOf(arg as number)
    case 'D':
      return numbersIn(arg).map(dateOf)
    case 'm':
      return rowsIn(arg)
    default:
      return arg
  }
}

/** The library breaks at some values that it does not foresee; it answers errors of its own. */
function callLibrary(call: (...args: unknown[]) => unknown, args: readonly unknown[]): unknown {
  try {
    return call(...args)
  } catch {
    return new FormulaError('NUM')
  }
}

function entryOf(line: string): [string, FunctionEntry] | null {
  const [name = '', ...words] = line.trim().split(' ')
  const own = /^[A-Z]{3}/.test(words.at(-1) ?? '') ? (words.pop() ?? name) : name
  const call = find(own)
  if (!call) return null
  const signature = words.join(' ').replaceAll(/[Dm]/g, 'a').replaceAll('d', 'n')
  // The letters are only known here, at run time.
  const entry = defineIn(signature as 'a*', (_context, ...args) =>
    toResult(
      name,
      callLibrary(
        call,
        args.map((arg: unknown, index) =>
          handOver(words[Math.min(index, words.length - 1)]?.charAt(0) ?? '', arg),
        ),
      ),
    ),
  )
  return [name, entry]
}

export const LIBRARY: Record<string, FunctionEntry> = Object.fromEntries(
  FUNCTIONS.split(/[|\n]/)
    .filter((line) => line.trim() !== '')
    .flatMap((line) => {
      const entry = entryOf(line)
      return entry ? [entry] : []
    }),
)

/** Declared above and not found in the library: a test keeps this empty. */
export const MISSING: readonly string[] = FUNCTIONS.split(/[|\n]/)
  .map((line) => line.trim().split(' ')[0] ?? '')
  .filter((name) => name !== '' && !(name in LIBRARY))
