import { FormulaError } from '#test/google/sheets/formulas/errors.ts'
import { define, defineIn, type FunctionEntry } from '#test/google/sheets/formulas/function.ts'
import { toScalar, type Operand } from '#test/google/sheets/formulas/operand.ts'

/** There is no network here: as where a spreadsheet may not be reached or a market has no data. */
function noImport(name: string): Operand {
  return new FormulaError(
    'REF',
    name === 'IMPORTRANGE'
      ? 'You need to connect these sheets.'
      : 'Please use a desktop web browser and permit access to fetch data from external URLs.',
  )
}

const imported = defineIn('a a*', ({ name }) => noImport(name))

export const WEB: Record<string, FunctionEntry> = {
  HYPERLINK: defineIn('t a?', (context, uri, label) => {
    if (uri !== '') context.link(/^[a-z][\w+.-]*:|^#/i.test(uri) ? uri : `http://${uri}`)
    return label === undefined ? uri : toScalar(label)
  }),
  ENCODEURL: define('t', (text) => encodeURIComponent(text)),
  /** A picture is no value: the cell reads as empty. */
  IMAGE: define('t n? n? n?', () => null),
  SPARKLINE: define('a a?', () => null),
  IMPORTRANGE: imported,
  IMPORTHTML: imported,
  IMPORTXML: imported,
  IMPORTDATA: imported,
  IMPORTFEED: imported,
  GOOGLEFINANCE: defineIn('t a*', (_context, symbol) => {
    throw new FormulaError(
      'N_A',
      `When evaluating GOOGLEFINANCE, the query for the symbol: '${symbol}' returned no data.`,
    )
  }),
  GOOGLETRANSLATE: defineIn('t a*', () => new FormulaError('N_A')),
  DETECTLANGUAGE: defineIn('a', () => new FormulaError('N_A')),
}
