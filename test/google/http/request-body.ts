import type { Context } from 'hono'
import { ApiError, badField } from './errors.ts'
import { readMessage } from './read-message.ts'

/** What the bodies of the Sheets API are, and what Google's messages call them. */
const BODIES: Record<string, { message: string; prefix: string }> = {
  'spreadsheets.create': { message: 'Spreadsheet', prefix: 'spreadsheet' },
  'spreadsheets.batchUpdate': { message: 'BatchUpdateSpreadsheetRequest', prefix: '' },
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

/** The JSON body of an API request; `{}` for none. @throws ApiError as Google's JSON reader does. */
export async function readBody(c: Context, operation: string): Promise<Record<string, unknown>> {
  if (c.req.method === 'GET' || c.req.method === 'DELETE') return {}
  const text = await c.req.text()
  if (text.trim() === '') return {}
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    const [line = ''] = text.split('\n')
    throw new ApiError(
      400,
      `Invalid JSON payload received. Unexpected token.\n${line.slice(0, 40)}\n^`,
    )
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    const what = 'Invalid JSON payload received. Unknown name "": Root element must be a message.'
    throw badField('', what)
  }
  const known = BODIES[operation]
  if (known) return readMessage(parsed, known.message, known.prefix)
  return withoutNulls(parsed) as Record<string, unknown>
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
