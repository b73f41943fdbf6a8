import * as fc from 'fast-check'
import { format } from 'numfmt'
import { describe, expect, it } from 'vitest'
import { typedCell } from '#extension/capture/typed/typed-cell.ts'

/** Languages whose tags settle how numbers and dates are written. */
const LANGUAGES = (
  'en-US en-GB en-IN en-AU de de-AT de-CH fr fr-CH it it-CH es-ES es-MX pt-BR pt-PT nl sv nb da fi is pl ' +
  'cs sk sl hr hu ro bg sr ru uk el tr he ar-EG ar-MA fa hi bn ja ko zh-CN zh-TW id ms lt lv et ca gl'
).split(' ')

const language = fc.constantFrom(...LANGUAGES)
/** Up to eight digits before the decimal mark: nine are a phone number in some languages. */
const decimal = fc
  .tuple(fc.integer({ min: -99_999_999, max: 99_999_999 }), fc.nat(999_999), fc.nat(6))
  .map(([whole, fraction, digits]) =>
    Number(`${whole}.${fraction}`.slice(0, `${whole}.`.length + digits)),
  )
const currency = fc.constantFrom(
  ...'USD EUR GBP JPY CNY INR CHF SEK DKK NOK PLN CZK HUF RUB KRW TRY CAD AUD'.split(' '),
)
/** A moment in UTC, in the years that a sheet can hold. */
const moment = fc.date({
  min: new Date('1900-01-01T00:00Z'),
  max: new Date('2199-12-31T23:59:59Z'),
  noInvalidDate: true,
})

const formats = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>()

function numberText(lang: string, value: number, options: Intl.NumberFormatOptions): string {
  const key = JSON.stringify([lang, options])
  const known = formats.get(key)
  const used = known instanceof Intl.NumberFormat ? known : new Intl.NumberFormat(lang, options)
  formats.set(key, used)
  return used.format(value)
}

function dateText(lang: string, value: Date, options: Intl.DateTimeFormatOptions): string {
  const key = JSON.stringify([lang, options])
  const known = formats.get(key)
  const gregorian = { calendar: 'gregory', timeZone: 'UTC', ...options } as const
  const used =
    known instanceof Intl.DateTimeFormat ? known : new Intl.DateTimeFormat(lang, gregorian)
  formats.set(key, used)
  return used.format(value)
}

/** What a cell must be, with the text in the message when it is not. */
function seeCell(text: string, lang: string, cell: object): void {
  expect({ text, lang, ...typedCell(text, lang) }).toMatchObject({ text, lang, ...cell })
}

describe('what a language writes is read back', () => {
  it('numbers', () => {
    fc.assert(
      fc.property(language, decimal, fc.boolean(), (lang, value, useGrouping) => {
        const text = numberText(lang, value, { maximumFractionDigits: 6, useGrouping })
        seeCell(text, lang, { kind: 'number', value: value + 0 })
      }),
      { numRuns: 2000 },
    )
  })

  it('percentages', () => {
    fc.assert(
      fc.property(language, fc.integer({ min: -99_999, max: 99_999 }), (lang, perMyriad) => {
        const value = Number(`${perMyriad}e-4`) + 0
        const text = numberText(lang, value, { style: 'percent', minimumFractionDigits: 2 })
        seeCell(text, lang, { kind: 'number', value, format: { type: 'PERCENT' } })
      }),
      { numRuns: 1000 },
    )
  })

  it('sums of money', () => {
    fc.assert(
      fc.property(language, currency, fc.integer(), (lang, code, cents) => {
        // Bulgarian writes dollars as two words' initials.
        fc.pre(!(lang === 'bg' && code === 'USD'))
        const value = Number(`${cents}e-2`) + 0
        const style = { style: 'currency', currency: code, minimumFractionDigits: 2 } as const
        const text = numberText(lang, value, style)
        seeCell(text, lang, { kind: 'number', value, format: { type: 'CURRENCY' } })
      }),
      { numRuns: 2000 },
    )
  })

  it.each(['full', 'long', 'medium'] as const)('days, in the %s style', (dateStyle) => {
    fc.assert(
      fc.property(language, moment, (lang, date) => {
        const text = dateText(lang, date, { dateStyle })
        seeCell(text, lang, { kind: 'date', value: date.toISOString().slice(0, 10) })
      }),
      { numRuns: 1000 },
    )
  })

  it('days in numbers', () => {
    const settled = LANGUAGES.filter((lang) => !/^(fa|ar)/.test(lang))
    fc.assert(
      fc.property(fc.constantFrom(...settled), moment, (lang, date) => {
        const text = dateText(lang, date, { day: '2-digit', month: '2-digit', year: 'numeric' })
        seeCell(text, lang, { kind: 'date', value: date.toISOString().slice(0, 10) })
      }),
      { numRuns: 2000 },
    )
  })

  it('days and times', () => {
    // What follows the time in Hindi is not known to Intl as a part of it.
    const settled = LANGUAGES.filter((lang) => lang !== 'hi')
    fc.assert(
      fc.property(fc.constantFrom(...settled), moment, (lang, date) => {
        const text = dateText(lang, date, {
          dateStyle: 'long',
          timeStyle: 'medium',
          hourCycle: 'h23',
        })
        seeCell(text, lang, { kind: 'datetime', value: date.toISOString().slice(0, 19) })
      }),
      { numRuns: 1000 },
    )
  })
})

const anyLanguage = fc.oneof(
  fc.constantFrom(undefined, '', 'en', 'es', 'ar', 'xx-YY', 'de_DE', ...LANGUAGES),
  fc.constantFrom('-', 'x', 'en-', '*&%', 'a-b-c-d', 'en-US-u-nu-arab', 'he ', 'DE'),
)
/** Texts that look like values more often than texts do. */
const valueLike = fc
  .array(
    fc.oneof(
      fc.nat(2100).map(String),
      fc.constantFrom(
        ...'. , - − + ( ) % $ € kr USD e E : / T Z h ° am PM March May 年 月 日 ٣ ٫ ٬ １ ’ 000 0'.split(
          ' ',
        ),
        ' ',
        '\u00A0',
        '\n',
      ),
    ),
    { maxLength: 9 },
  )
  .map((parts) => parts.join(''))
const anyText = fc.oneof(valueLike, valueLike, fc.string({ unit: 'binary' }), fc.string())

describe('whatever the text', () => {
  it('never throws, and a text stays as it is', () => {
    fc.assert(
      fc.property(anyText, anyLanguage, (text, lang) => {
        const cell = typedCell(text, lang)
        const kept = cell.kind === 'text' ? cell.value : text
        const number = cell.kind === 'number' ? cell.value : 0
        expect([kept, Number.isFinite(number)]).toEqual([text, true])
      }),
      { numRuns: 5000 },
    )
  })

  it('a number has the digits of its text, in their order', () => {
    fc.assert(
      fc.property(valueLike, anyLanguage, (text, lang) => {
        const cell = typedCell(text, lang)
        if (cell.kind !== 'number' || /e/i.test(text)) return
        expect({ text, digits: significant(digitsOf(String(cell.value))) }).toEqual({
          text,
          digits: significant(digitsOf(text)),
        })
      }),
      { numRuns: 5000 },
    )
  })

  it('a number that is shown by its own pattern means the same', () => {
    const unit = fc.constantFrom('', '%', ' %', '$', ' €', ' USD')
    fc.assert(
      fc.property(decimal, unit, fc.boolean(), (value, sign, useGrouping) => {
        const digits = sign === '' || sign.endsWith('%') ? 6 : 2
        const text = numberText('en', value, { maximumFractionDigits: digits, useGrouping }) + sign
        const cell = typedCell(text, 'en')
        if (cell.kind !== 'number') throw new Error(`No number: ${text}`)
        const shown = cell.format ? format(cell.format.pattern, cell.value) : String(cell.value)
        expect({ text, shown, ...typedCell(shown, 'en') }).toMatchObject({ value: cell.value })
      }),
      { numRuns: 2000 },
    )
  })
})

function digitsOf(text: string): string {
  return text.replace(/٣/g, '3').replace(/１/g, '1').replaceAll(/\D/g, '')
}

/** Without the zeros around them, which are worth nothing or only shift the mark. */
function significant(digits: string): string {
  return digits.replace(/^0+/, '').replace(/0+$/, '')
}

describe('a hostile text', () => {
  const pieces = [
    '1',
    'a',
    '1a',
    ' 1',
    '1,',
    'a.',
    '(1',
    '-1',
    '5 March ',
    '1:',
    '٣',
    "'1",
    '\u00A0',
  ]

  it.each(pieces)('is done with at once: %j, over and over', (piece) => {
    const longest = piece.repeat(64).slice(0, 63)
    const texts = [piece.repeat(100_000), longest, ...['!', '1!', ')'].map((end) => longest + end)]
    const kinds = texts.map((text) => typedCell(text, 'en').kind)
    expect(kinds).toEqual(texts.map(() => 'text'))
  })
})
