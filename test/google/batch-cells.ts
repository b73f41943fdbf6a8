import type { Box } from './a1.ts'
import { readFields, type BatchRequest } from './batch-request.ts'
import type { Sheet } from './book.ts'
import type { CellFormat, ExtendedValue } from './cell.ts'
import { keepColours } from './colour.ts'
import { invalid } from './errors.ts'
import { isBlank, type Cell, type Row } from './grid.ts'
import { gridSheet, readGridRange, toGridRange, type GridRange } from './grid-range.ts'
import { sortRows, type SortSpec } from './sort.ts'
import { setPath } from './set-path.ts'

/** The parts of CellData that a request may set. */
type CellData = {
  userEnteredValue?: ExtendedValue
  userEnteredFormat?: CellFormat
  note?: string
  textFormatRuns?: object[]
  dataValidation?: object
}

type RowData = { values?: CellData[] }

const WRITABLE: Record<string, keyof Cell> = {
  userEnteredValue: 'value',
  userEnteredFormat: 'format',
  note: 'note',
  textFormatRuns: 'runs',
  dataValidation: 'validation',
}
const READ_ONLY = ['effectiveValue', 'effectiveFormat', 'formattedValue', 'hyperlink']

/** The cell after the listed fields were taken from `data`; one that is not there is cleared. */
function write(
  cell: Cell | undefined,
  data: CellData,
  fields: readonly string[],
): Cell | undefined {
  let written: Record<string, unknown> = { ...cell }
  const every = fields.includes('*')
  for (const [name, part] of Object.entries(WRITABLE)) {
    const inner = fields.flatMap((path) => {
      if (every || path === name) return ['']
      return path.startsWith(`${name}.`) ? [path.slice(name.length + 1)] : []
    })
    if (inner.length === 0) continue
    const given = data[name as keyof CellData]
    if (inner.includes('')) {
      written = { ...written, [part]: given }
      if (given === undefined || given === '') delete written[part]
    } else {
      for (const path of inner) {
        written = { ...written, [part]: setPath(written[part], path, given) }
      }
    }
    if (part === 'value') {
      if (written['value'] !== undefined) checkValue(written['value'] as ExtendedValue)
      if (data.textFormatRuns === undefined) delete written['runs']
    }
  }
  const result = tidy(written)
  return isBlank(result) ? undefined : result
}

/** Google keeps both the colour and its newer twin, `…Style`: recorded. */
function tidy(cell: Record<string, unknown>): Cell {
  const value = cell['value'] as ExtendedValue | undefined
  if (value && (Object.keys(value).length === 0 || value.stringValue === '')) delete cell['value']
  const format = cell['format'] as CellFormat | undefined
  if (!format) return cell
  const twins = withStyles(format)
  if (Object.keys(twins).length === 0) delete cell['format']
  else cell['format'] = twins
  return cell
}

function withStyles(format: CellFormat): CellFormat {
  const twins: CellFormat = keepColours(format)
  if (format['backgroundColor'] !== undefined) {
    twins['backgroundColorStyle'] ??= { rgbColor: twins['backgroundColor'] }
  }
  const text = twins.textFormat
  if (text?.['foregroundColor'] !== undefined && text['foregroundColorStyle'] === undefined) {
    twins.textFormat = { ...text, foregroundColorStyle: { rgbColor: text['foregroundColor'] } }
  }
  return twins
}

function checkValue(value: ExtendedValue): void {
  const set = Object.keys(value)
  if (set.length > 1) throw invalid('Only one value may be set in userEnteredValue.')
  if (value.errorValue) throw invalid('errorValue cannot be set.')
  const text = value.stringValue ?? value.formulaValue ?? ''
  if (text.length > 50_000) {
    throw invalid('Your input contains more than the maximum of 50000 characters in a single cell.')
  }
  if (value.formulaValue !== undefined && !value.formulaValue.startsWith('=')) {
    throw invalid(`formulaValue must begin with '=': ${value.formulaValue}`)
  }
}

function readCellFields(body: Record<string, unknown>): string[] {
  const fields = readFields(body)
  for (const path of fields) {
    const [top = ''] = path.split('.')
    if (READ_ONLY.includes(top)) throw invalid(`Field ${top} is read-only.`)
    if (top !== '*' && !(top in WRITABLE)) {
      throw invalid(`Invalid field: ${path}`)
    }
  }
  return fields
}

/** Requests about single cells and blocks of them. */
export const CELL_REQUESTS: Record<string, BatchRequest> = {
  updateCells: ({ book }, body) => {
    const rows = (body['rows'] ?? []) as RowData[]
    const fields = readCellFields(body)
    const start = body['start'] as
      { sheetId?: number; rowIndex?: number; columnIndex?: number } | undefined
    if (!start) {
      const { sheet, box } = readGridRange(book, body['range'] as GridRange | undefined)
      checkRows(rows, box)
      fill(sheet, box, fields, (row, column) => rows[row]?.values?.[column] ?? {})
      return {}
    }
    const sheet = gridSheet(book, start.sheetId)
    const { rowIndex = 0, columnIndex = 0 } = start
    const { rowCount, columnCount } = sheet.grid
    if (rowIndex >= rowCount) {
      throw invalid(
        `GridCoordinate.rowIndex[${String(rowIndex)}] is after last row in grid[${String(rowCount)}]`,
      )
    }
    if (columnIndex >= columnCount) {
      throw invalid(
        `GridCoordinate.columnIndex[${String(columnIndex)}] is after last column in grid[${String(columnCount)}]`,
      )
    }
    const limits = {
      startRow: rowIndex,
      endRow: rowCount,
      startColumn: columnIndex,
      endColumn: columnCount,
    }
    checkRows(rows, limits)
    rows.forEach(({ values = [] }, index) => {
      const at = rowIndex + index
      const box = {
        startRow: at,
        endRow: at + 1,
        startColumn: columnIndex,
        endColumn: columnIndex + values.length,
      }
      fill(sheet, box, fields, (_row, column) => values[column] ?? {})
    })
    return {}
  },

  repeatCell: ({ book }, body) => {
    const fields = readCellFields(body)
    const { sheet, box } = readGridRange(book, body['range'] as GridRange | undefined)
    const data = (body['cell'] ?? {}) as CellData
    fill(sheet, box, fields, () => data)
    return {}
  },

  /** Below the last row with a value of the whole sheet; answers nothing [D]. */
  appendCells: ({ book }, body) => {
    const sheet = gridSheet(book, body['sheetId'] as number | undefined)
    const rows = (body['rows'] ?? []) as RowData[]
    const fields = readCellFields(body)
    const { grid } = sheet
    const first = grid.lastRowWithValue()
    const width = Math.max(0, ...rows.map(({ values = [] }) => values.length))
    grid.resize(Math.max(grid.rowCount, first + rows.length), Math.max(grid.columnCount, width))
    rows.forEach(({ values = [] }, index) => {
      const at = first + index
      const box = { startRow: at, endRow: at + 1, startColumn: 0, endColumn: values.length }
      fill(sheet, box, fields, (_row, column) => values[column] ?? {})
    })
    return {}
  },

  /** Moves only the cells beside or below the range; whole rows stay where they are [D]. */
  insertRange: ({ book }, body) => {
    const { sheet, box } = readGridRange(book, body['range'] as GridRange | undefined)
    const height = box.endRow - box.startRow
    const width = box.endColumn - box.startColumn
    switch (body['shiftDimension']) {
      case 'ROWS':
        shiftDown(sheet, box, height)
        return {}
      case 'COLUMNS':
        shiftRight(sheet, box, width)
        return {}
      default:
        throw invalid('shiftDimension must be specified.')
    }
  },

  deleteRange: ({ book }, body) => {
    const { sheet, box } = readGridRange(book, body['range'] as GridRange | undefined)
    switch (body['shiftDimension']) {
      case 'ROWS':
        shiftDown(sheet, box, box.startRow - box.endRow)
        return {}
      case 'COLUMNS':
        shiftRight(sheet, box, box.startColumn - box.endColumn)
        return {}
      default:
        throw invalid('shiftDimension must be specified.')
    }
  },

  sortRange: ({ book }, body) => {
    const { sheet, box } = readGridRange(book, body['range'] as GridRange | undefined)
    sortRows(sheet, box, (body['sortSpecs'] ?? []) as SortSpec[])
    return {}
  },

  setDataValidation: ({ book }, body) => {
    const { sheet, box } = readGridRange(book, body['range'] as GridRange | undefined)
    const rule = body['rule'] as object | undefined
    fill(sheet, box, ['dataValidation'], () => (rule ? { dataValidation: rule } : {}))
    return {}
  },

  mergeCells: ({ book }, body) => {
    const { sheet, box } = readGridRange(book, body['range'] as GridRange | undefined)
    sheet.merges = [...sheet.merges.filter((merge) => !overlap(merge, box)), ...split(box, body)]
    for (const merge of split(box, body)) clearAllButFirst(sheet, merge)
    return {}
  },

  unmergeCells: ({ book }, body) => {
    const { sheet, box } = readGridRange(book, body['range'] as GridRange | undefined)
    sheet.merges = sheet.merges.filter((merge) => !overlap(merge, box))
    return {}
  },

  addNamedRange: ({ book }, body) => {
    const given = (body['namedRange'] ?? {}) as { name?: string; range?: GridRange }
    const { sheet, open } = readGridRange(book, given.range)
    const name = given.name ?? ''
    if (!/^[A-Za-z_]\w*$/.test(name)) throw invalid(`Invalid name: ${name}`)
    if (book.namedRanges.some((range) => range.name.toLowerCase() === name.toLowerCase())) {
      throw invalid(`A named range with the name "${name}" already exists.`)
    }
    const { sheetId } = sheet.properties
    const namedRangeId = String(Math.floor(Math.random() * 2 ** 31))
    book.namedRanges = [...book.namedRanges, { namedRangeId, name, sheetId, box: open }]
    return { namedRange: { namedRangeId, name, range: toGridRange(sheetId, open) } }
  },

  updateNamedRange: ({ book }, body) => {
    const given = (body['namedRange'] ?? {}) as {
      namedRangeId?: string
      name?: string
      range?: GridRange
    }
    const fields = readFields(body)
    const old = book.namedRanges.find(({ namedRangeId }) => namedRangeId === given.namedRangeId)
    if (!old) throw invalid(`No named range with id: ${given.namedRangeId ?? ''}`)
    const sets = (name: string): boolean => fields.includes(name) || fields.includes('*')
    const updated = { ...old }
    if (sets('name')) updated.name = given.name ?? ''
    if (sets('range')) {
      const { sheet, open } = readGridRange(book, given.range)
      updated.sheetId = sheet.properties.sheetId
      updated.box = open
    }
    book.namedRanges = book.namedRanges.map((range) => (range === old ? updated : range))
    return {}
  },

  deleteNamedRange: ({ book }, body) => {
    const id = body['namedRangeId']
    if (!book.namedRanges.some(({ namedRangeId }) => namedRangeId === id)) {
      throw invalid(`No named range with id: ${String(id)}`)
    }
    book.namedRanges = book.namedRanges.filter(({ namedRangeId }) => namedRangeId !== id)
    return {}
  },
}

function checkRows(rows: readonly RowData[], box: Box): void {
  if (rows.length > box.endRow - box.startRow) {
    throw invalid(
      `Attempting to write row: ${String(box.endRow)}, beyond the last requested row of: ${String(box.endRow - 1)}`,
    )
  }
  for (const { values = [] } of rows) {
    if (values.length > box.endColumn - box.startColumn) {
      throw invalid(
        `Attempting to write column: ${String(box.endColumn)}, beyond the last requested column of: ${String(box.endColumn - 1)}`,
      )
    }
  }
}

/** @param data by row and column of the box, from zero. */
function fill(
  sheet: Sheet,
  box: Box,
  fields: readonly string[],
  data: (row: number, column: number) => CellData,
): void {
  for (let row = box.startRow; row < box.endRow; row += 1) {
    const cells = [...sheet.grid.row(row)]
    for (let column = box.startColumn; column < box.endColumn; column += 1) {
      const given = data(row - box.startRow, column - box.startColumn)
      cells[column] = write(cells[column], given, fields)
    }
    sheet.grid.setRow(row, cells)
  }
}

/** By `height` rows, upwards when negative: then the first rows of the box are lost. */
function shiftDown(sheet: Sheet, box: Box, height: number): void {
  const { grid } = sheet
  const { startColumn, endColumn } = box
  const last = lastFilled(sheet, box)
  const rows: Row[] = []
  for (let row = box.startRow; row < last; row += 1) {
    rows.push(grid.row(row).slice(startColumn, endColumn))
  }
  const moved =
    height > 0 ? [...Array.from({ length: height }, (): Row => []), ...rows] : rows.slice(-height)
  const bottom = box.startRow + Math.max(moved.length, last - box.startRow)
  // What would fall off the grid makes it longer.
  if (box.startRow + moved.length > grid.rowCount) {
    grid.resize(box.startRow + moved.length, grid.columnCount)
  }
  for (let row = box.startRow; row < bottom; row += 1) {
    const cells = [...grid.row(row)]
    for (let column = startColumn; column < endColumn; column += 1) {
      cells[column] = moved[row - box.startRow]?.[column - startColumn]
    }
    grid.setRow(row, cells)
  }
}

/** One past the last row of the box's columns that holds anything at all. */
function lastFilled({ grid }: Sheet, box: Box): number {
  for (let row = grid.usedRows - 1; row >= box.startRow; row -= 1) {
    if (
      grid
        .row(row)
        .slice(box.startColumn, box.endColumn)
        .some((cell) => !isBlank(cell))
    ) {
      return row + 1
    }
  }
  return box.startRow
}

function shiftRight(sheet: Sheet, box: Box, width: number): void {
  const { grid } = sheet
  for (let row = box.startRow; row < Math.min(box.endRow, grid.usedRows); row += 1) {
    const cells = [...grid.row(row)]
    if (cells.length <= box.startColumn) continue
    if (width > 0) cells.splice(box.startColumn, 0, ...Array<undefined>(width).fill(undefined))
    else cells.splice(box.startColumn, -width)
    if (cells.length > grid.columnCount) grid.resize(grid.rowCount, cells.length)
    grid.setRow(row, cells)
  }
}

function overlap(a: Box, b: Box): boolean {
  return (
    a.startRow < b.endRow &&
    b.startRow < a.endRow &&
    a.startColumn < b.endColumn &&
    b.startColumn < a.endColumn
  )
}

function split(box: Box, body: Record<string, unknown>): Box[] {
  const { startRow, endRow, startColumn, endColumn } = box
  switch (body['mergeType'] ?? 'MERGE_ALL') {
    case 'MERGE_ROWS':
      return Array.from({ length: endRow - startRow }, (_, index) => ({
        ...box,
        startRow: startRow + index,
        endRow: startRow + index + 1,
      }))
    case 'MERGE_COLUMNS':
      return Array.from({ length: endColumn - startColumn }, (_, index) => ({
        ...box,
        startColumn: startColumn + index,
        endColumn: startColumn + index + 1,
      }))
    default:
      return [box]
  }
}

function clearAllButFirst(sheet: Sheet, box: Box): void {
  for (let row = box.startRow; row < Math.min(box.endRow, sheet.grid.usedRows); row += 1) {
    for (let column = box.startColumn; column < box.endColumn; column += 1) {
      const first = row === box.startRow && column === box.startColumn
      if (first || !sheet.grid.hasValue(row, column)) continue
      const { value: _value, runs: _runs, ...rest } = sheet.grid.cell(row, column) ?? {}
      sheet.grid.setCell(row, column, isBlank(rest) ? undefined : rest)
    }
  }
}
