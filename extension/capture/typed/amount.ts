import type { Cell, NumberFormat } from '#shared/cells.ts'
import { conventionsOf, INDIAN, readNumber, type Written } from './conventions.ts'
import { isCurrency } from './currencies.ts'
import { byLanguage } from './language.ts'

/**
 * A number, percentage or sum of money, `plain` as `plainText` gives it. Undefined where the text is
 * none, or could be something else: a phone number, an address, an ISBN, a year in parentheses.
 */
export function readAmount(plain: string, lang: string | undefined): Cell | undefined {
  const [match, before = '', body = '', after = ''] = AROUND_DIGITS.exec(plain) ?? []
  const unit = match === undefined ? undefined : unitOf(before, after)
  if (unit === undefined || isOtherThing(body, unit)) return undefined

  const written = readNumber(
    body,
    // Rupees are grouped as in India also on pages that are not.
    unit.sign === '₹' ? [...conventionsOf(lang), INDIAN] : conventionsOf(lang),
  )
  if (written === undefined || !isWellMarked(unit, written, lang)) return undefined

  const exponent = unit.sign === '%' ? 'e-2' : ''
  const value = Number(`${unit.isNegative ? '-' : ''}${written.digits}${exponent}`)
  const format = formatOf(unit, written)
  // Adding zero, since a sheet knows no negative one.
  return { kind: 'number', value: value + 0, ...(format && { format }) }
}

/** What is around the digits, and `marks`, the way a sign was written. */
type Unit = {
  sign: string
  side: 'before' | 'after'
  isApart: boolean
  isNegative: boolean
  marks: 'none' | 'plus' | 'minus' | 'trailing' | 'parentheses'
  /** `12.–`: a dash in the place of the decimals. */
  hasDash: boolean
}

const AROUND_DIGITS = /^([^\d]{0,12}?)((?:(?<!\p{L})[.,٫])?\d(?:.*\d)?)([^\d]{0,12})$/u
const BEFORE = /^(\(?)([+-]?)([^-+()]*?)( ?)([+-]?)(\(?)$/
const AFTER = /^([.,][-–—]{1,2})?(\)?)( ?)([^-+()]*?)(-?)(\)?)$/

function unitOf(before: string, after: string): Unit | undefined {
  const [start, open = '', outer = '', prefix = '', gap = '', inner = '', innerOpen = ''] =
    BEFORE.exec(before) ?? []
  const [end, dash = '', innerClose = '', space = '', suffix = '', trailing = '', close = ''] =
    AFTER.exec(after) ?? []
  if (start === undefined || end === undefined) return undefined
  if (prefix !== '' && suffix !== '') return undefined
  if (prefix === '' && gap !== '') return undefined
  if (suffix === '' && space !== '') return undefined
  if ((open + innerOpen).length !== (innerClose + close).length) return undefined

  const marks = [outer, inner, trailing, open, innerOpen].filter((mark) => mark !== '')
  if (marks.length > 1) return undefined
  return {
    sign: prefix || suffix,
    side: prefix === '' ? 'after' : 'before',
    isApart: gap + space !== '',
    isNegative: marks.length > 0 && marks[0] !== '+',
    marks: markOf(marks[0], trailing),
    hasDash: dash !== '',
  }
}

function markOf(mark: string | undefined, trailing: string): Unit['marks'] {
  if (mark === undefined) return 'none'
  if (mark === '+') return 'plus'
  if (mark === '(') return 'parentheses'
  return trailing === '' ? 'minus' : 'trailing'
}

/** Whether the unit is one, and whether the number shows that it is meant as one with such a unit. */
function isWellMarked(unit: Unit, written: Written, lang: string | undefined): boolean {
  const { sign, side, isApart, marks, hasDash } = unit
  if (written.digits.includes('e') && sign !== '') return false
  const isElaborate = written.isGrouped || written.decimals > 0
  if (sign === '') {
    // `(5)` is a note, `(2019)` a year and `1990-` open-ended.
    return !hasDash && (marks === 'parentheses' || marks === 'trailing' ? isElaborate : true)
  }
  if (sign === '%') return !hasDash && (side === 'after' || percentLeads(lang))
  if (!isCurrency(sign, lang) || (hasDash && written.decimals > 0)) return false
  // Prices on an English page are often written as elsewhere: three decimals may be thousands.
  if (written.decimals === 3) return false
  // `EUR5` or `RM2` may be names, `EUR 5` and `RM2.50` are not.
  return isApart || isElaborate || hasDash || !/\p{L}$/u.test(sign) || /[元円원]/.test(sign)
}

const percentLeads = byLanguage((locale) => {
  if (locale === undefined) return false
  const parts = new Intl.NumberFormat(locale, { style: 'percent' }).formatToParts(0.5)
  return parts[0]?.type === 'percentSign'
})

/** What is written as a number may be written, and is none. */
function isOtherThing(body: string, unit: Unit): boolean {
  if (unit.sign !== '') return false
  const digits = body.replaceAll(/\D/g, '')
  // Nine digits by three are how phones are called in Prague and companies in Paris and Oslo.
  const isLabel =
    (unit.marks === 'plus' && /^\d{7,}$/.test(body.replaceAll(' ', ''))) ||
    (unit.marks === 'none' && /^\d{3} \d{3} \d{3}$/.test(body))
  const parts = body.split('.')
  const isAddress = parts.length === 4 && parts.every((part) => /^\d+$/.test(part) && +part < 256)
  return isLabel || isAddress || (digits === body && isIsbn(digits))
}

/** https://www.isbn-international.org/content/isbn-users-manual: the weighted sum is divided by ten. */
function isIsbn(digits: string): boolean {
  if (!/^97[89]\d{10}$/.test(digits)) return false
  const sum = Array.from(digits).reduce(
    (total, digit, at) => total + Number(digit) * (at % 2 ? 3 : 1),
    0,
  )
  return sum % 10 === 0
}

/**
 * The pattern that shows the number as it was written; none where a sheet does so by itself. The sign
 * of a currency is a literal, so that it stays itself in a sheet of any locale.
 * https://developers.google.com/workspace/sheets/api/guides/formats
 */
function formatOf(unit: Unit, written: Written): NumberFormat | undefined {
  const { digits, decimals, isGrouped } = written
  if (digits.includes('e')) return undefined
  const isMoney = unit.sign !== '' && unit.sign !== '%'
  const whole = wholePattern(digits, isGrouped, isMoney)
  const number = decimals === 0 ? whole : `${whole}.${'0'.repeat(decimals)}`
  if (unit.sign === '%') return { type: 'PERCENT', pattern: `${number}%` }
  if (isMoney) {
    const gap = unit.isApart ? ' ' : ''
    const sign = `[$${unit.sign}]`
    const pattern = unit.side === 'before' ? sign + gap + number : number + gap + sign
    return { type: 'CURRENCY', pattern }
  }
  const isShownAnyway = !isGrouped && String(Number(digits)) === digits
  return isShownAnyway ? undefined : { type: 'NUMBER', pattern: number }
}

/** Below a thousand nothing tells whether it would be grouped; money then is. */
function wholePattern(digits: string, isGrouped: boolean, isMoney: boolean): string {
  const whole = digits.split('.')[0] ?? ''
  if (whole === '') return '#'
  return isGrouped || (isMoney && whole.length < 4) ? '#,##0' : '0'
}
