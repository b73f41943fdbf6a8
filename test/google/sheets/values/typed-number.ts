import type { NumberFormat } from '#test/google/sheets/book/cell.ts'
import type { Locale } from '#test/google/sheets/book/locale.ts'

export type Typed = { number: number; format?: NumberFormat }

/** Symbols that are known everywhere, next to the locale's own. */
const CURRENCIES = ['$', '€', '£', '¥', '₹']

const known = new Map<string, RegExp>()

/**
 * Numbers as people type them: `1,234.5`, `-$5`, `12 %`, `1e3`, `(7)`; with the separators of the
 * locale. Without a sign of their own they bring no format along.
 */
export function typedNumber(text: string, locale: Locale): Typed | null {
  const inParentheses = /^\((.*)\)$/s.exec(text)
  const match = numbers(locale).exec((inParentheses?.[1] ?? text).trim())
  if (!match) return null
  const {
    sign,
    before,
    inner,
    whole = '',
    fraction = '',
    exponent,
    percent,
    after,
  } = match.groups ?? {}
  const symbol = before ?? after
  const signs = [inParentheses, sign, inner].filter((one) => one !== null && one !== undefined)
  if (whole === '' && fraction.length < 2) return null
  if (signs.length > 1 || (before !== undefined && after !== undefined)) return null
  if (percent !== undefined && (symbol !== undefined || exponent !== undefined)) return null
  const digits = whole.replaceAll(/\D/g, '')
  const size = Number(`${digits}.${fraction.slice(1)}e${exponent ?? '0'}`)
  if (!Number.isFinite(size)) return null
  const negative = inParentheses !== null || (sign ?? inner) === '-'
  const number = negative && size !== 0 ? -size : size
  const decimals = fraction.length > 1
  if (percent !== undefined) {
    const pattern = decimals ? '0.00%' : '0%'
    return { number: Number((number / 100).toPrecision(15)), format: { type: 'PERCENT', pattern } }
  }
  if (symbol !== undefined) {
    return { number, format: { type: 'CURRENCY', pattern: currency(symbol, decimals, locale) } }
  }
  if (exponent !== undefined) return { number, format: { type: 'SCIENTIFIC', pattern: '0.00E+00' } }
  if (/\D/.test(whole)) {
    return { number, format: { type: 'NUMBER', pattern: decimals ? '#,##0.00' : '#,##0' } }
  }
  return { number }
}

function numbers({ name, decimal, group, currency }: Locale): RegExp {
  const before = known.get(name)
  if (before) return before
  const symbols = [...new Set([currency, ...CURRENCIES])]
    .toSorted((a, b) => b.length - a.length)
    .map(escape)
    .join('|')
  // Whoever writes thousands with some space may type any of them.
  const between = group.trim() === '' ? '[ \\u00a0\\u202f]' : escape(group)
  const made = new RegExp(
    `^(?<sign>[-+])?(?<before>${symbols})?[ \\u00a0]?(?<inner>[-+])?` +
      `(?<whole>\\d{1,3}(?:${between}\\d{3})+|\\d+)?(?<fraction>${escape(decimal)}\\d*)?` +
      `(?:e(?<exponent>[-+]?\\d{1,3}))?[ \\u00a0]?(?:(?<percent>%)|(?<after>${symbols}))?$`,
    'i',
  )
  known.set(name, made)
  return made
}

function escape(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
}

/** The locale's own currency as it is shown there; another one before the number, in brackets. */
function currency(symbol: string, decimals: boolean, locale: Locale): string {
  const own = locale.patterns['CURRENCY'] ?? ''
  const pattern = symbol === locale.currency ? own : `[$${symbol}]#,##0.00`
  return decimals ? pattern : pattern.replace('0.00', '0')
}
