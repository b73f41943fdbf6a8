import { ApiError } from './errors.ts'
import { READ_DRIVE, READ_SHEETS, WRITE_DRIVE, WRITE_SHEETS } from '#test/google/oauth/scopes.ts'

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

const DRIVE: [method: string, path: RegExp, name: string][] = [
  ['GET', /^\/drive\/v3\/files$/, 'files.list'],
  ['POST', /^\/drive\/v3\/files$/, 'files.create'],
  ['GET', /^\/drive\/v3\/files\/(?<id>[^/]+)$/, 'files.get'],
  ['PATCH', /^\/drive\/v3\/files\/(?<id>[^/]+)$/, 'files.update'],
  ['DELETE', /^\/drive\/v3\/files\/(?<id>[^/]+)$/, 'files.delete'],
  ['GET', /^\/drive\/v3\/about$/, 'about.get'],
]

/** Of every operation of both APIs. */
export const OPERATION_NAMES = [...SHEETS, ...DRIVE].map(([, , name]) => name)

/** Reading, though it is a POST. */
const READING = ['values.batchGetByDataFilter', 'developerMetadata.search']

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
  for (const [verb, pattern, name] of DRIVE) {
    const match = verb === method ? pattern.exec(path) : null
    if (!match) continue
    return {
      name,
      service: 'drive',
      kind: method === 'GET' ? 'read' : 'write',
      method: `google.apps.drive.v3.DriveFiles.${name.split('.')[1] ?? ''}`,
      scopes: method === 'GET' ? READ_DRIVE : WRITE_DRIVE,
      ...parts(match),
    }
  }
  return null
}

function parts(match: RegExpExecArray): { id: string; range: string } {
  return { id: decode(match.groups?.['id']), range: decode(match.groups?.['range']) }
}

function decode(text = ''): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw new ApiError(400, 'Request contains an invalid argument.')
  }
}
