import { compare } from '#test/google/sheets/formulas/coerce.ts'
import { FormulaError } from '#test/google/sheets/formulas/errors.ts'
import type { Scalar } from '#test/google/sheets/formulas/operand.ts'
import { serial } from '#test/google/sheets/book/number-format.ts'
import { inOrder } from './criteria.ts'
import { compile } from './regex.ts'

/** The conditions of QUERY's `where`. */
export type Condition =
  | { kind: 'and' | 'or'; parts: Condition[] }
  | { kind: 'not'; part: Condition }
  | { kind: 'compare'; column: number; mark: string; value: Scalar }
  | { kind: 'null'; column: number; isNull: boolean }

type Refuse = (text: string) => FormulaError

const TOKEN = /\s*(<=|>=|<>|!=|[=<>(),*]|"[^"]*"|'[^']*'|`[^`]*`|-?\d+(?:\.\d+)?|[A-Za-z_]\w*)/y

/** The words of a query, read from the front. */
export class Words {
  readonly #words: readonly string[]
  readonly #refuse: Refuse
  #at = 0

  constructor(words: readonly string[], refuse: Refuse) {
    this.#words = words
    this.#refuse = refuse
  }

  get done(): boolean {
    return this.#at >= this.#words.length
  }

  peek(): string {
    return this.#words[this.#at] ?? ''
  }

  next(): string {
    const word = this.peek()
    if (word === '') throw this.#refuse('PARSE_ERROR: Encountered "<EOF>".')
    this.#at += 1
    return word.startsWith('`') ? word.slice(1, -1) : word
  }

  take(wanted: string): boolean {
    if (this.peek().toLowerCase() !== wanted) return false
    this.#at += 1
    return true
  }

  expect(wanted: string): void {
    if (!this.take(wanted)) throw this.#refuse(`PARSE_ERROR: Encountered "${this.peek()}".`)
  }

  text(): string {
    const word = this.next()
    if (/^["']/.test(word)) return word.slice(1, -1)
    throw this.#refuse(`PARSE_ERROR: Encountered "${word}".`)
  }
}

export function readTokens(text: string, refuse: Refuse): Words {
  const words: string[] = []
  for (let at = 0; text.slice(at).trim() !== '';) {
    TOKEN.lastIndex = at
    const match = TOKEN.exec(text)
    if (!match) throw refuse(`PARSE_ERROR: Encountered "${text.slice(at).trim().charAt(0)}".`)
    words.push(match[1] ?? '')
    at = TOKEN.lastIndex
  }
  return new Words(words, refuse)
}

/** `or` over `and` over `not` over a single comparison. */
export function readCondition(words: Words, column: () => number, refuse: Refuse): Condition {
  const single = (): Condition => {
    if (words.take('not')) return { kind: 'not', part: single() }
    if (words.take('(')) {
      const inner = readCondition(words, column, refuse)
      words.expect(')')
      return inner
    }
    const at = column()
    if (words.take('is')) {
      const isNull = !words.take('not')
      words.expect('null')
      return { kind: 'null', column: at, isNull }
    }
    let mark = words.next().toLowerCase()
    if (mark === 'starts' || mark === 'ends') words.expect('with')
    else if (!/^(<=|>=|<>|!=|=|<|>|contains|matches|like)$/.test(mark)) {
      throw refuse(`PARSE_ERROR: Encountered "${mark}".`)
    }
    if (mark === '!=') mark = '<>'
    return { kind: 'compare', column: at, mark, value: readValue(words, refuse) }
  }
  const all = (): Condition => {
    const parts = [single()]
    while (words.take('and')) parts.push(single())
    return parts.length === 1 && parts[0] ? parts[0] : { kind: 'and', parts }
  }
  const parts = [all()]
  while (words.take('or')) parts.push(all())
  return parts.length === 1 && parts[0] ? parts[0] : { kind: 'or', parts }
}

function readValue(words: Words, refuse: Refuse): Scalar {
  if (words.take('true')) return true
  if (words.take('false')) return false
  if (words.take('date')) {
    const text = words.text()
    const [, year, month, day] = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text) ?? []
    if (day === undefined) throw refuse(`Invalid date literal [${text}].`)
    return serial(Number(year), Number(month), Number(day))
  }
  if (/^["']/.test(words.peek())) return words.text()
  const word = words.next()
  if (/^-?\d/.test(word)) return Number(word)
  throw refuse(`NO_COLUMN: ${word}`)
}

export function holds(condition: Condition, row: readonly Scalar[]): boolean {
  switch (condition.kind) {
    case 'and':
      return condition.parts.every((part) => holds(part, row))
    case 'or':
      return condition.parts.some((part) => holds(part, row))
    case 'not':
      return !holds(condition.part, row)
    case 'null':
      return ((row[condition.column] ?? null) === null) === condition.isNull
    case 'compare':
      return compares(row[condition.column] ?? null, condition.mark, condition.value)
  }
}

/** Unlike in formulas, case counts. */
function compares(value: Scalar, mark: string, wanted: Scalar): boolean {
  if (value === null || value instanceof FormulaError) return mark === '<>' && value === null
  const text = String(value)
  const other = String(wanted)
  switch (mark) {
    case 'contains':
      return text.includes(other)
    case 'starts':
      return text.startsWith(other)
    case 'ends':
      return text.endsWith(other)
    case 'matches':
      return compile('QUERY', `^(?:${other})$`).test(text)
    case 'like':
      return new RegExp(`^${escape(other).replaceAll('%', '.*').replaceAll('_', '.')}$`, 'su').test(
        text,
      )
    case '=':
      return value === wanted
    case '<>':
      return value !== wanted
    default:
      return typeof value === typeof wanted && inOrder(mark, compare(value, wanted))
  }
}

function escape(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`)
}
