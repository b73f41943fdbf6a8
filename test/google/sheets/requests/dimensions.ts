import { readFields, type BatchRequest } from './request.ts'
import { deleteAt, insertAt, moveTo } from '#test/google/sheets/book/dimensions.ts'
import { invalid } from '#test/google/http/errors.ts'
import {
  gridSheet,
  readDimensionRange,
  type DimensionRange,
} from '#test/google/sheets/book/grid-range.ts'
import type { DimensionProperties } from '#test/google/sheets/book/book.ts'

function word(dimension: 'ROWS' | 'COLUMNS'): string {
  return dimension === 'ROWS' ? 'row' : 'column'
}

/** Requests that add, remove, move or describe whole rows and columns. */
export const DIMENSION_REQUESTS: Record<string, BatchRequest> = {
  insertDimension: ({ book }, body) => {
    const range = body['range'] as DimensionRange | undefined
    const { sheet, dimension, start, end, length } = readDimensionRange(book, range)
    const inherit = body['inheritFromBefore'] === true
    if (inherit && start === 0) {
      throw invalid('inheritFromBefore cannot be true if inserting at index 0.')
    }
    if (inherit ? start > length : start >= length) {
      throw invalid(
        `range.startIndex[${String(start)}] must be less than the grid size (${String(length)}) if inheritFromBefore is false.`,
      )
    }
    insertAt(book, sheet, dimension, start, end - start, inherit)
    return {}
  },

  deleteDimension: ({ book }, body) => {
    const range = body['range'] as DimensionRange | undefined
    const { sheet, dimension, start, end, length } = readDimensionRange(book, range)
    const name = word(dimension)
    if (start >= length) {
      throw invalid(
        `Cannot delete a ${name} that doesn't exist. Tried to delete ${name} index ${String(start)} but there are only ${String(length)} ${name}s.`,
      )
    }
    const stop = Math.min(end, length)
    if (stop - start === length) {
      throw invalid(`You can't delete all the ${name}s on the sheet.`)
    }
    const frozen =
      sheet.properties.gridProperties[dimension === 'ROWS' ? 'frozenRowCount' : 'frozenColumnCount']
    if (typeof frozen === 'number' && length - (stop - start) <= frozen && stop > frozen) {
      throw invalid(`Sorry, it is not possible to delete all non-frozen ${name}s.`)
    }
    deleteAt(book, sheet, dimension, start, stop)
    return {}
  },

  appendDimension: ({ book }, body) => {
    const sheet = gridSheet(book, body['sheetId'] as number | undefined)
    const { dimension, length } = body as { dimension?: string; length?: number }
    if (dimension !== 'ROWS' && dimension !== 'COLUMNS') throw invalid('No dimension specified.')
    if (length === undefined || length <= 0) throw invalid('length must be greater than 0.')
    const { grid } = sheet
    if (dimension === 'ROWS') grid.resize(grid.rowCount + length, grid.columnCount)
    else grid.resize(grid.rowCount, grid.columnCount + length)
    return {}
  },

  moveDimension: ({ book }, body) => {
    const source = body['source'] as DimensionRange | undefined
    const { sheet, dimension, start, end, length } = readDimensionRange(book, source)
    const to = body['destinationIndex'] as number | undefined
    if (end > length) {
      throw invalid(`source.endIndex[${String(end)}] exceeds grid size[${String(length)}].`)
    }
    if (to === undefined || to > length) throw invalid('destinationIndex is out of bounds.')
    if (to > start && to < end) {
      throw invalid('The destination is within the range that is moved.')
    }
    moveTo(book, sheet, dimension, start, end, to)
    return {}
  },

  updateDimensionProperties: ({ book }, body) => {
    const range = body['range'] as DimensionRange | undefined
    const { sheet, dimension, start, end, length } = readDimensionRange(book, range)
    const given = (body['properties'] ?? {}) as DimensionProperties
    const fields = readFields(body)
    const key = dimension === 'ROWS' ? 'rows' : 'columns'
    const names = ['pixelSize', 'hiddenByUser'] as const
    for (let at = start; at < Math.min(end, length); at += 1) {
      const properties: DimensionProperties = { ...sheet[key].get(at) }
      for (const name of names) {
        if (!fields.includes(name) && !fields.includes('*')) continue
        delete properties[name]
        if (name in given) Object.assign(properties, { [name]: given[name] })
      }
      sheet[key].set(at, properties)
    }
    return {}
  },
}
