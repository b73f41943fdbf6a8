import type { Box } from './a1.ts'
import { Grid } from './grid.ts'
import { noObjects, type Objects } from './objects.ts'
import type { Viewer } from './protection.ts'
import { newNumber } from '#test/google/ids.ts'
import { invalid } from '#test/google/http/errors.ts'

export type SheetProperties = {
  sheetId: number
  title: string
  /** A sheet that is all chart has no grid. */
  sheetType?: 'OBJECT'
  hidden?: boolean
  rightToLeft?: boolean
  tabColor?: object
  tabColorStyle?: object
  /** Without the counts: the grid knows them. */
  gridProperties: Record<string, number | boolean>
}

export type DimensionProperties = {
  pixelSize?: number
  hiddenByUser?: boolean
  /** Set when the sheet's filter is. */
  hiddenByFilter?: boolean
}

export type Dimension = 'ROWS' | 'COLUMNS'

export type Sheet = Objects & {
  properties: SheetProperties
  grid: Grid
  merges: Box[]
  /** Only of rows and columns that are not as all others. */
  rows: Map<number, DimensionProperties>
  columns: Map<number, DimensionProperties>
}

export type NamedRange = { namedRangeId: string; name: string; sheetId: number; box: Box }

export type MetadataLocation =
  | { on: 'spreadsheet' }
  | { on: 'sheet'; sheetId: number }
  | { on: Dimension; sheetId: number; index: number }

export type Metadata = {
  metadataId: number
  key: string
  value?: string
  visibility: string
  /** Only the project that made it sees metadata of visibility PROJECT. */
  projectId: string
  location: MetadataLocation
}

/** A spreadsheet's content. Each change is made to a copy that then takes its place. */
export type Book = {
  locale: string
  timeZone: string
  autoRecalc: string
  iterativeCalculation?: object
  /** Google's SpreadsheetTheme; without, the standard one. */
  theme?: object
  /** Whether functions may fetch from addresses outside. */
  importsAllowed?: boolean
  sheets: Sheet[]
  namedRanges: NamedRange[]
  metadata: Metadata[]
  /** Only while somebody changes it: who that is. */
  by?: Viewer
}

/** Cells that one spreadsheet can hold: https://support.google.com/drive/answer/37603 */
const MAX_CELLS = 10_000_000
/** Columns that one sheet can have, up to ZZZ. */
const MAX_COLUMNS = 18_278

export function newSheet(given: {
  title: string
  sheetId?: number
  grid?: Grid
  properties?: Partial<SheetProperties>
}): Sheet {
  return {
    properties: {
      ...given.properties,
      sheetId: given.sheetId ?? newNumber(),
      title: given.title,
      gridProperties: { ...given.properties?.gridProperties },
    },
    grid: given.grid ?? new Grid(1000, 26),
    merges: [],
    rows: new Map(),
    columns: new Map(),
    ...noObjects(),
  }
}

export function newBook(sheets: Sheet[]): Book {
  return {
    locale: 'en_US',
    timeZone: 'Etc/GMT',
    autoRecalc: 'ON_CHANGE',
    sheets,
    namedRanges: [],
    metadata: [],
  }
}

export function copyBook(book: Book): Book {
  return {
    ...book,
    sheets: book.sheets.map((sheet) => ({
      // Its lists are never changed in place.
      ...sheet,
      properties: structuredClone(sheet.properties),
      grid: sheet.grid.copy(),
      merges: [...sheet.merges],
      rows: new Map(sheet.rows),
      columns: new Map(sheet.columns),
    })),
    namedRanges: [...book.namedRanges],
    metadata: [...book.metadata],
  }
}

/**
 * @param added cells that are about to come.
 * @throws ApiError when a spreadsheet would grow past what it can hold.
 */
export function checkSize(book: Book, added = 0): void {
  const cells = book.sheets.reduce((sum, { grid }) => sum + grid.rowCount * grid.columnCount, added)
  if (cells > MAX_CELLS) {
    throw invalid(
      `This action would increase the number of cells in the workbook above the limit of ${String(MAX_CELLS)} cells.`,
    )
  }
  if (book.sheets.some(({ grid }) => grid.columnCount > MAX_COLUMNS)) {
    throw invalid(
      `This action would increase the number of columns in the sheet above the limit of ${String(MAX_COLUMNS)} columns.`,
    )
  }
}

export function sheetById(book: Book, sheetId: number): Sheet | undefined {
  return book.sheets.find(({ properties }) => properties.sheetId === sheetId)
}
