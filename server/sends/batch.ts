import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js'
import type { Cells } from '#shared/a1.ts'
import type { Cell } from '#shared/cells.ts'

type Request = sheets_v4.Schema$Request

/** Names of the developer metadata that a send leaves: its key in the spreadsheet, its anchor at the row. */
export const KEY = 'sheetside.send'
export const ANCHOR = 'sheetside.row'

/** Where rows go, and how the grid has to grow for it. */
export type Place = {
  cells: Cells
  /** The row above is a header, or nothing: its looks are not for the new rows. */
  first: boolean
  /** How each column shows dates, from the left; undefined where it has shown none yet. */
  datePatterns: readonly (string | undefined)[]
  size: { rows: number; columns: number }
}

/**
 * One atomic batch: make the grid large enough, make room in the table's own columns (what is below
 * moves down, what is beside stays), write typed cells, leave key and anchor.
 * @param id the send's
 * @param anchored whether to leave the anchor
 * @param spent ids of keys that go
 */
export function batchFor(
  sheetId: number,
  place: Place,
  rows: readonly (readonly Cell[])[],
  { id, keyId, anchored, spent }: { id: string; keyId: number; anchored: boolean; spent: number[] },
): Request[] {
  const { cells, first, datePatterns } = place
  const range = gridRange(sheetId, cells)
  return [
    ...growth(sheetId, place),
    { insertRange: { range, shiftDimension: 'ROWS' } },
    {
      updateCells: {
        range,
        rows: rows.map((row) => ({
          values: row.map((cell, right) =>
            cellData(cell, first ? dateFormat(datePatterns[right]) : null),
          ),
        })),
        fields: `userEnteredValue,textFormatRuns${first ? ',userEnteredFormat' : ''}`,
      },
    },
    // Under rows of data the other formats of a column stay as they are.
    ...(first ? [] : dateFormats(sheetId, place, rows)),
    metadata({ metadataId: keyId, metadataKey: KEY, metadataValue: id, location: WHOLE }),
    ...(anchored
      ? [metadata({ metadataKey: ANCHOR, metadataValue: id, location: rowOf(range) })]
      : []),
    ...spent.map((metadataId) => ({
      deleteDeveloperMetadata: { dataFilter: { developerMetadataLookup: { metadataId } } },
    })),
  ]
}

const WHOLE = { spreadsheet: true }
/** As the column's other dates, or in the one order of day and month that everybody reads alike. */
const dateFormat = (pattern: string | undefined) => ({
  numberFormat: { type: 'DATE', pattern: pattern ?? 'yyyy-mm-dd' },
})
type DateFormat = ReturnType<typeof dateFormat>

function growth(sheetId: number, { cells, size }: Place): Request[] {
  const rows = cells.endRow - size.rows
  const columns = cells.endColumn - size.columns
  return [
    ...(rows > 0 ? [{ appendDimension: { sheetId, dimension: 'ROWS', length: rows } }] : []),
    ...(columns > 0
      ? [{ appendDimension: { sheetId, dimension: 'COLUMNS', length: columns } }]
      : []),
  ]
}

/** As a `userEnteredValue` of its own type nothing is read again, so text can't become a formula. */
function cellData(cell: Cell, asDate: DateFormat | null): sheets_v4.Schema$CellData {
  switch (cell.kind) {
    case 'text':
      return {
        userEnteredValue: { stringValue: cell.value },
        ...(cell.link !== undefined && {
          textFormatRuns: [{ startIndex: 0, format: { link: { uri: cell.link } } }],
        }),
      }
    case 'number':
      return { userEnteredValue: { numberValue: cell.value } }
    case 'boolean':
      return { userEnteredValue: { boolValue: cell.value } }
    case 'date':
      return {
        userEnteredValue: { numberValue: serialOf(cell.value) },
        ...(asDate && { userEnteredFormat: asDate }),
      }
    case 'empty':
      return {}
  }
}

const DAY_MS = 86_400_000

/**
 * Days since 30 December 1899.
 * https://developers.google.com/workspace/sheets/api/guides/formats#about_date_time_values
 */
function serialOf(date: string): number {
  return (Date.parse(`${date}T00:00:00Z`) - Date.UTC(1899, 11, 30)) / DAY_MS
}

function dateFormats(
  sheetId: number,
  { cells: { startRow, startColumn }, datePatterns }: Place,
  rows: readonly (readonly Cell[])[],
): Request[] {
  return rows.flatMap((row, down) =>
    row.flatMap((cell, right) => {
      if (cell.kind !== 'date') return []
      const [atRow, atColumn] = [startRow + down, startColumn + right]
      const range = gridRange(sheetId, {
        startRow: atRow,
        startColumn: atColumn,
        endRow: atRow + 1,
        endColumn: atColumn + 1,
      })
      const fields = 'userEnteredFormat.numberFormat'
      const cellLook = { userEnteredFormat: dateFormat(datePatterns[right]) }
      return [{ repeatCell: { range, cell: cellLook, fields } }]
    }),
  )
}

function metadata(given: sheets_v4.Schema$DeveloperMetadata): Request {
  return {
    createDeveloperMetadata: { developerMetadata: { ...given, visibility: 'DOCUMENT' } },
  }
}

function rowOf({ sheetId, startRowIndex: startIndex }: GridRange) {
  return {
    dimensionRange: { sheetId, dimension: 'ROWS', startIndex, endIndex: startIndex + 1 },
  }
}

type GridRange = {
  sheetId: number
  startRowIndex: number
  endRowIndex: number
  startColumnIndex: number
  endColumnIndex: number
}

function gridRange(
  sheetId: number,
  { startRow, endRow, startColumn, endColumn }: Cells,
): GridRange {
  return {
    sheetId,
    startRowIndex: startRow,
    endRowIndex: endRow,
    startColumnIndex: startColumn,
    endColumnIndex: endColumn,
  }
}
