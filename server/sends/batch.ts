import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js'
import type { Cells } from '#shared/a1.ts'
import { EMPTY, type Cell } from '#shared/cells.ts'
import { enteredOf } from './fingerprint.ts'
import { gridRange, numberFormats, type NumberFormat } from './formats.ts'
import type { Table } from './table.ts'

type Request = sheets_v4.Schema$Request

/** Names of the developer metadata that a send leaves: its key in the spreadsheet, its anchor at the row. */
export const KEY = 'sheetside.send'
export const ANCHOR = 'sheetside.row'

/** A send as it is written: its id, the id of its key, its rows. */
export type Piece = { id: string; keyId: number; rows: readonly (readonly Cell[])[] }

/** How a table takes its rows. */
export type Manner = {
  /** How each cell's column shows dates; undefined where it has shown none yet. */
  datePatterns: readonly (string | undefined)[]
  /** Whether to leave anchors. */
  anchored: boolean
  /** Ids of developer metadata that goes. */
  spent: readonly number[]
}

/** Where the cells of each send come to stand, one below the other under the table's last row. */
export function placesIn({ cells, columns }: Table, pieces: readonly Piece[]): Cells[] {
  let startRow = cells.endRow
  return pieces.map(({ rows }) => {
    const filled = columns.slice(0, Math.max(...rows.map((row) => row.length)))
    const place = {
      startRow,
      startColumn: Math.min(...filled),
      endRow: startRow + rows.length,
      endColumn: Math.max(...filled) + 1,
    }
    startRow = place.endRow
    return place
  })
}

/**
 * One atomic batch: make the grid large enough, make room in the table's own columns (what is below
 * moves down, what is beside stays), write typed cells, leave a key and an anchor for each send.
 */
export function batchFor(
  table: Table,
  pieces: readonly Piece[],
  { datePatterns, anchored, spent }: Manner,
): Request[] {
  const { sheetId } = table.tab
  const places = placesIn(table, pieces)
  const whole = { ...table.cells, startRow: table.cells.endRow, endRow: places.at(-1)?.endRow ?? 0 }
  const range = gridRange(sheetId, whole)
  const rows = pieces.flatMap((piece) => piece.rows.map((row) => spread(row, table, EMPTY)))
  const patterns = spread(datePatterns, table, undefined)
  // The row above is a header, or nothing: its looks are not for the new rows.
  const isFirst = table.cells.endRow <= table.headerRow + 1
  const looks = numberFormats(rows, patterns)
  return [
    ...insertion(table),
    ...growth(table, whole),
    { insertRange: { range, shiftDimension: 'ROWS' } },
    {
      updateCells: {
        range,
        rows: rows.map((row, down) => ({
          values: row.map((cell, right) => cellData(cell, isFirst ? looks.at(down, right) : null)),
        })),
        fields: `userEnteredValue,textFormatRuns${isFirst ? ',userEnteredFormat' : ''}`,
      },
    },
    // Under rows of data the other formats of a column stay as they are.
    ...(isFirst ? [] : looks.requests(sheetId, whole)),
    // Before anything is left there: Google counts what there is after each request.
    ...spent.map(withoutMetadata),
    ...pieces.map(({ id, keyId }) =>
      metadata({ metadataId: keyId, metadataKey: KEY, metadataValue: id, location: WHOLE }),
    ),
    ...(anchored
      ? pieces.map(({ id }, index) =>
          metadata({
            metadataKey: ANCHOR,
            metadataValue: id,
            location: rowAt(sheetId, places[index]?.startRow ?? 0),
          }),
        )
      : []),
  ]
}

export function withoutMetadata(metadataId: number): Request {
  return { deleteDeveloperMetadata: { dataFilter: { developerMetadataLookup: { metadataId } } } }
}

const WHOLE = { spreadsheet: true }

/** The cells of a row where their columns are, from the table's left edge to its right. */
function spread<T>(row: readonly T[], { columns, cells }: Table, none: T): T[] {
  const width = cells.endColumn - cells.startColumn
  const out: T[] = Array.from({ length: width }, () => none)
  for (const [index, value] of row.entries()) {
    const column = columns[index]
    if (column !== undefined) out[column - cells.startColumn] = value
  }
  return out
}

function insertion({ tab: { sheetId }, inserted }: Table): Request[] {
  if (!inserted) return []
  const { at, count } = inserted
  const range = { sheetId, dimension: 'COLUMNS', startIndex: at, endIndex: at + count }
  return [{ insertDimension: { range, inheritFromBefore: false } }]
}

function growth(
  { tab: { sheetId }, size, inserted }: Table,
  { endRow, endColumn }: Cells,
): Request[] {
  const rows = endRow - size.rows
  const columns = endColumn - size.columns - (inserted?.count ?? 0)
  return [
    ...(rows > 0 ? [{ appendDimension: { sheetId, dimension: 'ROWS', length: rows } }] : []),
    ...(columns > 0
      ? [{ appendDimension: { sheetId, dimension: 'COLUMNS', length: columns } }]
      : []),
  ]
}

function cellData(cell: Cell, numberFormat: NumberFormat | null): sheets_v4.Schema$CellData {
  const userEnteredValue = enteredOf(cell)
  const textFormatRuns = cell.kind === 'text' ? linkRuns(cell) : []
  return {
    ...(userEnteredValue && { userEnteredValue }),
    ...(textFormatRuns.length > 0 && { textFormatRuns }),
    ...(numberFormat && { userEnteredFormat: { numberFormat } }),
  }
}

/** A run goes on until the next one: after a link that ends before the text does, a plain one begins. */
function linkRuns({
  value,
  link,
  links = [],
}: Extract<Cell, { kind: 'text' }>): sheets_v4.Schema$TextFormatRun[] {
  if (link !== undefined) return [{ startIndex: 0, format: { link: { uri: link } } }]
  return links.flatMap(({ start, end, url }, index) => [
    { startIndex: start, format: { link: { uri: url } } },
    ...(end < value.length && links[index + 1]?.start !== end
      ? [{ startIndex: end, format: {} }]
      : []),
  ])
}

function metadata(given: sheets_v4.Schema$DeveloperMetadata): Request {
  return {
    createDeveloperMetadata: { developerMetadata: { ...given, visibility: 'DOCUMENT' } },
  }
}

function rowAt(sheetId: number, startIndex: number) {
  return { dimensionRange: { sheetId, dimension: 'ROWS', startIndex, endIndex: startIndex + 1 } }
}
