import { tidyFormula } from '#test/google/sheets/formulas/rewrite.ts'
import { readFields } from './request.ts'
import { setPath } from './set-path.ts'
import { tidyFormat, twinOf } from './tidy-format.ts'
import type { CellFormat, ExtendedValue, TextRun } from '#test/google/sheets/book/cell.ts'
import { isBlank, type Cell } from '#test/google/sheets/book/grid.ts'
import { checkRule } from './validation.ts'
import { ApiError, invalid } from '#test/google/http/errors.ts'
import { badPath } from '#test/google/http/schema.ts'
import { parseMask } from '#test/google/http/field-mask.ts'

/** The parts of CellData that a request may set. */
export type CellData = {
  userEnteredValue?: ExtendedValue
  userEnteredFormat?: CellFormat
  note?: string
  textFormatRuns?: TextRun[]
  dataValidation?: object
}

export type RowData = { values?: CellData[] }

/** What the parts of CellData are called in a cell of ours. */
const PARTS: Record<keyof CellData, keyof Cell> = {
  userEnteredValue: 'value',
  userEnteredFormat: 'format',
  note: 'note',
  textFormatRuns: 'runs',
  dataValidation: 'validation',
}
const READ_ONLY = [
  'effectiveValue',
  'effectiveFormat',
  'formattedValue',
  'hyperlink',
  'dataSourceFormula',
]
/** Fields of CellData that this Google does not have: they can be cleared, not set. */
const UNBUILT = ['pivotTable', 'dataSourceTable', 'chipRuns']

/**
 * What a request's `fields` name of a cell: parts as a whole, paths inside others, and those of parts
 * this Google lacks. A colour that is named takes its twin with it: that one is cleared.
 */
export type CellFields = {
  whole: (keyof CellData)[]
  inside: { part: 'userEnteredValue' | 'userEnteredFormat'; path: string; twin: string | null }[]
  unbuilt: string[]
  /** What the formats of cells came to, by the format given and that of the cell: many are alike. */
  formats: Map<CellFormat | undefined, Map<CellFormat | undefined, CellFormat>>
}

/**
 * Reads the `fields` of a request that writes cells; '*' is every field that can be written.
 * @throws ApiError for none, for fields CellData does not have and those that are only read.
 */
export function readCellFields(body: Record<string, unknown>): CellFields {
  const paths = readFields(body)
  const bad = badPath(parseMask(paths.join(',')), { is: 'message', name: 'CellData' }, '')
  if (bad !== null) throw invalid(`Invalid field: ${bad}`)
  const fields: CellFields = { whole: [], inside: [], unbuilt: [], formats: new Map() }
  for (const path of paths) {
    const [top = '', ...rest] = path.split('.')
    if (READ_ONLY.includes(top)) throw invalid(`Field ${top} is read-only.`)
    if (top === '*') {
      fields.whole.push(...(Object.keys(PARTS) as (keyof CellData)[]))
      fields.unbuilt.push(...UNBUILT)
    } else if (UNBUILT.includes(top)) fields.unbuilt.push(top)
    else if (rest.length === 0 || !isNested(top)) fields.whole.push(top as keyof CellData)
    else {
      const inner = rest.join('.')
      fields.inside.push({ part: top, path: inner, twin: twinOf(inner) })
    }
  }
  return fields
}

function isNested(part: string): part is 'userEnteredValue' | 'userEnteredFormat' {
  return part === 'userEnteredValue' || part === 'userEnteredFormat'
}

/**
 * The cell after the listed fields were taken from `data`; what is not in it is cleared. A value that
 * is written takes away the rich text of the one before [D]. Undefined when nothing is left.
 */
export function writeCell(
  cell: Cell | undefined,
  data: CellData,
  fields: CellFields,
): Cell | undefined {
  const { whole, inside, unbuilt } = fields
  for (const name of unbuilt) {
    if (!(name in data)) continue
    throw new ApiError(501, `the local Google has not learned cells with ${name} yet.`)
  }
  const written: Record<string, unknown> = { ...cell }
  const value = inside.filter(({ part }) => part === 'userEnteredValue')
  if (value.length > 0) {
    // Of a choice between values only the given one is left.
    const given = data.userEnteredValue
    written['value'] = value.reduce<unknown>((to, { path }) => setPath(to, path, given), {})
  }
  if (value.length > 0 || whole.includes('userEnteredValue')) delete written['runs']
  if (value.length < inside.length) {
    written['format'] = changedFormat(cell?.format, data.userEnteredFormat, fields)
  }
  for (const name of whole) written[PARTS[name]] = data[name]
  return settle(written)
}

/** A format after the paths inside it were taken from the given one. */
function changedFormat(
  old: CellFormat | undefined,
  given: CellFormat | undefined,
  { inside, formats }: CellFields,
): CellFormat {
  const known = formats.get(given) ?? new Map<CellFormat | undefined, CellFormat>()
  const before = known.get(old)
  if (before) return before
  let changed: unknown = old
  for (const { part, path, twin } of inside) {
    if (part === 'userEnteredValue') continue
    const cleared = twin === null ? changed : setPath(changed, twin, {})
    changed = setPath(cleared, path, given)
  }
  const format = tidyFormat(changed as CellFormat)
  formats.set(given, known.set(old, format))
  return format
}

/** Checks what came together in a cell, and leaves out what is empty. */
function settle(written: Record<string, unknown>): Cell | undefined {
  const { value, format, note, runs, validation } = written as Cell
  const text = value?.stringValue
  if (value) checkValue(value)
  const kept: Cell = {
    ...(value && Object.keys(value).length > 0 && text !== '' ? { value: tidyValue(value) } : {}),
    ...(format ? { format: tidyFormat(format) } : {}),
    ...(note !== undefined && note !== '' ? { note } : {}),
    ...(runs && text !== undefined && text !== '' ? { runs: tidyRuns(runs, text) } : {}),
    ...(validation ? { validation: checkRule(validation) } : {}),
  }
  if (kept.format && Object.keys(kept.format).length === 0) {
    const { format: _format, ...rest } = kept
    return isBlank(rest) ? undefined : rest
  }
  return isBlank(kept) ? undefined : kept
}

/** A formula is kept as Sheets writes it; one that is written so already stays the same object. */
function tidyValue(value: ExtendedValue): ExtendedValue {
  if (value.formulaValue === undefined) return value
  const formulaValue = tidyFormula(value.formulaValue)
  return formulaValue === value.formulaValue ? value : { formulaValue }
}

/** In the order of the text; the start at 0 is left out as every zero is. */
function tidyRuns(runs: readonly TextRun[], text: string): TextRun[] {
  return runs
    .map(({ startIndex = 0, format = {} }) => {
      if (startIndex < 0 || startIndex >= text.length) {
        throw invalid(
          `textFormatRuns.startIndex[${String(startIndex)}] must be within the text of length ${String(text.length)}.`,
        )
      }
      const { textFormat = {} } = tidyFormat({ textFormat: format })
      return { startIndex, format: textFormat }
    })
    .toSorted((a, b) => a.startIndex - b.startIndex)
    .map(({ startIndex, format }) => (startIndex === 0 ? { format } : { startIndex, format }))
}

/** Characters that fit into a cell: https://support.google.com/drive/answer/37603 */
const MAX_TEXT = 50_000

export function checkLength(text: string): void {
  if (text.length <= MAX_TEXT) return
  throw invalid('Your input contains more than the maximum of 50000 characters in a single cell.')
}

function checkValue(value: ExtendedValue): void {
  if (value.errorValue) throw invalid('errorValue cannot be set.')
  if (value.numberValue !== undefined && !Number.isFinite(value.numberValue)) {
    throw invalid(`numberValue must be finite: ${String(value.numberValue)}`)
  }
  checkLength(value.stringValue ?? value.formulaValue ?? '')
  if (value.formulaValue !== undefined && !value.formulaValue.startsWith('=')) {
    throw invalid(`formulaValue must begin with '=': ${value.formulaValue}`)
  }
}
