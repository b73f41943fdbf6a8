import type { Asking } from './access.ts'
import { FLAGS, term, type Filter, type Token } from './terms.ts'

/**
 * Reads the search language of files.list.
 * https://developers.google.com/workspace/drive/api/guides/ref-search-terms
 * @returns null for a query that Drive refuses.
 * @throws DriveError for a folder that the searcher can't see.
 */
export function parseQuery(query: string, searcher: Asking): Filter | null {
  const tokens = tokenize(query)
  if (!tokens) return null
  const parser = new Parser(tokens, searcher)
  const filter = parser.any()
  return filter && parser.atEnd ? filter : null
}

function tokenize(query: string): Token[] | null {
  const pattern =
    /\s*(?:(?<text>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")|(?<mark><=|>=|!=|[=<>(){}])|(?<word>[\w.:+-]+))/y
  const tokens: Token[] = []
  const end = query.trimEnd().length
  while (pattern.lastIndex < end) {
    const match = pattern.exec(query)
    if (!match) return null
    const { text, mark, word } = match.groups ?? {}
    if (text !== undefined) {
      tokens.push({ kind: 'text', value: text.slice(1, -1).replaceAll(/\\(.)/g, '$1') })
    } else if (mark !== undefined) tokens.push({ kind: 'mark', value: mark })
    else tokens.push({ kind: 'word', value: word ?? '' })
  }
  return tokens
}

class Parser {
  readonly #tokens: Token[]
  readonly #searcher: Asking
  #at = 0

  constructor(tokens: Token[], searcher: Asking) {
    this.#tokens = tokens
    this.#searcher = searcher
  }

  get atEnd(): boolean {
    return this.#at === this.#tokens.length
  }

  /** `and` and `or` bind alike, from left to right [D]. */
  any(): Filter | null {
    let left = this.#one()
    while (left) {
      const first: Filter = left
      const both = this.#eat('word', 'and')
      if (!both && !this.#eat('word', 'or')) return left
      const second = this.#one()
      if (!second) return null
      left = both ? (item) => first(item) && second(item) : (item) => first(item) || second(item)
    }
    return null
  }

  #one(): Filter | null {
    if (this.#eat('word', 'not')) {
      const inner = this.#one()
      return inner && ((item) => !inner(item))
    }
    if (this.#eat('mark', '(')) {
      const inner = this.any()
      return inner && this.#eat('mark', ')') ? inner : null
    }
    const subject = this.#next()
    if (!subject) return null
    if (subject.kind === 'word' && FLAGS.has(subject.value) && !this.#operatorFollows()) {
      return term(subject, '=', { kind: 'word', value: 'true' }, this.#searcher)
    }
    const operator = this.#next()
    const operand = operator?.value === 'has' ? this.#property() : this.#next()
    if (!operator || operator.kind === 'text' || !operand) return null
    return term(subject, operator.value, operand, this.#searcher)
  }

  /** `{ key='department' and value='sales' }`, as one text that cannot be written otherwise. */
  #property(): Token | undefined {
    if (!this.#eat('mark', '{') || !this.#eat('word', 'key') || !this.#eat('mark', '=')) return
    const key = this.#next()
    if (!this.#eat('word', 'and') || !this.#eat('word', 'value') || !this.#eat('mark', '=')) return
    const value = this.#next()
    if (key?.kind !== 'text' || value?.kind !== 'text' || !this.#eat('mark', '}')) return
    return { kind: 'text', value: JSON.stringify([key.value, value.value]) }
  }

  #operatorFollows(): boolean {
    const next = this.#tokens[this.#at]
    return next?.kind === 'mark' && next.value !== ')'
  }

  #next(): Token | undefined {
    this.#at += 1
    return this.#tokens[this.#at - 1]
  }

  #eat(kind: Token['kind'], value: string): boolean {
    const token = this.#tokens[this.#at]
    if (token?.kind !== kind || token.value !== value) return false
    this.#at += 1
    return true
  }
}
