import type { Box } from '#test/google/sheets/book/a1.ts'
import type { Sheet } from '#test/google/sheets/book/book.ts'
import { withTwins } from '#test/google/sheets/book/colour-twins.ts'
import type { GridRange } from '#test/google/sheets/book/grid-range.ts'
import type { BandedRange } from '#test/google/sheets/book/objects.ts'
import { touches } from '#test/google/sheets/book/box.ts'
import { bandedRange } from '#test/google/sheets/describe/objects.ts'
import { invalid } from '#test/google/http/errors.ts'
import {
  carriedById,
  checkPaths,
  chooseId,
  names,
  replaceCarried,
  requiredRange,
} from './carried.ts'
import { readFields, type BatchRequest } from './request.ts'
import { setPath } from './set-path.ts'

type Bands = Record<string, object>

type Given = {
  bandedRangeId?: number
  range?: GridRange
  rowProperties?: Bands
  columnProperties?: Bands
}

const FIELDS = ['range', 'rowProperties', 'columnProperties']

/** Alternating colours. https://developers.google.com/workspace/sheets/api/samples/rowcolumn */
export const BANDING_REQUESTS: Record<string, BatchRequest> = {
  addBanding: ({ book }, body) => {
    const given = (body['bandedRange'] ?? {}) as Given
    const { sheet, box } = requiredRange(book, given.range)
    const banding: BandedRange = {
      bandedRangeId: chooseId(book, given.bandedRangeId, ['bandedRanges']),
      box,
      ...readBands(given),
    }
    checkOverlap(sheet, box)
    sheet.bandedRanges = [...sheet.bandedRanges, banding]
    return { bandedRange: bandedRange(sheet.properties.sheetId, banding) }
  },

  updateBanding: ({ book }, body) => {
    const given = (body['bandedRange'] ?? {}) as Given
    const fields = readFields(body)
    checkPaths(fields, FIELDS)
    const { sheet, item } = carriedById(book, 'bandedRanges', given.bandedRangeId ?? 0)
    const { bandedRangeId } = item
    let { box } = item
    if (names(fields, 'range') && given.range) {
      const place = requiredRange(book, given.range)
      if (place.sheet !== sheet) throw invalid('A banded range cannot move to another sheet.')
      box = place.box
      checkOverlap(sheet, box, item)
    }
    let bands: unknown = {
      rowProperties: item.rowProperties,
      columnProperties: item.columnProperties,
    }
    const paths = fields.includes('*') ? ['rowProperties', 'columnProperties'] : fields
    for (const path of paths) {
      if (!path.startsWith('range')) bands = setPath(bands, path, withTwins(given))
    }
    replaceCarried(sheet, 'bandedRanges', item, {
      bandedRangeId,
      box,
      ...readBands(bands as Given),
    })
    return {}
  },

  deleteBanding: ({ book }, body) => {
    const id = Number(body['bandedRangeId'] ?? 0)
    const { sheet, item } = carriedById(book, 'bandedRanges', id)
    replaceCarried(sheet, 'bandedRanges', item, null)
    return {}
  },
}

/** Two colours at least, in one direction at least [D]; checked before the overlap [L]. */
function readBands(given: Given): Pick<BandedRange, 'rowProperties' | 'columnProperties'> {
  const { rowProperties, columnProperties } = given
  if (!rowProperties && !columnProperties) {
    throw invalid('At least one of rowProperties or columnProperties must be specified.')
  }
  for (const bands of [rowProperties, columnProperties]) {
    if (!bands) continue
    for (const name of ['firstBandColor', 'secondBandColor']) {
      if (!bands[name] && !bands[`${name}Style`]) throw invalid(`${name} must be specified.`)
    }
  }
  return {
    ...(rowProperties ? { rowProperties: withTwins(rowProperties) } : {}),
    ...(columnProperties ? { columnProperties: withTwins(columnProperties) } : {}),
  }
}

/** A table has its own bands. The words are those of public error reports. */
export function checkOverlap(sheet: Sheet, box: Box, self?: object): void {
  const others = [...sheet.bandedRanges, ...sheet.tables].filter((one) => one !== self)
  if (!others.some((one) => touches(one.box, box))) return
  throw invalid(
    'You cannot add alternating background colors to a range that already has alternating background colors.',
  )
}
