import { pathNumber, readable, type Call } from '#test/google/http/call.ts'
import { ApiError } from '#test/google/http/errors.ts'
import { merge, parseMask, pick, type Mask } from '#test/google/http/field-mask.ts'
import { getMetadata, toWire, type DataFilter } from '#test/google/sheets/book/metadata.ts'
import { searchMetadata } from '#test/google/sheets/book/metadata-search.ts'
import { checkMask, checkQuery } from '#test/google/http/schema.ts'
import { SPREADSHEET_METHODS } from './spreadsheets.ts'
import { VALUE_METHODS } from '#test/google/sheets/values/methods.ts'

/** Google Sheets v4. https://developers.google.com/workspace/sheets/api/reference/rest */
export function answerSheets(call: Call): unknown {
  const shape = SHAPES[call.operation.name]
  if (shape) checkQuery(call.query, `Params$Resource$Spreadsheets$${shape.params}`)
  const mask = readMask(call.query)
  if (mask && shape) checkMask(mask, shape.answer)
  const answer = METHODS[call.operation.name]
  if (!answer) throw new ApiError(501, `${call.operation.name} is not implemented.`)
  const body = answer(call, mask)
  return mask ? pick(body, mask) : body
}

/** The names of a method's parameters and answer in the declarations of Google's client. */
const SHAPES: Record<string, { params: string; answer: string }> = {
  'spreadsheets.create': { params: 'Create', answer: 'Spreadsheet' },
  'spreadsheets.get': { params: 'Get', answer: 'Spreadsheet' },
  'spreadsheets.getByDataFilter': { params: 'Getbydatafilter', answer: 'Spreadsheet' },
  'sheets.copyTo': { params: 'Sheets$Copyto', answer: 'SheetProperties' },
  'spreadsheets.batchUpdate': { params: 'Batchupdate', answer: 'BatchUpdateSpreadsheetResponse' },
  'values.get': { params: 'Values$Get', answer: 'ValueRange' },
  'values.batchGet': { params: 'Values$Batchget', answer: 'BatchGetValuesResponse' },
  'values.update': { params: 'Values$Update', answer: 'UpdateValuesResponse' },
  'values.batchUpdate': { params: 'Values$Batchupdate', answer: 'BatchUpdateValuesResponse' },
  'values.append': { params: 'Values$Append', answer: 'AppendValuesResponse' },
  'values.clear': { params: 'Values$Clear', answer: 'ClearValuesResponse' },
  'values.batchClear': { params: 'Values$Batchclear', answer: 'BatchClearValuesResponse' },
  'values.batchGetByDataFilter': {
    params: 'Values$Batchgetbydatafilter',
    answer: 'BatchGetValuesByDataFilterResponse',
  },
  'values.batchUpdateByDataFilter': {
    params: 'Values$Batchupdatebydatafilter',
    answer: 'BatchUpdateValuesByDataFilterResponse',
  },
  'values.batchClearByDataFilter': {
    params: 'Values$Batchclearbydatafilter',
    answer: 'BatchClearValuesByDataFilterResponse',
  },
  'developerMetadata.get': { params: 'Developermetadata$Get', answer: 'DeveloperMetadata' },
  'developerMetadata.search': {
    params: 'Developermetadata$Search',
    answer: 'SearchDeveloperMetadataResponse',
  },
}

function readMask(query: URLSearchParams): Mask | null {
  const fields = query.getAll('fields')
  const text = fields.filter((field) => field !== '')
  if (text.length === 0) return null
  return text.map(parseMask).reduce(merge)
}

const METHODS: Record<string, (call: Call, mask: Mask | null) => unknown> = {
  ...VALUE_METHODS,
  ...SPREADSHEET_METHODS,
  'developerMetadata.get': (call) => {
    const { book } = readable(call)
    const id = pathNumber(call, 'metadata_id')
    return toWire(getMetadata(book, id, call.access.client.projectId))
  },
  'developerMetadata.search': (call) => {
    const { book } = readable(call)
    const filters = (call.body['dataFilters'] ?? []) as DataFilter[]
    const found = searchMetadata(book, filters, call.access.client.projectId)
    return found.length > 0 ? { matchedDeveloperMetadata: found } : {}
  },
}
