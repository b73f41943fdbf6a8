import { addLocale, getLocale, type LocaleData } from 'numfmt'

/** How a spreadsheet's locale writes and reads numbers, dates and booleans. */
export type Locale = {
  /** The name that Google has for it, `de_DE`. */
  name: string
  decimal: string
  group: string
  dateOrder: 'MDY' | 'DMY' | 'YMD'
  /** What stands between the parts of a date of digits, `/` or `.`. */
  dateSeparator: string
  /** Long and short names, in lower case, of January to December. */
  months: readonly string[]
  shortMonths: readonly string[]
  /** Long and short names, in lower case, of Sunday to Saturday. */
  days: readonly string[]
  shortDays: readonly string[]
  /** What TRUE and FALSE are called. */
  booleans: readonly [string, string]
  /** AM and PM in lower case. */
  halves: readonly [string, string]
  currency: string
  /** What a number format of a type means that names no pattern. */
  patterns: Readonly<Record<string, string>>
}

const ORDERS = ['MDY', 'DMY', 'YMD'] as const

const known = new Map<string, Locale | null>()

/** Whether Sheets could have the locale: `en`, `fil` or `en_US`, of a language that is known. */
export function isLocale(name: string): boolean {
  return /^[a-z]{2,3}(_[A-Z]{2})?$/.test(name) && find(name) !== null
}

/** The locale of a spreadsheet; en_US for one that is not known. */
export function localeOf(name: string): Locale {
  const found = find(name) ?? find('en_US')
  if (!found) throw new Error('There is no en_US')
  return found
}

function find(name: string): Locale | null {
  const before = known.get(name)
  if (before !== undefined) return before
  const found = make(name)
  known.set(name, found)
  return found
}

function make(name: string): Locale | null {
  const data = getLocale(name)
  const tag = name.replace('_', '-')
  if (!data || Intl.NumberFormat.supportedLocalesOf(tag).length === 0) return null
  const months = names(tag, 'month', 'long')
  const shortMonths = names(tag, 'month', 'short')
  const days = names(tag, 'weekday', 'long')
  const shortDays = names(tag, 'weekday', 'short')
  const group = groupOf(tag) ?? data.group
  // The formatter shows what Unicode's tables say: `janv.`, and its narrow space between thousands.
  addLocale(
    {
      ...data,
      group,
      mmmm: months as LocaleData['mmmm'],
      mmm: shortMonths as LocaleData['mmm'],
      dddd: days as LocaleData['dddd'],
      ddd: shortDays as LocaleData['ddd'],
    },
    name,
  )
  return {
    name,
    decimal: data.decimal,
    group,
    dateOrder: ORDERS[data.format?.dateOrder ?? 0] ?? 'MDY',
    dateSeparator: data.format?.dateSep ?? '/',
    months: lower(months),
    shortMonths: lower(shortMonths),
    days: lower(days),
    shortDays: lower(shortDays),
    booleans: data.bool,
    halves: [data.ampm[0].toLowerCase(), data.ampm[1].toLowerCase()],
    currency: data.currency,
    patterns: patterns(data),
  }
}

function lower(words: readonly string[]): string[] {
  return words.map((word) => word.toLowerCase())
}

function groupOf(tag: string): string | undefined {
  const parts = new Intl.NumberFormat(tag, { numberingSystem: 'latn' }).formatToParts(1_234_567)
  return parts.find(({ type }) => type === 'group')?.value
}

/** The names that months or days have inside a date. */
function names(tag: string, part: 'month' | 'weekday', style: 'long' | 'short'): string[] {
  const format = new Intl.DateTimeFormat(tag, {
    ...(part === 'month' ? { month: style, day: 'numeric' } : { weekday: style }),
    timeZone: 'UTC',
    numberingSystem: 'latn',
    calendar: 'gregory',
  })
  return Array.from({ length: part === 'month' ? 12 : 7 }, (_, at) => {
    // The fourth of January 1970 was a Sunday.
    const date = part === 'month' ? Date.UTC(1970, at, 1) : Date.UTC(1970, 0, 4 + at)
    const parts = format.formatToParts(date)
    const name = parts.find(({ type }) => type === part)?.value ?? ''
    const next = parts[parts.findIndex(({ type }) => type === part) + 1]
    // Japanese has its 月 outside the name.
    return /^\d+$/.test(name) && next?.type === 'literal' ? name + next.value : name
  })
}

/**
 * https://developers.google.com/workspace/sheets/api/guides/formats gives those of en_US; those of
 * other locales follow Unicode's and are believed.
 */
function patterns({ format = {}, currency }: LocaleData): Record<string, string> {
  const day = format.padDd === true ? 'dd' : 'd'
  const month = format.padMm === true ? 'mm' : 'm'
  const order = {
    MDY: [month, day, 'yyyy'],
    DMY: [day, month, 'yyyy'],
    YMD: ['yyyy', month, day],
  }[ORDERS[format.dateOrder ?? 0] ?? 'MDY']
  const date = order.join(format.dateSep ?? '/')
  const clock = `${format.padHh === true ? 'hh' : 'h'}:mm:ss`
  return {
    NUMBER: '#,##0.00',
    PERCENT: '0.00%',
    CURRENCY: currencyPattern(currency, format.currencyPos ?? 0, '#,##0.00'),
    DATE: date,
    TIME: format.dateOrder === 0 || format.dateOrder === undefined ? `${clock} am/pm` : clock,
    DATE_TIME: `${date} ${clock}`,
    SCIENTIFIC: '0.00E+00',
  }
}

/** @param place of numfmt: before, after, before with a space, after with a space. */
function currencyPattern(symbol: string, place: number, digits: string): string {
  return [
    `"${symbol}"${digits}`,
    `${digits}"${symbol}"`,
    `"${symbol}"\\ ${digits}`,
    `${digits}\\ "${symbol}"`,
  ][place] as string
}
