import { toBoolean, toNumber, toText, type Taker } from './coerce.ts'
import { FormulaError } from './errors.ts'
import { kindOf, type Context, type FunctionEntry, type Kind } from './function.ts'
import {
  isMany,
  isMatrix,
  Range,
  size,
  toMatrix,
  toScalar,
  type Lazy,
  type Matrix,
  type Operand,
  type Scalar,
} from './operand.ts'

/** Calls of functions: how many arguments, of which kind, and value by value over arrays. */

type Argument = Operand | Lazy

/** @throws FormulaError for too few or too many arguments. */
export function checkCount(name: string, { least, most }: FunctionEntry, given: number): void {
  if (given >= least && given <= most) return
  let expected = `between ${String(least)} and ${String(most)}`
  if (most === Infinity) expected = `at least ${String(least)}`
  else if (least === most) expected = String(least)
  throw new FormulaError(
    'N_A',
    `Wrong number of arguments to ${name}. Expected ${expected} arguments, but got ${String(given)} arguments.`,
  )
}

/**
 * Calls a function, value by value where a scalar is given several and arrays are allowed.
 * @param intersect picks one value of several where they are not.
 */
export function invoke(
  entry: FunctionEntry,
  context: Context,
  operands: readonly Argument[],
  intersect: (operand: Matrix | Range) => Scalar,
): Operand {
  const many = operands.filter(
    (operand, index): operand is Matrix | Range =>
      !isLazy(operand) && isScalarKind(kindOf(entry, index)) && isMany(operand),
  )
  if (many.length === 0) return callWith(entry, context, operands)
  if (!context.arrays) {
    const single = operands.map((operand) =>
      !isLazy(operand) && isMany(operand) && many.includes(operand) ? intersect(operand) : operand,
    )
    return callWith(entry, context, single)
  }
  const sizes = many.map(size)
  const height = Math.max(...sizes.map((one) => one.height))
  const width = Math.max(...sizes.map((one) => one.width))
  const matrices = new Map<Argument, Matrix>(many.map((operand) => [operand, toMatrix(operand)]))
  const at = (row: number, column: number): Operand => {
    const values = operands.map((operand) => {
      const matrix = matrices.get(operand)
      return matrix ? pick(matrix, row, column) : operand
    })
    return attempt(() => callWith(entry, context, values))
  }
  if (width === 1) return sideBySide(Array.from({ length: height }, (_, row) => at(row, 0)))
  return Array.from({ length: height }, (_, row) =>
    Array.from({ length: width }, (__, column) => toScalar(at(row, column))),
  )
}

function isLazy(operand: Operand | Lazy): operand is Lazy {
  return typeof operand === 'object' && operand !== null && 'node' in operand
}

function isScalarKind(kind: Kind): boolean {
  return 'ntbve'.includes(kind)
}

/** A single row or column serves every row or column; past the end there is nothing. */
export function pick(matrix: Matrix, row: number, column: number): Scalar {
  const cells = matrix[matrix.length === 1 ? 0 : row]
  const value = cells?.[cells.length === 1 ? 0 : column]
  return value === undefined ? new FormulaError('N_A') : value
}

/** Several values for each row, as of SPLIT, stand beside each other. */
function sideBySide(operands: readonly Operand[]): Matrix {
  const rows = operands.map((operand) =>
    isMatrix(operand) ? (operand[0] ?? []) : [toScalar(operand)],
  )
  const width = rows.reduce((most, row) => Math.max(most, row.length), 1)
  return rows.map((row) => [...row, ...Array<Scalar>(width - row.length).fill(null)])
}

/** What a call comes to, an error that it throws among it. */
export function attempt<T extends Operand>(call: () => T): T | FormulaError {
  try {
    return call()
  } catch (error) {
    if (error instanceof FormulaError) return error
    throw error
  }
}

function callWith(entry: FunctionEntry, context: Context, operands: readonly Argument[]): Operand {
  const args = operands.map((operand, index) =>
    isLazy(operand) ? operand : coerce(operand, kindOf(entry, index), context, index + 1),
  )
  const result = entry.run(context, args)
  if (typeof result !== 'number') return result
  if (Number.isFinite(result)) return result === 0 ? 0 : result
  throw new FormulaError(
    'NUM',
    'Numeric value is greater than 1.79769e+308 and cannot be displayed properly.',
  )
}

function coerce(operand: Operand, kind: Kind, taker: Taker, index: number): unknown {
  switch (kind) {
    case 'n':
      return toNumber(toScalar(operand), taker, index)
    case 't':
      return toText(toScalar(operand))
    case 'b':
      return toBoolean(toScalar(operand), taker.name, index)
    case 'v': {
      const value = toScalar(operand)
      if (value instanceof FormulaError) throw value
      return value
    }
    case 'e':
      return toScalar(operand)
    case 'r':
      if (operand instanceof FormulaError) throw operand
      if (!(operand instanceof Range)) throw new FormulaError('N_A', 'Argument must be a range.')
      return operand
    case 'a':
    case 'l':
      return operand
  }
}
