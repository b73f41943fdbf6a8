import { ApiError } from './errors.ts'

/** How much of the text an error shows on either side of the place. */
const CONTEXT = 20

/** Objects and lists inside each other; of lists it is only believed that they count. */
const DEEPEST = 100

/**
 * Reads JSON as Google does: what is plain JSON at once, anything else letter by letter, which takes
 * single quotes, bare keys and commas before a closing bracket too, and says what it expected and
 * where. The words and the form of the place are known from public error reports.
 * @throws ApiError 400 `Invalid JSON payload received. …`
 */
export function parseJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    if (isWithinLimits(value, DEEPEST)) return value
  } catch {
    // The reader says what is wrong, if anything is.
  }
  return new Reader(text).root()
}

/** Whether numbers are finite, and objects and lists not deeper inside each other than `levels`. */
function isWithinLimits(value: unknown, levels: number): boolean {
  if (typeof value === 'number') return Number.isFinite(value)
  if (typeof value !== 'object' || value === null) return true
  return levels > 0 && Object.values(value).every((part) => isWithinLimits(part, levels - 1))
}

const BARE_KEY = /[A-Za-z_$][\w$]*/y
const NUMBER = /-?\d[\d.eE+-]*/y
const SPACE = /\s*/y
const WORDS = { true: true, false: false, null: null }
const ESCAPES: Record<string, string> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' }

class Reader {
  readonly #text: string
  #at = 0
  #depth = 0
  #lastKey = ''

  constructor(text: string) {
    this.#text = text
  }

  root(): unknown {
    const value = this.#value('Expected a value.')
    if (this.#next() !== '') throw this.#error('Parsing terminated before end of input.')
    return value
  }

  #value(expected: string): unknown {
    const next = this.#next()
    if (next === '{') return this.#object()
    if (next === '[') return this.#array()
    if (next === '"' || next === "'") return this.#string()
    if (/[-\d]/.test(next)) return this.#number()
    for (const [word, value] of Object.entries(WORDS)) {
      if (this.#text.startsWith(word, this.#at)) {
        this.#at += word.length
        return value
      }
    }
    // A bare word is a token of the language, though not one that may stand here.
    const known = this.#match(BARE_KEY) !== null || (next !== '' && '}]:,'.includes(next))
    throw this.#error(known ? 'Unexpected token.' : expected)
  }

  #object(): Record<string, unknown> {
    const entries: [string, unknown][] = []
    this.#enter()
    while (this.#next() !== '}') {
      const key = this.#key()
      this.#lastKey = key
      if (this.#next() !== ':') throw this.#error('Expected : between key:value pair.')
      this.#at += 1
      entries.push([key, this.#value('Expected a value.')])
      this.#comma('}', 'Expected , or } after key:value pair.')
    }
    this.#leave()
    return Object.fromEntries(entries)
  }

  #key(): string {
    const next = this.#next()
    if (next === '"' || next === "'") return this.#string()
    const key = this.#match(BARE_KEY)
    if (key === null) throw this.#error('Expected an object key or }.')
    this.#at += key.length
    return key
  }

  #array(): unknown[] {
    const values: unknown[] = []
    this.#enter()
    while (this.#next() !== ']') {
      values.push(this.#value('Expected a value or ] within an array.'))
      this.#comma(']', 'Expected , or ] after array value.')
    }
    this.#leave()
    return values
  }

  /** Steps over an opening bracket. */
  #enter(): void {
    this.#at += 1
    this.#depth += 1
    if (this.#depth <= DEEPEST) return
    throw new ApiError(
      400,
      `Invalid JSON payload received. Message too deep. Max recursion depth reached for key '${this.#lastKey}'`,
    )
  }

  /** Steps over a closing one. */
  #leave(): void {
    this.#at += 1
    this.#depth -= 1
  }

  #comma(end: string, expected: string): void {
    const next = this.#next()
    if (next === ',') this.#at += 1
    else if (next !== end) throw this.#error(expected)
  }

  #string(): string {
    const quote = this.#text[this.#at]
    let value = ''
    for (this.#at += 1; this.#text[this.#at] !== quote; this.#at += 1) {
      const letter = this.#text[this.#at]
      if (letter === undefined) throw this.#error('Closing quote expected in string.')
      value += letter === '\\' ? this.#escape() : letter
    }
    this.#at += 1
    return value
  }

  #escape(): string {
    this.#at += 1
    const letter = this.#text[this.#at] ?? ''
    if (letter !== 'u') return ESCAPES[letter] ?? letter
    const digits = this.#text.slice(this.#at + 1, this.#at + 5)
    if (!/^[\da-f]{4}$/i.test(digits)) throw this.#error('Invalid escape sequence.')
    this.#at += 4
    return String.fromCharCode(Number.parseInt(digits, 16))
  }

  #number(): number {
    const digits = this.#match(NUMBER) ?? ''
    const value = Number(digits)
    if (digits === '' || Number.isNaN(value)) throw this.#error('Unable to parse number.')
    if (/^-?0\d/.test(digits)) {
      throw this.#error('Octal/hex numbers are not valid JSON values.')
    }
    if (!Number.isFinite(value)) throw this.#error('Number exceeds the range of double.')
    this.#at += digits.length
    return value
  }

  /** The next letter that is no space; '' at the end. */
  #next(): string {
    this.#at += (this.#match(SPACE) ?? '').length
    return this.#text[this.#at] ?? ''
  }

  #match(pattern: RegExp): string | null {
    pattern.lastIndex = this.#at
    return pattern.exec(this.#text)?.[0] ?? null
  }

  #error(expected: string): ApiError {
    const start = Math.max(0, this.#at - CONTEXT)
    const shown = this.#text.slice(start, this.#at + CONTEXT)
    const ended = this.#at >= this.#text.length ? 'Unexpected end of string. ' : ''
    const mark = `${' '.repeat(this.#at - start)}^`
    return new ApiError(
      400,
      `Invalid JSON payload received. ${ended}${expected}\n${shown}\n${mark}`,
    )
  }
}
