import { checkPaths } from './carried.ts'
import { readFields, type BatchRequest, type Draft } from './request.ts'
import { textWidth } from './text-width.ts'
import type { Box } from '#test/google/sheets/book/a1.ts'
import type { Dimension, DimensionProperties, Sheet } from '#test/google/sheets/book/book.ts'
import type { Cell } from '#test/google/sheets/book/grid.ts'
import { readDimensionRange, type DimensionRange } from '#test/google/sheets/book/grid-range.ts'
import { formatValue } from '#test/google/sheets/book/number-format.ts'
import { calculate } from '#test/google/sheets/formulas/calculation.ts'
import { ApiError, invalid } from '#test/google/http/errors.ts'

/** Requests about how large rows and columns are, and whether they show. */
export const SIZE_REQUESTS: Record<string, BatchRequest> = {
  updateDimensionProperties: ({ book }, body) => {
    if (body['dataSourceSheetRange']) {
      throw new ApiError(501, 'the local Google has not learned data sources yet.')
    }
    const range = body['range'] as DimensionRange | undefined
    const { sheet, dimension, start, end, length } = readDimensionRange(book, range)
    if (start >= length) {
      throw invalid(`range.startIndex is larger than current grid size (${String(length)})`)
    }
    const given = (body['properties'] ?? {}) as DimensionProperties
    const names = readNames(body, given)
    for (let at = start; at < Math.min(end, length); at += 1) {
      change(sheet, dimension, at, (properties) => {
        for (const name of names) {
          delete properties[name]
          if (given[name] !== undefined && given[name] !== false) {
            Object.assign(properties, { [name]: given[name] })
          }
        }
      })
    }
    return {}
  },

  autoResizeDimensions: (draft, body) => {
    if (body['dataSourceSheetDimensions']) {
      throw new ApiError(501, 'the local Google has not learned data sources yet.')
    }
    const range = body['dimensions'] as DimensionRange | undefined
    const { sheet, dimension, start, end, length } = readDimensionRange(draft.book, range)
    const fitting = sizes(draft, sheet, dimension)
    for (let at = start; at < Math.min(end, length); at += 1) {
      const pixelSize = fitting.get(at)
      if (pixelSize === undefined) continue
      change(sheet, dimension, at, (properties) => {
        properties.pixelSize = pixelSize
      })
    }
    return {}
  },
}

const WRITABLE = ['pixelSize', 'hiddenByUser'] as const

function readNames(
  body: Record<string, unknown>,
  { pixelSize }: DimensionProperties,
): (typeof WRITABLE)[number][] {
  const fields = readFields(body)
  checkPaths(fields, ['developerMetadata', ...WRITABLE])
  if (pixelSize !== undefined && pixelSize < 0) {
    throw invalid(`pixelSize[${String(pixelSize)}] is less than zero.`)
  }
  return WRITABLE.filter((name) => fields.includes(name) || fields.includes('*'))
}

function change(
  sheet: Sheet,
  dimension: Dimension,
  at: number,
  edit: (properties: DimensionProperties) => void,
): void {
  const known = dimension === 'ROWS' ? sheet.rows : sheet.columns
  const properties = { ...known.get(at) }
  edit(properties)
  if (Object.keys(properties).length > 0) known.set(at, properties)
  else known.delete(at)
}

/** Beside the text of a column: the padding of three pixels on either side, and the line. Recorded. */
const BESIDE = 7
/** Above and below the lines of a row. */
const AROUND = 4

/** The sizes in which all text is seen; rows and columns without any are left out. */
function sizes({ book, now }: Draft, sheet: Sheet, dimension: Dimension): Map<number, number> {
  const calculation = calculate(book, now)
  const fitting = new Map<number, number>()
  for (let row = 0; row < calculation.usedRows(sheet); row += 1) {
    const merges = sheet.merges.filter((box) => row >= box.startRow && row < box.endRow)
    calculation.row(sheet, row).forEach((cell, column) => {
      if (!cell?.value || isMerged(merges, column)) return
      const text = formatValue(cell.value, cell.format, book.locale)
      const size = dimension === 'ROWS' ? heightOf(cell, text) : widthOf(cell, text)
      const at = dimension === 'ROWS' ? row : column
      fitting.set(at, Math.max(fitting.get(at) ?? 0, size))
    })
  }
  return fitting
}

/** @param merges those of the row. */
function isMerged(merges: readonly Box[], column: number): boolean {
  return merges.some((box) => column >= box.startColumn && column < box.endColumn)
}

function pointsOf({ format }: Cell): number {
  const size = format?.textFormat?.['fontSize']
  return typeof size === 'number' ? size : 10
}

function widthOf(cell: Cell, text: string): number {
  const bold = cell.format?.textFormat?.bold === true
  return Math.round(textWidth(text, pointsOf(cell), bold)) + BESIDE
}

function heightOf(cell: Cell, text: string): number {
  const lines = text.split('\n').length
  return Math.round(lines * pointsOf(cell) * 1.7) + AROUND
}
