import { columnIndex, columnName, quoteTitle } from '#test/google/sheets/book/a1.ts'

/** One corner of a reference; null for the half that is not given, as in `A:A` and `1:2`. */
export type Corner = {
  row: number | null
  column: number | null
  /** Whether it has the `$` that keeps it where it is when a formula is copied. */
  fixedRow: boolean
  fixedColumn: boolean
}

/** Cells that a formula names: `A1`, `$A$1:B2`, `'My sheet'!A:A`, `A2:C`. */
export type Reference = { sheet: string | null; from: Corner; to: Corner | null }

const CORNER = String.raw`(?:\$?[A-Z]{1,3}\$?[1-9]\d{0,6}|\$?[A-Z]{1,3}|\$?[1-9]\d{0,6})`
const AFTER = String.raw`(?![\p{L}\p{N}_.(!$])`
const RANGE = new RegExp(String.raw`(${CORNER})\s*:\s*(${CORNER})${AFTER}`, 'iuy')
const CELL = new RegExp(String.raw`\$?[A-Z]{1,3}\$?[1-9]\d{0,6}${AFTER}`, 'iuy')
const PARTS = /^(\$?)([A-Z]*)(\$?)(\d*)$/i

/** Reads a reference where `take` stands, its sheet already read. */
export function readReference(
  take: (pattern: RegExp) => RegExpExecArray | null,
  sheet: string | null,
): { read: Reference; length: number } | null {
  const range = take(RANGE)
  if (range) {
    const [from, to] = [readCorner(range[1] ?? ''), readCorner(range[2] ?? '')]
    const halves =
      (from.row === null && to.column === null) || (from.column === null && to.row === null)
    if (!halves) return { read: tidy({ sheet, from, to }), length: range[0].length }
  }
  const cell = take(CELL)
  if (!cell) return null
  return { read: { sheet, from: readCorner(cell[0]), to: null }, length: cell[0].length }
}

function readCorner(text: string): Corner {
  const [, first = '', letters = '', second = '', digits = ''] = PARTS.exec(text) ?? []
  return {
    row: digits === '' ? null : Number(digits) - 1,
    column: letters === '' ? null : columnIndex(letters),
    fixedRow: digits !== '' && (letters === '' ? first : second) === '$',
    fixedColumn: letters !== '' && first === '$',
  }
}

/** From the upper left to the lower right; `B1:B1` is `B1`. The latter was seen by a live probe. */
function tidy({ sheet, from, to }: Reference): Reference {
  if (!to) return { sheet, from, to }
  const rows = inOrder(from.row, to.row)
  const columns = inOrder(from.column, to.column)
  const first = {
    row: rows ? from.row : to.row,
    fixedRow: rows ? from.fixedRow : to.fixedRow,
    column: columns ? from.column : to.column,
    fixedColumn: columns ? from.fixedColumn : to.fixedColumn,
  }
  const last = {
    row: rows ? to.row : from.row,
    fixedRow: rows ? to.fixedRow : from.fixedRow,
    column: columns ? to.column : from.column,
    fixedColumn: columns ? to.fixedColumn : from.fixedColumn,
  }
  const single =
    first.row !== null && first.column !== null && formatCorner(first) === formatCorner(last)
  return { sheet, from: first, to: single ? null : last }
}

function inOrder(a: number | null, b: number | null): boolean {
  // What is open stays below or to the right: `C2:A` begins at A2.
  if (a === null) return b === null
  return b === null || a <= b
}

function formatCorner({ row, column, fixedRow, fixedColumn }: Corner): string {
  const letters = column === null ? '' : `${fixedColumn ? '$' : ''}${columnName(column)}`
  return `${letters}${row === null ? '' : `${fixedRow ? '$' : ''}${String(row + 1)}`}`
}

/** A reference as Sheets writes it in a formula. */
export function formatReference({ sheet, from, to }: Reference): string {
  const title = sheet === null ? '' : `${quoteTitle(sheet)}!`
  return `${title}${formatCorner(from)}${to ? `:${formatCorner(to)}` : ''}`
}
