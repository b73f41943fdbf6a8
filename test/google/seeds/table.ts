import { newSheet, type Sheet } from '#test/google/sheets/book/book.ts'
import type { CellFormat } from '#test/google/sheets/book/cell.ts'
import { Grid, type Cell, type Row } from '#test/google/sheets/book/grid.ts'
import { serial } from '#test/google/sheets/book/number-format.ts'

/** A number format by its pattern. */
export function numbers(pattern: string, type: string): CellFormat {
  return { numberFormat: { type, pattern } }
}

export const BOLD: CellFormat = { textFormat: { bold: true } }
export const DATE = numbers('yyyy-mm-dd', 'DATE')
export const SHORT_DATE = numbers('d mmm yyyy', 'DATE')
export const EURO = numbers('[$€]#,##0.00', 'CURRENCY')
export const DOLLAR = numbers('"$"#,##0.00', 'CURRENCY')
export const PERCENT = numbers('0.0%', 'PERCENT')
export const GROUPED = numbers('#,##0', 'NUMBER')

export type Plain = string | number | boolean | null

/** What begins with `=` is a formula. */
export function cell(value: Plain, format?: CellFormat): Cell | undefined {
  if (value === null || value === '') return format && { format }
  const kept =
    typeof value === 'number'
      ? { numberValue: value }
      : typeof value === 'boolean'
        ? { boolValue: value }
        : value.startsWith('=')
          ? { formulaValue: value }
          : { stringValue: value }
  return { value: kept, ...(format ? { format } : {}) }
}

/** A bold header over rows; `formats` are by column. */
export function table(
  header: readonly string[],
  rows: readonly (readonly Plain[])[],
  formats: readonly (CellFormat | undefined)[] = [],
): Row[] {
  return [
    header.map((name) => cell(name, BOLD)),
    ...rows.map((row) => row.map((value, column) => cell(value, formats[column]))),
  ]
}

/** A sheet of 1000 rows and 26 columns whose first row is frozen, where it has any; `widths` in pixels. */
export function tab(
  title: string,
  rows: readonly Row[],
  given: {
    colour?: [number, number, number]
    hidden?: boolean
    widths?: number[]
    id?: number
  } = {},
): Sheet {
  const [red = 0, green = 0, blue = 0] = given.colour ?? []
  const rgb = Object.fromEntries(
    Object.entries({ red, green, blue }).filter(([, part]) => part > 0),
  )
  const sheet = newSheet({
    title,
    sheetId: given.id ?? 0,
    grid: new Grid(1000, 26, rows),
    properties: {
      gridProperties: rows.length > 0 ? { frozenRowCount: 1 } : {},
      ...(given.colour ? { tabColor: rgb, tabColorStyle: { rgbColor: rgb } } : {}),
      ...(given.hidden === true ? { hidden: true } : {}),
    },
  })
  given.widths?.forEach((pixelSize, column) => sheet.columns.set(column, { pixelSize }))
  return sheet
}

/** A date such as `2026-03-04` as its serial number. */
export function day(text: string): number {
  const [year = 0, month = 0, date = 0] = text.split('-').map(Number)
  return serial(year, month, date)
}
