/** Where an unquoted argument ends: of a variable at `|` and `}}`, of a filter at a comma, too. */
export type Stop = 'filter' | 'argument'

/** A template's source, read from the left. All positions are in UTF-16 code units. */
export class Source {
  at = 0
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  get end(): number {
    return this.#text.length
  }

  get atEnd(): boolean {
    return this.at >= this.#text.length
  }

  sees(mark: string): boolean {
    return this.#text.startsWith(mark, this.at)
  }

  /** Steps over a mark, if it is there. */
  take(mark: string): boolean {
    const there = this.sees(mark)
    if (there) this.at += mark.length
    return there
  }

  skipBlanks(): void {
    this.#match(/\s*/y)
  }

  /** Text up to the next `{{`. Of backslashes before a brace two are one, and an odd one escapes it. */
  literal(): string {
    let literal = this.#match(/[^\\{]*/y)
    while (!this.atEnd && !this.sees('{{')) {
      const slashes = this.#match(/\\*/y)
      if (slashes === '') literal += this.#match(/\{/y)
      else if (!this.sees('{')) literal += slashes
      else {
        literal += '\\'.repeat(slashes.length / 2)
        if (slashes.length % 2 === 1) literal += this.#match(/\{/y)
      }
      literal += this.#match(/[^\\{]*/y)
    }
    return literal
  }

  /** A name; empty where none stands. */
  word(): string {
    return this.#match(/[A-Za-z][\w-]*/y)
  }

  peekWord(): string {
    const { at } = this
    const word = this.word()
    this.at = at
    return word
  }

  integer(): number | null {
    const digits = this.#match(/-?\d{1,6}(?!\d)/y)
    return digits === '' ? null : Number(digits) + 0
  }

  /** Text in quotes, in which `\"`, `\\`, `\n` and `\t` are known; null where it is not closed. */
  quoted(): string | null {
    const found = this.#match(/"(?:[^"\\]|\\[\s\S])*"/y)
    if (found === '') return null
    return found.slice(1, -1).replace(/\\([\s\S])/g, (_, mark: string) => {
      if (mark === 'n') return '\n'
      return mark === 't' ? '\t' : mark
    })
  }

  /** Text without quotes of its own; in a selector, nothing ends it within its brackets and quotes. */
  plain(stop: Stop, isSelector: boolean): string {
    const start = this.at
    let depth = 0
    let quote = ''
    for (; !this.atEnd; this.at++) {
      const mark = this.#text[this.at] ?? ''
      if (quote !== '') {
        if (mark === '\\') this.at++
        else if (mark === quote) quote = ''
        continue
      }
      if (depth === 0 && (mark === '|' || this.sees('}}'))) break
      if (depth === 0 && mark === ',' && stop === 'argument') break
      if (!isSelector) continue
      if (mark === '"' || mark === "'") quote = mark
      else if (mark === '[' || mark === '(') depth++
      else if (mark === ']' || mark === ')') depth = Math.max(depth - 1, 0)
    }
    this.at = Math.min(this.at, this.end)
    return this.#text.slice(start, this.at).trim()
  }

  /** To the end of an expression that cannot be read, and past its beginning in any case. */
  skipExpression(start: number): void {
    const close = this.#text.indexOf('}}', start)
    this.at = close < 0 ? this.end : close + 2
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.at
    const found = pattern.exec(this.#text)?.[0] ?? ''
    this.at += found.length
    return found
  }
}
