import type { CellFormat } from '#test/google/sheets/book/cell.ts'
import { isBlank, type Cell } from '#test/google/sheets/book/grid.ts'
import { formatValue } from '#test/google/sheets/book/number-format.ts'
import { DEFAULT_FORMAT } from '#test/google/sheets/book/theme.ts'
import type { ShownCell } from '#test/google/sheets/formulas/calculation.ts'

/** A cell of an answer, with the parts that are wanted: as it was entered, and as it shows. */
export function cellData(
  entered: Cell | undefined,
  cell: ShownCell | undefined,
  wanted: (name: string) => boolean,
): object {
  if (!cell || isBlank(cell)) return {}
  const { value, format } = cell
  const uri = linkOf(cell)
  return {
    ...(entered?.value && wanted('userEnteredValue') ? { userEnteredValue: entered.value } : {}),
    ...(value && wanted('effectiveValue') ? { effectiveValue: value } : {}),
    ...(value && wanted('formattedValue') ? { formattedValue: formatValue(value, format) } : {}),
    ...(entered?.format && wanted('userEnteredFormat')
      ? { userEnteredFormat: entered.format }
      : {}),
    ...(wanted('effectiveFormat') ? { effectiveFormat: effectiveFormat(format) } : {}),
    ...(uri !== undefined && wanted('hyperlink') ? { hyperlink: uri } : {}),
    ...(cell.note !== undefined && wanted('note') ? { note: cell.note } : {}),
    ...(cell.runs && wanted('textFormatRuns') ? { textFormatRuns: cell.runs } : {}),
    ...(cell.validation && wanted('dataValidation') ? { dataValidation: cell.validation } : {}),
  }
}

/** The link of the cell as a whole: set on the format, or by one run over all of the text. */
function linkOf({ link, value, format, runs }: ShownCell): string | undefined {
  if (link !== undefined) return link
  const uri = format?.textFormat?.link?.uri
  if (uri !== undefined) return uri
  const [run] = runs ?? []
  const ofRun = run?.format?.link?.uri
  if (ofRun !== undefined && runs?.length === 1) return ofRun
  // Sheets makes a link of text that is a web address.
  const text = value?.stringValue ?? ''
  return /^https?:\/\/\S+$/.test(text) ? text : undefined
}

function effectiveFormat(format: CellFormat | undefined): object {
  if (!format) return DEFAULT_FORMAT
  return {
    ...DEFAULT_FORMAT,
    ...format,
    textFormat: { ...DEFAULT_FORMAT.textFormat, ...format.textFormat },
    hyperlinkDisplayType: format.textFormat?.link ? 'LINKED' : 'PLAIN_TEXT',
  }
}
