import type { ExtendedValue, NumberFormat } from '#test/google/sheets/book/cell.ts'
import type { Locale } from '#test/google/sheets/book/locale.ts'
import { tidyFormula } from '#test/google/sheets/formulas/rewrite.ts'
import { typedDate } from './typed-date.ts'
import { typedNumber, type Typed } from './typed-number.ts'
import { typedTime } from './typed-time.ts'

export type Entered = { value: ExtendedValue; format?: NumberFormat }

/** What decides how something typed is read. */
export type Typing = {
  locale: Locale
  /** The current one where the spreadsheet is, for dates that name none. */
  year: number
}

/**
 * What typing `text` into a cell makes of it: number, percentage, amount, date, time, boolean,
 * formula, or text. The format it brings along is the one Sheets shows it in.
 * https://developers.google.com/workspace/sheets/api/reference/rest/v4/ValueInputOption
 */
export function readEntered(text: string, { locale, year }: Typing): Entered {
  if (text.startsWith("'")) return { value: { stringValue: text.slice(1) } }
  if (text.startsWith('=') && text.length > 1) return { value: { formulaValue: tidyFormula(text) } }
  const trimmed = text.trim()
  const truth = readBoolean(trimmed, locale)
  if (truth !== null) return { value: { boolValue: truth } }
  const typed = /\d/.test(trimmed) ? readTyped(trimmed, locale, year) : null
  if (typed) {
    return {
      value: { numberValue: typed.number },
      ...(typed.format ? { format: typed.format } : {}),
    }
  }
  // A plus that starts no number starts a formula, seen in public error reports of telephone numbers.
  if (/^\+./s.test(text)) return { value: { formulaValue: tidyFormula(`=${text}`) } }
  return { value: { stringValue: text } }
}

function readTyped(text: string, locale: Locale, year: number): Typed | null {
  return typedNumber(text, locale) ?? typedDate(text, locale, year) ?? typedTime(text, locale)
}

/** The English names hold everywhere. */
function readBoolean(text: string, { booleans }: Locale): boolean | null {
  const upper = text.toUpperCase()
  if (upper === 'TRUE' || upper === booleans[0]) return true
  return upper === 'FALSE' || upper === booleans[1] ? false : null
}
