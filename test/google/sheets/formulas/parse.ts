import type { Reference } from './reference.ts'
import { ParseError, tokenize, type Token } from './tokens.ts'

/** A formula as a tree. */
export type Node =
  | { kind: 'number'; value: number }
  | { kind: 'string'; value: string }
  | { kind: 'boolean'; value: boolean }
  | { kind: 'error'; name: string }
  | { kind: 'reference'; reference: Reference }
  | { kind: 'name'; name: string; sheet: string | null }
  /** An argument that was left out: `IF(A1,,2)`. */
  | { kind: 'missing' }
  | { kind: 'array'; rows: Node[][] }
  | { kind: 'call'; name: string; args: Node[] }
  /** What a call answered, called in turn: `LAMBDA(x, x+1)(2)`. */
  | { kind: 'apply'; callee: Node; args: Node[] }
  | { kind: 'prefix'; mark: '+' | '-'; operand: Node }
  | { kind: 'percent'; operand: Node }
  | { kind: 'binary'; mark: string; left: Node; right: Node }
  /** `A1:INDEX(…)`: from one reference to another that is calculated. */
  | { kind: 'span'; left: Node; right: Node }

/** How tightly operators hold; all of them to the left, and a sign tighter than `^` as in Sheets. */
const POWER: Record<string, number> = {
  '=': 1,
  '<>': 1,
  '<': 1,
  '<=': 1,
  '>': 1,
  '>=': 1,
  '&': 2,
  '+': 3,
  '-': 3,
  '*': 4,
  '/': 4,
  '^': 5,
}

const parsed = { point: new Map<string, Node | null>(), comma: new Map<string, Node | null>() }

/**
 * The tree of a formula that begins with `=`; null when it is none.
 * @param comma whether it is written as where numbers have a decimal comma: then arguments are parted
 *   by semicolons only, and the columns of an array by backslashes.
 */
export function parseFormula(text: string, comma = false): Node | null {
  const kept = comma ? parsed.comma : parsed.point
  const known = kept.get(text)
  if (known !== undefined) return known
  if (kept.size > 50_000) kept.clear()
  const node = tryParse(text, comma)
  kept.set(text, node)
  return node
}

function tryParse(text: string, comma: boolean): Node | null {
  try {
    return new Parser(tokenize(text.slice(1), comma), comma).whole()
  } catch (error) {
    // Too deeply nested to be read is not to be read.
    if (error instanceof ParseError || error instanceof RangeError) return null
    throw error
  }
}

class Parser {
  readonly #tokens: readonly Token[]
  /** What parts arguments, and the columns of an array. */
  readonly #separators: readonly string[]
  readonly #column: string
  #at = 0

  constructor(tokens: readonly Token[], comma: boolean) {
    this.#tokens = tokens
    this.#separators = comma ? [';'] : [',', ';']
    this.#column = comma ? '\\' : ','
  }

  whole(): Node {
    const node = this.#expression(0)
    if (this.#at < this.#tokens.length) throw new ParseError('Something is left over')
    return node
  }

  #mark(): string | null {
    const token = this.#tokens[this.#at]
    return token?.kind === 'mark' ? token.mark : null
  }

  #take(...marks: string[]): boolean {
    const mark = this.#mark()
    if (mark === null || !marks.includes(mark)) return false
    this.#at += 1
    return true
  }

  #expect(mark: string): void {
    if (!this.#take(mark)) throw new ParseError(`${mark} is missing`)
  }

  #expression(least: number): Node {
    let left = this.#signed()
    for (;;) {
      const mark = this.#mark()
      const power = mark === null ? undefined : POWER[mark]
      if (mark === null || power === undefined || power <= least) return left
      this.#at += 1
      left = { kind: 'binary', mark, left, right: this.#expression(power) }
    }
  }

  #signed(): Node {
    const mark = this.#mark()
    if (mark !== '+' && mark !== '-') return this.#suffixed()
    this.#at += 1
    return { kind: 'prefix', mark, operand: this.#signed() }
  }

  #suffixed(): Node {
    let node = this.#spanned()
    while (this.#take('%')) node = { kind: 'percent', operand: node }
    return node
  }

  #spanned(): Node {
    let node = this.#called()
    while (this.#take(':')) node = { kind: 'span', left: node, right: this.#called() }
    return node
  }

  #called(): Node {
    let node = this.#primary()
    while (node.kind !== 'number' && node.kind !== 'string' && this.#take('(')) {
      node = { kind: 'apply', callee: node, args: this.#args() }
    }
    return node
  }

  #primary(): Node {
    const token = this.#tokens[this.#at]
    this.#at += 1
    switch (token?.kind) {
      case 'number':
        return { kind: 'number', value: token.value }
      case 'string':
        return { kind: 'string', value: token.value }
      case 'error':
        return { kind: 'error', name: token.name }
      case 'reference':
        return { kind: 'reference', reference: token.reference }
      case 'name':
        return this.#named(token.name, token.sheet)
      case 'mark':
        if (token.mark === '(') {
          const node = this.#expression(0)
          this.#expect(')')
          return node
        }
        if (token.mark === '{') return this.#array()
        throw new ParseError(`${token.mark} stands where a value should`)
      case undefined:
        throw new ParseError('The formula ends too early')
    }
  }

  #named(name: string, sheet: string | null): Node {
    if (sheet === null && this.#take('(')) return { kind: 'call', name, args: this.#args() }
    if (sheet === null && /^(true|false)$/i.test(name)) {
      return { kind: 'boolean', value: name.toLowerCase() === 'true' }
    }
    return { kind: 'name', name, sheet }
  }

  /** After the opening bracket. */
  #args(): Node[] {
    if (this.#take(')')) return []
    const args: Node[] = []
    do args.push(this.#argument(...this.#separators, ')'))
    while (this.#take(...this.#separators))
    this.#expect(')')
    return args
  }

  #array(): Node {
    if (this.#take('}')) return { kind: 'array', rows: [[{ kind: 'missing' }]] }
    const rows: Node[][] = []
    do {
      const row: Node[] = []
      do row.push(this.#argument(this.#column, ';', '}'))
      while (this.#take(this.#column))
      rows.push(row)
    } while (this.#take(';'))
    this.#expect('}')
    return { kind: 'array', rows }
  }

  #argument(...ends: string[]): Node {
    const mark = this.#mark()
    return mark !== null && ends.includes(mark) ? { kind: 'missing' } : this.#expression(0)
  }
}
