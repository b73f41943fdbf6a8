import { toNumber } from '#test/google/sheets/formulas/coerce.ts'
import { FormulaError } from '#test/google/sheets/formulas/errors.ts'
import { defineIn, FIRST, type FunctionEntry } from '#test/google/sheets/formulas/function.ts'
import {
  Range,
  toMatrix,
  type Matrix,
  type Operand,
  type Scalar,
} from '#test/google/sheets/formulas/operand.ts'
import { order } from './arrays.ts'
import { holds, readCondition, readTokens, type Condition, type Words } from './query-condition.ts'
import { sum } from './numbers.ts'

/**
 * QUERY: select (columns and sum, avg, count, max, min), where, group by, order by, limit, offset and
 * label of Google's query language. What else it has (pivot, format, options, scalar functions) is
 * answered with an error that says so.
 * https://developers.google.com/chart/interactive/docs/querylanguage
 */

type Column = { at: number; total: string | null; name: string }

type Query = {
  select: Column[] | null
  where: Condition | null
  group: number[]
  order: { column: Column; ascending: boolean }[]
  limit: number
  offset: number
  label: { column: Column; text: string }[]
}

const CLAUSES = ['select', 'where', 'group', 'order', 'limit', 'offset', 'label']
const TOTALS = ['sum', 'avg', 'count', 'max', 'min']

function parseError(text: string): FormulaError {
  return new FormulaError(
    'VALUE',
    `Unable to parse query string for Function QUERY parameter 2: ${text}`,
  )
}

/** A letter of the sheet's, or `Col3` counted within the data. */
function columnAt(words: Words, first: number, width: number): number {
  const word = words.next()
  const numbered = /^Col(\d+)$/.exec(word)
  const at = numbered ? Number(numbered[1]) - 1 : letters(word) - first
  if (at >= 0 && at < width && (numbered || /^[A-Z]{1,3}$/.test(word))) return at
  throw parseError(`NO_COLUMN: ${word}`)
}

function letters(word: string): number {
  let index = 0
  for (const letter of word) index = index * 26 + letter.charCodeAt(0) - 64
  return index - 1
}

function readColumn(words: Words, first: number, width: number): Column {
  const word = words.peek()
  const total = TOTALS.find((name) => name === word.toLowerCase())
  if (total === undefined) return { at: columnAt(words, first, width), total: null, name: word }
  words.next()
  words.expect('(')
  const name = words.peek()
  const at = columnAt(words, first, width)
  words.expect(')')
  return { at, total, name: `${total}(${name})` }
}

function list<T>(words: Words, read: () => T): T[] {
  const found = [read()]
  while (words.take(',')) found.push(read())
  return found
}

function parse(text: string, first: number, width: number): Query {
  const words = readTokens(text, parseError)
  const query: Query = {
    select: null,
    where: null,
    group: [],
    order: [],
    limit: Infinity,
    offset: 0,
    label: [],
  }
  const column = (): Column => readColumn(words, first, width)
  while (!words.done) {
    const clause = words.next().toLowerCase()
    if (!CLAUSES.includes(clause)) throw parseError(`PARSE_ERROR: ${clause} is not supported here.`)
    if (clause === 'select' && !words.take('*')) query.select = list(words, column)
    else if (clause === 'where') {
      query.where = readCondition(words, () => columnAt(words, first, width), parseError)
    } else if (clause === 'group') {
      words.expect('by')
      query.group = list(words, () => columnAt(words, first, width))
    } else if (clause === 'order') {
      words.expect('by')
      query.order = list(words, () => {
        const by = column()
        const ascending = !words.take('desc')
        words.take('asc')
        return { column: by, ascending }
      })
    } else if (clause === 'limit') query.limit = Number(words.next())
    else if (clause === 'offset') query.offset = Number(words.next())
    else if (clause === 'label') {
      query.label = list(words, () => ({ column: column(), text: words.text() }))
    }
  }
  return query
}

function total(name: string, values: readonly Scalar[]): Scalar {
  const numbers = values.filter((value) => typeof value === 'number')
  switch (name) {
    case 'count':
      return values.filter((value) => value !== null && value !== '').length
    case 'sum':
      return numbers.length === 0 ? null : sum(numbers)
    case 'avg':
      return numbers.length === 0 ? null : sum(numbers) / numbers.length
    case 'max':
      return values.reduce(
        (a, b) => (b !== null && (a === null || order(a, b, true) < 0) ? b : a),
        null,
      )
    default:
      return values.reduce(
        (a, b) => (b !== null && (a === null || order(a, b, true) > 0) ? b : a),
        null,
      )
  }
}

/** Rows that agree in the grouping columns; all of them are one group where only totals are asked. */
function grouped(rows: Matrix, by: readonly number[]): Matrix[] {
  if (by.length === 0) return [rows]
  const groups = Map.groupBy(rows, (row) => JSON.stringify(by.map((at) => row[at])))
  return [...groups.values()].toSorted((a, b) => {
    for (const at of by) {
      const result = order(a[0]?.[at] ?? null, b[0]?.[at] ?? null, true)
      if (result !== 0) return result
    }
    return 0
  })
}

function valueOf(column: Column, rows: Matrix): Scalar {
  if (column.total === null) return rows[0]?.[column.at] ?? null
  return total(
    column.total,
    rows.map((row) => row[column.at] ?? null),
  )
}

function query(data: Operand, text: string, headers: number | null): Matrix {
  if (data instanceof FormulaError) throw data
  const matrix = toMatrix(data)
  const width = matrix[0]?.length ?? 0
  const first = data instanceof Range ? data.box.startColumn : 0
  const read = parse(text, data instanceof Range ? first : -1000, width)
  const head = headers === null || headers < 0 ? guessHeaders(matrix) : Math.trunc(headers)
  const where = read.where
  const rows = matrix
    .slice(head)
    // Rows below the last one with anything in it are no rows of the data.
    .filter((row) => row.some((value) => value !== null))
    .filter((row) => where === null || holds(where, row))
  const select =
    read.select ?? Array.from({ length: width }, (_, at): Column => ({ at, total: null, name: '' }))
  const totals = read.group.length > 0 || select.some((column) => column.total !== null)
  if (totals) checkGrouped(select, read.group)
  const groups = totals ? grouped(rows, read.group) : rows.map((row) => [row])
  const ordered = groups.toSorted((a, b) => {
    for (const { column, ascending } of read.order) {
      const result = order(valueOf(column, a), valueOf(column, b), ascending)
      if (result !== 0) return result
    }
    return 0
  })
  const found = ordered
    .slice(read.offset, read.offset + read.limit)
    .map((group) => select.map((column) => valueOf(column, group)))
  const titles = select.map((column) => titleOf(column, matrix.slice(0, head), read.label))
  const named = head > 0 || titles.some((title) => title !== '')
  return named ? [titles, ...found] : found.length > 0 ? found : [[null]]
}

function checkGrouped(select: readonly Column[], group: readonly number[]): void {
  const loose = select.find(({ at, total: of }) => of === null && !group.includes(at))
  if (!loose) return
  throw new FormulaError(
    'VALUE',
    `Unable to parse query string for Function QUERY parameter 2: ADD_COL_TO_GROUP_BY_OR_AGG: ${loose.name}`,
  )
}

function titleOf(column: Column, head: Matrix, labels: Query['label']): string {
  const label = labels.find(
    (one) => one.column.at === column.at && one.column.total === column.total,
  )
  if (label) return label.text
  const title = head.map((row) => String(row[column.at] ?? '')).join(' ')
  if (column.total === null) return title
  return title === '' ? `${column.total} ` : `${column.total} ${title}`
}

/** A first row of text over a column of numbers is a header. */
function guessHeaders(matrix: Matrix): number {
  const [head = [], next = []] = matrix
  if (!head.every((value) => typeof value === 'string' || value === null)) return 0
  return next.some((value) => typeof value === 'number' || typeof value === 'boolean') ? 1 : 0
}

export const QUERY: Record<string, FunctionEntry> = {
  QUERY: defineIn(
    'a e? e?',
    (context, data, text, headers) => {
      if (text instanceof FormulaError) throw text
      const clauses = text === null || text === undefined ? '' : String(text)
      return query(data, clauses, headers === undefined ? null : toNumber(headers, context, 3))
    },
    { arrays: true, format: FIRST },
  ),
}
