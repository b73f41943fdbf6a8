import { format } from 'numfmt'
import type { CellFormat, ExtendedValue, NumberFormat } from './cell.ts'

/** What a number format without a pattern means in en_US.
 * https://developers.google.com/workspace/sheets/api/guides/formats */
const DEFAULT_PATTERN: Record<string, string> = {
  NUMBER: '#,##0.00',
  PERCENT: '0.00%',
  CURRENCY: '"$"#,##0.00',
  DATE: 'm/d/yyyy',
  TIME: 'h:mm:ss am/pm',
  DATE_TIME: 'm/d/yyyy h:mm:ss',
  SCIENTIFIC: '0.00E+00',
}

const DATES = ['DATE', 'TIME', 'DATE_TIME']

export function isDate(format: NumberFormat | undefined): boolean {
  return format?.type !== undefined && DATES.includes(format.type)
}

/** A value as the sheet shows it; '' for none. */
export function formatValue(
  value: ExtendedValue | undefined,
  cellFormat: CellFormat | undefined,
): string {
  if (!value) return ''
  if (value.errorValue) return errorText(value.errorValue.type)
  if (value.formulaValue !== undefined) return value.formulaValue
  if (value.boolValue !== undefined) return value.boolValue ? 'TRUE' : 'FALSE'
  if (value.numberValue !== undefined)
    return formatNumber(value.numberValue, cellFormat?.numberFormat)
  return value.stringValue ?? ''
}

function errorText(type: string): string {
  const names: Record<string, string> = {
    NULL_VALUE: '#NULL!',
    DIVIDE_BY_ZERO: '#DIV/0!',
    VALUE: '#VALUE!',
    REF: '#REF!',
    NAME: '#NAME?',
    NUM: '#NUM!',
    N_A: '#N/A',
    LOADING: 'Loading...',
  }
  return names[type] ?? '#ERROR!'
}

export function formatNumber(value: number, numberFormat: NumberFormat | undefined): string {
  const type = numberFormat?.type ?? 'NUMBER_FORMAT_TYPE_UNSPECIFIED'
  const pattern = numberFormat?.pattern ?? DEFAULT_PATTERN[type]
  if (pattern === undefined || pattern === '' || type === 'TEXT') return automatic(value)
  try {
    return format(pattern, value, { throws: true })
  } catch {
    return automatic(value)
  }
}

/** The automatic format: ten significant digits, whole numbers in full up to 15. */
export function automatic(value: number): string {
  const size = Math.abs(value)
  if (size !== 0 && (size >= 1e15 || size < 1e-9)) return scientific(value)
  if (Number.isInteger(value)) return String(value)
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
