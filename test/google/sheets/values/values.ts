import {
  checkInGrid,
  clip,
  columnName,
  formatBox,
  parseRange,
  type Box,
  type SheetBox,
} from '#test/google/sheets/book/a1.ts'
import type { Book, Sheet } from '#test/google/sheets/book/book.ts'
import { badField, invalid } from '#test/google/http/errors.ts'
import type { Calculation, ShownCell } from '#test/google/sheets/formulas/calculation.ts'
import type { Cell } from '#test/google/sheets/book/grid.ts'
import { formatValue, isDate } from '#test/google/sheets/book/number-format.ts'
import { readEntered } from './user-entered.ts'
import type { InputOption, MajorDimension, Rendering } from './options.ts'

/** The values API: plain lists of values by A1 range.
 * https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets.values */

export type ValueRange = { range?: string; majorDimension?: MajorDimension; values?: unknown[][] }

/** Reads a range. An empty result has no `values`; the echoed range is cut to the grid. */
export function getValues(
  calculation: Calculation,
  text: string,
  rendering: Rendering,
): ValueRange {
  const target = parseRange(calculation.book, text)
  checkInGrid(target)
  return readBox(calculation, target.sheet, clip(target), rendering)
}

export function readBox(
  calculation: Calculation,
  sheet: Sheet,
  box: Box,
  rendering: Rendering,
): ValueRange {
  const rows: unknown[][] = []
  for (let row = box.startRow; row < Math.min(box.endRow, calculation.usedRows(sheet)); row += 1) {
    const cells = readRow(calculation, sheet, row, rendering)
    const values: unknown[] = []
    for (
      let column = box.startColumn;
      column < Math.min(box.endColumn, cells.length);
      column += 1
    ) {
      values.push(render(cells[column], rendering))
    }
    rows.push(trim(values))
  }
  const filled = rows.findLastIndex((values) => values.length > 0) + 1
  const values = rendering.major === 'ROWS' ? rows.slice(0, filled) : turn(rows.slice(0, filled))
  return {
    range: formatBox(sheet, box),
    majorDimension: rendering.major,
    ...(values.length > 0 ? { values } : {}),
  }
}

/** What a row shows; asked for formulas, formulas stand where their results would. */
function readRow(
  calculation: Calculation,
  sheet: Sheet,
  row: number,
  { render }: Rendering,
): readonly (ShownCell | undefined)[] {
  const shown = calculation.row(sheet, row)
  if (render !== 'FORMULA' || !sheet.grid.mayHaveFormulas) return shown
  const entered = sheet.grid.row(row)
  return shown.map((cell, column) =>
    entered[column]?.value?.formulaValue === undefined ? cell : entered[column],
  )
}

function trim(values: unknown[]): unknown[] {
  return values.slice(0, values.findLastIndex((value) => value !== '') + 1)
}

/** Rows to columns; an empty place is ''. */
function turn(rows: readonly unknown[][]): unknown[][] {
  const width = Math.max(0, ...rows.map((row) => row.length))
  return Array.from({ length: width }, (_, column) => trim(rows.map((row) => row[column] ?? '')))
}

function render(cell: Cell | undefined, { render, dates }: Rendering): unknown {
  const value = cell?.value
  if (!value) return ''
  if (render === 'FORMATTED_VALUE') return formatValue(value, cell.format)
  if (value.formulaValue !== undefined) return value.formulaValue
  if (value.numberValue !== undefined) {
    // FORMULA gives dates as serials whatever was asked: recorded.
    const asText = render === 'UNFORMATTED_VALUE' && dates === 'FORMATTED_STRING'
    return asText && isDate(cell.format?.numberFormat)
      ? formatValue(value, cell.format)
      : value.numberValue
  }
  return value.boolValue ?? value.stringValue ?? formatValue(value, cell.format)
}

export type Update = {
  spreadsheetId: string
  updatedRange: string
  updatedRows?: number
  updatedColumns?: number
  updatedCells?: number
}

export type Writing = {
  spreadsheetId: string
  input: InputOption
  /** Milliseconds since 1970. */
  now: number
  /** The current year, for dates typed without one. */
  year: number
}

/** What values were given, by rows; checks that they are lists of plain values. */
export function readValues(body: ValueRange, path = 'data.values'): unknown[][] {
  const { values = [], majorDimension = 'ROWS' } = body
  if (!Array.isArray(values)) {
    const field = path
    throw badField(
      field,
      `Invalid value at '${field}' (type.googleapis.com/google.protobuf.ListValue), ${JSON.stringify(values)}`,
    )
  }
  values.forEach((row: unknown, index) => {
    if (!Array.isArray(row)) {
      const field = `${path}[${String(index)}]`
      throw badField(
        field,
        `Invalid value at '${field}' (type.googleapis.com/google.protobuf.ListValue), ${JSON.stringify(row)}`,
      )
    }
    row.forEach((value: unknown, column) => {
      if (typeof value === 'object' && value !== null) {
        const kind = Array.isArray(value) ? 'list_value' : 'struct_value'
        throw invalid(
          `Invalid values[${String(index)}][${String(column)}]: ${kind} ${JSON.stringify(value)}`,
        )
      }
    })
  })
  return majorDimension === 'COLUMNS' ? turnSparse(values) : values
}

/** Columns to rows; what a shorter column lacks is left as it is in the sheet. */
function turnSparse(columns: readonly unknown[][]): unknown[][] {
  const height = Math.max(0, ...columns.map((column) => column.length))
  return Array.from({ length: height }, (_, row) => columns.map((column) => column[row] ?? null))
}

/** Writes values into a range that may be larger than they are, or a single cell. */
export function updateValues(
  book: Book,
  text: string,
  values: readonly unknown[][],
  writing: Writing,
): { update: Update; target: SheetBox } {
  const target = parseRange(book, text)
  checkInGrid(target)
  const { sheet, box } = target
  const written = {
    startRow: box.startRow,
    endRow: box.startRow + values.length,
    startColumn: box.startColumn,
    endColumn: box.startColumn + Math.max(0, ...values.map((row) => row.length)),
  }
  checkRoom(target, written)
  writeValues(sheet, written, values, writing)
  return { update: describe(sheet, written, values, writing), target: { sheet, box: written } }
}

/** The words are of public error reports; a single cell is only where writing starts. */
function checkRoom({ sheet, box }: SheetBox, written: Box): void {
  const single = box.endRow - box.startRow === 1 && box.endColumn - box.startColumn === 1
  const { rowCount, columnCount } = sheet.grid
  if (single) {
    if (written.endRow <= rowCount && written.endColumn <= columnCount) return
    throw invalid(
      `Range (${formatBox(sheet, written)}) exceeds grid limits. Max rows: ${String(rowCount)}, max columns: ${String(columnCount)}`,
    )
  }
  const limits = clip({ sheet, box })
  const within = `Requested writing within range [${formatBox(sheet, limits)}], but tried writing to`
  if (written.endRow > limits.endRow) {
    throw invalid(`${within} row [${String(limits.endRow + 1)}]`)
  }
  if (written.endColumn > limits.endColumn) {
    throw invalid(`${within} column [${columnName(limits.endColumn)}]`)
  }
}

/** `null` leaves a cell as it is, `""` empties it; formats stay. */
export function writeValues(
  sheet: Sheet,
  at: Box,
  values: readonly unknown[][],
  { input, year }: Pick<Writing, 'input' | 'year'>,
): void {
  values.forEach((row, index) => {
    const cells = [...sheet.grid.row(at.startRow + index)]
    row.forEach((value, offset) => {
      const column = at.startColumn + offset
      if (value !== null && value !== undefined)
        cells[column] = enter(cells[column], value, input, year)
    })
    sheet.grid.setRow(at.startRow + index, cells)
  })
}

function enter(cell: Cell | undefined, value: unknown, input: InputOption, year: number): Cell {
  const { value: _value, runs: _runs, ...rest } = cell ?? {}
  if (typeof value === 'number') return { ...rest, value: { numberValue: value } }
  if (typeof value === 'boolean') return { ...rest, value: { boolValue: value } }
  const text = String(value)
  if (text === '') return rest
  if (text.length > 50_000) {
    throw invalid('Your input contains more than the maximum of 50000 characters in a single cell.')
  }
  if (input === 'RAW' || rest.format?.numberFormat?.type === 'TEXT') {
    return { ...rest, value: { stringValue: text } }
  }
  const entered = readEntered(text, year)
  if (!entered.format) return { ...rest, value: entered.value }
  const had = rest.format?.numberFormat
  const numberFormat = had && had.type === entered.format.type ? had : entered.format
  return { ...rest, value: entered.value, format: { ...rest.format, numberFormat } }
}

/** Counts of zero are left out, as everywhere in Google's JSON. */
export function describe(
  sheet: Sheet,
  written: Box,
  values: readonly unknown[][],
  { spreadsheetId }: Pick<Writing, 'spreadsheetId'>,
): Update {
  const cells = values.flat().filter((value) => value !== null).length
  const width = written.endColumn - written.startColumn
  const empty = width === 0 || values.length === 0
  const shown = empty
    ? { ...written, endRow: written.startRow + 1, endColumn: written.startColumn + 1 }
    : written
  return {
    spreadsheetId,
    updatedRange: formatBox(sheet, shown),
    ...(empty ? {} : { updatedRows: values.length, updatedColumns: width }),
    ...(cells > 0 ? { updatedCells: cells } : {}),
  }
}

/** Empties the values of a range; formats and notes stay. */
export function clearValues(book: Book, text: string): string {
  const target = parseRange(book, text)
  checkInGrid(target)
  const { sheet } = target
  const box = clip(target)
  for (let row = box.startRow; row < Math.min(box.endRow, sheet.grid.usedRows); row += 1) {
    const cells = sheet.grid.row(row)
    sheet.grid.setRow(
      row,
      cells.map((cell, column) => {
        if (!cell || column < box.startColumn || column >= box.endColumn) return cell
        const { value: _value, runs: _runs, ...rest } = cell
        return rest
      }),
    )
  }
  return formatBox(sheet, box)
}
