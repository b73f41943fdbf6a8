import { formatNumber } from '#test/google/sheets/book/number-format.ts'
import { numberIn, toText, type Taker } from '#test/google/sheets/formulas/coerce.ts'
import { beyond, FormulaError, outOfRange } from '#test/google/sheets/formulas/errors.ts'
import {
  define,
  defineIn,
  numberFormat,
  type FunctionEntry,
} from '#test/google/sheets/formulas/function.ts'
import {
  isMany,
  filledRows,
  toScalar,
  type Operand,
  type Scalar,
} from '#test/google/sheets/formulas/operand.ts'

/** Characters in a cell. */
const MAX_TEXT = 50_000

/** A place counts from one, a length from zero; the types of the errors were seen by live probes. */
function count(name: string, index: number, value: number, least = 0): number {
  if (value >= least) return Math.trunc(value)
  const { type, message } = outOfRange(name, index, value, [least, Infinity])
  throw new FormulaError(least === 0 ? 'VALUE' : type, message)
}

/** @throws FormulaError for more than a cell holds. */
function repeat(name: string, text: string, times: number): string {
  if (text.length * times <= MAX_TEXT) return text.repeat(times)
  throw new FormulaError(
    'VALUE',
    `Text result of ${name} is longer than the limit of ${String(MAX_TEXT)} characters.`,
  )
}

/** @returns the place, from one. */
function find(name: string, wanted: string, text: string, start: number, exact: boolean): number {
  const from = count(name, 3, start, 1) - 1
  const at = exact
    ? text.indexOf(wanted, from)
    : text.toLowerCase().indexOf(wanted.toLowerCase(), from)
  if (at >= 0) return at + 1
  throw new FormulaError(
    'VALUE',
    `In ${name} evaluation, cannot find '${wanted}' within '${text}'.`,
  )
}

/** All values of the arguments as texts, row by row. */
function texts(operands: readonly Operand[]): string[] {
  return operands.flatMap((operand) =>
    isMany(operand) ? filledRows(operand).flat().map(toText) : [toText(toScalar(operand))],
  )
}

function parseNumber(text: string, taker: Taker): number {
  const number = text.trim() === '' ? null : numberIn(text, taker)
  if (number !== null) return number
  throw new FormulaError('VALUE', `VALUE parameter '${text}' cannot be parsed to number.`)
}

function split(
  taker: Taker,
  text: string,
  delimiter: string,
  each: boolean,
  removeEmpty: boolean,
): Scalar[][] {
  if (delimiter === '') {
    throw new FormulaError('VALUE', 'Function SPLIT parameter 2 value should be non-empty.')
  }
  const marks = each ? [...new Set(delimiter)] : [delimiter]
  const [first = '', ...others] = marks
  const joined = others.reduce((rest, mark) => rest.replaceAll(mark, first), text)
  const parts = joined.split(first).filter((part) => part !== '' || !removeEmpty)
  if (parts.length === 0) return [[null]]
  // What reads like a number becomes one.
  return [parts.map((part) => (part.trim() === '' ? part : (numberIn(part, taker) ?? part)))]
}

const proper = (text: string): string =>
  text.toLowerCase().replaceAll(/(^|[^\p{L}'])(\p{L})/gu, (all) => all.toUpperCase())

const ROMAN: readonly (readonly [number, string])[] = [
  [1000, 'M'],
  [900, 'CM'],
  [500, 'D'],
  [400, 'CD'],
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
]

export const TEXT: Record<string, FunctionEntry> = {
  LEN: define('t', (text) => text.length),
  /** Two for each character of the East: seen by a live probe. */
  LENB: define('t', (text) => text.length + (text.match(/[\u0100-\uffff]/g)?.length ?? 0)),
  LEFT: define('t n?', (text, length = 1) => text.slice(0, count('LEFT', 2, length))),
  RIGHT: define('t n?', (text, length = 1) =>
    text.slice(Math.max(0, text.length - count('RIGHT', 2, length))),
  ),
  MID: define('t n n', (text, start, length) => {
    const from = count('MID', 2, start, 1) - 1
    return text.slice(from, from + count('MID', 3, length))
  }),
  UPPER: define('t', (text) => text.toUpperCase()),
  LOWER: define('t', (text) => text.toLowerCase()),
  PROPER: define('t', proper),
  TRIM: define('t', (text) => text.replaceAll(/ +/g, ' ').replaceAll(/^ | $/g, '')),
  // eslint-disable-next-line no-control-regex -- the characters it takes away
  CLEAN: define('t', (text) => text.replaceAll(/[\u0000-\u001f]/g, '')),
  REPT: define('t n', (text, times) => repeat('REPT', text, count('REPT', 2, times))),
  EXACT: define('t t', (a, b) => a === b),
  CHAR: define('n', (code) => {
    if (code < 1 || code > 1_114_111) throw beyond('CHAR', 1, code)
    return String.fromCodePoint(Math.trunc(code))
  }),
  CODE: define('t', (text) => codeOf('CODE', text)),
  UNICODE: define('t', (text) => codeOf('UNICODE', text)),
  UNICHAR: define('n', (code) => {
    if (code < 1 || code > 1_114_111) throw beyond('UNICHAR', 1, code)
    return String.fromCodePoint(Math.trunc(code))
  }),
  CONCATENATE: define('a a*', (...args) => texts(args).join('')),
  JOIN: define('t a a*', (mark, ...args) => texts(args).join(mark)),
  TEXTJOIN: define('t b a a*', (mark, ignoreEmpty, ...args) =>
    texts(args)
      .filter((text) => text !== '' || !ignoreEmpty)
      .join(mark),
  ),
  FIND: define('t t n?', (wanted, text, start = 1) => find('FIND', wanted, text, start, true)),
  SEARCH: define('t t n?', (wanted, text, start = 1) => find('SEARCH', wanted, text, start, false)),
  REPLACE: define('t n n t', (text, start, length, fresh) => {
    const from = count('REPLACE', 2, start, 1) - 1
    return text.slice(0, from) + fresh + text.slice(from + count('REPLACE', 3, length))
  }),
  SUBSTITUTE: define('t t t n?', (text, old, fresh, which) => {
    if (old === '') return text
    if (which === undefined) return text.replaceAll(old, fresh)
    const parts = text.split(old)
    const at = count('SUBSTITUTE', 4, which, 0)
    if (at < 1 || at >= parts.length) return text
    return parts.slice(0, at).join(old) + fresh + parts.slice(at).join(old)
  }),
  SPLIT: defineIn('t t b? b?', (context, text, delimiter, each = true, removeEmpty = true) =>
    split(context, text, delimiter, each, removeEmpty),
  ),
  TEXT: defineIn('v t', (context, value, pattern) => {
    const number = typeof value === 'string' ? numberIn(value, context) : null
    if (typeof value === 'string' && (value === '' || number === null)) return value
    if (typeof value === 'boolean') return toText(value)
    return formatNumber(number ?? Number(value), { type: 'NUMBER', pattern })
  }),
  VALUE: defineIn('v', (context, value) => {
    if (typeof value === 'string') return parseNumber(value, context)
    if (typeof value !== 'boolean') return value ?? 0
    throw new FormulaError(
      'VALUE',
      `VALUE parameter '${toText(value)}' cannot be parsed to number.`,
    )
  }),
  TO_TEXT: defineIn('v', ({ formats: [shown] }, value) =>
    typeof value === 'number' ? formatNumber(value, numberFormat(shown)) : value,
  ),
  FIXED: defineIn('n n? b?', ({ name }, value, places = 2, noCommas = false) => {
    const decimals = places > 0 ? `.${repeat(name, '0', places)}` : ''
    const factor = 10 ** places
    const rounded = places < 0 ? Math.round(value * factor) / factor : value
    return formatNumber(rounded, {
      type: 'NUMBER',
      pattern: `${noCommas ? '0' : '#,##0'}${decimals}`,
    })
  }),
  DOLLAR: defineIn('n n?', ({ name }, value, places = 2) => {
    const decimals = places > 0 ? `.${repeat(name, '0', places)}` : ''
    const pattern = `"$"#,##0${decimals}`
    return formatNumber(value, { type: 'CURRENCY', pattern })
  }),
  ROMAN: define('n n?', (value) => {
    if (value < 1 || value > 3999) throw outOfRange('ROMAN', 1, value, [1, 3999])
    let rest = Math.trunc(value)
    let text = ''
    for (const [size, letters] of ROMAN) {
      for (; rest >= size; rest -= size) text += letters
    }
    return text
  }),
}

function codeOf(name: string, text: string): number {
  const code = text.codePointAt(0)
  if (code !== undefined) return code
  throw new FormulaError('VALUE', `Function ${name} parameter 1 value should be non-empty.`)
}
