import type { Cell } from '#test/google/sheets/book/grid.ts'
import { isDate, serial } from '#test/google/sheets/book/number-format.ts'

type Value = Cell['value']

/**
 * How a line of cells goes on.
 * @param alternate the other way than usual, where there are two: one number counts up instead of
 *   being repeated, all else is repeated.
 * @returns the values that follow by their number from 0; null where the cell is to be copied.
 */
export function series(
  cells: readonly (Cell | undefined)[],
  alternate: boolean,
): (step: number) => Value | null {
  const numbers = cells.flatMap((cell) => cell?.value?.numberValue ?? [])
  if (numbers.length === cells.length) {
    const dates = cells.every((cell) => isDate(cell?.format?.numberFormat))
    const counts = numbers.length > 1 || dates
    if (counts === alternate) return copies
    const next = (dates && months(numbers)) || trend(numbers)
    return (step) => ({ numberValue: next(step) })
  }
  if (alternate) return copies
  const texts = cells.flatMap((cell) => cell?.value?.stringValue ?? [])
  if (texts.length < cells.length) return copies
  const next = textSeries(texts)
  return next === null ? copies : (step) => ({ stringValue: next(step) })
}

function copies(): null {
  return null
}

/** On by the same step, or along the line that fits best; a single number goes up by one. */
function trend(numbers: readonly number[]): (step: number) => number {
  const count = numbers.length
  const last = numbers[count - 1] ?? 0
  const steps = numbers.slice(1).map((value, index) => value - (numbers[index] ?? 0))
  const [first = 1] = steps
  if (steps.every((step) => Math.abs(step - first) < 1e-9)) {
    return (step) => rounded(last + first * (step + 1))
  }
  const middle = (count - 1) / 2
  const mean = numbers.reduce((sum, value) => sum + value, 0) / count
  const spread = numbers.reduce((sum, _value, at) => sum + (at - middle) ** 2, 0)
  const slope = numbers.reduce((sum, value, at) => sum + (at - middle) * (value - mean), 0) / spread
  return (step) => rounded(mean + slope * (count + step - middle))
}

/** Dates of the same day of months at equal distances; null for others. */
function months(dates: readonly number[]): ((step: number) => number) | null {
  const days = dates.map((date) => new Date(DAY_ZERO + date * DAY))
  const [first] = days
  const numbers = days.map((day) => day.getUTCFullYear() * 12 + day.getUTCMonth())
  const step = (numbers[1] ?? 0) - (numbers[0] ?? 0)
  const even = numbers.every((number, at) => at === 0 || number - (numbers[at - 1] ?? 0) === step)
  const alike = days.every((day) => day.getUTCDate() === first?.getUTCDate())
  if (!first || dates.length < 2 || step === 0 || !even || !alike) return null
  const last = numbers.at(-1) ?? 0
  return (at) => {
    const month = last + step * (at + 1)
    const [year, place] = [Math.floor(month / 12), (month % 12) + 1]
    // A month that is too short ends before the day.
    return Math.min(serial(year, place, first.getUTCDate()), serial(year, place + 1, 1) - 1)
  }
}

const DAY = 86_400_000
const DAY_ZERO = Date.UTC(1899, 11, 30)

function rounded(value: number): number {
  return Number(value.toPrecision(15))
}

const NAMES = [
  'Sunday Monday Tuesday Wednesday Thursday Friday Saturday',
  'Sun Mon Tue Wed Thu Fri Sat',
  'January February March April May June July August September October November December',
  'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec',
].map((names) => names.split(' '))

/** Texts that end in numbers, or days and months; null for others. */
function textSeries(texts: readonly string[]): ((step: number) => string) | null {
  for (const names of NAMES) {
    const places = texts.map((text) => names.indexOf(text))
    if (places.includes(-1)) continue
    const next = trend(unwrapped(places, names.length))
    return (step) => names.at(next(step) % names.length) ?? ''
  }
  const parts = texts.map((text) => /^(.*?)(\d+)$/s.exec(text))
  const [prefix, digits = ''] = parts[0]?.slice(1) ?? []
  if (prefix === undefined || parts.some((part) => part?.[1] !== prefix)) return null
  const width = digits.startsWith('0') ? digits.length : 0
  const next = trend(parts.map((part) => Number(part?.[2])))
  return (step) => prefix + String(Math.abs(Math.round(next(step)))).padStart(width, '0')
}

/** December, January: on around the circle instead of back. */
function unwrapped(places: readonly number[], length: number): number[] {
  let turns = 0
  return places.map((place, index) => {
    if (index > 0 && place < (places[index - 1] ?? 0)) turns += length
    return place + turns
  })
}
