import { keepColours } from '#test/google/sheets/book/colour.ts'
import type { Book } from '#test/google/sheets/book/book.ts'
import { isLocale } from '#test/google/sheets/book/locale.ts'
import { isTimeZone } from '#test/google/sheets/book/time-zone.ts'
import { invalid } from '#test/google/http/errors.ts'
import { setPath } from './set-path.ts'
import { readFields, type BatchRequest, type Draft } from './request.ts'

/** Google's SpreadsheetProperties, as far as they can be set. */
export type SpreadsheetProperties = {
  title?: string
  locale?: string
  timeZone?: string
  autoRecalc?: string
  iterativeCalculationSettings?: { maxIterations?: number; convergenceThreshold?: number }
  spreadsheetTheme?: { primaryFontFamily?: string; themeColors?: ThemeColour[] }
  importFunctionsExternalUrlAccessAllowed?: boolean
}

type ThemeColour = { colorType?: string; color?: object }

/** Every pair has to be given to change a theme [D]. */
const THEME_COLOURS = [
  'TEXT',
  'BACKGROUND',
  'ACCENT1',
  'ACCENT2',
  'ACCENT3',
  'ACCENT4',
  'ACCENT5',
  'ACCENT6',
  'LINK',
]

/** Also for `spreadsheets.create`, with all that its body has. @throws ApiError */
export function setProperty(draft: Draft, path: string, given: SpreadsheetProperties): void {
  const { book } = draft
  const [name = ''] = path.split('.')
  switch (name) {
    case 'title':
      if (!given.title) throw invalid('Spreadsheet title cannot be empty.')
      draft.title = given.title
      return
    case 'locale':
      book.locale = readLocale(given.locale ?? '')
      return
    case 'timeZone':
      book.timeZone = readTimeZone(given.timeZone ?? '')
      return
    case 'autoRecalc':
      book.autoRecalc = given.autoRecalc ?? 'ON_CHANGE'
      return
    case 'iterativeCalculationSettings':
      setIteration(book, path, given.iterativeCalculationSettings)
      return
    case 'spreadsheetTheme':
      setTheme(book, given.spreadsheetTheme)
      return
    case 'importFunctionsExternalUrlAccessAllowed':
      // It can be allowed but not forbidden again [D].
      if (given.importFunctionsExternalUrlAccessAllowed === true) book.importsAllowed = true
      else if (book.importsAllowed === true) {
        throw invalid('importFunctionsExternalUrlAccessAllowed is read-only once it is true.')
      }
      return
    case 'defaultFormat':
      throw invalid('defaultFormat is read-only.')
    default:
      throw invalid(`Invalid field: ${path}`)
  }
}

export const SPREADSHEET_REQUESTS: Record<string, BatchRequest> = {
  updateSpreadsheetProperties: (draft, body) => {
    const given = (body['properties'] ?? {}) as SpreadsheetProperties
    for (const path of readFields(body)) {
      const names = path === '*' ? Object.keys(given) : [path]
      for (const name of names) setProperty(draft, name, given)
    }
    return {}
  },
}

function readLocale(locale: string): string {
  if (!isLocale(locale)) throw invalid(`Unsupported locale: ${locale}`)
  return locale
}

function readTimeZone(timeZone: string): string {
  if (!isTimeZone(timeZone)) throw invalid(`Invalid time zone: ${timeZone}`)
  return timeZone
}

function setIteration(
  book: Book,
  path: string,
  given: SpreadsheetProperties['iterativeCalculationSettings'],
): void {
  const inner = path.split('.')[1]
  const settings = inner === undefined ? given : setPath(book.iterativeCalculation, inner, given)
  if (settings) book.iterativeCalculation = settings
  else delete book.iterativeCalculation
}

function setTheme(book: Book, given: SpreadsheetProperties['spreadsheetTheme']): void {
  const types = new Set(given?.themeColors?.map(({ colorType }) => colorType))
  if (!given?.primaryFontFamily) throw invalid('A theme must have a primary font family.')
  const missing = THEME_COLOURS.find((type) => !types.has(type))
  if (missing !== undefined) {
    throw invalid(`All theme colors must be specified. Missing: ${missing}.`)
  }
  book.theme = keepColours(given)
}
