import { checkInGrid, clip, formatBox, parseRange, type Box } from '#test/google/sheets/book/a1.ts'
import type { Sheet } from '#test/google/sheets/book/book.ts'
import type { Calculation, ShownCell } from '#test/google/sheets/formulas/calculation.ts'
import type { Cell } from '#test/google/sheets/book/grid.ts'
import { formatValue, isDate } from '#test/google/sheets/book/number-format.ts'
import { longest } from './given.ts'
import type { MajorDimension, Rendering } from './options.ts'

/** Reading values: plain lists by A1 range.
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
  const { locale } = calculation.book
  const rows: unknown[][] = []
  for (let row = box.startRow; row < Math.min(box.endRow, calculation.usedRows(sheet)); row += 1) {
    const cells = readRow(calculation, sheet, row, rendering)
    const values: unknown[] = []
    for (
      let column = box.startColumn;
      column < Math.min(box.endColumn, cells.length);
      column += 1
    ) {
      values.push(render(cells[column], rendering, locale))
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
  return Array.from({ length: longest(rows) }, (_, column) =>
    trim(rows.map((row) => row[column] ?? '')),
  )
}

function render(cell: Cell | undefined, { render, dates }: Rendering, locale: string): unknown {
  const value = cell?.value
  if (!value) return ''
  if (render === 'FORMATTED_VALUE') return formatValue(value, cell.format, locale)
  if (value.formulaValue !== undefined) return value.formulaValue
  if (value.numberValue !== undefined) {
    // FORMULA gives dates as serials whatever was asked: recorded.
    const asText = render === 'UNFORMATTED_VALUE' && dates === 'FORMATTED_STRING'
    return asText && isDate(cell.format?.numberFormat)
      ? formatValue(value, cell.format, locale)
      : value.numberValue
  }
  if (value.errorValue) {
    // With its message, as seen in public answers: `#DIV/0! (Function DIVIDE parameter 2 …)`.
    const { message = '' } = value.errorValue
    return `${formatValue(value, cell.format, locale)} (${message})`
  }
  return value.boolValue ?? value.stringValue
}
