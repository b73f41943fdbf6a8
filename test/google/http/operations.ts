import { ApiError } from './errors.ts'
import { DRIVE_METHODS } from '#test/google/drive/operations.ts'
import { READ_SHEETS, WRITE_SHEETS } from '#test/google/oauth/scopes.ts'

/** A request of an API, told apart by its method and path. */
export type Operation = {
  /** `values.append`, `files.list`… */
  name: string
  service: 'sheets' | 'drive'
  kind: 'read' | 'write'
  /** The full name that Google's error details carry. */
  method: string
  scopes: string[]
  /** Decoded parts of the path. */
  id: string
  range: string
  /** Of what belongs to a file: a permission, a comment, a revision. */
  child: string
}

const SHEETS: [method: string, path: RegExp, name: string, rpc: string][] = [
  ['POST', /^\/v4\/spreadsheets$/, 'spreadsheets.create', 'CreateSpreadsheet'],
  ['GET', /^\/v4\/spreadsheets\/(?<id>[^/:]+)$/, 'spreadsheets.get', 'GetSpreadsheet'],
  [
    'POST',
    /^\/v4\/spreadsheets\/(?<id>[^/:]+):batchUpdate$/,
    'spreadsheets.batchUpdate',
    'BatchUpdateSpreadsheet',
  ],
  [
    'POST',
    /^\/v4\/spreadsheets\/(?<id>[^/:]+):getByDataFilter$/,
    'spreadsheets.getByDataFilter',
    'GetSpreadsheetByDataFilter',
  ],
  [
    'POST',
    /^\/v4\/spreadsheets\/(?<id>[^/:]+)\/sheets\/(?<range>[^/]+):copyTo$/,
    'sheets.copyTo',
    'CopySheetToAnotherSpreadsheet',
  ],
  [
    'GET',
    /^\/v4\/spreadsheets\/(?<id>[^/:]+)\/values:batchGet$/,
    'values.batchGet',
    'BatchGetValues',
  ],
  [
    'POST',
    /^\/v4\/spreadsheets\/(?<id>[^/:]+)\/values:batchUpdate$/,
    'values.batchUpdate',
    'BatchUpdateValues',
  ],
  [
    'POST',
    /^\/v4\/spreadsheets\/(?<id>[^/:]+)\/values:batchClear$/,
    'values.batchClear',
    'BatchClearValues',
  ],
  [
    'POST',
    /^\/v4\/spreadsheets\/(?<id>[^/:]+)\/values:batchGetByDataFilter$/,
    'values.batchGetByDataFilter',
    'BatchGetValuesByDataFilter',
  ],
  [
    'POST',
    /^\/v4\/spreadsheets\/(?<id>[^/:]+)\/values:batchUpdateByDataFilter$/,
    'values.batchUpdateByDataFilter',
    'BatchUpdateValuesByDataFilter',
  ],
  [
    'POST',
    /^\/v4\/spreadsheets\/(?<id>[^/:]+)\/values:batchClearByDataFilter$/,
    'values.batchClearByDataFilter',
    'BatchClearValuesByDataFilter',
  ],
  [
    'POST',
    /^\/v4\/spreadsheets\/(?<id>[^/:]+)\/values\/(?<range>[^/]+):append$/,
    'values.append',
    'AppendValues',
  ],
  [
    'POST',
    /^\/v4\/spreadsheets\/(?<id>[^/:]+)\/values\/(?<range>[^/]+):clear$/,
    'values.clear',
    'ClearValues',
  ],
  [
    'GET',
    /^\/v4\/spreadsheets\/(?<id>[^/:]+)\/values\/(?<range>[^/]+)$/,
    'values.get',
    'GetValues',
  ],
  [
    'PUT',
    /^\/v4\/spreadsheets\/(?<id>[^/:]+)\/values\/(?<range>[^/]+)$/,
    'values.update',
    'UpdateValues',
  ],
  [
    'POST',
    /^\/v4\/spreadsheets\/(?<id>[^/:]+)\/developerMetadata:search$/,
    'developerMetadata.search',
    'SearchDeveloperMetadata',
  ],
  [
    'GET',
    /^\/v4\/spreadsheets\/(?<id>[^/:]+)\/developerMetadata\/(?<range>[^/]+)$/,
    'developerMetadata.get',
    'GetDeveloperMetadata',
  ],
]

/** Of every operation of both APIs. */
export const OPERATION_NAMES = [
  ...SHEETS.map(([, , name]) => name),
  ...new Set(DRIVE_METHODS.map(({ name }) => name)),
]

/** Reading, though it is a POST. */
const READING = [
  'spreadsheets.getByDataFilter',
  'values.batchGetByDataFilter',
  'developerMetadata.search',
]

/**
 * @param given the path as it came, still percent-encoded: a range may hold an encoded slash.
 * @returns null for what no API answers to.
 */
export function findOperation(method: string, given: string): Operation | null {
  // Google steps over a slash at the end and before a colon: a client in wide use sends both [I].
  const path = given.replace(/\/+(?=:|%3A|$)/, '')
  for (const [verb, pattern, name, rpc] of SHEETS) {
    const match = verb === method ? pattern.exec(path.replaceAll('%3A', ':')) : null
    if (!match) continue
    const reading = method === 'GET' || READING.includes(name)
    return {
      name,
      service: 'sheets',
      kind: reading ? 'read' : 'write',
      method: `google.apps.sheets.v4.SpreadsheetsService.${rpc}`,
      // Searching asks for the scopes of writing, though it changes nothing [D].
      scopes: method === 'GET' ? READ_SHEETS : WRITE_SHEETS,
      ...parts(match),
    }
  }
  for (const { verb, path: pattern, name, rpc, scopes } of DRIVE_METHODS) {
    const match = verb === method ? pattern.exec(path) : null
    if (!match) continue
    return {
      name,
      service: 'drive',
      kind: method === 'GET' ? 'read' : 'write',
      method: `google.apps.drive.v3.${rpc}`,
      scopes,
      ...parts(match),
    }
  }
  return null
}

function parts({ groups }: RegExpExecArray): Pick<Operation, 'id' | 'range' | 'child'> {
  const [id, range, child] = ['id', 'range', 'child'].map((name) => decode(groups?.[name]))
  return { id: id ?? '', range: range ?? '', child: child ?? '' }
}

function decode(text = ''): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw new ApiError(400, 'Request contains an invalid argument.')
  }
}
