import type { Cell } from '#shared/cells.ts'
import { readAmount } from './amount.ts'
import { readDay } from './day.ts'
import { plainText } from './plain-text.ts'
import { readTime } from './time-of-day.ts'

/**
 * The value that a text shows, as a person reading the page in its language takes it: a number,
 * percentage, sum of money, day, time or truth value. Whatever could mean two things stays the text
 * it is, and so does an instant with a time zone, which is another time of day elsewhere.
 *
 * `text` has no blanks around it. `lang` is the tag of the page's language as the page wrote it,
 * undefined where it tells none. Never throws.
 */
export function typedCell(text: string, lang: string | undefined): Cell {
  if (text === '') return { kind: 'empty' }
  return valueOf(text, lang) ?? { kind: 'text', value: text }
}

/** No value is written longer, and no pattern below has more to search than this. */
const LONGEST_VALUE = 64

function valueOf(text: string, lang: string | undefined): Cell | undefined {
  if (text.length > LONGEST_VALUE) return undefined
  if (/^(?:true|false)$/i.test(text)) return { kind: 'boolean', value: text.length === 4 }
  if (!/\p{Nd}/u.test(text)) return undefined

  const plain = plainText(text)
  const amount = readAmount(plain, lang)
  if (amount !== undefined) return amount
  const time = readTime(plain, lang)
  if (time !== undefined) return { kind: 'time', value: time }
  if (!/\d{4}/.test(plain)) return undefined
  const day = readDay(plain, lang)
  if (day !== undefined) return { kind: 'date', value: day }
  return readMoment(plain, lang)
}

/** A day and a time in either order, told apart at one of the blanks, or at the T of ISO 8601. */
function readMoment(plain: string, lang: string | undefined): Cell | undefined {
  if (!/\d(?::|\.| ?h ?)\d\d/.test(plain)) return undefined
  const spaced = plain.replace(/^(\d{4}-\d\d-\d\d)T(?=\d)/, '$1 ')
  for (let at = spaced.indexOf(' '); at > 0; at = spaced.indexOf(' ', at + 1)) {
    const [head, tail] = [spaced.slice(0, at).replace(/[,،]$/, ''), spaced.slice(at + 1)]
    const isTimeFirst = readTime(head, lang) !== undefined
    const time = readTime(isTimeFirst ? head : tail, lang)
    const day = time === undefined ? undefined : readDay(isTimeFirst ? tail : head, lang)
    if (day !== undefined) return { kind: 'datetime', value: `${day}T${time}` }
  }
  return undefined
}
