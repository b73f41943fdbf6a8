import { serial, serialOf } from '#test/google/sheets/book/number-format.ts'
import { offsetOf } from '#test/google/sheets/book/time-zone.ts'
import { readText, type Taker } from '#test/google/sheets/formulas/coerce.ts'
import { FormulaError, outOfRange } from '#test/google/sheets/formulas/errors.ts'
import {
  define,
  defineIn,
  type Context,
  type FunctionEntry,
} from '#test/google/sheets/formulas/function.ts'
import { valuesOf } from './numbers.ts'
import type { Operand } from '#test/google/sheets/formulas/operand.ts'

const DATE = { format: { type: 'DATE' } }
const TIME = { format: { type: 'TIME' } }
const DATE_TIME = { format: { type: 'DATE_TIME' } }

const DAY = 86_400_000
const EPOCH = Date.UTC(1899, 11, 30)

/** The day of a serial number, at midnight UTC. */
function dayOf(value: number): Date {
  return new Date(EPOCH + Math.floor(value) * DAY)
}

/** Seconds since midnight. */
function secondsOf(value: number): number {
  return Math.round((value - Math.floor(value)) * 86_400) % 86_400
}

/** The same day so many months on, or the last one of that month. */
function addMonths(value: number, months: number): number {
  const day = dayOf(value)
  const [year, month] = [day.getUTCFullYear(), day.getUTCMonth() + Math.trunc(months)]
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  return serial(year, month + 1, Math.min(day.getUTCDate(), last))
}

/** The serial number of now in the spreadsheet's own time zone, in whole seconds. */
function localNow({ now, book }: Context): number {
  const time = now()
  return serialOf(Math.floor((time + offsetOf(book.timeZone, time)) / 1000) * 1000)
}

function parse(taker: Taker, text: string): number {
  const { value, format } = readText(text, taker)
  if (value.numberValue !== undefined && /DATE|TIME/.test(format?.type ?? '')) {
    return value.numberValue
  }
  throw new FormulaError(
    'VALUE',
    `${taker.name} parameter '${text}' cannot be parsed to date/time.`,
  )
}

/** Whole months from one day to another. */
function monthsBetween(start: Date, end: Date): number {
  const months =
    (end.getUTCFullYear() - start.getUTCFullYear()) * 12 + end.getUTCMonth() - start.getUTCMonth()
  return end.getUTCDate() < start.getUTCDate() ? months - 1 : months
}

function difference(start: number, end: number, unit: string): number {
  if (start > end) {
    throw new FormulaError(
      'NUM',
      `Function DATEDIF parameter 1 (${String(start)}) should be on or before Function DATEDIF parameter 2 (${String(end)}).`,
    )
  }
  const [from, to] = [dayOf(start), dayOf(end)]
  const months = monthsBetween(from, to)
  switch (unit.toUpperCase()) {
    case 'D':
      return Math.floor(end) - Math.floor(start)
    case 'M':
      return months
    case 'Y':
      return Math.trunc(months / 12)
    case 'YM':
      return months % 12
    case 'MD':
      return Math.floor(end) - addMonths(start, months)
    case 'YD':
      return Math.floor(end) - addMonths(start, Math.trunc(months / 12) * 12)
    default:
      throw new FormulaError(
        'NUM',
        `Function DATEDIF parameter 3 value is ${unit}. It should be one of: "Y", "M", "D", "MD", "YM", "YD".`,
      )
  }
}

/** Monday is 1. */
function weekday(value: number): number {
  return dayOf(value).getUTCDay() || 7
}

/** The last one that there is, 31 December 9999. */
const LAST_DAY = 2_958_465

/** @throws FormulaError for what is no day. */
function checkDay(name: string, index: number, value: number): void {
  if (value < 0 || value > LAST_DAY) throw outOfRange(name, index, value, [0, LAST_DAY])
}

/** Which days are free: by Google's numbers, or seven letters from Monday on, `0000011`. */
function freeDays(name: string, weekend: unknown): ReadonlySet<number> {
  if (typeof weekend === 'string' && /^[01]{7}$/.test(weekend)) {
    return new Set([1, 2, 3, 4, 5, 6, 7].filter((day) => weekend[day - 1] === '1'))
  }
  const code = Number(weekend ?? 1)
  if (code >= 1 && code <= 7) return new Set([((code + 4) % 7) + 1, ((code + 5) % 7) + 1])
  if (code >= 11 && code <= 17) return new Set([((code - 5) % 7) + 1])
  throw outOfRange(name, 3, code, [1, 17])
}

function holidaysOf(operand: Operand | undefined): ReadonlySet<number> {
  const values = operand === undefined ? [] : valuesOf(operand)
  return new Set(values.flatMap((value) => (typeof value === 'number' ? [Math.floor(value)] : [])))
}

function workingDays(
  name: string,
  start: number,
  end: number,
  free: ReadonlySet<number>,
  holidays: ReadonlySet<number>,
): number {
  checkDay(name, 1, start)
  checkDay(name, 2, end)
  const [first, last] = [Math.floor(Math.min(start, end)), Math.floor(Math.max(start, end))]
  let days = 0
  for (let day = first; day <= last; day += 1) {
    if (!free.has(weekday(day)) && !holidays.has(day)) days += 1
  }
  return start <= end ? days : -days
}

function workday(
  name: string,
  start: number,
  count: number,
  free: ReadonlySet<number>,
  holidays: ReadonlySet<number>,
): number {
  checkDay(name, 1, start)
  // Where no day is a working day, the search would never end.
  if (free.size === 7) throw new FormulaError('VALUE', `${name} has no working day to count.`)
  const step = Math.sign(count)
  let day = Math.floor(start)
  for (let left = Math.abs(Math.trunc(count)); left > 0;) {
    day += step
    checkDay(name, 2, day)
    if (!free.has(weekday(day)) && !holidays.has(day)) left -= 1
  }
  return day
}

function days360(start: number, end: number, european: boolean): number {
  const [from, to] = [dayOf(start), dayOf(end)]
  let [first, last] = [from.getUTCDate(), to.getUTCDate()]
  if (european) [first, last] = [Math.min(first, 30), Math.min(last, 30)]
  else {
    if (first === 31) first = 30
    if (last === 31 && first >= 30) last = 30
  }
  const years = to.getUTCFullYear() - from.getUTCFullYear()
  return years * 360 + (to.getUTCMonth() - from.getUTCMonth()) * 30 + last - first
}

function weekNumber(value: number, type: number): number {
  if (type === 21) return isoWeek(value)
  const first = type === 2 ? 1 : type === 1 ? 7 : type - 10
  if (first < 1 || first > 7) throw outOfRange('WEEKNUM', 2, type, [1, 21])
  const newYear = serial(dayOf(value).getUTCFullYear(), 1, 1)
  const into = (weekday(newYear) - first + 7) % 7
  return Math.floor((Math.floor(value) - newYear + into) / 7) + 1
}

function isoWeek(value: number): number {
  const thursday = Math.floor(value) - weekday(value) + 4
  return Math.floor((thursday - serial(dayOf(thursday).getUTCFullYear(), 1, 1)) / 7) + 1
}

export const DATES: Record<string, FunctionEntry> = {
  NOW: defineIn('', localNow, DATE_TIME),
  TODAY: defineIn('', (context) => Math.floor(localNow(context)), DATE),
  DATE: define(
    'n n n',
    (year, month, day) => {
      const full = Math.trunc(year) < 1900 ? Math.trunc(year) + 1900 : Math.trunc(year)
      const value = serial(full, Math.trunc(month), Math.trunc(day))
      if (value >= 0 && full <= 9999) return value
      throw new FormulaError(
        'NUM',
        `Function DATE parameter 1 value is ${String(year)}. Valid values are between 0 and 9999 inclusive.`,
      )
    },
    DATE,
  ),
  TIME: define(
    'n n n',
    (hours, minutes, seconds) => {
      const total = Math.trunc(hours) * 3600 + Math.trunc(minutes) * 60 + Math.trunc(seconds)
      if (total < 0) throw outOfRange('TIME', 1, hours, [0, Infinity])
      return (total % 86_400) / 86_400
    },
    TIME,
  ),
  DATEVALUE: defineIn('v', (context, value) =>
    typeof value === 'number' ? Math.floor(value) : Math.floor(parse(context, String(value ?? ''))),
  ),
  TIMEVALUE: defineIn('v', (context, value) => {
    const time = typeof value === 'number' ? value : parse(context, String(value ?? ''))
    return time - Math.floor(time)
  }),
  YEAR: define('n', (value) => dayOf(value).getUTCFullYear()),
  MONTH: define('n', (value) => dayOf(value).getUTCMonth() + 1),
  DAY: define('n', (value) => dayOf(value).getUTCDate()),
  HOUR: define('n', (value) => Math.floor(secondsOf(value) / 3600)),
  MINUTE: define('n', (value) => Math.floor(secondsOf(value) / 60) % 60),
  SECOND: define('n', (value) => secondsOf(value) % 60),
  WEEKDAY: define('n n?', (value, type = 1) => {
    if (type === 1) return (weekday(value) % 7) + 1
    if (type === 2) return weekday(value)
    if (type === 3) return weekday(value) - 1
    if (type >= 11 && type <= 17) return ((weekday(value) - (type - 10) + 7) % 7) + 1
    throw outOfRange('WEEKDAY', 2, type, [1, 3])
  }),
  WEEKNUM: define('n n?', (value, type = 1) => weekNumber(value, type)),
  ISOWEEKNUM: define('n', isoWeek),
  EDATE: define('n n', addMonths, DATE),
  EOMONTH: define(
    'n n',
    (value, months) => {
      const day = dayOf(value)
      return serial(day.getUTCFullYear(), day.getUTCMonth() + Math.trunc(months) + 2, 0)
    },
    DATE,
  ),
  DATEDIF: define('n n t', difference),
  DAYS: define('n n', (end, start) => Math.floor(end) - Math.floor(start)),
  DAYS360: define('n n b?', (start, end, european = false) => days360(start, end, european)),
  NETWORKDAYS: define('n n a?', (start, end, holidays) =>
    workingDays('NETWORKDAYS', start, end, freeDays('NETWORKDAYS', 1), holidaysOf(holidays)),
  ),
  'NETWORKDAYS.INTL': define('n n v? a?', (start, end, weekend, holidays) =>
    workingDays(
      'NETWORKDAYS.INTL',
      start,
      end,
      freeDays('NETWORKDAYS.INTL', weekend),
      holidaysOf(holidays),
    ),
  ),
  WORKDAY: define(
    'n n a?',
    (start, count, holidays) =>
      workday('WORKDAY', start, count, freeDays('WORKDAY', 1), holidaysOf(holidays)),
    DATE,
  ),
  'WORKDAY.INTL': define(
    'n n v? a?',
    (start, count, weekend, holidays) =>
      workday(
        'WORKDAY.INTL',
        start,
        count,
        freeDays('WORKDAY.INTL', weekend),
        holidaysOf(holidays),
      ),
    DATE,
  ),
  EPOCHTODATE: define(
    'n n?',
    (value, unit = 1) => {
      const size = [1000, 1, 0.001][unit - 1]
      if (size === undefined) throw outOfRange('EPOCHTODATE', 2, unit, [1, 3])
      return serialOf(value * size)
    },
    DATE_TIME,
  ),
  TO_DATE: define('v', (value) => value, DATE),
  TO_PERCENT: define('v', (value) => value, { format: { type: 'PERCENT' } }),
  TO_DOLLARS: define('v', (value) => value, { format: { type: 'CURRENCY' } }),
  TO_PURE_NUMBER: define('v', (value) => value),
}
