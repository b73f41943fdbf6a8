import type { Locale } from '#test/google/sheets/book/locale.ts'
import type { Typed } from './typed-number.ts'

const DAY = 86_400

/**
 * `10:30`, `10:30:15.5`, `5 PM`; from 24 hours on it is a duration, `[h]:mm:ss`.
 * @returns the part of a day, and the format that shows it as it was typed.
 */
export function typedTime(text: string, { halves, decimal }: Locale): Typed | null {
  const lower = text.toLowerCase()
  const half = [...halves, 'am', 'pm'].find((one) => lower.endsWith(one))
  const clock = half === undefined ? text : text.slice(0, -half.length).trim()
  const match = /^(\d{1,6})(?::(\d{2})(?::(\d{2})(?:[.,](\d{1,3}))?)?)?$/.exec(clock)
  if (!match) return null
  const [, hours, minutes, seconds, fraction] = match
  if (minutes === undefined && half === undefined) return null
  if (fraction !== undefined && !clock.includes(decimal)) return null
  if (Number(minutes ?? 0) > 59 || Number(seconds ?? 0) > 59) return null
  const hour = Number(hours)
  if (half !== undefined && (hour < 1 || hour > 12)) return null
  const late = half === 'pm' || half === halves[1]
  const shift = half === undefined ? hour : (hour % 12) + (late ? 12 : 0)
  const total =
    shift * 3600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0) + Number(`.${fraction ?? 0}`)
  const pattern = [
    hour > 23 ? '[h]' : 'h',
    minutes === undefined ? '' : ':mm',
    seconds === undefined ? '' : ':ss',
    fraction === undefined ? '' : `.${'0'.repeat(fraction.length)}`,
    half === undefined ? '' : ' am/pm',
  ].join('')
  return { number: total / DAY, format: { type: 'TIME', pattern } }
}
