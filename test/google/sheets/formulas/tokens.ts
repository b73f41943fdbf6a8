import { readReference, type Reference } from './reference.ts'

/** A piece of a formula, and where in its text it stands. */
export type Token = { start: number; end: number } & (
  | { kind: 'number'; value: number }
  | { kind: 'string'; value: string }
  | { kind: 'reference'; reference: Reference }
  /** Of a function, a named range, a variable of LET, TRUE and FALSE. */
  | { kind: 'name'; name: string; sheet: string | null }
  /** `#REF!` and its like, as written. */
  | { kind: 'error'; name: string; sheet: string | null }
  | { kind: 'mark'; mark: string }
)

const SPACE = /[\s\u00a0]+/y
const NUMBER = /(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?/iy
const COMMA_NUMBER = /(?:\d+,?\d*|,\d+)(?:e[-+]?\d+)?/iy
const STRING = /"((?:[^"]|"")*)"/y
const ERROR = /#(?:NULL!|DIV\/0!|VALUE!|REF!|NAME\?|NUM!|N\/A|ERROR!)/iy
const SHEET = /(?:'((?:[^']|'')+)'|([\p{L}_][\p{L}\p{N}_.]*))!/uy
const NAME = /[\p{L}_][\p{L}\p{N}_.]*/uy
const MARK = /<>|<=|>=|[-+*/^&=<>%(){},;:\\]/y

/** Thrown for a text that is no formula. */
export class ParseError extends Error {}

/**
 * Cuts a formula, without its `=`, into tokens.
 * @param comma whether numbers have a decimal comma.
 * @throws ParseError at a character that belongs nowhere.
 */
export function tokenize(text: string, comma = false): Token[] {
  const tokens: Token[] = []
  let at = 0
  const take = (pattern: RegExp, from = at): RegExpExecArray | null => {
    pattern.lastIndex = from
    return pattern.exec(text)
  }
  while (at < text.length) {
    const space = take(SPACE)
    if (space) {
      at += space[0].length
      continue
    }
    const token = readToken(take, at, comma)
    if (!token) throw new ParseError(`Nothing can be read at ${String(at)}`)
    tokens.push(token)
    at = token.end
  }
  return tokens
}

function readToken(
  take: (pattern: RegExp, from?: number) => RegExpExecArray | null,
  start: number,
  comma: boolean,
): Token | null {
  const sheetMark = take(SHEET)
  const inner = start + (sheetMark?.[0].length ?? 0)
  const sheet = sheetMark ? (sheetMark[1]?.replaceAll("''", "'") ?? sheetMark[2] ?? '') : null
  const reference = readReference((pattern) => take(pattern, inner), sheet)
  if (reference) {
    return { kind: 'reference', reference: reference.read, start, end: inner + reference.length }
  }
  const error = take(ERROR, inner)
  if (error) {
    return {
      kind: 'error',
      name: error[0].toUpperCase(),
      sheet,
      start,
      end: inner + error[0].length,
    }
  }
  const name = take(NAME, inner)
  if (name) return { kind: 'name', name: name[0], sheet, start, end: inner + name[0].length }
  if (sheetMark) return null
  const number = take(comma ? COMMA_NUMBER : NUMBER)
  if (number) {
    return {
      kind: 'number',
      value: Number(number[0].replace(',', '.')),
      start,
      end: start + number[0].length,
    }
  }
  const string = take(STRING)
  if (string) {
    const value = (string[1] ?? '').replaceAll('""', '"')
    return { kind: 'string', value, start, end: start + string[0].length }
  }
  const mark = take(MARK)
  return mark ? { kind: 'mark', mark: mark[0], start, end: start + mark[0].length } : null
}
