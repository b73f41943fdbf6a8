/**
 * How a value looks, guessed from its text: only formatted values are read, so a number is known by
 * its look alone. The guess decides about alignment and nothing else.
 */
export type Alignment = 'start' | 'center' | 'end'

const SIGN = '[-+−–(]?'
const CURRENCY = '(?:\\p{Sc}|CHF|kr|zł|Kč|Ft|R\\$|US\\$)?'
const DIGITS = "(?:\\d{1,3}(?:[ ,.'’\\u00a0\\u202f]\\d{3})+|\\d+)(?:[.,]\\d+)?|[.,]\\d+"
const NUMBER = new RegExp(
  `^${SIGN}\\s?${CURRENCY}\\s?${SIGN}(?:${DIGITS})(?:[eE][-+]?\\d+)?\\s?(?:%|‰|${CURRENCY})?\\)?$`,
  'u',
)
const TIME = '\\d{1,2}:\\d{2}(?::\\d{2}(?:\\.\\d+)?)?(?:\\s?[AaPp]\\.?[Mm]\\.?)?'
const DAY = '\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}|\\d{1,2}[-/.]\\s?\\d{1,2}[-/.]\\s?\\d{2,4}\\.?'
const MOMENT = new RegExp(`^(?:(?:${DAY})(?:,?\\s${TIME})?|${TIME})$`)

/** Longer than any number is shown; spares the expressions the rest. */
const LONGEST = 40

/** Google Sheets' own: numbers, days and times to the right, truth values in the middle, text to the left. */
export function alignmentOf(value: string): Alignment {
  if (value === 'TRUE' || value === 'FALSE') return 'center'
  if (value.length === 0 || value.length > LONGEST) return 'start'
  return NUMBER.test(value) || MOMENT.test(value) ? 'end' : 'start'
}

/** The address that a cell holds and nothing else, or null. */
export function linkIn(value: string): string | null {
  if (!/^https?:\/\/\S+$/.test(value)) return null
  return URL.canParse(value) ? value : null
}
