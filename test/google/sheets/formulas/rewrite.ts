import { formatReference, type Corner, type Reference } from './reference.ts'
import { ParseError, tokenize, type Token } from './tokens.ts'

/** What takes the place of a reference; null where what it named is gone. */
export type Rewrite = (reference: Reference) => Reference | null

/**
 * A formula with each of its references rewritten and all else as it was typed. References come out
 * as Sheets writes them: in capitals, from the upper left to the lower right, sheets quoted only
 * where they must be. A text that is no formula stays as it is.
 */
export function rewriteFormula(text: string, rewrite: Rewrite): string {
  return replaceTokens(text, (token) => {
    if (token.kind !== 'reference') return null
    const reference = rewrite(token.reference)
    return reference ? formatReference(reference) : '#REF!'
  })
}

/** None for a text that is no formula. */
function tokensOf(text: string): Token[] {
  try {
    return tokenize(text.slice(1))
  } catch (error) {
    if (error instanceof ParseError) return []
    throw error
  }
}

/** @param replace the new text of a token; null where it stays. */
function replaceTokens(text: string, replace: (token: Token) => string | null): string {
  let result = ''
  let from = 1
  for (const token of tokensOf(text)) {
    const fresh = replace(token)
    if (fresh === null) continue
    result += text.slice(from, token.start + 1) + fresh
    from = token.end + 1
  }
  return text.slice(0, 1) + result + text.slice(from)
}

/** A formula as Sheets keeps it when it is typed in: see rewriteFormula. */
export function tidyFormula(text: string): string {
  return rewriteFormula(text, (reference) => reference)
}

/**
 * A formula as it is when copied so many rows down and columns to the right: what has no `$` moves
 * along. A reference that would leave the sheet is `#REF!`.
 */
export function shiftFormula(text: string, rows: number, columns: number): string {
  if (rows === 0 && columns === 0) return text
  const move = (corner: Corner): Corner | null => {
    const row = corner.row === null || corner.fixedRow ? corner.row : corner.row + rows
    const column =
      corner.column === null || corner.fixedColumn ? corner.column : corner.column + columns
    if ((row ?? 0) < 0 || (column ?? 0) < 0) return null
    return { ...corner, row, column }
  }
  return rewriteFormula(text, ({ sheet, from, to }) => {
    const [first, last] = [move(from), to && move(to)]
    if (!first || (to && !last)) return null
    return { sheet, from: first, to: last }
  })
}

/** References to one sheet lead to the other from now on. */
export function renameSheet(text: string, from: string, to: string): string {
  const same = (sheet: string | null): boolean => sheet?.toLowerCase() === from.toLowerCase()
  return rewriteFormula(text, (reference) =>
    same(reference.sheet) ? { ...reference, sheet: to } : reference,
  )
}

/** A named range is called otherwise from now on; functions of that name are left alone. */
export function renameRange(text: string, from: string, to: string): string {
  return replaceTokens(text, (token) =>
    token.kind === 'name' &&
    token.name.toLowerCase() === from.toLowerCase() &&
    !/^\s*\(/.test(text.slice(token.end + 1))
      ? to
      : null,
  )
}

/** The sheets that a formula names, in small letters. */
export function titlesIn(text: string): string[] {
  return tokensOf(text).flatMap((token) =>
    token.kind === 'reference' && token.reference.sheet !== null
      ? [token.reference.sheet.toLowerCase()]
      : [],
  )
}
