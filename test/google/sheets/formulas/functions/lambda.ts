import { FormulaError, outOfRange } from '#test/google/sheets/formulas/errors.ts'
import {
  defineIn,
  type Context,
  type FunctionEntry,
} from '#test/google/sheets/formulas/function.ts'
import {
  Lambda,
  NOT_CALLED,
  toMatrix,
  toScalar,
  type Lazy,
  type Matrix,
  type Operand,
  type Scalar,
} from '#test/google/sheets/formulas/operand.ts'
import { checkSize, transpose } from './arrays.ts'

function nameOf(name: string, lazy: Lazy): string {
  if (lazy.node.kind === 'name') return lazy.node.name.toLowerCase()
  throw new FormulaError('NAME', `Invalid argument name in ${name}.`)
}

function makeLambda(context: Context, lazies: readonly Lazy[]): Lambda {
  const body = lazies.at(-1)
  const params = lazies.slice(0, -1).map((lazy) => nameOf('LAMBDA', lazy))
  return new Lambda(params, (args) => {
    if (args.length !== params.length) {
      throw new FormulaError(
        'N_A',
        `Wrong number of arguments to LAMBDA. Expected ${String(params.length)} arguments, but got ${String(args.length)} arguments.`,
      )
    }
    const names = new Map(params.map((param, at) => [param, args[at] ?? null]))
    return body ? context.evaluate(body, names) : null
  })
}

function lambdaIn(name: string, operand: Operand): Lambda {
  if (operand instanceof FormulaError && operand !== NOT_CALLED) throw operand
  if (operand instanceof Lambda) return operand
  throw new FormulaError('VALUE', `Argument must be a LAMBDA in ${name}.`)
}

/** A lambda's answer where only one value has room. */
function single(name: string, operand: Operand): Scalar {
  const matrix = toMatrix(operand)
  if (matrix.length === 1 && matrix[0]?.length === 1) return toScalar(operand)
  throw new FormulaError(
    'VALUE',
    `Single value expected. Nested array results are not supported in ${name}.`,
  )
}

function each(name: string, parts: readonly Matrix[], lambda: Operand): Scalar[] {
  const call = lambdaIn(name, lambda)
  return parts.map((part) => single(name, call.call([part])))
}

function fold(
  name: string,
  start: Operand,
  operand: Operand,
  lambda: Operand,
): { last: Operand; all: Matrix } {
  const call = lambdaIn(name, lambda)
  let last = start
  const all = toMatrix(operand).map((row) =>
    row.map((value) => {
      last = call.call([last, value])
      return toScalar(last)
    }),
  )
  return { last, all }
}

export const LAMBDAS: Record<string, FunctionEntry> = {
  LAMBDA: defineIn('l l*', (context, ...lazies) => makeLambda(context, lazies)),
  LET: defineIn('l l l l*', (context, ...lazies) => {
    if (lazies.length % 2 === 0) {
      throw new FormulaError(
        'N_A',
        'Wrong number of arguments to LET. Expected an odd number of arguments.',
      )
    }
    const names = new Map<string, Operand>()
    let result: Operand = null
    for (let index = 0; index < lazies.length; index += 2) {
      const [first, value] = [lazies[index], lazies[index + 1]]
      if (first && value) names.set(nameOf('LET', first), context.evaluate(value, names))
      else if (first) result = context.evaluate(first, names)
    }
    return result
  }),
  MAP: defineIn('a a a*', ({ name }, ...args) => {
    const lambda = lambdaIn(name, args.at(-1) ?? null)
    const matrices = args.slice(0, -1).map(toMatrix)
    const [first = []] = matrices
    return first.map((row, at) =>
      row.map((_, column) =>
        single(name, lambda.call(matrices.map((matrix) => matrix[at]?.[column] ?? null))),
      ),
    )
  }),
  BYROW: defineIn('a a', ({ name }, operand, lambda) =>
    each(
      name,
      toMatrix(operand).map((row) => [row]),
      lambda,
    ).map((value) => [value]),
  ),
  BYCOL: defineIn('a a', ({ name }, operand, lambda) => [
    each(
      name,
      transpose(toMatrix(operand)).map((column) => column.map((value) => [value])),
      lambda,
    ),
  ]),
  REDUCE: defineIn(
    'a a a',
    ({ name }, start, operand, lambda) => fold(name, start, operand, lambda).last,
  ),
  SCAN: defineIn(
    'a a a',
    ({ name }, start, operand, lambda) => fold(name, start, operand, lambda).all,
  ),
  MAKEARRAY: defineIn('n n a', ({ name }, rows, columns, lambda) => {
    const call = lambdaIn(name, lambda)
    if (rows < 1) throw outOfRange(name, 1, rows, [1, Infinity])
    if (columns < 1) throw outOfRange(name, 2, columns, [1, Infinity])
    checkSize(rows, columns)
    return Array.from({ length: rows }, (_, row) =>
      Array.from({ length: columns }, (__, column) =>
        single(name, call.call([row + 1, column + 1])),
      ),
    )
  }),
  ISOMITTED: defineIn('e', (_context, value) => value === null),
}
