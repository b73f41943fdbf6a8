import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js'
import type { StoredFile } from '#test/google/drive/files.ts'
import { parseMask } from '#test/google/http/field-mask.ts'
import type { Sheet } from '#test/google/sheets/book/book.ts'
import { renderSpreadsheet } from '#test/google/sheets/describe/spreadsheet.ts'
import { calculate } from '#test/google/sheets/formulas/calculation.ts'
import type { World } from '#test/google/world.ts'

/** Rows and columns that one page shows, beside the frozen ones. */
export const ROWS = 200
export const COLUMNS = 26

export type CellData = sheets_v4.Schema$CellData

/** A row or column in sight, by its number from zero. */
export type Line = { at: number; pixels: number }

/** What a page shows of a sheet. All of it is as spreadsheets.get answers it. */
export type View = {
  properties: sheets_v4.Schema$SheetProperties
  /** Frozen ones come first, wherever the window is; hidden ones are left out. */
  rows: Line[]
  columns: Line[]
  frozenRows: number
  frozenColumns: number
  /** The window: one past the last is `until` and `right`. */
  from: number
  until: number
  left: number
  right: number
  cell: (row: number, column: number) => CellData | undefined
  inSight: (row: number, column: number) => boolean
  merges: sheets_v4.Schema$GridRange[]
  filter: sheets_v4.Schema$GridRange | undefined
}

const MASK = parseMask(
  'sheets(properties,merges,basicFilter.range,data(startRow,startColumn,rowMetadata(pixelSize,hiddenByUser,hiddenByFilter),columnMetadata(pixelSize,hiddenByUser,hiddenByFilter),rowData.values(formattedValue,effectiveValue,effectiveFormat,hyperlink,note,textFormatRuns,dataValidation.condition.type)))',
)

/**
 * The part of a sheet that a page shows.
 * @param start where the window begins; any row and column of the grid.
 */
export function viewOf(
  world: World,
  file: StoredFile,
  sheet: Sheet,
  start: { from: number; left: number },
): View {
  const { rowCount, columnCount } = sheet.grid
  const frozen = sheet.properties.gridProperties
  const frozenRows = Number(frozen['frozenRowCount'] ?? 0)
  const frozenColumns = Number(frozen['frozenColumnCount'] ?? 0)
  const [from, until] = windowOf(start.from, ROWS, rowCount)
  const [left, right] = windowOf(start.left, COLUMNS, columnCount)
  const rowSpans = spans(from, until, frozenRows)
  const columnSpans = spans(left, right, frozenColumns)
  const boxes = rowSpans.flatMap(([startRow, endRow]) =>
    columnSpans.map(([startColumn, endColumn]) => ({ startRow, endRow, startColumn, endColumn })),
  )
  const { sheets = [] } = renderSpreadsheet(calculate(file.book, world.now()), {
    id: file.id,
    title: file.name,
    url: '',
    ranges: boxes.map((box) => ({ sheet, box })),
    gridData: true,
    mask: MASK,
    projectId: '',
    viewer: world.files.viewerOf(file, file.owner),
  }) as sheets_v4.Schema$Spreadsheet
  const { data = [], properties = {}, merges, basicFilter } = sheets[0] ?? {}
  const cells = new Map<number, CellData>()
  const rows = new Map<number, Line>()
  const columns = new Map<number, Line>()
  for (const block of data) {
    const [top, side] = [block.startRow ?? 0, block.startColumn ?? 0]
    collect(rows, block.rowMetadata, top)
    collect(columns, block.columnMetadata, side)
    block.rowData?.forEach(({ values = [] }, down) => {
      values.forEach((cell, across) => {
        cells.set((top + down) * columnCount + side + across, cell)
      })
    })
  }
  return {
    properties,
    rows: [...rows.values()],
    columns: [...columns.values()],
    frozenRows,
    frozenColumns,
    from,
    until,
    left,
    right,
    cell: (row, column) => cells.get(row * columnCount + column),
    inSight: (row, column) => rows.has(row) && columns.has(column),
    merges: merges ?? [],
    filter: basicFilter?.range,
  }
}

/** The window of `size` in which `at` lies. */
function windowOf(at: number, size: number, count: number): [number, number] {
  const start = Math.floor(Math.min(Math.max(0, at || 0), count - 1) / size) * size
  return [start, Math.min(start + size, count)]
}

/** What is frozen, and what of the window is not. */
function spans(start: number, end: number, frozen: number): [number, number][] {
  const rest = Math.max(start, frozen)
  const parts: [number, number][] = [
    [0, frozen],
    [rest, end],
  ]
  return parts.filter(([from, until]) => until > from)
}

function collect(
  lines: Map<number, Line>,
  given: sheets_v4.Schema$DimensionProperties[] | undefined,
  start: number,
): void {
  given?.forEach(({ pixelSize, hiddenByUser, hiddenByFilter }, index) => {
    if (hiddenByUser === true || hiddenByFilter === true) return
    lines.set(start + index, { at: start + index, pixels: pixelSize ?? 21 })
  })
}
