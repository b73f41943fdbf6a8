import { newBook, newSheet, type Book, type Sheet } from '#test/google/sheets/book/book.ts'
import { carryOut } from './batch-update.ts'
import type { Draft } from './request.ts'
import { makeSheet, type GivenSheet } from './sheets.ts'
import { setProperty, type SpreadsheetProperties } from './spreadsheet-properties.ts'

/** The parts of a Sheet that `spreadsheets.create` takes in. */
type GivenParts = {
  properties?: GivenSheet
  data?: {
    startRow?: number
    startColumn?: number
    rowData?: object[]
    rowMetadata?: object[]
    columnMetadata?: object[]
  }[]
  merges?: object[]
  basicFilter?: object
} & Record<string, object[] | undefined>

/** Lists of a Sheet, and the request that makes one of their items. */
const LISTS: [
  list: string,
  kind: string,
  body: (item: object, index: number) => Record<string, unknown>,
][] = [
  ['conditionalFormats', 'addConditionalFormatRule', (rule, index) => ({ rule, index })],
  ['filterViews', 'addFilterView', (filter) => ({ filter })],
  ['protectedRanges', 'addProtectedRange', (range) => ({ protectedRange: range })],
  ['charts', 'addChart', (chart) => ({ chart })],
  ['bandedRanges', 'addBanding', (bandedRange) => ({ bandedRange })],
  ['rowGroups', 'addDimensionGroup', (group) => ({ range: 'range' in group && group.range })],
  ['columnGroups', 'addDimensionGroup', (group) => ({ range: 'range' in group && group.range })],
  ['slicers', 'addSlicer', (slicer) => ({ slicer })],
  ['tables', 'addTable', (table) => ({ table })],
]

const CELL_FIELDS = 'userEnteredValue,userEnteredFormat,note,textFormatRuns,dataValidation' as const

/**
 * The content of a new spreadsheet, from the Spreadsheet that `spreadsheets.create` is given: what it
 * has in it is made as batchUpdate would make it.
 * @throws ApiError as batchUpdate does.
 */
export function makeBook(
  body: Record<string, unknown>,
  projectId: string,
  now: number,
): { book: Book; title: string } {
  const book = newBook([])
  const draft: Draft = { book, title: 'Untitled spreadsheet', projectId, now }
  const properties = (body['properties'] ?? {}) as SpreadsheetProperties
  for (const name of Object.keys(properties)) {
    // What is read-only is passed over here: people send back what they got.
    if (name === 'defaultFormat' || properties[name as keyof SpreadsheetProperties] === '') continue
    setProperty(draft, name, properties)
  }
  const sheets = (body['sheets'] ?? []) as GivenParts[]
  for (const { properties = {} } of sheets) book.sheets.push(makeSheet(book, properties))
  if (book.sheets.length === 0) book.sheets.push(newSheet({ title: 'Sheet1', sheetId: 0 }))
  sheets.forEach((parts, index) => {
    const sheet = book.sheets[index]
    if (sheet) fillSheet(draft, sheet, parts)
  })
  for (const namedRange of (body['namedRanges'] ?? []) as object[]) {
    carryOut(draft, 'addNamedRange', { namedRange })
  }
  makeMetadata(draft, (body['developerMetadata'] ?? []) as object[], { spreadsheet: true })
  return { book, title: draft.title }
}

function fillSheet(draft: Draft, sheet: Sheet, parts: GivenParts): void {
  const { sheetId } = sheet.properties
  for (const data of parts.data ?? []) {
    const { startRow = 0, startColumn = 0, rowData = [] } = data
    const start = { sheetId, rowIndex: startRow, columnIndex: startColumn }
    carryOut(draft, 'updateCells', { start, rows: rowData, fields: CELL_FIELDS })
    describeDimensions(draft, sheetId, 'ROWS', startRow, data.rowMetadata)
    describeDimensions(draft, sheetId, 'COLUMNS', startColumn, data.columnMetadata)
  }
  for (const range of parts.merges ?? []) {
    carryOut(draft, 'mergeCells', { range: { ...range, sheetId }, mergeType: 'MERGE_ALL' })
  }
  if (parts.basicFilter) carryOut(draft, 'setBasicFilter', { filter: parts.basicFilter })
  for (const [list, kind, body] of LISTS) {
    for (const [index, item] of (parts[list] ?? []).entries()) {
      carryOut(draft, kind, body(item, index))
    }
  }
  makeMetadata(draft, parts['developerMetadata'] ?? [], { sheetId })
}

function describeDimensions(
  draft: Draft,
  sheetId: number,
  dimension: 'ROWS' | 'COLUMNS',
  start: number,
  metadata: readonly object[] = [],
): void {
  for (const [offset, properties] of metadata.entries()) {
    const startIndex = start + offset
    const range = { sheetId, dimension, startIndex, endIndex: startIndex + 1 }
    const fields = ['pixelSize', 'hiddenByUser'].filter((name) => name in properties)
    if (fields.length > 0) {
      const body = { range, properties, fields: fields.join(',') }
      carryOut(draft, 'updateDimensionProperties', body)
    }
    const inner = 'developerMetadata' in properties ? properties.developerMetadata : []
    makeMetadata(draft, inner as object[], { dimensionRange: range })
  }
}

function makeMetadata(draft: Draft, list: readonly object[], location: object): void {
  for (const given of list) {
    const developerMetadata = { ...given, location }
    carryOut(draft, 'createDeveloperMetadata', { developerMetadata })
  }
}
