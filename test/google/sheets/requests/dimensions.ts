import type { BatchRequest } from './request.ts'
import { deleteAt, insertAt, moveTo } from '#test/google/sheets/book/dimensions.ts'
import { invalid } from '#test/google/http/errors.ts'
import {
  gridSheet,
  readDimensionRange,
  type DimensionRange,
} from '#test/google/sheets/book/grid-range.ts'
import {
  checkSize,
  type Book,
  type Dimension,
  type DimensionProperties,
  type Sheet,
} from '#test/google/sheets/book/book.ts'

function word(dimension: 'ROWS' | 'COLUMNS'): string {
  return dimension === 'ROWS' ? 'row' : 'column'
}

/** Requests that add, remove, move or describe whole rows and columns. */
export const DIMENSION_REQUESTS: Record<string, BatchRequest> = {
  insertDimension: ({ book }, body) => {
    const range = body['range'] as DimensionRange | undefined
    if (range?.startIndex === undefined || range.endIndex === undefined) {
      throw invalid('range.startIndex and range.endIndex must be specified.')
    }
    const { sheet, dimension, start, end, length } = readDimensionRange(book, range)
    const inherit = body['inheritFromBefore'] === true
    if (inherit && start === 0) {
      throw invalid('inheritFromBefore cannot be true if inserting at index 0.')
    }
    // The words of both refusals were probed by others.
    if (start > length) {
      throw invalid(`range.startIndex is larger than current grid size (${String(length)})`)
    }
    if (start === length && !inherit) {
      throw invalid(
        `range.startIndex must be less than the grid size (${String(length)}) if inheritFromBefore is false.`,
      )
    }
    checkGrowth(book, sheet, dimension, end - start)
    insertAt(book, sheet, dimension, start, end - start, inherit)
    inheritSize(dimension === 'ROWS' ? sheet.rows : sheet.columns, start, end, inherit)
    return {}
  },

  deleteDimension: ({ book }, body) => {
    const range = body['range'] as DimensionRange | undefined
    const { sheet, dimension, start, end, length } = readDimensionRange(book, range)
    const name = word(dimension)
    if (start === 0 && end >= length) {
      throw invalid(`You can't delete all the ${name}s on the sheet.`)
    }
    if (end > length) {
      const missing = Math.max(start, length)
      throw invalid(
        `Cannot delete a ${name} that doesn't exist. Tried to delete ${name} index ${String(missing)} but there are only ${String(length)} ${name}s.`,
      )
    }
    const frozen =
      sheet.properties.gridProperties[dimension === 'ROWS' ? 'frozenRowCount' : 'frozenColumnCount']
    if (typeof frozen === 'number' && start <= frozen && end === length) {
      throw invalid(`Sorry, it is not possible to delete all non-frozen ${name}s.`)
    }
    deleteAt(book, sheet, dimension, start, end)
    return {}
  },

  appendDimension: ({ book }, body) => {
    const sheet = gridSheet(book, body['sheetId'] as number | undefined)
    const { dimension, length } = body as { dimension?: string; length?: number }
    if (dimension !== 'ROWS' && dimension !== 'COLUMNS') throw invalid('No dimension specified.')
    if (length === undefined || length <= 0) throw invalid('length must be greater than 0.')
    checkGrowth(book, sheet, dimension, length)
    const { grid } = sheet
    if (dimension === 'ROWS') grid.resize(grid.rowCount + length, grid.columnCount)
    else grid.resize(grid.rowCount, grid.columnCount + length)
    return {}
  },

  moveDimension: ({ book }, body) => {
    const source = body['source'] as DimensionRange | undefined
    const { sheet, dimension, start, end, length } = readDimensionRange(book, source)
    const to = (body['destinationIndex'] ?? 0) as number
    if (end > length) {
      throw invalid(`source.endIndex[${String(end)}] exceeds grid size[${String(length)}].`)
    }
    if (to < 0 || to > length) {
      throw invalid('destinationIndex is out of bounds.')
    }
    if (to > start && to < end) {
      throw invalid('The destination is within the range that is moved.')
    }
    checkMerges(sheet, dimension, [start, end, to])
    moveTo(book, sheet, dimension, start, end, to)
    return {}
  },
}

/** New rows and columns are as large as those they are like [D]. */
function inheritSize(
  sizes: Map<number, DimensionProperties>,
  start: number,
  end: number,
  fromBefore: boolean,
): void {
  const { pixelSize } = sizes.get(fromBefore ? start - 1 : end) ?? {}
  if (pixelSize === undefined) return
  for (let at = start; at < end; at += 1) sizes.set(at, { pixelSize })
}

/** A book that would get too large is refused before it is made so. */
function checkGrowth(book: Book, sheet: Sheet, dimension: Dimension, count: number): void {
  const { rowCount, columnCount } = sheet.grid
  checkSize(book, count * (dimension === 'ROWS' ? columnCount : rowCount))
}

/** The words were probed by others, for rows. @param edges none may lie inside a merge. */
function checkMerges({ merges }: Sheet, dimension: Dimension, edges: readonly number[]): void {
  for (const box of merges) {
    const [from, until] =
      dimension === 'ROWS' ? [box.startRow, box.endRow] : [box.startColumn, box.endColumn]
    if (!edges.some((edge) => from < edge && edge < until)) continue
    throw invalid(
      `Sorry, it is not possible to move a ${word(dimension)} to a position that crosses a merged cell. Please unmerge and try again.`,
    )
  }
}
