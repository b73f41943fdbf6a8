import { answer, readWriting, shown } from './answer.ts'
import { appendValues } from './append.ts'
import { DATA_FILTER_METHODS } from './data-filters.ts'
import { readValues, type Given } from './given.ts'
import { readInsert, readMajor, readRendering } from './options.ts'
import { getValues } from './values.ts'
import { clearValues, total, updateValues } from './write.ts'
import { each, edit, look, type Call } from '#test/google/http/call.ts'
import { invalid } from '#test/google/http/errors.ts'

/** The methods of `spreadsheets.values`.
 * https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets.values */
export const VALUE_METHODS: Record<string, (call: Call) => unknown> = {
  ...DATA_FILTER_METHODS,
  'values.get': (call) => getValues(shown(call), call.operation.range, readRendering(call.query)),
  'values.batchGet': (call) => {
    const calculation = shown(call)
    const rendering = readRendering(call.query)
    const valueRanges = each(call.query.getAll('ranges'), 'range', (range) =>
      getValues(calculation, range, rendering),
    )
    return { spreadsheetId: call.operation.id, ...(valueRanges.length > 0 ? { valueRanges } : {}) }
  },
  'values.update': (call) => {
    const writing = readWriting(call, call.query)
    const values = readValues(readValueRange(call.body, call.operation.range), 'data.values')
    return edit(call, (book) => {
      const written = updateValues(book, call.operation.range, values, writing)
      return answer(call, book, written, call.query)
    })
  },
  'values.append': (call) => {
    const writing = readWriting(call, call.query)
    const insert = readInsert(call.query)
    const values = readValues(readValueRange(call.body, call.operation.range), 'data.values')
    // With nothing to write it is only a look for the table: no new version.
    const change = values.every((row) => row.length === 0) ? look : edit
    return change(call, (book) => {
      const { range } = call.operation
      const { tableRange, written } = appendValues(book, range, values, insert, writing)
      return {
        spreadsheetId: call.operation.id,
        ...(tableRange !== null ? { tableRange } : {}),
        updates: answer(call, book, written, call.query),
      }
    })
  },
  'values.batchUpdate': (call) => {
    const options = new Map(Object.entries(call.body))
    const writing = readWriting(call, options)
    const data = (call.body['data'] ?? []) as (Given & { range?: string })[]
    const values = data.map((given, index) => readValues(given, `data[${String(index)}].values`))
    return edit(call, (book) => {
      const written = each(data, 'data', ({ range = '' }, index) =>
        updateValues(book, range, values[index] ?? [], writing),
      )
      const responses = written.map((one) => answer(call, book, one, options))
      return {
        spreadsheetId: call.operation.id,
        ...total(written),
        ...(responses.length > 0 ? { responses } : {}),
      }
    })
  },
  'values.clear': (call) =>
    edit(call, (book) => ({
      spreadsheetId: call.operation.id,
      clearedRange: clearValues(book, call.operation.range),
    })),
  'values.batchClear': (call) =>
    edit(call, (book) => {
      const ranges = (call.body['ranges'] ?? []) as string[]
      const clearedRanges = each(ranges, 'ranges', (range) => clearValues(book, range))
      return {
        spreadsheetId: call.operation.id,
        ...(clearedRanges.length > 0 ? { clearedRanges } : {}),
      }
    }),
}

/** A range in the body has to be the one of the address, letter for letter: seen live. */
function readValueRange(body: Record<string, unknown>, range: string): Given {
  const given = body['range']
  if (typeof given === 'string' && given !== '' && given !== range) {
    throw invalid(`Request range[${range}] does not match value's range[${given}]`)
  }
  return { values: body['values'], majorDimension: readMajor(new Map(Object.entries(body))) }
}
