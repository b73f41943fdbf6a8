import type { Context } from 'hono'
import { badField, invalid } from './errors.ts'
import { parseJson } from './json-text.ts'
import { readMessage } from './read-message.ts'
import { methodOf } from './request-line.ts'

/** What the bodies of the Sheets API are, and what Google's messages call them. */
const BODIES: Record<string, { message: string; prefix: string }> = {
  'spreadsheets.create': { message: 'Spreadsheet', prefix: 'spreadsheet' },
  'spreadsheets.batchUpdate': { message: 'BatchUpdateSpreadsheetRequest', prefix: '' },
  'spreadsheets.getByDataFilter': { message: 'GetSpreadsheetByDataFilterRequest', prefix: '' },
  'sheets.copyTo': { message: 'CopySheetToAnotherSpreadsheetRequest', prefix: '' },
  'values.update': { message: 'ValueRange', prefix: 'data' },
  'values.append': { message: 'ValueRange', prefix: 'data' },
  'values.clear': { message: 'ClearValuesRequest', prefix: '' },
  'values.batchUpdate': { message: 'BatchUpdateValuesRequest', prefix: '' },
  'values.batchClear': { message: 'BatchClearValuesRequest', prefix: '' },
  'values.batchGetByDataFilter': { message: 'BatchGetValuesByDataFilterRequest', prefix: '' },
  'values.batchUpdateByDataFilter': { message: 'BatchUpdateValuesByDataFilterRequest', prefix: '' },
  'values.batchClearByDataFilter': { message: 'BatchClearValuesByDataFilterRequest', prefix: '' },
  'developerMetadata.search': { message: 'SearchDeveloperMetadataRequest', prefix: '' },
}

/** Known from public error reports. */
const MAX_BYTES = 10 * 1024 * 1024

/** The JSON body of a request of Sheets; `{}` for none. @throws ApiError as Google's JSON reader does. */
export async function readBody(c: Context, operation: string): Promise<Record<string, unknown>> {
  if (['GET', 'DELETE'].includes(methodOf(c))) return {}
  const parsed = parseObject(await c.req.text())
  const known = BODIES[operation]
  if (known) return readMessage(parsed, known.message, known.prefix)
  return withoutNulls(parsed) as Record<string, unknown>
}

/** A JSON object; `{}` for an empty text. @throws ApiError as Google's JSON reader does. */
export function parseObject(text: string): Record<string, unknown> {
  if (text.length > MAX_BYTES || Buffer.byteLength(text) > MAX_BYTES) {
    throw invalid(`Request payload size exceeds the limit: ${String(MAX_BYTES)} bytes.`)
  }
  if (text.trim() === '') return {}
  const parsed = parseJson(text)
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    const what = 'Invalid JSON payload received. Unknown name "": Root element must be a message.'
    throw badField('', what)
  }
  return parsed as Record<string, unknown>
}

/** `null` for a field is as if it were not there. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, part]) =>
      part === null ? [] : [[name, withoutNulls(part)]],
    ),
  )
}
