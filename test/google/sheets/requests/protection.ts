import { EVERYTHING, type Box } from '#test/google/sheets/book/a1.ts'
import { holds } from '#test/google/sheets/book/box.ts'
import { sheetById, type Book, type Sheet } from '#test/google/sheets/book/book.ts'
import { toBox, type DimensionRange, type GridRange } from '#test/google/sheets/book/grid-range.ts'
import {
  checkProtection,
  mayEdit,
  protectedCells,
  type Viewer,
} from '#test/google/sheets/book/protection.ts'
import type { GridCoordinate } from './cells.ts'
import type { Draft } from './request.ts'

type Body = Record<string, unknown>

/** The fields of a request with the ranges whose cells it changes of itself. */
const RANGES: Record<string, string[]> = {
  autoFill: ['range'],
  cutPaste: ['source'],
  deleteDuplicates: ['range'],
  deleteRange: ['range'],
  insertRange: ['range'],
  mergeCells: ['range'],
  randomizeRange: ['range'],
  repeatCell: ['range'],
  setDataValidation: ['range'],
  sortRange: ['range'],
  textToColumns: ['source'],
  trimWhitespace: ['range'],
  unmergeCells: ['range'],
  updateBorders: ['range'],
  updateCells: ['range'],
}

/** Those with the rows or columns that it changes. */
const DIMENSIONS: Record<string, string[]> = {
  autoResizeDimensions: ['dimensions'],
  deleteDimension: ['range'],
  moveDimension: ['source'],
  updateDimensionProperties: ['range'],
}

/** Those that nobody can make of a sheet that is closed to them. */
const OF_SHEETS = new Set([
  'appendDimension',
  'clearBasicFilter',
  'setBasicFilter',
  'updateSheetProperties',
])

/**
 * Before a request of a batch is carried out: whether it changes something that is protected from
 * whoever sent it.
 * @throws ApiError in Google's words.
 */
export function checkRequest({ book }: Draft, kind: string, body: Body): void {
  const { by } = book
  if (!by || by.email === by.owner) return
  const check = (sheetId: number | undefined, box: Box): void => {
    const sheet = sheetById(book, sheetId ?? 0)
    if (sheet) checkProtection(book, sheet, box)
  }
  for (const field of RANGES[kind] ?? []) {
    const range = body[field] as GridRange | undefined
    if (range) check(range.sheetId, toBox(range))
  }
  if (kind === 'copyPaste') {
    const { source, destination } = body as { source?: GridRange; destination?: GridRange }
    if (source && destination) check(destination.sheetId, pasted(toBox(source), toBox(destination)))
  }
  if (kind === 'autoFill' && body['sourceAndDestination']) {
    const given = body['sourceAndDestination'] as Filled
    check(given.source?.sheetId, filled(given))
  }
  for (const field of DIMENSIONS[kind] ?? []) {
    const range = body[field] as DimensionRange | undefined
    if (range) check(range.sheetId, dimensionBox(range))
  }
  if (kind === 'updateCells' && body['start']) {
    const start = body['start'] as GridCoordinate
    check(start.sheetId, written(body, start.rowIndex ?? 0, start.columnIndex ?? 0))
  }
  if (kind === 'cutPaste') {
    const to = (body['destination'] ?? {}) as GridCoordinate
    const { startRow, endRow, startColumn, endColumn } = toBox(body['source'] ?? {})
    const [row, column] = [to.rowIndex ?? 0, to.columnIndex ?? 0]
    const [endsRow, endsColumn] = [row + endRow - startRow, column + endColumn - startColumn]
    check(to.sheetId, {
      startRow: row,
      endRow: endsRow,
      startColumn: column,
      endColumn: endsColumn,
    })
  }
  const sheetId = sheetOf(body)
  const sheet = sheetById(book, sheetId ?? 0)
  if (!sheet) return
  if (kind === 'appendCells' && body['tableId'] === undefined) {
    check(sheetId, written(body, sheet.grid.lastRowWithValue(), 0))
  }
  if (kind === 'insertDimension') {
    const range = body['range'] as DimensionRange | undefined
    if (range) checkInsert(book, range)
  }
  if (kind === 'moveDimension') {
    const { source, destinationIndex } = body as {
      source?: DimensionRange
      destinationIndex?: number
    }
    checkInsert(book, { ...source, startIndex: destinationIndex ?? 0 })
  }
  if (kind === 'deleteSheet' && sheet.protectedRanges.some((range) => !mayEdit(range, by))) {
    throw protectedCells()
  }
  if (OF_SHEETS.has(kind) && isClosed(sheet, by)) throw protectedCells()
}

/** The sheet that a request is about as such. */
function sheetOf(body: Body): number | undefined {
  const { sheetId, properties, filter } = body as {
    sheetId?: number
    properties?: { sheetId?: number }
    filter?: { range?: { sheetId?: number } }
  }
  return sheetId ?? (properties ?? filter?.range)?.sheetId
}

function dimensionBox({ dimension, startIndex = 0, endIndex = Infinity }: DimensionRange): Box {
  return dimension === 'COLUMNS'
    ? { ...EVERYTHING, startColumn: startIndex, endColumn: endIndex }
    : { ...EVERYTHING, startRow: startIndex, endRow: endIndex }
}

/** What is copied is pasted whole, also into fewer cells [D]. */
function pasted(source: Box, to: Box): Box {
  const [height, width] = [source.endRow - source.startRow, source.endColumn - source.startColumn]
  return {
    ...to,
    endRow: Math.max(to.endRow, to.startRow + height),
    endColumn: Math.max(to.endColumn, to.startColumn + width),
  }
}

type Filled = { source?: GridRange; dimension?: string; fillLength?: number }

/** The cells beside the source that are filled from it; on its other side for a length below zero. */
function filled({ source = {}, dimension, fillLength = 0 }: Filled): Box {
  const box = toBox(source)
  const beside = (start: number, end: number): [number, number] =>
    fillLength < 0 ? [start + fillLength, start] : [end, end + fillLength]
  if (dimension === 'COLUMNS') {
    const [startColumn, endColumn] = beside(box.startColumn, box.endColumn)
    return { ...box, startColumn, endColumn }
  }
  const [startRow, endRow] = beside(box.startRow, box.endRow)
  return { ...box, startRow, endRow }
}

/** The cells that `rows` would be written to. */
function written(body: Body, row: number, column: number): Box {
  const rows = (body['rows'] ?? []) as { values?: unknown[] }[]
  const width = Math.max(0, ...rows.map(({ values = [] }) => values.length))
  return {
    startRow: row,
    endRow: row + rows.length,
    startColumn: column,
    endColumn: column + width,
  }
}

/** Whether all of a sheet is protected from somebody. */
function isClosed(sheet: Sheet, by: Viewer): boolean {
  return sheet.protectedRanges.some((range) => holds(range.box, EVERYTHING) && !mayEdit(range, by))
}

/** New rows and columns only change a protected range when they come inside of it. */
function checkInsert(book: Book, { sheetId = 0, dimension, startIndex = 0 }: DimensionRange): void {
  const { by } = book
  const sheet = sheetById(book, sheetId)
  const inside = sheet?.protectedRanges.some((range) => {
    const { startRow, endRow, startColumn, endColumn } = range.box
    const [start, end] = dimension === 'COLUMNS' ? [startColumn, endColumn] : [startRow, endRow]
    return by && start < startIndex && startIndex < end && !mayEdit(range, by)
  })
  if (inside === true) throw protectedCells()
}
