import * as z from 'zod/mini'

/** A day and a time of day; an empty string for what is not known. */
export type Moment = { date: string; time: string }

type Known = {
  year: string
  month: string
  day: string
  hour: string
  minute: string
  second: string
}
type Write = (known: Known, lang: string, withDay: boolean) => string

/** What a format is made of, for the help as well: the letters, and an example of what they give. */
export const formatTokens = [
  { token: 'YYYY', gives: '2026' },
  { token: 'YY', gives: '26' },
  { token: 'MMMM', gives: 'March' },
  { token: 'MMM', gives: 'Mar' },
  { token: 'MM', gives: '03' },
  { token: 'M', gives: '3' },
  { token: 'DD', gives: '05' },
  { token: 'D', gives: '5' },
  { token: 'dddd', gives: 'Thursday' },
  { token: 'ddd', gives: 'Thu' },
  { token: 'HH', gives: '14' },
  { token: 'H', gives: '14' },
  { token: 'hh', gives: '02' },
  { token: 'h', gives: '2' },
  { token: 'mm', gives: '07' },
  { token: 'm', gives: '7' },
  { token: 'ss', gives: '09' },
  { token: 's', gives: '9' },
  { token: 'A', gives: 'PM' },
  { token: 'a', gives: 'pm' },
] as const
type Token = (typeof formatTokens)[number]['token']

const writers: Record<Token, Write> = {
  YYYY: ({ year }) => year,
  YY: ({ year }) => year.slice(-2),
  MMMM: (known, lang, withDay) => monthName(known, lang, 'long', withDay),
  MMM: (known, lang, withDay) => monthName(known, lang, 'short', withDay),
  MM: ({ month }) => month,
  M: ({ month }) => unpadded(month),
  DD: ({ day }) => day,
  D: ({ day }) => unpadded(day),
  dddd: (known, lang) => nameIn(known, lang, { weekday: 'long' }, 'weekday'),
  ddd: (known, lang) => nameIn(known, lang, { weekday: 'short' }, 'weekday'),
  HH: ({ hour }) => hour,
  H: ({ hour }) => unpadded(hour),
  hh: ({ hour }) => twelve(hour).padStart(2, '0'),
  h: ({ hour }) => twelve(hour),
  mm: ({ minute }) => minute,
  m: ({ minute }) => unpadded(minute),
  ss: ({ second }) => second,
  s: ({ second }) => unpadded(second),
  A: ({ hour }) => halfOfDay(hour),
  a: ({ hour }) => halfOfDay(hour).toLowerCase(),
}

/** `[words]`, a run of one letter, or anything else. */
const PIECE = /\[[^\]]*\]|([A-Za-z])\1*|[^A-Za-z[]+|\[/g

/** The first letters of a format that mean nothing in one; null where all do. */
export function unknownToken(pattern: string): string | null {
  return pieces(pattern).find((piece) => /^[A-Za-z]/.test(piece) && !isToken(piece)) ?? null
}

/**
 * A moment in a format such as `D MMMM YYYY [at] HH:mm`. Words in brackets stand as they are. Names of
 * months and weekdays are in the language `lang` (BCP 47), and decline with the day where it has one.
 * What the moment does not know is left out.
 */
export function formatMoment(pattern: string, { date, time }: Moment, lang = 'en'): string {
  const [year = '', month = '', day = ''] = date.split('-')
  const [hour = '', minute = '', second = ''] = time.split(':')
  const known = { year, month, day, hour, minute, second }
  const all = pieces(pattern)
  const withDay = all.includes('D') || all.includes('DD')
  return all
    .map((piece) => {
      if (isToken(piece)) return writers[piece](known, lang, withDay)
      return /^\[.*\]$/s.test(piece) ? piece.slice(1, -1) : piece
    })
    .join('')
}

/** Whether names of months can be asked for in it. */
export function isLanguage(lang: string): boolean {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(lang).length > 0
  } catch {
    return false
  }
}

/** The day that a text in ISO 8601 begins with, as written there whatever its time zone; null where none. */
export function isoDay(text: string): string | null {
  const [, day] = /^(\d{4}-\d{2}-\d{2})(?:[T ]|$)/.exec(text) ?? []
  return day !== undefined && z.iso.date().safeParse(day).success ? day : null
}

function pieces(pattern: string): string[] {
  return pattern.match(PIECE) ?? []
}

function isToken(piece: string): piece is Token {
  return Object.hasOwn(writers, piece)
}

function unpadded(digits: string): string {
  return digits.replace(/^0(?=\d)/, '')
}

function twelve(hour: string): string {
  return hour === '' ? '' : String(Number(hour) % 12 || 12)
}

function halfOfDay(hour: string): string {
  if (hour === '') return ''
  return Number(hour) < 12 ? 'AM' : 'PM'
}

/** “5 марта”, but “март 2026”: a month beside its day is written in another case in many languages. */
function monthName(known: Known, lang: string, month: 'long' | 'short', withDay: boolean): string {
  return nameIn(known, lang, withDay ? { month, day: 'numeric' } : { month }, 'month')
}

function nameIn(
  { year, month, day }: Known,
  lang: string,
  options: Intl.DateTimeFormatOptions,
  part: 'month' | 'weekday',
): string {
  if (day === '') return ''
  const noon = new Date(`${year}-${month}-${day}T12:00:00Z`)
  if (Number.isNaN(noon.getTime())) return ''
  const format = new Intl.DateTimeFormat(isLanguage(lang) ? lang : 'en', {
    ...options,
    timeZone: 'UTC',
    calendar: 'gregory',
  })
  return format.formatToParts(noon).find(({ type }) => type === part)?.value ?? ''
}
