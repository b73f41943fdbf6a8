import type {
  CellFormat,
  ExtendedValue,
  TextFormat,
  TextRun,
} from '#test/google/sheets/book/cell.ts'
import { isBlank, type Cell } from '#test/google/sheets/book/grid.ts'
import { formatValue } from '#test/google/sheets/book/number-format.ts'
import { DEFAULT_FORMAT, LINK_FORMAT } from '#test/google/sheets/book/theme.ts'
import type { ShownCell } from '#test/google/sheets/formulas/calculation.ts'

/**
 * A cell of an answer, with the parts that are wanted.
 * @param entered the cell as it was entered; `cell` as it shows.
 * @param given the look that conditional formats give it, and the font of the theme.
 */
export function cellData(
  entered: Cell | undefined,
  cell: ShownCell | undefined,
  wanted: (name: string) => boolean,
  { locale, look, font }: { locale: string; look: CellFormat | null; font: string },
): object {
  if ((!cell || isBlank(cell)) && !look && !entered?.value) return {}
  const { format, note, runs, validation } = cell ?? {}
  // Empty text, of a formula, is no value in an answer: seen live.
  const value = cell?.value?.stringValue === '' ? undefined : cell?.value
  const uri = cell ? linkOf(cell) : undefined
  return {
    ...(entered?.value && wanted('userEnteredValue') ? { userEnteredValue: entered.value } : {}),
    ...(value && wanted('effectiveValue') ? { effectiveValue: value } : {}),
    ...(value && wanted('formattedValue')
      ? { formattedValue: formatValue(value, format, locale) }
      : {}),
    ...(entered?.format && wanted('userEnteredFormat')
      ? { userEnteredFormat: entered.format }
      : {}),
    ...(wanted('effectiveFormat')
      ? { effectiveFormat: effectiveFormat(cell?.value, withLook(format, look), uri, font) }
      : {}),
    ...(uri !== undefined && wanted('hyperlink') ? { hyperlink: uri } : {}),
    ...(note !== undefined && wanted('note') ? { note } : {}),
    ...(runs && wanted('textFormatRuns') ? { textFormatRuns: describeRuns(runs) } : {}),
    ...(validation && wanted('dataValidation') ? { dataValidation: validation } : {}),
  }
}

/** The link of the cell as a whole: set on the format, or by one run over all of the text. */
function linkOf({ link, value, format, runs }: ShownCell): string | undefined {
  if (link !== undefined) return link
  const uri = format?.textFormat?.link?.uri
  if (uri !== undefined) return uri
  const [run] = runs ?? []
  const ofRun = run?.format?.link?.uri
  if (ofRun !== undefined && runs?.length === 1 && (run?.startIndex ?? 0) === 0) return ofRun
  // Sheets makes a link of text that is a web address.
  const text = value?.stringValue ?? ''
  return !runs && /^https?:\/\/\S+$/.test(text) ? text : undefined
}

/** A conditional format goes over the cell's own. */
function withLook(format: CellFormat | undefined, look: CellFormat | null): CellFormat {
  if (!look) return format ?? {}
  const { textFormat, ...rest } = look
  return {
    ...format,
    ...rest,
    ...(textFormat ? { textFormat: { ...format?.textFormat, ...textFormat } } : {}),
  }
}

/** The side that a value keeps to by itself: seen in public answers, for booleans and errors believed. */
function alignment(value: ExtendedValue): string {
  if (value.numberValue !== undefined) return 'RIGHT'
  return value.boolValue !== undefined || value.errorValue ? 'CENTER' : 'LEFT'
}

/**
 * How the cell looks, in the order of Google's answers. An empty cell is neither aligned nor linked:
 * seen live.
 */
function effectiveFormat(
  value: ExtendedValue | undefined,
  format: CellFormat,
  uri: string | undefined,
  fontFamily: string,
): object {
  const { backgroundColor, backgroundColorStyle, padding, ...defaults } = DEFAULT_FORMAT
  const { numberFormat, textFormat, borders, textDirection, textRotation, ...rest } = format
  const linked = uri !== undefined && format['hyperlinkDisplayType'] !== 'PLAIN_TEXT'
  const effective = {
    ...(numberFormat ? { numberFormat } : {}),
    backgroundColor,
    ...(borders ? { borders } : {}),
    padding,
    ...(value ? { horizontalAlignment: alignment(value) } : {}),
    verticalAlignment: defaults.verticalAlignment,
    wrapStrategy: defaults.wrapStrategy,
    ...(textDirection ? { textDirection } : {}),
    textFormat: {
      ...defaults.textFormat,
      fontFamily,
      ...(linked ? LINK_FORMAT : {}),
      ...textFormat,
      ...(linked ? { link: { uri } } : {}),
    },
    ...(value ? { hyperlinkDisplayType: linked ? 'LINKED' : 'PLAIN_TEXT' } : {}),
    ...(textRotation ? { textRotation } : {}),
    backgroundColorStyle,
  }
  return { ...effective, ...rest }
}

/** Runs as Google answers them: one from the start, and links with the look of links. Seen live. */
function describeRuns(runs: readonly TextRun[]): object[] {
  const described = runs.map(({ startIndex, format }) => ({
    ...(startIndex === undefined || startIndex === 0 ? {} : { startIndex }),
    ...(format ? { format: describeRun(format) } : {}),
  }))
  return (runs[0]?.startIndex ?? 0) > 0 ? [{}, ...described] : described
}

function describeRun({ link, ...format }: TextFormat): TextFormat {
  return link?.uri === undefined ? format : { ...LINK_FORMAT, ...format, link }
}
