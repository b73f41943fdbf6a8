import { calendarOf, WORD, wordsOf, type Calendar } from './calendar.ts'

/**
 * A calendar day, `YYYY-MM-DD`, from a text as `plainText` gives it. Undefined where it is none or
 * where day and month could be either; so are two-digit years, days that do not exist, a weekday that
 * is another, and years outside 1900 to 2199, which are mostly of another calendar.
 */
export function readDay(plain: string, lang: string | undefined): string | undefined {
  return readNumeric(plain, lang) ?? readEastAsian(plain, lang) ?? readWords(plain, lang)
}

const YEAR_FIRST = /^(\d{4})([-/.]) ?(\d{1,2})\2 ?(\d{1,2})\.?$/
const YEAR_LAST = /^(\d{1,2})([-/.]) ?(\d{1,2})\2 ?(\d{4})\.?(?: ?[гр]\.)?$/

function readNumeric(plain: string, lang: string | undefined): string | undefined {
  const [, firstYear, , month, day] = YEAR_FIRST.exec(plain) ?? []
  if (firstYear !== undefined) return dayOf(Number(firstYear), Number(month), Number(day))

  const [, one, separator = '', other, year] = YEAR_LAST.exec(plain) ?? []
  if (year === undefined) return undefined
  const [a, b] = [Number(one), Number(other)]
  switch (orderOf(a, b, separator, calendarOf(lang))) {
    case 'day-month':
      return dayOf(Number(year), b, a)
    case 'month-day':
      return dayOf(Number(year), a, b)
    case undefined:
      return undefined
  }
}

function orderOf(a: number, b: number, separator: string, calendar: Calendar): Calendar['order'] {
  if (a > 12 || a === b) return 'day-month'
  if (b > 12) return 'month-day'
  // Who writes dots writes the day first; a page says en-US by default too.
  if (separator === '.' && calendar.order === 'month-day') return undefined
  const isOwn = calendar.separator === undefined || calendar.separator === separator
  return isOwn ? calendar.order : undefined
}

/** `2026年3月5日`, `2026년 3월 5일 목요일`. */
const EAST_ASIAN =
  /^(\d{4}) ?[年년] ?(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日일號号]? ?(?:\((\p{L}+)\)|(\p{L}+))?$/u

function readEastAsian(plain: string, lang: string | undefined): string | undefined {
  const [, year, month, day, inParentheses, after] = EAST_ASIAN.exec(plain) ?? []
  if (year === undefined) return undefined
  const date = dayOf(Number(year), Number(month), Number(day))
  const weekday = (inParentheses ?? after)?.toLowerCase()
  return date && (weekday === undefined || isOn(date, weekday, calendarOf(lang))) ? date : undefined
}

/** A month in words, with day and year around it in any order that names it beside the day. */
function readWords(plain: string, lang: string | undefined): string | undefined {
  if (!plain.split(WORD).every((between) => BETWEEN.test(between))) return undefined
  const calendar = calendarOf(lang)
  const named = wordsOf(plain).filter((word) => !calendar.fillers.has(word))
  const { words, weekday } = withoutWeekday(named, calendar)
  const [a = '', b = '', c = ''] = words
  if (words.length !== 3) return undefined
  const [year, one, other] = /^\d{4}$/.test(a) ? [a, b, c] : [c, a, b]
  const [month, day] = /\d/.test(one) ? [other, one] : [one, other]
  if (!/^\d{4}$/.test(year) || !/^\d{1,2}$/.test(day)) return undefined
  const date = dayOf(Number(year), monthOf(month, calendar), Number(day))
  return date && (weekday === undefined || isOn(date, weekday, calendar)) ? date : undefined
}

/** What a date may have between its words and at its end. */
const BETWEEN = /^(?:[.,،ºª॰]{0,2} ?|[-/])$/

/** Hebrew joins "in" to the month. */
function monthOf(word: string, { months }: Calendar): number {
  return months.get(word) ?? months.get(word.replace(/^ב/, '')) ?? Number.NaN
}

/** Takes the name of a weekday off either end where there is more than a day, month and year. */
function withoutWeekday(
  words: string[],
  { weekdays }: Calendar,
): { words: string[]; weekday?: string } {
  const count = words.length - 3
  if (count < 1) return { words }
  const [first, last] = [words.slice(0, count).join(' '), words.slice(-count).join(' ')]
  if (weekdays.has(first)) return { words: words.slice(count), weekday: first }
  return weekdays.has(last) ? { words: words.slice(0, -count), weekday: last } : { words }
}

function isOn(date: string, weekday: string, { weekdays }: Calendar): boolean {
  return new Date(`${date}T00:00Z`).getUTCDay() === weekdays.get(weekday)
}

/** The day where there is one, and a sheet can have it: its first is 30 December 1899. */
function dayOf(year: number, month: number, day: number): string | undefined {
  if (!(year >= 1900 && year <= 2199 && month >= 1 && month <= 12 && day >= 1)) return undefined
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCDate() === day ? date.toISOString().slice(0, 10) : undefined
}
