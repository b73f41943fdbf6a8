import { compare, toBoolean, toNumber, type Taker } from '#test/google/sheets/formulas/coerce.ts'
import { FormulaError, outOfRange } from '#test/google/sheets/formulas/errors.ts'
import {
  define,
  defineIn,
  FIRST,
  type FunctionEntry,
} from '#test/google/sheets/formulas/function.ts'
import {
  isMany,
  size,
  toMatrix,
  toScalar,
  type Matrix,
  type Operand,
  type Scalar,
} from '#test/google/sheets/formulas/operand.ts'

const KEEP = { format: FIRST }

/** In a spreadsheet. */
const MAX_CELLS = 10_000_000

export function transpose(matrix: Matrix): Matrix {
  const [first = []] = matrix
  return first.map((_, column) => matrix.map((row) => row[column] ?? null))
}

function sameSizes(name: string, expected: Matrix, given: Matrix): FormulaError {
  const [height, width] = [expected.length, expected[0]?.length ?? 0]
  const byRow = given.length === 1 && width > 1
  return new FormulaError(
    'N_A',
    `${name} has mismatched range sizes. Expected row count: ${String(byRow ? 1 : height)}. column count: ${String(byRow ? width : 1)}. Actual row count: ${String(given.length)}, column count: ${String(given[0]?.length ?? 0)}.`,
  )
}

function filter(range: Operand, conditions: readonly Operand[]): Matrix {
  const matrix = toMatrix(range)
  const width = matrix[0]?.length ?? 0
  const tests = conditions.map(toMatrix)
  const [first] = tests
  const byColumn = first?.length === 1 && first[0]?.length === width && matrix.length !== 1
  for (const test of tests) {
    const fits = byColumn
      ? test.length === 1 && test[0]?.length === width
      : test.length === matrix.length && test[0]?.length === 1
    if (!fits) throw sameSizes('FILTER', matrix, test)
  }
  const holds = (test: Matrix, at: number): boolean => {
    const value = byColumn ? (test[0]?.[at] ?? null) : (test[at]?.[0] ?? null)
    if (value instanceof FormulaError || typeof value === 'string') return false
    return toBoolean(value, 'FILTER', 2)
  }
  const kept = byColumn
    ? matrix.map((row) => row.filter((_, at) => tests.every((test) => holds(test, at))))
    : matrix.filter((_, at) => tests.every((test) => holds(test, at)))
  if (kept.length > 0 && kept[0]?.length !== 0) return kept
  throw new FormulaError('N_A', 'No matches are found in FILTER evaluation.')
}

/** Numbers, text, booleans, errors; empty cells come last whichever way it is sorted. */
export function order(a: Scalar, b: Scalar, ascending: boolean): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null)
  const [x, y] = [a instanceof FormulaError, b instanceof FormulaError]
  const result = x || y ? Number(x) - Number(y) : compare(a, b)
  return ascending ? result : -result
}

type Key = { values: readonly Scalar[]; ascending: boolean }

/** Pairs of a column, by number or as a range of its own, and whether it ascends. */
function keysOf(taker: Taker, matrix: Matrix, pairs: readonly Operand[]): Key[] {
  const { name } = taker
  const keys: Key[] = []
  for (let index = 0; index < pairs.length; index += 2) {
    const given = pairs[index] ?? null
    const ascending = toBoolean(toScalar(pairs[index + 1] ?? true), name, index + 3)
    const list = isMany(given) && size(given).height > 1 ? toMatrix(given) : null
    if (list && list.length !== matrix.length) throw sameSizes(name, matrix, list)
    const column = list ? 1 : toNumber(toScalar(given), taker, index + 2)
    const width = (list ?? matrix)[0]?.length ?? 0
    if (column < 1 || column > width) throw outOfRange(name, index + 2, column, [1, width])
    keys.push({ values: (list ?? matrix).map((row) => row[column - 1] ?? null), ascending })
  }
  return keys
}

function sorted(matrix: Matrix, keys: readonly Key[]): number[] {
  return [...matrix.keys()].toSorted((a, b) => {
    for (const { values, ascending } of keys) {
      const result = order(values[a] ?? null, values[b] ?? null, ascending)
      if (result !== 0) return result
    }
    return a - b
  })
}

function rowsAt(matrix: Matrix, places: readonly number[]): Matrix {
  return places.flatMap((at) => {
    const row = matrix[at]
    return row ? [row] : []
  })
}

/** The first column, ascending, where nothing else is said. */
function sort(taker: Taker, range: Operand, pairs: readonly Operand[]): Matrix {
  const matrix = toMatrix(range)
  const keys = keysOf(taker, matrix, pairs.length === 0 ? [1, true] : pairs)
  return rowsAt(matrix, sorted(matrix, keys))
}

/** @param ties 0 exactly n, 1 also rows like the last, 2 n different rows, 3 all of n different ones. */
function sortn(
  taker: Taker,
  range: Operand,
  count = 1,
  ties = 0,
  pairs: readonly Operand[] = [],
): Matrix {
  const matrix = toMatrix(range)
  if (count < 1) throw outOfRange('SORTN', 2, count, [1, Infinity])
  const keys = keysOf(taker, matrix, pairs.length === 0 ? [1, true] : pairs)
  const places = sorted(matrix, keys)
  const alike = (a: number, b: number): boolean =>
    keys.every(({ values }) => order(values[a] ?? null, values[b] ?? null, true) === 0)
  if (ties === 0) return rowsAt(matrix, places.slice(0, count))
  let kinds = 0
  const kept = places.filter((place, at) => {
    const previous = places[at - 1]
    const isNew = previous === undefined || !alike(previous, place)
    if (isNew) kinds += 1
    if (ties === 1) {
      const last = places[Math.min(count, places.length) - 1]
      return at < count || (last !== undefined && alike(last, place))
    }
    return kinds <= count && (ties === 3 || isNew)
  })
  return rowsAt(matrix, kept)
}

/** Case counts, unlike in comparisons: seen by a live probe. */
function unique(range: Operand, byColumn: boolean, once: boolean): Matrix {
  const matrix = byColumn ? transpose(toMatrix(range)) : toMatrix(range)
  const groups = Map.groupBy(matrix, (row) =>
    JSON.stringify(row.map((value) => (value instanceof FormulaError ? [value.type] : value))),
  )
  const rows = [...groups.values()].flatMap((group) => {
    const [first] = group
    return first && (!once || group.length === 1) ? [first] : []
  })
  if (rows.length === 0) throw new FormulaError('N_A', 'No matches are found in UNIQUE evaluation.')
  return byColumn ? transpose(rows) : rows
}

/** @throws FormulaError for more values than a spreadsheet has cells. */
export function checkSize(rows: number, columns: number): void {
  if (rows * columns > MAX_CELLS) throw new FormulaError('NUM', 'Result too large.')
}

export function sequence(rows: number, columns = 1, start = 1, step = 1): Matrix {
  if (rows < 1) throw outOfRange('SEQUENCE', 1, rows, [1, Infinity])
  if (columns < 1) throw outOfRange('SEQUENCE', 2, columns, [1, Infinity])
  checkSize(rows, columns)
  const width = Math.trunc(columns)
  return Array.from({ length: Math.trunc(rows) }, (_, row) =>
    Array.from({ length: width }, (__, column) => start + (row * width + column) * step),
  )
}

/** Side by side; what is shorter is filled up with #N/A. */
function stack(operands: readonly Operand[]): Matrix {
  const matrices = operands.map(toMatrix)
  const width = Math.max(...matrices.map(([row]) => row?.length ?? 0))
  return matrices.flatMap((matrix) =>
    matrix.map((row) => [
      ...row,
      ...Array.from({ length: width - row.length }, () => new FormulaError('N_A')),
    ]),
  )
}

function wrap(name: string, operand: Operand, count: number, fill: Operand | undefined): Matrix {
  const values = toMatrix(operand).flat()
  if (count < 1) throw outOfRange(name, 2, count, [1, Infinity])
  const width = Math.trunc(count)
  const filler = fill === undefined ? new FormulaError('N_A') : toScalar(fill)
  return Array.from({ length: Math.ceil(values.length / width) }, (_, row) =>
    Array.from({ length: width }, (__, column) => {
      const value = values[row * width + column]
      return value === undefined ? filler : value
    }),
  )
}

/** @param ignore 1 empty cells, 2 errors, 3 both. */
function toList(operand: Operand, ignore = 0, byColumn = false): Scalar[] {
  const matrix = byColumn ? transpose(toMatrix(operand)) : toMatrix(operand)
  return matrix.flat().filter((value) => {
    if (value === null) return ignore !== 1 && ignore !== 3
    return !(value instanceof FormulaError) || ignore < 2
  })
}

function chosen(name: string, matrix: Matrix, places: readonly number[]): Matrix {
  return places.map((place) => {
    const row = matrix[place > 0 ? place - 1 : matrix.length + place]
    if (row && place !== 0) return row
    throw outOfRange(name, 2, place, [1, matrix.length])
  })
}

function placesOf(taker: Taker, operands: readonly Operand[]): number[] {
  return operands.flatMap((operand, index) =>
    toMatrix(operand)
      .flat()
      .map((value) => Math.trunc(toNumber(value, taker, index + 2))),
  )
}

export const ARRAYS: Record<string, FunctionEntry> = {
  ARRAYFORMULA: define('a', (operand) => operand, { arrays: true, format: FIRST }),
  ARRAY_CONSTRAIN: define(
    'a n n',
    (operand, rows, columns) => {
      if (rows < 1) throw outOfRange('ARRAY_CONSTRAIN', 2, rows, [1, Infinity])
      return toMatrix(operand)
        .slice(0, rows)
        .map((row) => row.slice(0, columns))
    },
    { arrays: true, format: FIRST },
  ),
  FILTER: define('a a a*', (range, ...conditions) => filter(range, conditions), {
    arrays: true,
    format: FIRST,
  }),
  SORT: defineIn('a a*', (context, range, ...pairs) => sort(context, range, pairs), {
    arrays: true,
    format: FIRST,
  }),
  SORTN: defineIn(
    'a n? n? a*',
    (context, range, count, ties, ...pairs) => sortn(context, range, count, ties, pairs),
    {
      arrays: true,
      format: FIRST,
    },
  ),
  UNIQUE: define(
    'a b? b?',
    (range, byColumn = false, once = false) => unique(range, byColumn, once),
    KEEP,
  ),
  TRANSPOSE: define('a', (operand) => transpose(toMatrix(operand)), KEEP),
  SEQUENCE: define('n n? n? n?', sequence),
  FLATTEN: define(
    'a a*',
    (...operands) =>
      operands.flatMap((operand) =>
        toMatrix(operand)
          .flat()
          .map((value) => [value]),
      ),
    KEEP,
  ),
  TOCOL: define(
    'a n? b?',
    (operand, ignore, byColumn) => toList(operand, ignore, byColumn).map((value) => [value]),
    KEEP,
  ),
  TOROW: define(
    'a n? b?',
    (operand, ignore, byColumn) => [toList(operand, ignore, byColumn)],
    KEEP,
  ),
  VSTACK: define('a a*', (...operands) => stack(operands), KEEP),
  HSTACK: define(
    'a a*',
    (...operands) => transpose(stack(operands.map((operand) => transpose(toMatrix(operand))))),
    KEEP,
  ),
  WRAPROWS: define(
    'a n a?',
    (operand, count, fill) => wrap('WRAPROWS', operand, count, fill),
    KEEP,
  ),
  WRAPCOLS: define(
    'a n a?',
    (operand, count, fill) => transpose(wrap('WRAPCOLS', operand, count, fill)),
    KEEP,
  ),
  CHOOSEROWS: defineIn(
    'a a a*',
    (context, operand, ...places) =>
      chosen(context.name, toMatrix(operand), placesOf(context, places)),
    KEEP,
  ),
  CHOOSECOLS: defineIn('a a a*', (context, operand, ...places) =>
    transpose(chosen(context.name, transpose(toMatrix(operand)), placesOf(context, places))),
  ),
  RANDARRAY: defineIn('n? n?', ({ random }, rows = 1, columns = 1) =>
    sequence(rows, columns).map((row) => row.map(() => random())),
  ),
}
