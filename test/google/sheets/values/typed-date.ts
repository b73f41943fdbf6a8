import type { Locale } from '#test/google/sheets/book/locale.ts'
import { serial } from '#test/google/sheets/book/number-format.ts'
import { typedTime } from './typed-time.ts'
import type { Typed } from './typed-number.ts'

/** A day and the pattern that shows it as it was typed. */
type Day = { serial: number; pattern: string }

/**
 * Dates and dates with a time, as people of the locale type them. The format shows them as they were
 * typed: seen live for `2026-09-27 10:30:15` and `9/27/2026`.
 * @param thisYear for dates that name none.
 */
export function typedDate(text: string, locale: Locale, thisYear: number): Typed | null {
  const alone = readDay(text, locale, thisYear)
  if (alone) return { number: alone.serial, format: { type: 'DATE', pattern: alone.pattern } }
  for (const { index } of text.matchAll(/ +/g)) {
    const day = readDay(text.slice(0, index), locale, thisYear)
    const time = day ? typedTime(text.slice(index).trim(), locale) : null
    // What counts past the day is no time of a day.
    if (!day || !time || time.number >= 1) continue
    return {
      number: day.serial + time.number,
      format: { type: 'DATE_TIME', pattern: `${day.pattern} ${time.format?.pattern ?? ''}` },
    }
  }
  return null
}

function readDay(text: string, locale: Locale, thisYear: number): Day | null {
  return (
    yearFirst(text, locale) ?? allDigits(text, locale, thisYear) ?? withName(text, locale, thisYear)
  )
}

/** `2026-09-27`, `2026/9/27`, `2026-09`. */
function yearFirst(text: string, { dateSeparator }: Locale): Day | null {
  const match = /^(\d{4})([-/. ])(\d{1,2})(?:\2(\d{1,2}))?$/.exec(text)
  if (!match) return null
  const [, year = '', mark = '', month = '', date] = match
  if (mark === '.' && dateSeparator !== '.') return null
  if (mark === ' ' && date === undefined) return null
  const pattern = ['yyyy', 'm'.repeat(month.length), 'd'.repeat(date?.length ?? 0)]
  const shown = pattern.filter((part) => part !== '').join(mark)
  return day(Number(year), Number(month), Number(date ?? 1), shown)
}

/** `9/27/2026` in the order of the locale, also with two digits for the year or without one. */
function allDigits(text: string, locale: Locale, thisYear: number): Day | null {
  const match = /^(\d{1,2})([-/. ])(\d{1,2})(?:\2(\d{4}|\d{2}))?$/.exec(text)
  if (!match) return null
  const [, first = '', mark = '', second = '', year] = match
  if (mark === '.' && locale.dateSeparator !== '.') return null
  if (mark === ' ' && year === undefined) return null
  if (mark === '.' && year === undefined && locale.decimal === '.') return null
  const monthFirst = locale.dateOrder !== 'DMY'
  const [month, date] = monthFirst ? [first, second] : [second, first]
  // One zero in front tells that all are written so.
  const padded = [first, second].some((part) => part.startsWith('0'))
  const letters = (letter: string, part: string): string => letter.repeat(padded ? part.length : 1)
  const parts = monthFirst
    ? [letters('m', month), letters('d', date)]
    : [letters('d', date), letters('m', month)]
  if (year !== undefined) parts.push('y'.repeat(year.length))
  return day(fullYear(year, thisYear), Number(month), Number(date), parts.join(mark))
}

/** Two digits are this century below 30, as in Sheets. */
function fullYear(year: string | undefined, thisYear: number): number {
  if (year === undefined) return thisYear
  if (year.length > 2) return Number(year)
  return Number(year) + (Number(year) < 30 ? 2000 : 1900)
}

/** `Sep 27, 2026`, `27-Sep-2026`, `Sunday, 27. September 2026`, `Sep 2026`, `27 Sep`. */
function withName(text: string, locale: Locale, thisYear: number): Day | null {
  const names = namesOf(locale)
  const words = [...text.matchAll(/(\d+)|(\p{L}[\p{L}\p{M}]*)\.?|([ ,.\-/]+)/gu)]
  if (words.map(([word]) => word).join('') !== text) return null
  let month: number | null = null
  let date: string | undefined
  let year: string | undefined
  let pattern = ''
  for (const [whole, digits, word, between] of words) {
    if (between !== undefined) {
      pattern += between
    } else if (word !== undefined) {
      const found = names.get(word.toLowerCase())
      if (!found) return null
      if (found.month !== null && month !== null) return null
      month = found.month ?? month
      // A weekday only stands in front.
      if (found.month === null && pattern !== '') return null
      pattern += found.pattern + (whole.endsWith('.') && found.pattern.length > 3 ? '.' : '')
    } else if (digits !== undefined && digits.length > 2) {
      if (digits.length !== 4 || year !== undefined) return null
      year = digits
      pattern += 'yyyy'
    } else if (digits !== undefined) {
      if (date !== undefined) return null
      date = digits
      pattern += digits.startsWith('0') ? 'dd' : 'd'
    }
  }
  if (month === null || (date === undefined && year === undefined)) return null
  return day(Number(year ?? thisYear), month, Number(date ?? 1), pattern)
}

/** A word of a date: a month from 1, or null for a weekday, and what shows it. */
type Name = { month: number | null; pattern: string }

const known = new Map<string, ReadonlyMap<string, Name>>()

/** The words of a locale's dates, in lower case. A month whose names are one is taken for short. */
function namesOf(locale: Locale): ReadonlyMap<string, Name> {
  const before = known.get(locale.name)
  if (before) return before
  const names = new Map<string, Name>()
  const add = (words: readonly string[], pattern: string, isMonth: boolean): void => {
    words.forEach((word, at) => {
      names.set(word.replace(/\.$/, ''), { month: isMonth ? at + 1 : null, pattern })
    })
  }
  add(locale.days, 'dddd', false)
  add(locale.shortDays, 'ddd', false)
  add(locale.months, 'mmmm', true)
  add(locale.shortMonths, 'mmm', true)
  known.set(locale.name, names)
  return names
}

function day(year: number, month: number, date: number, pattern: string): Day | null {
  const real = new Date(Date.UTC(year, month - 1, date))
  const exists = real.getUTCMonth() === month - 1 && real.getUTCDate() === date
  return exists && year >= 1000 ? { serial: serial(year, month, date), pattern } : null
}
