import { columnName, quoteTitle } from '#test/google/sheets/book/a1.ts'
import { readText, toText } from '#test/google/sheets/formulas/coerce.ts'
import { FormulaError, type ErrorType } from '#test/google/sheets/formulas/errors.ts'
import {
  define,
  defineIn,
  FIRST,
  numberFormat,
  type FunctionEntry,
} from '#test/google/sheets/formulas/function.ts'
import { isMany, Range, toScalar, type Scalar } from '#test/google/sheets/formulas/operand.ts'

const isError = (value: Scalar): value is FormulaError => value instanceof FormulaError

/** The numbers of ERROR.TYPE. */
const NUMBERS: Record<ErrorType, number> = {
  NULL_VALUE: 1,
  DIVIDE_BY_ZERO: 2,
  VALUE: 3,
  REF: 4,
  NAME: 5,
  NUM: 6,
  N_A: 7,
  ERROR: 8,
  LOADING: 8,
}

const EMAIL = /^[\w.+-]+@[\w-]+(?:\.[\w-]+)+$/
const URL_TEXT = /^(?:(?:https?|ftp|mailto):\/*)?[\w-]+(?:\.[\w-]+)+(?:[/?#]\S*)?$/i

export const INFO: Record<string, FunctionEntry> = {
  ISBLANK: define('e', (value) => value === null),
  ISTEXT: define('e', (value) => typeof value === 'string'),
  ISNONTEXT: define('e', (value) => typeof value !== 'string'),
  ISNUMBER: define('e', (value) => typeof value === 'number'),
  ISLOGICAL: define('e', (value) => typeof value === 'boolean'),
  ISERROR: define('e', isError),
  ISERR: define('e', (value) => isError(value) && value.type !== 'N_A'),
  ISNA: define('e', (value) => isError(value) && value.type === 'N_A'),
  ISREF: define('a', (operand) => operand instanceof Range),
  ISFORMULA: define('r', ({ sheet, box }) => {
    const cell = sheet.grid.cell(box.startRow, box.startColumn)
    return cell?.value?.formulaValue !== undefined
  }),
  ISDATE: defineIn('e', (context, value) => {
    const format =
      typeof value === 'string' ? readText(value, context).format : numberFormat(context.formats[0])
    return /^(string|number)$/.test(typeof value) && format?.type?.startsWith('DATE') === true
  }),
  ISEMAIL: define('v', (value) => typeof value === 'string' && EMAIL.test(value)),
  ISURL: define('v', (value) => typeof value === 'string' && URL_TEXT.test(value)),
  NA: define('', () => new FormulaError('N_A')),
  N: define('v', (value) => (typeof value === 'string' ? 0 : Number(value)), { format: FIRST }),
  T: define('v', (value) => (typeof value === 'string' ? value : '')),
  TYPE: define('a', (operand) => {
    if (isMany(operand) && !(operand instanceof Range && operand.single)) return 64
    const value = toScalar(operand)
    if (isError(value)) return 16
    if (typeof value === 'boolean') return 4
    return typeof value === 'string' ? 2 : 1
  }),
  'ERROR.TYPE': define('e', (value) => {
    if (isError(value)) return NUMBERS[value.type]
    throw new FormulaError('N_A')
  }),
  FORMULATEXT: define('r', ({ sheet, box }) => {
    const cell = sheet.grid.cell(box.startRow, box.startColumn)
    const text = cell?.value?.formulaValue
    if (text !== undefined) return text
    throw new FormulaError('N_A', 'Invalid formula parse result.')
  }),
  /** The kinds of information that do not hang on how the sheet looks. */
  CELL: define('t r', (kind, range) => {
    const { sheet, box } = range
    const value = range.at(0, 0)
    switch (kind.toLowerCase()) {
      case 'type':
        if (value === null) return 'b'
        return typeof value === 'string' ? 'l' : 'v'
      case 'contents':
        return value
      case 'row':
        return box.startRow + 1
      case 'col':
        return box.startColumn + 1
      case 'address':
        return `$${columnName(box.startColumn)}$${String(box.startRow + 1)}`
      case 'sheet':
        return quoteTitle(sheet.properties.title)
      default:
        throw new FormulaError(
          'VALUE',
          `Function CELL parameter 1 value '${kind}' is not a valid info type.`,
        )
    }
  }),
  SHEETS: defineIn('', ({ book }) => book.sheets.length),
  SHEET: defineIn('a?', ({ book, sheet }, operand) => {
    if (operand === undefined) return book.sheets.indexOf(sheet) + 1
    if (operand instanceof Range) return book.sheets.indexOf(operand.sheet) + 1
    const title = toText(toScalar(operand))
    const lower = title.toLowerCase()
    const at = book.sheets.findIndex(({ properties }) => properties.title.toLowerCase() === lower)
    if (at >= 0) return at + 1
    throw new FormulaError('REF', `Unresolved sheet name '${title}'.`)
  }),
}
