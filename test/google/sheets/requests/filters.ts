import type { Box } from '#test/google/sheets/book/a1.ts'
import type { Sheet } from '#test/google/sheets/book/book.ts'
import { gridSheet, type GridRange } from '#test/google/sheets/book/grid-range.ts'
import type {
  Filter,
  FilterCriteria,
  FilterSort,
  FilterSpec,
  FilterView,
} from '#test/google/sheets/book/objects.ts'
import { checkProtection } from '#test/google/sheets/book/protection.ts'
import { sortRows } from '#test/google/sheets/book/sort.ts'
import { filterView } from '#test/google/sheets/describe/objects.ts'
import { calculate } from '#test/google/sheets/formulas/calculation.ts'
import { withTwins } from '#test/google/sheets/book/colour-twins.ts'
import { invalid } from '#test/google/http/errors.ts'
import { checkCondition } from './condition.ts'
import { copyName, freeName } from './free-name.ts'
import { hideByFilter, showFiltered } from './filtered-rows.ts'
import { carriedById, checkPaths, chooseId, names, readPlace, replaceCarried } from './carried.ts'
import { readFields, type BatchRequest, type Draft } from './request.ts'

type Given = {
  filterViewId?: number
  title?: string
  range?: GridRange
  namedRangeId?: string
  tableId?: string
  sortSpecs?: FilterSort[]
  criteria?: Record<string, FilterCriteria>
  filterSpecs?: Partial<FilterSpec>[]
}

const FIELDS = ['title', 'range', 'namedRangeId', 'tableId', 'sortSpecs', 'criteria', 'filterSpecs']

/** https://developers.google.com/workspace/sheets/api/guides/filters */
export const FILTER_REQUESTS: Record<string, BatchRequest> = {
  /** In the place of the filter that the sheet had. */
  setBasicFilter: (draft, body) => {
    const given = (body['filter'] ?? {}) as Given
    const { sheet, place } = placeOf(draft, given)
    const { namedRangeId: _named, ...at } = place
    const filter: Filter = { ...at, ...readCriteria(given, at.box) }
    showFiltered(sheet)
    sheet.basicFilter = filter
    if (filter.sortSpecs.length > 0) {
      const below = { ...filter.box, startRow: filter.box.startRow + 1 }
      checkProtection(draft.book, sheet, below)
      sortRows(calculate(draft.book, draft.now), sheet, below, filter.sortSpecs)
    }
    hideByFilter(calculate(draft.book, draft.now), sheet, filter)
    return {}
  },

  clearBasicFilter: ({ book }, body) => {
    const sheet = gridSheet(book, body['sheetId'] as number | undefined)
    sheet.basicFilter = null
    showFiltered(sheet)
    return {}
  },

  addFilterView: (draft, body) => {
    const given = (body['filter'] ?? {}) as Given
    const { sheet, place } = placeOf(draft, given)
    const view: FilterView = {
      filterViewId: chooseId(draft.book, given.filterViewId, ['filterViews']),
      title: given.title ? given.title : freeTitle(sheet),
      ...place,
      ...readCriteria(given, place.box),
    }
    checkTitle(sheet, view)
    sheet.filterViews = [...sheet.filterViews, view]
    return { filter: filterView(sheet.properties.sheetId, view) }
  },

  updateFilterView: (draft, body) => {
    const given = (body['filter'] ?? {}) as Given
    const fields = readFields(body)
    checkPaths(fields, FIELDS)
    const { sheet, item } = carriedById(draft.book, 'filterViews', given.filterViewId ?? 0)
    const updated: FilterView = { ...item }
    if (names(fields, 'title') && (given.title ?? !fields.includes('*'))) {
      if (!given.title) throw invalid('Filter view title cannot be empty.')
      updated.title = given.title
    }
    const moves = ['range', 'namedRangeId', 'tableId'].some((name) => names(fields, name))
    if (moves && (given.range ?? given.namedRangeId ?? given.tableId) !== undefined) {
      const { sheet: other, place } = placeOf(draft, given)
      if (other !== sheet) throw invalid('A filter view cannot move to another sheet.')
      delete updated.namedRangeId
      delete updated.tableId
      Object.assign(updated, place)
    }
    const read = readCriteria(given, updated.box)
    if (names(fields, 'sortSpecs')) updated.sortSpecs = read.sortSpecs
    if (names(fields, 'criteria') || names(fields, 'filterSpecs')) {
      updated.filterSpecs = read.filterSpecs
    }
    checkTitle(sheet, updated)
    replaceCarried(sheet, 'filterViews', item, updated)
    return {}
  },

  duplicateFilterView: ({ book }, body) => {
    const { sheet, item } = carriedById(book, 'filterViews', Number(body['filterId'] ?? 0))
    const filterViewId = chooseId(book, undefined, ['filterViews'])
    const copy = { ...item, filterViewId, title: copyName(titles(sheet), item.title) }
    sheet.filterViews = [...sheet.filterViews, copy]
    return { filter: filterView(sheet.properties.sheetId, copy) }
  },

  deleteFilterView: ({ book }, body) => {
    const { sheet, item } = carriedById(book, 'filterViews', Number(body['filterId'] ?? 0))
    replaceCarried(sheet, 'filterViews', item, null)
    return {}
  },
}

/** A filter is over cells that are there: an open range ends with the grid. Recorded. */
function placeOf(
  { book }: Draft,
  given: Given,
): { sheet: Sheet; place: Pick<FilterView, 'box' | 'namedRangeId' | 'tableId'> } {
  const { sheet, box, backing } = readPlace(book, given)
  return { sheet, place: { box, ...backing } }
}

/** filterSpecs count, where both forms of the criteria are given [D]. */
function readCriteria(given: Given, box: Box): Pick<Filter, 'sortSpecs' | 'filterSpecs'> {
  const { sortSpecs = [], criteria = {} } = given
  const byColumn = Object.entries(criteria).map(([column, filterCriteria]) => ({
    columnIndex: Number(column),
    filterCriteria,
  }))
  const specs = given.filterSpecs ?? byColumn
  const filterSpecs = specs.map(({ columnIndex = 0, filterCriteria = {} }) => {
    checkColumn(columnIndex, box)
    if (filterCriteria.condition) checkCondition(filterCriteria.condition, 'filters')
    return { columnIndex, filterCriteria: withTwins(filterCriteria) }
  })
  for (const { dimensionIndex = 0 } of sortSpecs) checkColumn(dimensionIndex, box)
  return {
    sortSpecs: withTwins(sortSpecs),
    filterSpecs: filterSpecs.toSorted((a, b) => a.columnIndex - b.columnIndex),
  }
}

function checkColumn(column: number, { startColumn, endColumn }: Box): void {
  if (column >= startColumn && column < endColumn) return
  throw invalid(`Column index ${String(column)} is outside of the filter's range.`)
}

function freeTitle(sheet: Sheet): string {
  const next = sheet.filterViews.length + 1
  return freeName(titles(sheet), (number) => `Filter ${String(number)}`, next)
}

function titles({ filterViews }: Sheet): string[] {
  return filterViews.map(({ title }) => title)
}

function checkTitle({ filterViews }: Sheet, { filterViewId, title }: FilterView): void {
  const taken = filterViews.some(
    (view) => view.filterViewId !== filterViewId && view.title === title,
  )
  if (taken) throw invalid(`A filter view with the name "${title}" already exists.`)
}
