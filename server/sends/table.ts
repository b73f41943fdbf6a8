import { columnName, parseRange, type Cells } from '#shared/a1.ts'
import type { Target } from '#shared/contract/send.ts'
import { SheetsideError } from '#shared/errors.ts'
import type { Book, Mark, Outline, Tab } from '#server/google/sheets.ts'
import { columnsBeyond, type Inserted } from './beyond.ts'
import { COLUMN, HEADER } from './marks.ts'

/** A destination's table as it lies in its sheet now. Rows and columns count from zero. */
export type Table = {
  tab: Tab
  size: NonNullable<Tab['size']>
  headerRow: number
  /** The column of each cell of a row that is sent. */
  columns: number[]
  /** Columns that have to be put in for it first. */
  inserted: Inserted | null
  /** Header and rows, with every column that is sent to. No rows at all where nothing stands there yet. */
  cells: Cells
}

/**
 * Finds a destination's table: its marks tell where its header and its columns were moved to, Google
 * where it ends.
 * @param width of the rows that are sent, in cells
 * @param isNamed whether its header says anything
 * @throws not_found, invalid_input, destination_changed
 */
export async function findTable(
  book: Book,
  target: Target,
  { width, isNamed }: { width: number; isNamed: boolean },
  outline: Outline,
): Promise<Table> {
  const { tab, size } = gridTab(outline, target.sheetId)
  // Who names no columns means all of them, from the table's start on.
  const named = target.columnMarks?.length ?? 0
  const own = named === 0 ? width : Math.min(width, named)
  const columnMarks = Array.from({ length: own }, (_, index) => target.columnMarks?.[index] ?? null)
  const { headerRow, columns } = await findColumns(book, { ...target, columnMarks })
  const left = Math.min(...columns)
  const isInside = headerRow < size.rows && left < size.columns
  const corner = `${columnName(left)}${headerRow + 1}`
  const found = isInside ? await book.tableAt(tab.title, corner) : null
  const narrow = { tab, size, headerRow, columns, found, isNamed }
  const beyond = width > own ? await columnsBeyond(book, narrow, width - own) : NOTHING_BEYOND
  const all = [...columns, ...beyond.columns]
  return {
    tab,
    size,
    headerRow,
    columns: all,
    inserted: beyond.inserted,
    cells: {
      startRow: headerRow,
      startColumn: Math.min(left, found?.startColumn ?? left),
      endRow: found?.endRow ?? headerRow,
      endColumn: Math.max(Math.max(...all) + 1, found?.endColumn ?? 0),
    },
  }
}

const NOTHING_BEYOND = { columns: [], inserted: null }

/**
 * Where the header row is, and the column of each of `columnMarks`: by its mark, else as counted from the
 * table's start.
 * @throws destination_changed
 */
export async function findColumns(
  book: Book,
  {
    sheetId,
    tableStart,
    headerMark,
    columnMarks,
  }: Pick<Target, 'sheetId' | 'tableStart' | 'headerMark'> & {
    columnMarks: readonly (number | null)[]
  },
): Promise<Pick<Table, 'headerRow' | 'columns'>> {
  const start = startOf({ tableStart })
  const isMarked = headerMark !== undefined || columnMarks.some((mark) => mark !== null)
  const marks = isMarked ? await book.marks({ metadataKey: HEADER }, { metadataKey: COLUMN }) : []
  const columns = columnMarks.map((mark, index) =>
    mark === null ? start.startColumn + index : placeOf(marks, sheetId, mark),
  )
  if (new Set(columns).size < columns.length) throw changed('two columns at one place')
  const headerRow = headerMark === undefined ? start.startRow : placeOf(marks, sheetId, headerMark)
  return { headerRow, columns }
}

/** The first cell of a table's header, where it was when it was chosen. */
export function startOf({ tableStart }: Pick<Target, 'tableStart'>): Cells {
  const cell = parseRange(tableStart)
  if (!cell) throw new SheetsideError('invalid_input', 'The destination’s table has no place.')
  return cell
}

function placeOf(marks: readonly Mark[], sheetId: number, id: number): number {
  const mark = marks.find((each) => each.id === id && each.sheetId === sheetId)
  if (!mark) throw changed('a mark is gone')
  return mark.index
}

function changed(reason: string): SheetsideError {
  return new SheetsideError(
    'destination_changed',
    'The header or a column that is filled was deleted from the sheet. Choose the tab again, and check what goes where.',
    { reason },
  )
}

/** A tab that can take rows. @throws not_found, invalid_input */
export function gridTab(
  { sheets }: Pick<Outline, 'sheets'>,
  sheetId: number,
): { tab: Tab; size: NonNullable<Tab['size']> } {
  const tab = sheets.find((sheet) => sheet.sheetId === sheetId)
  if (!tab) {
    throw new SheetsideError(
      'not_found',
      'This tab is no longer in the spreadsheet. Choose another destination.',
    )
  }
  if (tab.size) return { tab, size: tab.size }
  throw new SheetsideError(
    'invalid_input',
    `“${tab.title}” is a chart, not a sheet with cells. Choose another tab.`,
  )
}
