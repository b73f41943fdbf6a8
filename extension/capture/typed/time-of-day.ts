import { calendarOf } from './calendar.ts'

/**
 * A time of day, `HH:MM:SS`, from a text as `plainText` gives it: `14:05`, `14:05:09`, `2:05 PM`,
 * `14h05`, `14.05 Uhr`. Undefined where it is none, has a time zone, or is no time of a day.
 */
export function readTime(plain: string, lang: string | undefined): string | undefined {
  const [, before = '', hour, mark, minute, second = '00', after = ''] = TIME.exec(plain) ?? []
  if (hour === undefined) return undefined
  const [half, clock] = [halfOf(before || after, lang), CLOCKS.has((before || after).toLowerCase())]
  if ((before !== '' && after !== '') || (before + after !== '' && half === undefined && !clock))
    return undefined
  // A dot alone would be a number.
  if (mark === '.' && before + after === '') return undefined

  const hours = hoursOf(Number(hour), half)
  if (!(hours <= 23) || Number(minute) > 59 || Number(second) > 59) return undefined
  return `${String(hours).padStart(2, '0')}:${minute}:${second}`
}

const TIME = /^(\D{0,14}?) ?(\d{1,2})(:|\.| ?h ?)(\d\d)(?:\3(\d\d)(?:[.,]0+)?)? ?(\D{0,14})$/

/** Words that go with a time of day. */
const CLOCKS = new Set(['uhr', 'kl', 'kl.', 'klo', 'pukul'])

/** 0 before noon, 12 after it. */
function halfOf(word: string, lang: string | undefined): number | undefined {
  const name = word.toLowerCase().replaceAll(/[. ]/g, '')
  return name === '' ? undefined : calendarOf(lang).halves.get(name)
}

/** More than any hour of a day where twelve hours were said and there are more, or none. */
function hoursOf(hour: number, half: number | undefined): number {
  if (half === undefined) return hour
  return hour >= 1 && hour <= 12 ? (hour % 12) + half : Number.POSITIVE_INFINITY
}
