import type { Book, Sheet } from '#test/google/sheets/book/book.ts'
import { withTwins } from '#test/google/sheets/book/colour-twins.ts'
import type { GridRange } from '#test/google/sheets/book/grid-range.ts'
import type { Chart, Slicer } from '#test/google/sheets/book/objects.ts'
import { chart, position, slicer } from '#test/google/sheets/describe/objects.ts'
import { ApiError, invalid } from '#test/google/http/errors.ts'
import { checkCondition } from './condition.ts'
import { carriedById, chooseId, findCarried, replaceCarried, requiredRange } from './carried.ts'
import {
  readPosition,
  toGiven,
  type GivenOverlay,
  type GivenPosition,
} from './embedded-position.ts'
import { readFields, type BatchRequest } from './request.ts'
import { setPath } from './set-path.ts'

type Spec = Record<string, unknown>

type SlicerSpec = {
  dataRange?: GridRange
  columnIndex?: number
  filterCriteria?: { condition?: Parameters<typeof checkCondition>[0] }
} & Spec

/** The kinds of charts, one of which a spec has. */
const KINDS = [
  'basicChart',
  'pieChart',
  'bubbleChart',
  'candlestickChart',
  'orgChart',
  'histogramChart',
  'waterfallChart',
  'treemapChart',
  'scorecardChart',
]

/** Charts and slicers. https://developers.google.com/workspace/sheets/api/samples/charts */
export const EMBEDDED_OBJECT_REQUESTS: Record<string, BatchRequest> = {
  addChart: ({ book }, body) => {
    const given = (body['chart'] ?? {}) as {
      chartId?: number
      spec?: Spec
      position?: GivenPosition
      border?: object
    }
    const spec = readChartSpec(given.spec)
    const chartId = chooseId(book, given.chartId, OBJECTS, 'embedded object')
    const { sheet, overlay } = readPosition(book, given.position)
    const border = given.border ? { border: withTwins(given.border) } : {}
    const made: Chart = { chartId, spec, overlay, ...border }
    sheet.charts = [...sheet.charts, made]
    return { chart: chart(sheet.properties.sheetId, made) }
  },

  /** The whole spec takes the place of the old one; there is no mask. */
  updateChartSpec: ({ book }, body) => {
    const id = Number(body['chartId'] ?? 0)
    const spec = readChartSpec(body['spec'] as Spec | undefined)
    const { sheet, item } = carriedById(book, 'charts', id)
    replaceCarried(sheet, 'charts', item, { ...item, spec })
    return {}
  },

  addSlicer: ({ book }, body) => {
    const given = (body['slicer'] ?? {}) as {
      slicerId?: number
      spec?: SlicerSpec
      position?: GivenPosition
    }
    const { box, spec, dataSheet } = readSlicerSpec(book, given.spec)
    const slicerId = chooseId(book, given.slicerId, OBJECTS, 'embedded object')
    const { sheet, overlay } = readPosition(book, given.position)
    if (!overlay) throw invalid('A slicer can be positioned only on an existing sheet.')
    if (dataSheet !== sheet) throw invalid('A slicer must be on the sheet of its data range.')
    const made: Slicer = { slicerId, spec, box, overlay }
    sheet.slicers = [...sheet.slicers, made]
    return { slicer: slicer(sheet.properties.sheetId, made) }
  },

  updateSlicerSpec: ({ book }, body) => {
    const id = Number(body['slicerId'] ?? 0)
    const fields = readFields(body)
    const { sheet, item } = carriedById(book, 'slicers', id)
    const before = slicer(sheet.properties.sheetId, item) as { spec: SlicerSpec }
    const given = withTwins(body['spec'] ?? {})
    const after = fields.reduce<unknown>((spec, path) => setPath(spec, path, given), before.spec)
    const { box, spec, dataSheet } = readSlicerSpec(book, after as SlicerSpec)
    if (dataSheet !== sheet) throw invalid('A slicer must be on the sheet of its data range.')
    replaceCarried(sheet, 'slicers', item, { ...item, box, spec })
    return {}
  },

  updateEmbeddedObjectPosition: ({ book }, body) => {
    const id = Number(body['objectId'] ?? 0)
    const given = (body['newPosition'] ?? {}) as GivenPosition
    // The mask is of the overlay, and not asked for without one [D].
    const fields = given.overlayPosition ? readFields(body) : []
    const { sheet, list, item } = findObject(book, id)
    const before = item.overlay ? toGiven(sheet.properties.sheetId, item.overlay) : {}
    const after = fields.reduce<unknown>(
      (overlay, path) => setPath(overlay, path, given.overlayPosition),
      before,
    )
    const placed = readPosition(
      book,
      given.overlayPosition ? { overlayPosition: after as GivenOverlay } : given,
    )
    if (list === 'slicers' && !placed.overlay) {
      throw invalid('A slicer can be positioned only on an existing sheet.')
    }
    if (list === 'slicers' && placed.sheet !== sheet) {
      throw invalid('A slicer must be on the sheet of its data range.')
    }
    leave(book, sheet, list, item)
    const moved = { ...item, overlay: placed.overlay }
    Object.assign(placed.sheet, { [list]: [...placed.sheet[list], moved] })
    return { position: position(placed.sheet.properties.sheetId, placed.overlay) }
  },

  updateEmbeddedObjectBorder: ({ book }, body) => {
    const id = Number(body['objectId'] ?? 0)
    const fields = readFields(body)
    const { sheet, item } = carriedById(book, 'charts', id)
    const given = withTwins(body['border'] ?? {})
    const paths = fields.flatMap((path) =>
      path.startsWith('color') ? ['color', 'colorStyle'] : [path],
    )
    const before: unknown = item.border ?? {}
    const border = paths.reduce((after, path) => setPath(after, path, given), before) as object
    replaceCarried(sheet, 'charts', item, { ...item, border })
    return {}
  },

  deleteEmbeddedObject: ({ book }, body) => {
    const { sheet, list, item } = findObject(book, Number(body['objectId'] ?? 0))
    leave(book, sheet, list, item)
    return {}
  },
}

/** They share their ids. */
const OBJECTS = ['charts', 'slicers'] as const

function findObject(
  book: Book,
  id: number,
): { sheet: Sheet; list: 'charts' | 'slicers'; item: Chart | Slicer } {
  const ofChart = findCarried(book, 'charts', ({ chartId }) => chartId === id)
  if (ofChart) return { ...ofChart, list: 'charts' }
  const ofSlicer = findCarried(book, 'slicers', ({ slicerId }) => slicerId === id)
  if (ofSlicer) return { ...ofSlicer, list: 'slicers' }
  throw invalid(`No embedded object with id: ${String(id)}`)
}

/** Takes a chart or slicer off its sheet; a sheet that was all chart goes with it. */
function leave(book: Book, sheet: Sheet, list: 'charts' | 'slicers', item: Chart | Slicer): void {
  Object.assign(sheet, { [list]: sheet[list].filter((one) => one !== item) })
  if (sheet.properties.sheetType !== 'OBJECT') return
  book.sheets = book.sheets.filter((other) => other !== sheet)
}

/** What is refused, and in which words, even Google's failure, was probed by others. */
function readChartSpec(spec: Spec | undefined): Spec {
  const kind = KINDS.find((name) => spec?.[name] !== undefined)
  if (!spec || kind === undefined) {
    throw invalid(
      'One of basicChart, pieChart, bubbleChart, candelstickChart, histogramChart, or orgChart must be set on chartSpec.',
    )
  }
  const basic = spec['basicChart'] as { domains?: unknown[]; series?: unknown[] } | undefined
  if (basic && !basic.domains?.length && !basic.series?.length) {
    throw new ApiError(500, 'Internal error encountered.')
  }
  const { title, fontName = 'Roboto', titleTextFormat, hiddenDimensionStrategy } = spec
  const ofTitle = titleTextFormat ?? { fontFamily: fontName }
  return withTwins({
    ...spec,
    // The font that is there in any case: seen in a client's live tests.
    fontName,
    ...(title === undefined ? {} : { titleTextFormat: ofTitle }),
    hiddenDimensionStrategy: hiddenDimensionStrategy ?? 'SKIP_HIDDEN_ROWS_AND_COLUMNS',
  })
}

function readSlicerSpec(
  book: Book,
  given: SlicerSpec | undefined,
): { box: Slicer['box']; spec: Spec; dataSheet: Sheet } {
  const { dataRange, ...rest } = given ?? {}
  const { sheet, box } = requiredRange(book, dataRange)
  const { columnIndex = 0, filterCriteria } = rest
  if (columnIndex >= box.endColumn - box.startColumn) {
    throw invalid(`Column index ${String(columnIndex)} is outside of the slicer's data range.`)
  }
  if (filterCriteria?.condition) checkCondition(filterCriteria.condition, 'filters')
  return { box, dataSheet: sheet, spec: withTwins({ applyToPivotTables: true, ...rest }) }
}
