import type { ExtendedValue, NumberFormat } from '#test/google/sheets/book/cell.ts'
import { serial } from '#test/google/sheets/book/number-format.ts'

export type Entered = { value: ExtendedValue; format?: NumberFormat }

/**
 * What typing `text` into a cell of a spreadsheet in en_US makes of it: number, percentage, amount,
 * date, time, boolean, formula, or text. The format it brings along is the one Sheets shows it in.
 * https://developers.google.com/workspace/sheets/api/reference/rest/v4/ValueInputOption
 * @param year the current one, for dates that name none.
 */
export function readEntered(text: string, year: number): Entered {
  if (text.startsWith("'")) return { value: { stringValue: text.slice(1) } }
  if (text.startsWith('=') && text.length > 1) return { value: { formulaValue: text } }
  const trimmed = text.trim()
  if (/^(true|false)$/i.test(trimmed)) {
    return { value: { boolValue: trimmed.toLowerCase() === 'true' } }
  }
  return readNumber(trimmed) ?? readDateTime(trimmed, year) ?? { value: { stringValue: text } }
}

const NUMBER = /^([-+])?(\$)?([-+])?(\d{1,3}(?:,\d{3})+|\d+)?(\.\d*)?(?:e([-+]?\d{1,3}))?(%)?$/i

function readNumber(text: string): Entered | null {
  const match = NUMBER.exec(text)
  if (!match) return null
  const [, sign, dollar, innerSign, whole = '', fraction = '', exponent, percent] = match
  if (whole === '' && fraction.length < 2) return null
  if (sign !== undefined && innerSign !== undefined) return null
  if (percent !== undefined && (dollar !== undefined || exponent !== undefined)) return null
  const digits = `${whole.replaceAll(',', '')}${fraction}e${exponent ?? '0'}`
  const size = Number(digits)
  if (!Number.isFinite(size)) return null
  const signed = (sign ?? innerSign) === '-' ? -size : size
  const decimals = fraction.length > 1
  if (percent !== undefined) {
    const value = Number((signed / 100).toPrecision(15))
    return number(value, { type: 'PERCENT', pattern: decimals ? '0.00%' : '0%' })
  }
  if (dollar !== undefined) {
    return number(signed, {
      type: 'CURRENCY',
      pattern: decimals ? '"$"#,##0.00' : '"$"#,##0',
    })
  }
  if (exponent !== undefined) return number(signed, { type: 'SCIENTIFIC', pattern: '0.00E+00' })
  if (whole.includes(',')) {
    return number(signed, { type: 'NUMBER', pattern: decimals ? '#,##0.00' : '#,##0' })
  }
  return { value: { numberValue: signed } }
}

function number(numberValue: number, format: NumberFormat): Entered {
  return { value: { numberValue }, format }
}

const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
]

type Day = { serial: number; pattern: string }

function readDateTime(text: string, year: number): Entered | null {
  const alone = readDay(text, year)
  if (alone) return number(alone.serial, { type: 'DATE', pattern: alone.pattern })
  const time = readTime(text)
  if (time) return number(time.serial, { type: 'TIME', pattern: time.pattern })
  const match = /^(.+?)(?:\s+|T(?=\d))(\d{1,2}:.+)$/.exec(text)
  const day = match ? readDay(match[1] ?? '', year) : null
  const clock = match ? readTime(match[2] ?? '') : null
  if (!day || !clock) return null
  return number(day.serial + clock.serial, {
    type: 'DATE_TIME',
    pattern: `${day.pattern} ${clock.pattern}`,
  })
}

function readDay(text: string, thisYear: number): Day | null {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text)
  if (iso) return day(Number(iso[1]), Number(iso[2]), Number(iso[3]), 'yyyy-mm-dd')
  const slashes = /^(\d{1,2})\/(\d{1,2})\/(\d{4}|\d{2})$/.exec(text)
  if (slashes) {
    const [, month, date, year = ''] = slashes
    const short = year.length === 2
    return day(fullYear(Number(year), short), Number(month), Number(date), 'm/d/yyyy')
  }
  const monthFirst = /^([a-z]+)\.? (\d{1,2})(?:, ?(\d{4}))?$/i.exec(text)
  if (monthFirst) {
    const [, name = '', date, year] = monthFirst
    const pattern = `${monthPattern(name)} d${year === undefined ? '' : ', yyyy'}`
    return day(Number(year ?? thisYear), monthNumber(name), Number(date), pattern)
  }
  const dayFirst = /^(\d{1,2})[ -]([a-z]+)\.?[ -](\d{4})$/i.exec(text)
  if (!dayFirst) return null
  const [, date, name = '', year] = dayFirst
  const mark = text.includes('-') ? '-' : ' '
  const pattern = ['d', monthPattern(name), 'yyyy'].join(mark)
  return day(Number(year), monthNumber(name), Number(date), pattern)
}

/** Two digits are this century below 30, as in Sheets. */
function fullYear(year: number, short: boolean): number {
  if (!short) return year
  return year < 30 ? 2000 + year : 1900 + year
}

function monthNumber(name: string): number {
  const lower = name.toLowerCase()
  return MONTHS.findIndex((month) => month === lower || month.slice(0, 3) === lower) + 1
}

function monthPattern(name: string): string {
  return name.length === 3 ? 'mmm' : 'mmmm'
}

function day(year: number, month: number, date: number, pattern: string): Day | null {
  const real = new Date(Date.UTC(year, month - 1, date))
  const exists = real.getUTCMonth() === month - 1 && real.getUTCDate() === date
  return exists && year >= 1900 ? { serial: serial(year, month, date), pattern } : null
}

function readTime(text: string): Day | null {
  const match = /^(\d{1,2}):(\d{2})(?::(\d{2})(\.\d{1,3})?)?(?:\s*(am|pm))?$/i.exec(text)
  if (!match) return null
  const [, hours, minutes, seconds, fraction, half] = match
  const hour = Number(hours)
  if (Number(minutes) > 59 || Number(seconds ?? 0) > 59) return null
  if (half === undefined ? hour > 23 : hour < 1 || hour > 12) return null
  const shift = half === undefined ? hour : (hour % 12) + (half.toLowerCase() === 'pm' ? 12 : 0)
  const total = shift * 3600 + Number(minutes) * 60 + Number(seconds ?? 0) + Number(fraction ?? 0)
  const pattern = `h:mm${seconds === undefined ? '' : ':ss'}${half === undefined ? '' : ' am/pm'}`
  return { serial: total / 86_400, pattern }
}
