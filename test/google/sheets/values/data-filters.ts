import { answer, readWriting, shown } from './answer.ts'
import { readValues, type Given } from './given.ts'
import { readRendering } from './options.ts'
import { readBox } from './values.ts'
import { clearRange, total, updateRange } from './write.ts'
import { checkInGrid, clip } from '#test/google/sheets/book/a1.ts'
import { echo, filterRanges, matchRanges } from '#test/google/sheets/book/data-filter.ts'
import type { DataFilter } from '#test/google/sheets/book/metadata.ts'
import { each, edit, type Call } from '#test/google/http/call.ts'
import { invalid } from '#test/google/http/errors.ts'

type DataFilterValueRange = Given & { dataFilter?: DataFilter }

/**
 * Values by DataFilter: ranges that are named, given in numbers, or found by the developer metadata on
 * them. https://developers.google.com/workspace/sheets/api/guides/metadata
 */
export const DATA_FILTER_METHODS: Record<string, (call: Call) => unknown> = {
  'values.batchGetByDataFilter': (call) => {
    const calculation = shown(call)
    const rendering = readRendering(new Map(Object.entries(call.body)))
    const matched = matchRanges(calculation.book, filtersOf(call), call.access.client.projectId)
    const valueRanges = matched.map(({ dataFilters, ...target }) => {
      checkInGrid(target)
      const valueRange = readBox(calculation, target.sheet, clip(target), rendering)
      return { valueRange, dataFilters }
    })
    return { spreadsheetId: call.operation.id, ...(valueRanges.length > 0 ? { valueRanges } : {}) }
  },
  /** Values go into every range that their filter leads to; more of them than fit into one are refused [D]. */
  'values.batchUpdateByDataFilter': (call) => {
    const options = new Map(Object.entries(call.body))
    const writing = readWriting(call, options)
    const data = (call.body['data'] ?? []) as DataFilterValueRange[]
    const values = data.map((given, index) => readValues(given, `data[${String(index)}].values`))
    return edit(call, (book) => {
      const updated = each(data, 'data', ({ dataFilter = {} }, index) =>
        filterRanges(book, dataFilter, call.access.client.projectId).map((range) => ({
          dataFilter,
          written: updateRange(book, range, values[index] ?? [], writing),
        })),
      ).flat()
      const responses = updated.map(({ dataFilter, written }) => {
        const { spreadsheetId: _id, ...update } = answer(call, book, written, options)
        return { ...update, dataFilter: echo(dataFilter) }
      })
      return {
        spreadsheetId: call.operation.id,
        ...total(updated.map(({ written }) => written)),
        ...(responses.length > 0 ? { responses } : {}),
      }
    })
  },
  'values.batchClearByDataFilter': (call) =>
    edit(call, (book) => {
      const matched = matchRanges(book, filtersOf(call), call.access.client.projectId)
      const clearedRanges = matched.map((range) => clearRange(book, range))
      return {
        spreadsheetId: call.operation.id,
        ...(clearedRanges.length > 0 ? { clearedRanges } : {}),
      }
    }),
}

/** The words are those of searching developer metadata, seen live. */
function filtersOf(call: Call): DataFilter[] {
  const filters = (call.body['dataFilters'] ?? []) as DataFilter[]
  if (filters.length === 0) throw invalid('At least one data filter must be specified.')
  return filters
}
