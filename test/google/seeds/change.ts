import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js'
import type { Book } from '#test/google/sheets/book/book.ts'
import { applyRequests } from '#test/google/sheets/requests/batch-update.ts'

export type Request = sheets_v4.Schema$Request
export type Format = sheets_v4.Schema$CellFormat
type GridRange = sheets_v4.Schema$GridRange
type Rule = sheets_v4.Schema$DataValidationRule

/** The book after the requests of a batchUpdate: what the API can make, a sample can show. */
export function changed(book: Book, ...requests: Request[]): Book {
  applyRequests({ book, title: '', projectId: '', now: 0 }, requests)
  return book
}

/** `B2:D4`, or one cell, of a sheet. */
export function area(a1: string, sheetId = 0): GridRange {
  const [from = '', to = from] = a1.split(':')
  const [startRowIndex, startColumnIndex] = place(from)
  const [row, column] = place(to)
  return {
    sheetId,
    startRowIndex,
    endRowIndex: row + 1,
    startColumnIndex,
    endColumnIndex: column + 1,
  }
}

/** Row and column from zero; columns up to Z. */
function place(a1: string): [number, number] {
  return [Number(a1.slice(1)) - 1, a1.charCodeAt(0) - 65]
}

/** `#188038` as the API has it. */
export function colour(hex: string): sheets_v4.Schema$Color {
  const part = (at: number): number => Number.parseInt(hex.slice(at, at + 2), 16) / 255
  return { red: part(1), green: part(3), blue: part(5) }
}

export function fill(hex: string): Format {
  return { backgroundColor: colour(hex) }
}

/** Gives cells a look; of what they have, only the named parts change. */
export function look(range: GridRange, { textFormat, ...format }: Format): Request {
  const names = [
    ...Object.keys(format),
    ...Object.keys(textFormat ?? {}).map((name) => `textFormat.${name}`),
  ]
  const userEnteredFormat = { ...format, ...(textFormat ? { textFormat } : {}) }
  const fields = names.map((name) => `userEnteredFormat.${name}`).join()
  return { repeatCell: { range, cell: { userEnteredFormat }, fields } }
}

export function note(range: GridRange, text: string): Request {
  return { repeatCell: { range, cell: { note: text }, fields: 'note' } }
}

/** The whole text of a cell leads somewhere. */
export function link(range: GridRange, uri: string): Request {
  return look(range, { textFormat: { link: { uri } } })
}

/** Text of which parts have a look of their own, such as a link; each part begins after the last. */
export function richText(
  { sheetId, startRowIndex, startColumnIndex }: GridRange,
  parts: readonly [text: string, format?: sheets_v4.Schema$TextFormat][],
): Request {
  let startIndex = 0
  const textFormatRuns = parts.map(([text, format = {}]) => {
    const run = { startIndex, format }
    startIndex += text.length
    return run
  })
  const stringValue = parts.map(([text]) => text).join('')
  const start = {
    sheetId: sheetId ?? 0,
    rowIndex: startRowIndex ?? 0,
    columnIndex: startColumnIndex ?? 0,
  }
  return {
    updateCells: {
      start,
      rows: [{ values: [{ userEnteredValue: { stringValue }, textFormatRuns }] }],
      fields: 'userEnteredValue,textFormatRuns',
    },
  }
}

export function merge(range: GridRange): Request {
  return { mergeCells: { range, mergeType: 'MERGE_ALL' } }
}

export function checkBoxes(range: GridRange): Request {
  return validate(range, { condition: { type: 'BOOLEAN' }, strict: true })
}

/** A list to choose from, shown as a chip. */
export function choices(range: GridRange, names: readonly string[], strict = true): Request {
  const values = names.map((userEnteredValue) => ({ userEnteredValue }))
  return validate(range, { condition: { type: 'ONE_OF_LIST', values }, strict, showCustomUi: true })
}

export function validate(range: GridRange, rule: Rule): Request {
  return { setDataValidation: { range, rule } }
}

/** Of the properties of a tab, those that are given. */
export function tabProperties(
  sheetId: number,
  { gridProperties = {}, ...given }: sheets_v4.Schema$SheetProperties,
): Request {
  const names = [
    ...Object.keys(given),
    ...Object.keys(gridProperties).map((name) => `gridProperties.${name}`),
  ]
  const properties = { sheetId, ...given, gridProperties }
  return { updateSheetProperties: { properties, fields: names.join() } }
}

/** Rows or columns from `start` to before `end`, counted from zero. */
export function hide(
  dimension: 'ROWS' | 'COLUMNS',
  start: number,
  end: number,
  sheetId = 0,
): Request {
  return {
    updateDimensionProperties: {
      range: { sheetId, dimension, startIndex: start, endIndex: end },
      properties: { hiddenByUser: true },
      fields: 'hiddenByUser',
    },
  }
}

/** Heights of rows or widths of columns, one after the other from `start`. */
export function size(
  dimension: 'ROWS' | 'COLUMNS',
  start: number,
  pixels: readonly number[],
  sheetId = 0,
): Request[] {
  return pixels.map((pixelSize, index) => ({
    updateDimensionProperties: {
      range: { sheetId, dimension, startIndex: start + index, endIndex: start + index + 1 },
      properties: { pixelSize },
      fields: 'pixelSize',
    },
  }))
}
