import { sheetById, type Book, type Sheet } from './book.ts'
import { ApiError, invalid } from '#test/google/http/errors.ts'

/** Zero-based, ends exclusive; an end that was left open is Infinity. */
export type Box = { startRow: number; endRow: number; startColumn: number; endColumn: number }

export type SheetBox = { sheet: Sheet; box: Box }

export const EVERYTHING: Box = {
  startRow: 0,
  endRow: Infinity,
  startColumn: 0,
  endColumn: Infinity,
}

export function columnName(index: number): string {
  let name = ''
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name
  }
  return name
}

export function columnIndex(name: string): number {
  let index = 0
  for (const letter of name.toUpperCase()) index = index * 26 + letter.charCodeAt(0) - 64
  return index - 1
}

const PLAIN_TITLE = /^[A-Za-z_]\w*$/
const LOOKS_LIKE_A1 = /^[A-Z]{1,3}\d+$/i
const LOOKS_LIKE_R1C1 = /^(R\d*C\d*|R\d*|C\d*)$/i

/**
 * Titles are quoted only where they have to be: recorded for spaces, emoji and `'D3'`, and seen in
 * public answers for letters outside ASCII, `'Página1'`.
 */
export function quoteTitle(title: string): string {
  const plain =
    PLAIN_TITLE.test(title) && !LOOKS_LIKE_A1.test(title) && !LOOKS_LIKE_R1C1.test(title)
  return plain ? title : `'${title.replaceAll("'", "''")}'`
}

/**
 * `Sheet1!A1:B2`; an open end is left open, as error messages show it: `Sheet1!A1001:B`, and whole rows
 * as `Sheet1!151154:151354`, seen in public error reports.
 */
export function formatBox(sheet: Sheet, box: Box): string {
  const title = quoteTitle(sheet.properties.title)
  const openRows = box.endRow === Infinity
  const openColumns = box.endColumn === Infinity
  const wholeRows = openColumns && !openRows && box.startColumn === 0
  const wholeColumns = openRows && !openColumns && box.startRow === 0
  if (openRows && openColumns && box.startRow === 0 && box.startColumn === 0) return title
  const first =
    (wholeRows ? '' : columnName(box.startColumn)) + (wholeColumns ? '' : String(box.startRow + 1))
  const last =
    (openColumns ? '' : columnName(box.endColumn - 1)) + (openRows ? '' : String(box.endRow))
  const single = last === '' || (first === last && !wholeRows && !wholeColumns)
  return `${title}!${single ? first : `${first}:${last}`}`
}

/** Cuts a box down to the grid. */
export function clip({ sheet, box }: SheetBox): Box {
  return {
    startRow: box.startRow,
    endRow: Math.min(box.endRow, sheet.grid.rowCount),
    startColumn: box.startColumn,
    endColumn: Math.min(box.endColumn, sheet.grid.columnCount),
  }
}

/** A range may end outside the grid but has to begin inside it. */
export function checkInGrid({ sheet, box }: SheetBox): void {
  const { rowCount, columnCount } = sheet.grid
  if (box.startRow < rowCount && box.startColumn < columnCount) return
  throw invalid(
    `Range (${formatBox(sheet, box)}) exceeds grid limits. Max rows: ${String(rowCount)}, max columns: ${String(columnCount)}`,
  )
}

/**
 * Reads a range in A1 or R1C1 notation, the name of a sheet, or a named range.
 * https://developers.google.com/workspace/sheets/api/guides/concepts#cell
 * @throws ApiError `Unable to parse range: …`
 */
export function parseRange(book: Book, text: string): SheetBox {
  const found = read(book, text)
  if (!found) throw new ApiError(400, `Unable to parse range: ${text}`)
  return found
}

function read(book: Book, text: string): SheetBox | null {
  const split = splitTitle(text)
  if (!split) return null
  const { title, rest, quoted } = split
  if (title === null) {
    // A range without a title is of the first sheet that is shown [D].
    const first = book.sheets.find((sheet) => sheet.properties.hidden !== true && hasGrid(sheet))
    const box = first ? readCells(rest) : null
    if (first && box) return { sheet: first, box }
    return namedRange(book, rest) ?? wholeSheet(book, rest)
  }
  if (rest === '' && quoted) return wholeSheet(book, title)
  const sheet = book.sheets.find(({ properties }) => properties.title === title)
  if (!sheet || !hasGrid(sheet)) return null
  const box = readCells(rest)
  if (box) return { sheet, box }
  const named = namedRange(book, rest)
  return named?.sheet === sheet ? named : null
}

/** Takes the title off; `'It''s'!A1`, `Sheet1!A1`, `'Sheet1'`, or no title at all. */
function splitTitle(text: string): { title: string | null; rest: string; quoted: boolean } | null {
  if (text.startsWith("'")) {
    const match = /^'((?:[^']|'')*)'(?:!(.+))?$/s.exec(text)
    if (!match) return null
    return { title: (match[1] ?? '').replaceAll("''", "'"), rest: match[2] ?? '', quoted: true }
  }
  const mark = text.lastIndexOf('!')
  if (mark < 0) return text === '' ? null : { title: null, rest: text, quoted: false }
  if (mark === text.length - 1) return null
  return { title: text.slice(0, mark), rest: text.slice(mark + 1), quoted: false }
}

function wholeSheet(book: Book, title: string): SheetBox | null {
  const sheet = book.sheets.find(({ properties }) => properties.title === title)
  return sheet && hasGrid(sheet) ? { sheet, box: EVERYTHING } : null
}

/** A sheet that is all chart has no cells that a range could name. */
function hasGrid({ properties }: Sheet): boolean {
  return properties.sheetType !== 'OBJECT'
}

/** One whose cells are all gone is none any more. */
function namedRange(book: Book, name: string): SheetBox | null {
  const named = book.namedRanges.find((range) => range.name.toLowerCase() === name.toLowerCase())
  const sheet = named && sheetById(book, named.sheetId)
  if (!named || !sheet) return null
  const { startRow, endRow, startColumn, endColumn } = named.box
  return endRow > startRow && endColumn > startColumn ? { sheet, box: named.box } : null
}

type Corner = { row: number | null; column: number | null }

function readCells(text: string): Box | null {
  const parts = text.split(':')
  const [from, to] = parts
  if (parts.length > 2 || from === undefined) return null
  const first = readCorner(from)
  const second = to === undefined ? first : readCorner(to)
  if (!first || !second) return null
  if (to === undefined && (first.row === null || first.column === null)) return null
  const rows = span(first.row, second.row)
  const columns = span(first.column, second.column)
  return {
    startRow: rows.start,
    endRow: rows.end,
    startColumn: columns.start,
    endColumn: columns.end,
  }
}

/** `A1:B2` may be written from any corner; `A2:C` is open below. */
function span(a: number | null, b: number | null): { start: number; end: number } {
  if (a === null || b === null) return { start: a ?? b ?? 0, end: Infinity }
  return { start: Math.min(a, b), end: Math.max(a, b) + 1 }
}

/** A1 in either case and with `$`; zeros before a row's number do not count, seen in public reports. */
function readCorner(text: string): Corner | null {
  const a1 = /^(?:\$?([A-Za-z]{1,3}))?(?:\$?0*([1-9]\d{0,7}))?$/.exec(text)
  if (a1 && (a1[1] !== undefined || a1[2] !== undefined)) {
    return {
      column: a1[1] === undefined ? null : columnIndex(a1[1]),
      row: a1[2] === undefined ? null : Number(a1[2]) - 1,
    }
  }
  const r1c1 = /^R(\d+|\[\d+\])C(\d+|\[\d+\])$/.exec(text)
  const [row, column] = [readIndex(r1c1?.[1]), readIndex(r1c1?.[2])]
  return row === null || column === null ? null : { row, column }
}

/** A number of R1C1 notation; one in brackets is counted from the first, there being no current cell. */
function readIndex(text: string | undefined): number | null {
  if (text === undefined || Number(text) === 0) return null
  return text.startsWith('[') ? Number(text.slice(1, -1)) : Number(text) - 1
}
