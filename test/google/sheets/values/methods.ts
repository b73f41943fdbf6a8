import { appendValues } from './append.ts'
import { each, edit, look, readable, type Call } from '#test/google/http/call.ts'
import { calculate, type Calculation } from '#test/google/sheets/formulas/calculation.ts'
import { badField, invalid } from '#test/google/http/errors.ts'
import {
  clearValues,
  getValues,
  readBox,
  readValues,
  updateValues,
  type Update,
  type ValueRange,
  type Writing,
} from './values.ts'
import { readInput, readInsert, readMajor, readRendering } from './options.ts'

/** The methods of `spreadsheets.values`. */
export const VALUE_METHODS: Record<string, (call: Call) => unknown> = {
  'values.get': (call) => getValues(shown(call), call.operation.range, readRendering(call.query)),
  'values.batchGet': (call) => {
    const calculation = shown(call)
    const rendering = readRendering(call.query)
    return {
      spreadsheetId: call.operation.id,
      valueRanges: each(call.query.getAll('ranges'), 'range', (range) =>
        getValues(calculation, range, rendering),
      ),
    }
  },
  'values.update': (call) => {
    const writing = readWriting(call)
    const body = readValueRange(call.body, call.operation.range)
    const values = readValues(body)
    return edit(call, (book) => {
      const { update, target } = updateValues(book, call.operation.range, values, writing)
      return withValues(call, update, () =>
        readBox(calculate(book, call.world.now()), target.sheet, target.box, response(call)),
      )
    })
  },
  'values.batchUpdate': batchUpdateValues,
  'values.append': (call) => {
    const writing = readWriting(call)
    const insert = readInsert(call.query)
    const values = readValues(readValueRange(call.body, call.operation.range))
    // With nothing to write it is only a look for the table: no new version.
    const change = values.every((row) => row.length === 0) ? look : edit
    return change(call, (book) => {
      const { range } = call.operation
      const { tableRange, update, sheet, written } = appendValues(
        book,
        range,
        values,
        insert,
        writing,
      )
      return {
        spreadsheetId: call.operation.id,
        ...(tableRange !== null ? { tableRange } : {}),
        updates: withValues(call, update, () =>
          readBox(calculate(book, call.world.now()), sheet, written, response(call)),
        ),
      }
    })
  },
  'values.clear': (call) =>
    edit(call, (book) => ({
      spreadsheetId: call.operation.id,
      clearedRange: clearValues(book, call.operation.range),
    })),
  'values.batchClear': (call) =>
    edit(call, (book) => ({
      spreadsheetId: call.operation.id,
      clearedRanges: each((call.body['ranges'] ?? []) as string[], 'ranges', (range) =>
        clearValues(book, range),
      ),
    })),
}

function shown(call: Call): Calculation {
  return calculate(readable(call).book, call.world.now())
}

function readWriting(call: Call): Writing {
  return {
    spreadsheetId: call.operation.id,
    input: readInput(call.query),
    now: call.world.now(),
    year: new Date(call.world.now()).getUTCFullYear(),
  }
}

/** A range in the body has to be the one of the address. */
function readValueRange(body: Record<string, unknown>, range: string): ValueRange {
  const given = body['range']
  if (typeof given === 'string' && given !== '' && given !== range) {
    throw invalid(`Requested range [${range}] does not match the range of the values [${given}].`)
  }
  return { ...(body as ValueRange), majorDimension: readMajor(new Map(Object.entries(body))) }
}

function response(call: Call): ReturnType<typeof readRendering> {
  return readRendering(call.query, 'response')
}

function withValues(call: Call, update: Update, read: () => ValueRange): object {
  if (!/^true$/i.test(call.query.get('includeValuesInResponse') ?? '')) return update
  return { ...update, updatedData: read() }
}

function batchUpdateValues(call: Call): unknown {
  const options = new Map(Object.entries(call.body))
  const writing = {
    spreadsheetId: call.operation.id,
    input: readInput(options),
    now: call.world.now(),
    year: new Date(call.world.now()).getUTCFullYear(),
  }
  const data = (call.body['data'] ?? []) as Record<string, unknown>[]
  if (!Array.isArray(data)) {
    throw badField('data', `Invalid value at 'data', ${JSON.stringify(data)}`)
  }
  return edit(call, (book) => {
    const rows = new Set<string>()
    const columns = new Set<string>()
    const sheets = new Set<number>()
    let cells = 0
    const responses = each(data, 'data', (item, index) => {
      const range = typeof item['range'] === 'string' ? item['range'] : ''
      const body = {
        ...(item as ValueRange),
        majorDimension: readMajor(new Map(Object.entries(item))),
      }
      const values = readValues(body, `data[${String(index)}].values`)
      const { update, target } = updateValues(book, range, values, writing)
      const { sheetId } = target.sheet.properties
      sheets.add(sheetId)
      for (let row = target.box.startRow; row < target.box.endRow; row += 1) {
        rows.add(`${String(sheetId)} ${String(row)}`)
      }
      for (let at = target.box.startColumn; at < target.box.endColumn; at += 1) {
        columns.add(`${String(sheetId)} ${String(at)}`)
      }
      cells += update.updatedCells ?? 0
      if (call.body['includeValuesInResponse'] !== true) return update
      const rendering = readRendering(options, 'response')
      const calculation = calculate(book, call.world.now())
      return { ...update, updatedData: readBox(calculation, target.sheet, target.box, rendering) }
    })
    return {
      spreadsheetId: call.operation.id,
      ...(rows.size > 0 ? { totalUpdatedRows: rows.size } : {}),
      ...(columns.size > 0 ? { totalUpdatedColumns: columns.size } : {}),
      ...(cells > 0 ? { totalUpdatedCells: cells } : {}),
      ...(sheets.size > 0 ? { totalUpdatedSheets: sheets.size } : {}),
      ...(responses.length > 0 ? { responses } : {}),
    }
  })
}
