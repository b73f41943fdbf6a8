import type { Box } from '#test/google/sheets/book/a1.ts'
import { readFields, type BatchRequest } from './request.ts'
import type { Sheet } from '#test/google/sheets/book/book.ts'
import type { CellFormat, ExtendedValue } from '#test/google/sheets/book/cell.ts'
import { keepColours } from '#test/google/sheets/book/colour.ts'
import { calculate } from '#test/google/sheets/formulas/calculation.ts'
import { invalid } from '#test/google/http/errors.ts'
import { isBlank, type Cell } from '#test/google/sheets/book/grid.ts'
import { gridSheet, readGridRange, type GridRange } from '#test/google/sheets/book/grid-range.ts'
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
  appendCells: ({ book, now }, body) => {
    const sheet = gridSheet(book, body['sheetId'] as number | undefined)
    const rows = (body['rows'] ?? []) as RowData[]
    const fields = readCellFields(body)
    const { grid } = sheet
    const first = calculate(book, now).lastRowWithValue(sheet)
    const width = Math.max(0, ...rows.map(({ values = [] }) => values.length))
    grid.resize(Math.max(grid.rowCount, first + rows.length), Math.max(grid.columnCount, width))
    rows.forEach(({ values = [] }, index) => {
      const at = first + index
      const box = { startRow: at, endRow: at + 1, startColumn: 0, endColumn: values.length }
      fill(sheet, box, fields, (_row, column) => values[column] ?? {})
    })
    return {}
  },

  setDataValidation: ({ book }, body) => {
    const { sheet, box } = readGridRange(book, body['range'] as GridRange | undefined)
    const rule = body['rule'] as object | undefined
    fill(sheet, box, ['dataValidation'], () => (rule ? { dataValidation: rule } : {}))
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
