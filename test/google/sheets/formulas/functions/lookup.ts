import { columnName, quoteTitle } from '#test/google/sheets/book/a1.ts'
import { compare, same, toText } from '#test/google/sheets/formulas/coerce.ts'
import { beyond, FormulaError, notFound, outOfRange } from '#test/google/sheets/formulas/errors.ts'
import {
  define,
  defineIn,
  type Context,
  type FunctionEntry,
} from '#test/google/sheets/formulas/function.ts'
import {
  filledRows,
  isMany,
  Range,
  size,
  toMatrix,
  toScalar,
  type Matrix,
  type Operand,
  type Scalar,
} from '#test/google/sheets/formulas/operand.ts'
import { wildcards } from './criteria.ts'
import { transpose } from './arrays.ts'

/** Whether a value is what is looked for; text may have wildcards. */
function finder(wanted: Scalar): (value: Scalar) => boolean {
  if (typeof wanted !== 'string' || !/[*?~]/.test(wanted)) return (value) => same(value, wanted)
  const pattern = wildcards(wanted)
  return (value) => typeof value === 'string' && pattern.test(value)
}

/** The last place in ascending order whose value is not above; -1 for none. */
function lastNotAbove(values: readonly Scalar[], wanted: Scalar): number {
  let found = -1
  values.forEach((value, at) => {
    if (typeof value === typeof wanted && value !== null && compare(value, wanted) <= 0) found = at
  })
  return found
}

function search(values: readonly Scalar[], wanted: Scalar, sorted: boolean): number {
  return sorted ? lastNotAbove(values, wanted) : values.findIndex(finder(wanted))
}

/** The value at a place of the operand, with the format of its cell. */
function valueAt(context: Context, operand: Operand, row: number, column: number): Scalar {
  if (operand instanceof Range) {
    context.show(operand.format(row, column))
    return operand.at(row, column)
  }
  return toMatrix(operand)[row]?.[column] ?? null
}

function lookUp(
  context: Context,
  key: Scalar,
  table: Operand,
  index: number,
  sorted: boolean,
  byRow: boolean,
): Scalar {
  const { height, width } = size(table)
  if (index < 1) {
    throw new FormulaError(
      'VALUE',
      `Function ${context.name} parameter 3 value is ${String(index)}. It should be greater than or equal to 1.`,
    )
  }
  if (Math.trunc(index) > (byRow ? height : width)) {
    throw new FormulaError('REF', `${context.name} evaluates to an out of bounds range.`)
  }
  const values = byRow ? (toMatrix(table)[0] ?? []) : filledRows(table).map((row) => row[0] ?? null)
  const at = search(values, key, sorted)
  if (at < 0) throw notFound(toText(key), context.name)
  const place = Math.trunc(index) - 1
  return byRow ? valueAt(context, table, place, at) : valueAt(context, table, at, place)
}

/** A row or column as a list. */
function listOf(operand: Operand): readonly Scalar[] {
  return size(operand).width === 1
    ? filledRows(operand).map((row) => row[0] ?? null)
    : toMatrix(operand).flat()
}

function match(key: Scalar, operand: Operand, type: number): number {
  const { height, width } = size(operand)
  if (height > 1 && width > 1) {
    throw new FormulaError('N_A', 'MATCH range must be a single row or a single column.')
  }
  const values = listOf(operand)
  let at = -1
  if (type === 0) at = values.findIndex(finder(key))
  else if (type > 0) at = lastNotAbove(values, key)
  else {
    values.forEach((value, index) => {
      if (typeof value === typeof key && compare(value, key) >= 0) at = index
    })
  }
  if (at < 0) throw notFound(toText(key), 'MATCH')
  return at + 1
}

/** 0 exact, -1 the next smaller, 1 the next larger, 2 wildcards; from the end with a search of -1. */
function xmatch(values: readonly Scalar[], key: Scalar, mode: number, direction: number): number {
  const order = [...values.keys()]
  if (direction < 0) order.reverse()
  const fits = mode === 2 ? finder(key) : (value: Scalar) => same(value, key)
  const exact = order.find((at) => fits(values[at] ?? null))
  if (exact !== undefined || mode === 0 || mode === 2) return exact ?? -1
  let best = -1
  for (const at of order) {
    const value = values[at] ?? null
    if (value === null || typeof value !== typeof key) continue
    if (compare(value, key) !== mode) continue
    const nearest = values[best]
    if (nearest === undefined || compare(value, nearest) === -mode) best = at
  }
  return best
}

function xlookup(
  context: Context,
  key: Scalar,
  keys: Operand,
  results: Operand,
  missing: Operand | undefined,
  mode = 0,
  direction = 1,
): Operand {
  const at = xmatch(toMatrix(keys).flat(), key, mode, direction)
  if (at < 0) {
    if (missing === undefined) throw notFound(toText(key), 'XLOOKUP')
    return missing
  }
  const { height, width } = size(results)
  const byColumn = size(keys).width > 1
  const part = byColumn
    ? { row: 0, column: at, height, width: 1 }
    : { row: at, column: 0, height: 1, width }
  if (results instanceof Range) {
    const range = results.part(part.row, part.column, part.height, part.width)
    context.show(range)
    return range
  }
  return partOf(toMatrix(results), part)
}

function partOf(
  matrix: Matrix,
  { row, column, height, width }: { row: number; column: number; height: number; width: number },
): Matrix {
  return matrix.slice(row, row + height).map((cells) => cells.slice(column, column + width))
}

/** Row and column from one; zero is all of them. */
function index(context: Context, operand: Operand, row = 0, column = 0): Operand {
  if (operand instanceof FormulaError) throw operand
  const { height, width } = size(operand)
  // A single number counts along a list that lies on its side.
  const flat = height === 1 && width > 1 && column === 0 && row > 1
  const [r, c] = flat ? [0, Math.trunc(row)] : [Math.trunc(row), Math.trunc(column)]
  if (r < 0 || r > height) throw beyond('INDEX', 2, r)
  if (c < 0 || c > width) throw beyond('INDEX', flat ? 2 : 3, c)
  const part = {
    row: Math.max(0, r - 1),
    column: Math.max(0, c - 1),
    height: r === 0 ? height : 1,
    width: c === 0 ? width : 1,
  }
  if (operand instanceof Range) {
    const range = operand.part(part.row, part.column, part.height, part.width)
    context.show(range)
    return range
  }
  const matrix = partOf(toMatrix(operand), part)
  return part.height === 1 && part.width === 1 ? (matrix[0]?.[0] ?? null) : matrix
}

function lookup(context: Context, key: Scalar, table: Operand, results?: Operand): Scalar {
  const { height, width } = size(table)
  const wide = width > height
  const matrix = toMatrix(table)
  const keys = wide ? (matrix[0] ?? []) : matrix.map((row) => row[0] ?? null)
  const at = lastNotAbove(keys, key)
  if (at < 0) throw notFound(toText(key), 'LOOKUP')
  if (results === undefined) {
    return wide ? valueAt(context, table, height - 1, at) : valueAt(context, table, at, width - 1)
  }
  return size(results).width === 1
    ? valueAt(context, results, at, 0)
    : valueAt(context, results, 0, at)
}

function numbers(
  operand: Operand | undefined,
  own: number,
  arrays: boolean,
  of: (range: Range) => readonly [number, number],
): number | Matrix {
  if (operand === undefined) return own + 1
  if (!(operand instanceof Range)) throw new FormulaError('N_A', 'Argument must be a range.')
  const [start, end] = of(operand)
  if (!arrays || end - start === 1) return start + 1
  return Array.from({ length: end - start }, (_, at) => [start + at + 1])
}

function address(row: number, column: number, mode = 1, a1 = true, sheet?: string): string {
  if (row < 1) throw outOfRange('ADDRESS', 1, row, [1, Infinity])
  if (column < 1) throw outOfRange('ADDRESS', 2, column, [1, Infinity])
  const title = sheet === undefined ? '' : `${quoteTitle(sheet)}!`
  const [fixedRow, fixedColumn] = [mode === 1 || mode === 2, mode === 1 || mode === 3]
  if (!a1) {
    const r = fixedRow ? String(row) : `[${String(row)}]`
    const c = fixedColumn ? String(column) : `[${String(column)}]`
    return `${title}R${r}C${c}`
  }
  const letters = columnName(Math.trunc(column) - 1)
  return `${title}${fixedColumn ? '$' : ''}${letters}${fixedRow ? '$' : ''}${String(Math.trunc(row))}`
}

export const LOOKUP: Record<string, FunctionEntry> = {
  VLOOKUP: defineIn('v a n b?', (context, key, table, at, sorted = true) =>
    lookUp(context, key, table, at, sorted, false),
  ),
  HLOOKUP: defineIn('v a n b?', (context, key, table, at, sorted = true) =>
    lookUp(context, key, table, at, sorted, true),
  ),
  LOOKUP: defineIn('v a a?', lookup),
  XLOOKUP: defineIn('v a a a? n? n?', xlookup),
  MATCH: define('v a n?', (key, range, type = 1) => match(key, range, type)),
  XMATCH: define('v a n? n?', (key, range, mode = 0, direction = 1) => {
    const at = xmatch(toMatrix(range).flat(), key, mode, direction)
    if (at < 0) throw notFound(toText(key), 'XMATCH')
    return at + 1
  }),
  INDEX: defineIn('a n? n?', index, { arrays: true }),
  CHOOSE: defineIn('n l l*', (context, place, ...choices) => {
    const choice = choices[Math.trunc(place) - 1]
    if (choice && place >= 1) return context.evaluate(choice, new Map())
    throw outOfRange('CHOOSE', 1, place, [1, choices.length])
  }),
  ROW: defineIn('a?', ({ row, arrays }, range) =>
    numbers(range, row, arrays, ({ box }) => [box.startRow, box.endRow]),
  ),
  COLUMN: defineIn('a?', ({ column, arrays }, range) => {
    const found = numbers(range, column, arrays, ({ box }) => [box.startColumn, box.endColumn])
    return isMany(found) ? transpose(found) : found
  }),
  ROWS: define('a', (operand) => size(operand).height),
  COLUMNS: define('a', (operand) => size(operand).width),
  ADDRESS: define('n n n? b? t?', address),
  OFFSET: defineIn('r n n n? n?', (context, range, rows, columns, height, width) => {
    const startRow = range.box.startRow + Math.trunc(rows)
    const startColumn = range.box.startColumn + Math.trunc(columns)
    const moved = range.moved({
      startRow,
      startColumn,
      endRow: startRow + Math.trunc(height ?? range.height),
      endColumn: startColumn + Math.trunc(width ?? range.width),
    })
    if (!moved) {
      throw new FormulaError('REF', 'Function OFFSET evaluates to an out of bounds range.')
    }
    context.show(moved)
    return moved
  }),
  INDIRECT: defineIn('t b?', (context, text) => {
    const range = context.reference(text)
    if (range === 'none') {
      throw new FormulaError(
        'REF',
        `Function INDIRECT parameter 1 value is '${text}'. It is not a valid cell/range reference.`,
      )
    }
    if (range) context.show(range)
    return range
  }),
  /** Cells of a pivot table: there are none. */
  GETPIVOTDATA: define('v a a*', (value) => {
    throw new FormulaError('REF', `Pivot table is not found for ${toText(value)}.`)
  }),
  SINGLE: define('a', toScalar),
}
