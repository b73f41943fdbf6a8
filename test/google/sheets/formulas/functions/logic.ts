import { compare, toBoolean } from '#test/google/sheets/formulas/coerce.ts'
import { FormulaError } from '#test/google/sheets/formulas/errors.ts'
import {
  define,
  defineIn,
  type Context,
  type FunctionEntry,
} from '#test/google/sheets/formulas/function.ts'
import { attempt, pick } from '#test/google/sheets/formulas/invoke.ts'
import {
  filledRows,
  isMany,
  size,
  toMatrix,
  toScalar,
  type Lazy,
  type Matrix,
  type Operand,
  type Scalar,
} from '#test/google/sheets/formulas/operand.ts'

/** Calculates only what the formula needs, and takes that one's format. */
function take(context: Context, lazy: Lazy | undefined, otherwise: Scalar = null): Operand {
  return lazy ? context.evaluate(lazy, new Map()) : otherwise
}

/** One value in a place for one value; the same for all of an array where arrays are allowed. */
function scalarOf(context: Context, lazy: Lazy): Scalar | Matrix {
  const operand = take(context, lazy)
  return isMany(operand) && context.arrays ? toMatrix(operand) : toScalar(operand)
}

/** The value of an operand at a place of an array. */
function at(operand: Operand, row: number, column: number): Scalar {
  if (!isMany(operand)) return toScalar(operand)
  return pick(toMatrix(operand), row, column)
}

/** Puts an array together from what a condition and the operands beside it are at each place. */
function spread(
  operands: readonly Operand[],
  choose: (row: number, column: number) => Scalar,
): Matrix {
  const sizes = operands.map(size)
  const height = Math.max(...sizes.map((one) => one.height))
  const width = Math.max(...sizes.map((one) => one.width))
  return Array.from({ length: height }, (_, row) =>
    Array.from({ length: width }, (__, column) => choose(row, column)),
  )
}

function choose(context: Context, condition: Lazy, yes: Lazy, no: Lazy | undefined): Operand {
  const given = scalarOf(context, condition)
  if (!isMany(given))
    return toBoolean(given, 'IF', 1) ? take(context, yes) : take(context, no, false)
  const [whenTrue, whenFalse] = [take(context, yes), take(context, no, false)]
  return spread([given, whenTrue, whenFalse], (row, column) =>
    attempt(() =>
      at(toBoolean(at(given, row, column), 'IF', 1) ? whenTrue : whenFalse, row, column),
    ),
  )
}

function replaceErrors(
  context: Context,
  lazy: Lazy,
  instead: Lazy | undefined,
  replaced: (error: FormulaError) => boolean,
): Operand {
  const operand = take(context, lazy)
  const isReplaced = (value: Scalar): boolean => value instanceof FormulaError && replaced(value)
  if (!isMany(operand)) {
    return isReplaced(toScalar(operand)) ? take(context, instead) : operand
  }
  const matrix = toMatrix(operand)
  if (!matrix.some((row) => row.some(isReplaced))) return operand
  const other = take(context, instead)
  return spread([matrix], (row, column) => {
    const value = at(matrix, row, column)
    return isReplaced(value) ? at(other, row, column) : value
  })
}

/** TRUE and FALSE as AND and OR see them: in ranges text and empty cells do not count. */
function booleansOf(name: string, operands: readonly Operand[]): boolean[] {
  const found: boolean[] = []
  operands.forEach((operand, index) => {
    if (!isMany(operand)) found.push(toBoolean(toScalar(operand), name, index + 1))
    else {
      for (const value of filledRows(operand).flat()) {
        if (value instanceof FormulaError) throw value
        if (typeof value === 'number' || typeof value === 'boolean') found.push(Boolean(value))
      }
    }
  })
  return found
}

export const LOGIC: Record<string, FunctionEntry> = {
  TRUE: define('', () => true),
  FALSE: define('', () => false),
  NOT: define('b', (value) => !value),
  AND: defineIn('a a*', ({ name }, ...args) => booleansOf(name, args).every(Boolean)),
  OR: defineIn('a a*', ({ name }, ...args) => booleansOf(name, args).some(Boolean)),
  XOR: defineIn(
    'a a*',
    ({ name }, ...args) => booleansOf(name, args).filter(Boolean).length % 2 === 1,
  ),
  IF: defineIn('l l l?', choose),
  IFERROR: defineIn('l l?', (context, value, instead) =>
    replaceErrors(context, value, instead, () => true),
  ),
  IFNA: defineIn('l l?', (context, value, instead) =>
    replaceErrors(context, value, instead, ({ type }) => type === 'N_A'),
  ),
  IFS: defineIn('l l*', (context, ...lazies) => {
    if (lazies.length % 2 === 1) {
      throw new FormulaError(
        'N_A',
        'Wrong number of arguments to IFS. Expected an even number of arguments.',
      )
    }
    for (let index = 0; index < lazies.length; index += 2) {
      const [condition, value] = [lazies[index], lazies[index + 1]]
      if (!condition) break
      const given = toScalar(take(context, condition))
      if (toBoolean(given, 'IFS', index + 1)) return take(context, value)
    }
    throw new FormulaError('N_A', 'No match.')
  }),
  SWITCH: defineIn('l l l*', (context, expression, ...cases) => {
    const value = toScalar(take(context, expression))
    if (value instanceof FormulaError) throw value
    for (let index = 0; index + 1 < cases.length; index += 2) {
      const wanted = cases[index]
      if (!wanted) break
      const given = toScalar(take(context, wanted))
      if (given instanceof FormulaError) throw given
      if (typeof given === typeof value && compare(value, given) === 0) {
        return take(context, cases[index + 1])
      }
    }
    if (cases.length % 2 === 1) return take(context, cases.at(-1))
    throw new FormulaError('N_A', 'No match.')
  }),
}
