import {
  checkInGrid,
  clip,
  columnName,
  formatBox,
  parseRange,
  type Box,
  type SheetBox,
} from '#test/google/sheets/book/a1.ts'
import type { Book } from '#test/google/sheets/book/book.ts'
import { invalid } from '#test/google/http/errors.ts'
import type { Cell } from '#test/google/sheets/book/grid.ts'
import { localeOf } from '#test/google/sheets/book/locale.ts'
import { checkProtection } from '#test/google/sheets/book/protection.ts'
import { yearIn } from '#test/google/sheets/book/time-zone.ts'
import { longest, type Rows } from './given.ts'
import type { InputOption } from './options.ts'
import { readEntered, type Typing } from './user-entered.ts'

/** Writing values into cells. */

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
  now: number
}

/** Where values landed: only rows and columns count in which something was written. */
export type Written = SheetBox & { rows: Set<number>; columns: Set<number>; cells: number }

/** Writes values into a range that may be larger than they are, or a single cell. */
export function updateValues(book: Book, text: string, values: Rows, writing: Writing): Written {
  return updateRange(book, parseRange(book, text), values, writing)
}

export function updateRange(book: Book, target: SheetBox, values: Rows, writing: Writing): Written {
  checkInGrid(target)
  const { sheet, box } = target
  const at = boxOf(values, box.startRow, box.startColumn)
  checkRoom(target, at)
  return writeValues(book, { sheet, box: at }, values, writing)
}

/** The box that values fill from a place on. */
export function boxOf(values: Rows, startRow: number, startColumn: number): Box {
  return {
    startRow,
    endRow: startRow + values.length,
    startColumn,
    endColumn: startColumn + longest(values),
  }
}

/** A single cell is only where writing starts. The words are of public error reports. */
function checkRoom({ sheet, box }: SheetBox, at: Box): void {
  const single = box.endRow - box.startRow === 1 && box.endColumn - box.startColumn === 1
  const { rowCount, columnCount } = sheet.grid
  const limits = single ? { endRow: rowCount, endColumn: columnCount } : clip({ sheet, box })
  const range = formatBox(sheet, clip({ sheet, box }))
  const within = `Requested writing within range [${range}], but tried writing to`
  if (at.endRow > limits.endRow) throw invalid(`${within} row [${String(limits.endRow + 1)}]`)
  if (at.endColumn > limits.endColumn) {
    throw invalid(`${within} column [${columnName(limits.endColumn)}]`)
  }
}

/** `null` leaves a cell as it is, `""` empties it; formats stay. */
export function writeValues(
  book: Book,
  { sheet, box }: SheetBox,
  values: Rows,
  { input, now }: Pick<Writing, 'input' | 'now'>,
): Written {
  checkProtection(book, sheet, box)
  const typing = { locale: localeOf(book.locale), year: yearIn(book.timeZone, now) }
  const written: Written = { sheet, box, rows: new Set(), columns: new Set(), cells: 0 }
  values.forEach((row, index) => {
    const at = box.startRow + index
    const cells = [...sheet.grid.row(at)]
    row.forEach((value, offset) => {
      if (value === null || value === undefined) return
      const column = box.startColumn + offset
      cells[column] = enter(cells[column], value, input, typing)
      written.rows.add(at)
      written.columns.add(column)
      written.cells += 1
    })
    if (written.rows.has(at)) sheet.grid.setRow(at, cells)
  })
  return written
}

/** Characters that one cell can hold: https://support.google.com/drive/answer/37603 */
const MAX_CHARACTERS = 50_000

function enter(cell: Cell | undefined, value: unknown, input: InputOption, typing: Typing): Cell {
  const { value: _value, runs: _runs, ...rest } = cell ?? {}
  if (typeof value === 'number') return { ...rest, value: { numberValue: value } }
  if (typeof value === 'boolean') return { ...rest, value: { boolValue: value } }
  const text = String(value)
  if (text === '') return rest
  if (text.length > MAX_CHARACTERS) {
    throw invalid('Your input contains more than the maximum of 50000 characters in a single cell.')
  }
  if (input === 'RAW' || rest.format?.numberFormat?.type === 'TEXT') {
    return { ...rest, value: { stringValue: text } }
  }
  const entered = readEntered(text, typing)
  if (entered.value.stringValue === '') return rest
  if (!entered.format) return { ...rest, value: entered.value }
  // In the place of one that was chosen, too: seen in public error reports.
  const format = { ...rest.format, numberFormat: entered.format }
  return { ...rest, value: entered.value, format }
}

/** Counts of zero are left out, as everywhere in Google's JSON. */
export function describe(written: Written, spreadsheetId: string): Update {
  const { sheet, box, rows, columns, cells } = written
  const empty = box.endRow === box.startRow || box.endColumn === box.startColumn
  const shown = empty ? { ...box, endRow: box.startRow + 1, endColumn: box.startColumn + 1 } : box
  return {
    spreadsheetId,
    updatedRange: formatBox(sheet, shown),
    ...(rows.size > 0 ? { updatedRows: rows.size } : {}),
    ...(columns.size > 0 ? { updatedColumns: columns.size } : {}),
    ...(cells > 0 ? { updatedCells: cells } : {}),
  }
}

/** Counts of several updates together: of distinct rows, columns and sheets. */
export function total(all: readonly Written[]): object {
  const distinct = (of: (written: Written) => Iterable<number>): number =>
    new Set(
      all.flatMap((written) =>
        [...of(written)].map((at) => `${String(written.sheet.properties.sheetId)} ${String(at)}`),
      ),
    ).size
  const counts = {
    totalUpdatedRows: distinct(({ rows }) => rows),
    totalUpdatedColumns: distinct(({ columns }) => columns),
    totalUpdatedCells: all.reduce((sum, { cells }) => sum + cells, 0),
    totalUpdatedSheets: distinct(({ cells }) => (cells > 0 ? [0] : [])),
  }
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0))
}

/** Empties the values of a range; formats and notes stay. @returns the range, cut to the grid. */
export function clearValues(book: Book, text: string): string {
  return clearRange(book, parseRange(book, text))
}

export function clearRange(book: Book, target: SheetBox): string {
  checkInGrid(target)
  const { sheet } = target
  const box = clip(target)
  checkProtection(book, sheet, box)
  for (let row = box.startRow; row < Math.min(box.endRow, sheet.grid.usedRows); row += 1) {
    const cells = sheet.grid.row(row)
    if (cells.length <= box.startColumn) continue
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
