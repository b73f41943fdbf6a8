import { byLanguage } from './language.ts'

/** A way of writing numbers: which mark the decimals follow, and what a well-formed number is. */
export type Convention = {
  decimal: string
  /** Captures ungrouped digits, grouped digits, decimals. */
  number: RegExp
  group: string
}

/** A number as it was written, with its digits as JavaScript reads them and no sign. */
export type Written = { digits: string; decimals: number; isGrouped: boolean }

/** Grouped by two digits above the thousand, as rupees are. */
export const INDIAN = convention({ group: ',', decimal: '.', above: 2 })

/** Arabic script has marks of its own, which mean the same in every language. */
const ARABIC = convention({ group: '٬', decimal: '٫', above: 3 })

/** What a page may follow that does not tell its language. */
const COMMON = [
  convention({ group: ',', decimal: '.', above: 3 }),
  convention({ group: '.', decimal: ',', above: 3 }),
  convention({ group: "'", decimal: '.', above: 3 }),
  ARABIC,
]

/**
 * The ways of writing numbers that a page in a language may follow. More than one where the tag does
 * not settle it: Spanish and Arabic are written in both ways, depending on the country, and English
 * is mostly written as in English also where its country writes otherwise.
 */
export const conventionsOf = byLanguage((locale) => {
  if (locale === undefined) return COMMON
  const others = locale.region ? regional[locale.language] : bare[locale.language]
  const tags = [locale.toString(), ...(others ?? [])]
  return [...tags.flatMap(conventionsIn), ARABIC]
})

const bare: Record<string, string[]> = { es: ['es-MX'], ar: ['ar-MA'] }
const regional: Record<string, string[]> = { en: ['en'] }

/**
 * The number that a text without sign or unit is, where it is written by one of the conventions and
 * all that fit mean the same; else undefined. Digits beyond the fifteenth would be lost in a sheet,
 * and leading zeros are: what has them stays text.
 */
export function readNumber(text: string, conventions: Convention[]): Written | undefined {
  const readings = conventions
    .map((one) => readScientific(text, one) ?? readBy(text, one))
    .filter((reading) => reading !== undefined)
  const [first] = readings
  const isSettled = readings.every(({ digits }) => Number(digits) === Number(first?.digits))
  return first && isSettled && significantDigits(first.digits) <= 15 ? first : undefined
}

function readBy(text: string, { number, group }: Convention): Written | undefined {
  const [match, plain = '', grouped = '', decimals = ''] = number.exec(text) ?? []
  const whole = plain || grouped.replaceAll(group, '')
  if (match === undefined || /^0\d/.test(whole) || whole + decimals === '') return undefined
  return {
    digits: decimals === '' ? whole : `${whole}.${decimals}`,
    decimals: decimals.length,
    isGrouped: grouped !== '',
  }
}

/** `1.2e6`, `1E+06`: `1e6` and `12e6` are as likely to be codes. */
function readScientific(text: string, { decimal }: Convention): Written | undefined {
  const [match, whole = '', mark, decimals = '', exponent = ''] = SCIENTIFIC.exec(text) ?? []
  if (match === undefined) return undefined
  if (mark === undefined ? !/^[+-]/.test(exponent) : mark !== decimal) return undefined
  const digits = `${whole}.${decimals}e${exponent}`
  const isHeld = Number.isFinite(Number(digits)) && Number(digits) !== 0
  return isHeld ? { digits, decimals: 0, isGrouped: false } : undefined
}

const SCIENTIFIC = /^([1-9])(?:([.,٫])(\d+))?[eE]([+-]?\d{1,3})$/

function significantDigits(digits: string): number {
  return digits.replace(/e.*/, '').replace('.', '').replace(/^0+/, '').length
}

/** Of plain numbers, and of money where it is another one, as in Austria. */
function conventionsIn(tag: string): Convention[] {
  const plain = conventionIn(tag, {})
  const money = conventionIn(tag, { style: 'currency', currency: 'EUR' })
  return String(plain.number) === String(money.number) ? [plain] : [plain, money]
}

function conventionIn(tag: string, style: Intl.NumberFormatOptions): Convention {
  const options = { numberingSystem: 'latn', useGrouping: true, ...style }
  const parts = new Intl.NumberFormat(tag, options).formatToParts(1_234_567_890.5)
  const mark = (type: 'group' | 'decimal'): string =>
    (parts.find((part) => part.type === type)?.value ?? '')
      .replace(/\p{Zs}/u, ' ')
      .replace('’', "'")
  const groups = parts.filter(({ type }) => type === 'integer')
  return convention({
    group: mark('group'),
    decimal: mark('decimal'),
    above: groups.at(-2)?.value.length ?? 3,
  })
}

/** `above`: how many digits a group has above the thousand. */
function convention(marks: { group: string; decimal: string; above: number }): Convention {
  const { group, decimal, above } = marks
  const grouped = `[1-9]\\d{0,${above - 1}}(?:[${group}]\\d{${above}})*[${group}]\\d{3}`
  return {
    group,
    decimal,
    number: new RegExp(`^(?:(\\d+)|(${grouped}))?(?:[${decimal}](\\d+))?$`),
  }
}
