import { byLanguage } from './language.ts'
import { plainText } from './plain-text.ts'

/** What a language calls the parts of a date, every word in lower case. */
export type Calendar = {
  /** Months from 1; NaN where two are called the same. */
  months: Map<string, number>
  /** Days of the week from Sunday, which is 0; NaN where two are called the same. */
  weekdays: Map<string, number>
  /** Words that join the others, as the two "de" of Spanish. */
  fillers: Set<string>
  /** Before noon is 0, after it 12. */
  halves: Map<string, number>
  /** How day and month are ordered in numbers; undefined where the tag does not settle it. */
  order: 'day-month' | 'month-day' | undefined
  /** What stands between numbers; undefined where a region settles the order whatever stands there. */
  separator: string | undefined
}

/** The words of a text, and its numbers, in lower case and without what stands between them. */
export function wordsOf(text: string): string[] {
  // Turkish has two letters i, and capitals that lower-case to the other one.
  return (
    plainText(text)
      .toLowerCase()
      .replaceAll(/ı|i\u0307/g, 'i')
      .match(WORD) ?? []
  )
}

export const WORD = /\d+|[\p{L}\p{M}'\u200C]+/gu

/** English words are understood on every page, beside those of its own language. */
export const calendarOf = byLanguage((locale): Calendar => {
  const tags = locale === undefined ? ['en'] : [locale.toString(), 'en']
  const months = new Map([['sept', 9]])
  const weekdays = new Map<string, number>()
  const fillers = new Set(['of', 'the', 'st', 'nd', 'rd', 'th', 'at'])
  const halves = new Map([
    ['am', 0],
    ['pm', 12],
  ])
  for (const tag of tags) {
    learnMonths(tag, months, fillers)
    learnWeekdays(tag, weekdays)
    learnFillers(tag, fillers)
    learnHalves(tag, halves)
  }
  for (const word of spoken[locale?.language ?? ''] ?? []) fillers.add(word)
  return { months, weekdays, fillers, halves, ...orderIn(locale) }
})

/** Fillers that Intl itself leaves out: ordinals, and "year" after the year. */
const spoken: Record<string, string[]> = {
  fr: ['er'],
  pl: ['r', 'roku'],
  ru: ['год', 'года'],
  uk: ['р', 'року'],
}

type Options = Intl.DateTimeFormatOptions
type Part = Intl.DateTimeFormatPart

/** The parts of each date. Gregorian whatever calendar a language uses: a sheet knows no other. */
function partsOf(tag: string, options: Options, dates: Date[]): Part[][] {
  const gregorian = { calendar: 'gregory', numberingSystem: 'latn', timeZone: 'UTC' } as const
  // A format is costly to make, so it serves all dates.
  const format = new Intl.DateTimeFormat(tag, { ...gregorian, ...options })
  return dates.map((date) => format.formatToParts(date))
}

/** The words of one part of each date. */
function namesOf(tag: string, options: Options, type: Part['type'], dates: Date[]): string[][] {
  return partsOf(tag, options, dates).map((parts) =>
    wordsOf(parts.find((part) => part.type === type)?.value ?? ''),
  )
}

const MONTHS = Array.from({ length: 12 }, (_, month) => new Date(Date.UTC(2026, month, 5)))
/** From a Sunday on. */
const WEEKDAYS = Array.from({ length: 7 }, (_, day) => new Date(Date.UTC(2026, 2, 1 + day)))
const HALVES = [3, 15].map((hour) => new Date(Date.UTC(2026, 2, 5, hour)))

/** Alone and within a date: many languages decline a month beside its day. */
const MONTH_STYLES: Options[] = (['long', 'short'] as const).flatMap((month) => [
  { month },
  { month, day: 'numeric' },
  { month, day: 'numeric', year: 'numeric' },
])

function learnMonths(tag: string, months: Map<string, number>, fillers: Set<string>): void {
  for (const options of MONTH_STYLES) {
    for (const [index, words] of namesOf(tag, options, 'month', MONTHS).entries()) {
      const name = words.pop()
      if (name === undefined || /\d/.test(name)) continue
      learn(months, name, index + 1)
      for (const word of words) fillers.add(word)
    }
  }
}

/** A word of two meanings has none. */
function learn(words: Map<string, number>, word: string, meaning: number): void {
  const known = words.get(word)
  words.set(word, known === undefined || known === meaning ? meaning : Number.NaN)
}

function learnWeekdays(tag: string, weekdays: Map<string, number>): void {
  for (const weekday of ['long', 'short'] as const) {
    for (const [day, words] of namesOf(tag, { weekday }, 'weekday', WEEKDAYS).entries()) {
      if (words.length > 0) learn(weekdays, words.join(' '), day)
    }
  }
}

function learnFillers(tag: string, fillers: Set<string>): void {
  for (const dateStyle of ['full', 'long'] as const) {
    for (const { type, value } of partsOf(tag, { dateStyle, timeStyle: 'short' }, HALVES).flat()) {
      if (type === 'literal') for (const word of wordsOf(value)) fillers.add(word)
    }
  }
}

function learnHalves(tag: string, halves: Map<string, number>): void {
  const options = { hour: 'numeric', hourCycle: 'h12' } as const
  for (const [half, words] of namesOf(tag, options, 'dayPeriod', HALVES).entries()) {
    if (words.length > 0) learn(halves, words.join(''), half * 12)
  }
}

/**
 * English is written in both orders, so only its region tells. Where a language has no region its
 * order is known for its own separator: 05.03.2026 in German is, 05/03/2026 may be anything.
 */
function orderIn(locale: Intl.Locale | undefined): Pick<Calendar, 'order' | 'separator'> {
  const unknown = { order: undefined, separator: undefined }
  if (locale === undefined) return unknown
  if (locale.language === 'en' && locale.region === undefined) return unknown
  const numeric = { day: '2-digit', month: '2-digit', year: 'numeric' } as const
  const parts = partsOf(locale.toString(), numeric, [new Date(0)]).flat()
  const separator = plainText(parts.find(({ type }) => type === 'literal')?.value ?? '')
  const order = parts
    .filter(({ type }) => type === 'day' || type === 'month' || type === 'year')
    .map(({ type }) => type)
    .join('-')
  if (order !== 'day-month-year' && order !== 'month-day-year') return unknown
  return {
    order: order === 'day-month-year' ? 'day-month' : 'month-day',
    separator: locale.region === undefined ? separator : undefined,
  }
}
