import { errorName } from '#test/google/sheets/formulas/errors.ts'
import { format } from 'numfmt'
import type { CellFormat, ExtendedValue, NumberFormat } from './cell.ts'
import { finish, readPattern, type Pattern } from './format-pattern.ts'
import { localeOf, type Locale } from './locale.ts'

/** How values are shown. https://developers.google.com/workspace/sheets/api/guides/formats */

const DATES = ['DATE', 'TIME', 'DATE_TIME']

export function isDate(format: NumberFormat | undefined): boolean {
  return format?.type !== undefined && DATES.includes(format.type)
}

/**
 * A value as the sheet shows it; '' for none.
 * @param localeName of the spreadsheet, `de_DE`.
 */
export function formatValue(
  value: ExtendedValue | undefined,
  cellFormat: CellFormat | undefined,
  localeName = 'en_US',
): string {
  if (!value) return ''
  if (value.errorValue) return errorName(value.errorValue.type)
  if (value.formulaValue !== undefined) return value.formulaValue
  if (value.boolValue !== undefined) {
    return localeOf(localeName).booleans[value.boolValue ? 0 : 1]
  }
  if (value.numberValue !== undefined) {
    return formatNumber(value.numberValue, cellFormat?.numberFormat, localeName)
  }
  return formatText(value.stringValue ?? '', cellFormat?.numberFormat)
}

/** Text shows as it is, unless the pattern has a section for it. */
function formatText(text: string, numberFormat: NumberFormat | undefined): string {
  const pattern = numberFormat?.pattern
  if (pattern === undefined || !pattern.includes('@')) return text
  const read = readPattern(pattern)
  return read.showsText ? (shown(read, text, 'en_US') ?? text) : text
}

export function formatNumber(
  value: number,
  numberFormat: NumberFormat | undefined,
  localeName = 'en_US',
): string {
  if (!numberFormat) return automatic(value, localeName)
  const pattern = numberFormat.pattern ?? localeOf(localeName).patterns[numberFormat.type ?? '']
  if (pattern === undefined || numberFormat.type === 'TEXT') return automatic(value, localeName)
  const read = readPattern(pattern)
  if (read.isGeneral) return automatic(value, localeName)
  // The formatter counts elapsed time wrongly below zero.
  if (read.isElapsed && value < 0) return `-${shown(read, -value, localeName) ?? ''}`
  return shown(read, value, localeName) ?? automatic(value, localeName)
}

/** null for a pattern that cannot be read. */
function shown(pattern: Pattern, value: number | string, locale: string): string | null {
  try {
    const text = format(pattern.text, value, {
      locale: localeOf(locale).name,
      // Sheets has no 29 February 1900 [D].
      leap1900: false,
      throws: true,
    })
    return finish(text, pattern)
  } catch {
    return null
  }
}

/** The automatic format: ten significant digits, whole numbers in full up to 15. */
export function automatic(value: number, localeName = 'en_US'): string {
  const text = plain(value)
  const { decimal }: Locale = localeOf(localeName)
  return decimal === '.' ? text : text.replace('.', decimal)
}

function plain(value: number): string {
  const text = String(value)
  // A sign, a point and nine digits: nothing to round.
  if (text.length <= 11 && !text.includes('e')) return text
  const size = Math.abs(value)
  if (size !== 0 && (size >= 1e15 || size < 1e-9)) return scientific(value)
  if (Number.isInteger(value)) return text
  const short = Number(value.toPrecision(10))
  return size < 1e-4 ? short.toFixed(15).replace(/0+$/, '') : String(short)
}

function scientific(value: number): string {
  const [digits = '', power = ''] = Number(value.toPrecision(6)).toExponential().split('e')
  const sign = power.startsWith('-') ? '-' : '+'
  return `${digits}E${sign}${power.replace(/^[+-]/, '').padStart(2, '0')}`
}

const DAY = 86_400_000
const EPOCH = Date.UTC(1899, 11, 30)

/** Days since 30 December 1899, the serial numbers of dates in Sheets. `month` counts from 1. */
export function serial(year: number, month: number, day: number): number {
  return Math.round((Date.UTC(year, month - 1, day) - EPOCH) / DAY)
}

/** The serial number of an instant, as UTC shows it. */
export function serialOf(milliseconds: number): number {
  return (milliseconds - EPOCH) / DAY
}
