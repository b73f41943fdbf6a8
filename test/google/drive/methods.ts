import { newBook, newSheet, copyBook } from '#test/google/sheets/book/book.ts'
import { parseQuery } from './query.ts'
import { DriveError } from '#test/google/http/errors.ts'
import { parseMask, pick, type Mask } from '#test/google/http/field-mask.ts'
import { SPREADSHEET, type StoredFile } from './files.ts'
import { fileNotFound, roleOf } from '#test/google/http/gate.ts'
import { newFileId } from '#test/google/ids.ts'
import type { Person } from '#test/google/oauth/people.ts'
import type { Call } from '#test/google/http/call.ts'
import { editUrl } from '#test/google/sheets/methods.ts'
import { picture, type World } from '#test/google/world.ts'

/** Google Drive v3, of spreadsheets alone.
 * https://developers.google.com/workspace/drive/api/reference/rest/v3 */
export function answerDrive(call: Call): unknown {
  switch (call.operation.name) {
    case 'files.list':
      return list(call)
    case 'files.get':
      return masked(call, describe(call.world, find(call), call.access.person), DEFAULT_FIELDS)
    case 'files.create':
      return create(call)
    case 'files.update':
      return update(call)
    case 'files.delete':
      return remove(call)
    default:
      return about(call)
  }
}

/** What Drive tells of a file unless `fields` asks for more [D]. */
const DEFAULT_FIELDS = 'kind,id,name,mimeType'
const MAX_PAGE = 1000

function masked(call: Call, body: object, standard: string): unknown {
  return pick(body, readMask(call, standard))
}

function readMask({ query }: Call, standard: string): Mask {
  const fields = query.get('fields')
  if (fields === null || fields === '') return parseMask(standard)
  try {
    return parseMask(fields)
  } catch {
    throw badParameter('fields', `Invalid field selection ${fields}`, 'invalidParameter')
  }
}

function badParameter(location: string, message: string, reason = 'invalid'): DriveError {
  return new DriveError(400, message, {
    legacy: { message, reason, location, locationType: 'parameter' },
  })
}

function find({ world, access, operation }: Call): StoredFile {
  const file = world.files.find(operation.id)
  if (!file || roleOf(file, access) === null) throw fileNotFound(operation.id)
  return file
}

function list(call: Call): unknown {
  const { world, access, query } = call
  const { person } = access
  const q = query.get('q')
  const filter = q === null || q === '' ? () => true : parseQuery(q)
  if (!filter) throw badParameter('q', 'Invalid Value')
  const size = Number(query.get('pageSize') ?? 100)
  if (!Number.isInteger(size) || size < 1 || size > MAX_PAGE) {
    throw badParameter(
      'pageSize',
      `Invalid value '${query.get('pageSize') ?? ''}'. Values must be within the range: [1, 1000]`,
      'invalidParameter',
    )
  }
  const compare = readOrder(query.get('orderBy'), person, (q ?? '').includes('fullText'))
  const files = world.files
    .all()
    .filter((file) => roleOf(file, access) !== null && filter(file, person))
    .toSorted(compare)
  const start = readPageToken(query.get('pageToken'), q)
  const page = files.slice(start, start + size)
  const more = start + size < files.length
  const body = {
    kind: 'drive#fileList',
    ...(more ? { nextPageToken: pageToken(start + size, q) } : {}),
    incompleteSearch: false,
    files: page.map((file) => describe(world, file, person)),
  }
  return masked(call, body, `kind,nextPageToken,incompleteSearch,files(${DEFAULT_FIELDS})`)
}

function pageToken(start: number, q: string | null): string {
  return `~!!~${Buffer.from(JSON.stringify([start, q])).toString('base64url')}`
}

/** A token is only good for the query it came from. */
function readPageToken(token: string | null, q: string | null): number {
  if (token === null || token === '') return 0
  try {
    const parsed: unknown = JSON.parse(Buffer.from(token.slice(4), 'base64url').toString())
    if (Array.isArray(parsed) && parsed[1] === q && typeof parsed[0] === 'number') return parsed[0]
  } catch {
    // Falls through to the refusal.
  }
  throw badParameter('pageToken', 'Invalid Value')
}

type Compare = (a: StoredFile, b: StoredFile) => number

const KEYS: Record<string, (file: StoredFile, person: Person) => number | string> = {
  createdTime: (file) => file.createdTime,
  modifiedTime: (file) => file.modifiedTime,
  modifiedByMeTime: (file, { sub }) => file.modifiedByMe.get(sub) ?? 0,
  viewedByMeTime: (file, { sub }) => file.viewed.get(sub) ?? 0,
  sharedWithMeTime: (file, { sub }) => file.shared.get(sub) ?? 0,
  recency: (file, { sub }) =>
    Math.max(file.viewed.get(sub) ?? 0, file.modifiedByMe.get(sub) ?? 0, file.shared.get(sub) ?? 0),
  name: (file) => file.name,
  name_natural: (file) => file.name,
  starred: (file, { sub }) => (file.starred.has(sub) ? 0 : 1),
  folder: () => 0,
  quotaBytesUsed: () => 0,
}

const NAMES = new Intl.Collator('en')
const NATURAL = new Intl.Collator('en', { numeric: true })

function readOrder(orderBy: string | null, person: Person, fullText: boolean): Compare {
  if (orderBy === null || orderBy === '') {
    return (a, b) => b.modifiedTime - a.modifiedTime
  }
  if (fullText) throw sortingFullText()
  const compares = orderBy.split(',').map((part): Compare => {
    const [name = '', direction, ...rest] = part.trim().split(/\s+/)
    const key = KEYS[name]
    if (!key || rest.length > 0 || (direction !== undefined && direction !== 'desc')) {
      throw badParameter('orderBy', `Invalid sort key: ${part.trim()}`)
    }
    const sign = direction === 'desc' ? -1 : 1
    const collator = name === 'name_natural' ? NATURAL : NAMES
    return (a, b) => {
      const [x, y] = [key(a, person), key(b, person)]
      return sign * (typeof x === 'string' ? collator.compare(x, String(y)) : x - Number(y))
    }
  })
  return (a, b) => compares.reduce((result, compare) => result || compare(a, b), 0)
}

/** Known from public error reports. */
function sortingFullText(): DriveError {
  const message =
    'Sorting is not supported for queries with fullText terms. Results are always in descending relevance order.'
  return new DriveError(403, message, { legacy: { message, reason: 'forbidden' } })
}

function time(milliseconds: number): string {
  return new Date(milliseconds).toISOString()
}

function user(world: World, person: Person, me: Person): object {
  return {
    kind: 'drive#user',
    displayName: person.name,
    photoLink: picture(world, person),
    me: person === me,
    permissionId: person.sub.slice(0, 20),
    emailAddress: person.email,
  }
}

function describe(world: World, file: StoredFile, me: Person): object {
  const role = file.access.get(me.sub)
  const viewed = file.viewed.get(me.sub)
  const modifiedByMe = file.modifiedByMe.get(me.sub)
  const shared = file.shared.get(me.sub)
  const edits = role === 'owner' || role === 'writer'
  return {
    kind: 'drive#file',
    id: file.id,
    name: file.name,
    mimeType: file.mimeType,
    starred: file.starred.has(me.sub),
    trashed: file.trashed,
    explicitlyTrashed: file.trashed,
    spaces: ['drive'],
    version: String(file.version),
    webViewLink: editUrl(world, file),
    iconLink: `${world.url}/icons/spreadsheet.svg`,
    hasThumbnail: false,
    viewedByMe: viewed !== undefined,
    ...(viewed === undefined ? {} : { viewedByMeTime: time(viewed) }),
    createdTime: time(file.createdTime),
    modifiedTime: time(file.modifiedTime),
    modifiedByMe: modifiedByMe !== undefined,
    ...(modifiedByMe === undefined ? {} : { modifiedByMeTime: time(modifiedByMe) }),
    ...(shared === undefined ? {} : { sharedWithMeTime: time(shared) }),
    owners: [user(world, file.owner, me)],
    lastModifyingUser: user(world, file.modifiedBy, me),
    ownedByMe: file.owner === me,
    shared: file.access.size > 1,
    capabilities: {
      canEdit: edits,
      canComment: edits,
      canCopy: true,
      canDownload: true,
      canRename: edits,
      canShare: edits,
      canTrash: role === 'owner',
      canDelete: role === 'owner',
      canReadRevisions: edits,
      canModifyContent: edits,
    },
    size: '1024',
    quotaBytesUsed: '1024',
  }
}

function create(call: Call): unknown {
  const { world, access, body } = call
  const mimeType = body['mimeType']
  if (mimeType !== SPREADSHEET) {
    throw badParameter(
      'mimeType',
      `The local Google makes spreadsheets only, not ${String(mimeType)}.`,
    )
  }
  // Made through Drive, the first sheet's id is 0. Recorded.
  const book = newBook([newSheet({ title: 'Sheet1', sheetId: 0 })])
  const name = typeof body['name'] === 'string' ? body['name'] : 'Untitled'
  const file = world.files.create(newFileId(), name, access.person, access.client.projectId, book)
  return masked(call, describe(world, file, access.person), DEFAULT_FIELDS)
}

function update(call: Call): unknown {
  const file = find(call)
  const { world, access, body } = call
  if (roleOf(file, access) === 'reader') throw noPermission(file)
  if (typeof body['name'] === 'string') file.name = body['name']
  if (typeof body['trashed'] === 'boolean') file.trashed = body['trashed']
  if (body['starred'] === true) file.starred.add(access.person.sub)
  if (body['starred'] === false) file.starred.delete(access.person.sub)
  file.book = copyBook(file.book)
  world.files.touch(file, access.person)
  return masked(call, describe(world, file, access.person), DEFAULT_FIELDS)
}

/** @returns null: 204, no body. Recorded. */
function remove(call: Call): null {
  const file = find(call)
  if (roleOf(file, call.access) !== 'owner') throw noPermission(file)
  call.world.files.remove(file.id)
  return null
}

function noPermission(file: StoredFile): DriveError {
  const message = `The user does not have sufficient permissions for file ${file.id}.`
  return new DriveError(403, message, {
    legacy: { message, reason: 'insufficientFilePermissions' },
  })
}

/** `fields` has no default here [D]. */
function about(call: Call): unknown {
  const { world, access } = call
  const fields = call.query.get('fields')
  if (fields === null || fields === '') {
    throw badParameter('fields', "The 'fields' parameter is required for this method.", 'required')
  }
  const body = {
    kind: 'drive#about',
    user: user(world, access.person, access.person),
    storageQuota: {
      limit: '16106127360',
      usage: '104857600',
      usageInDrive: '52428800',
      usageInDriveTrash: '0',
    },
    maxUploadSize: '5242880000000',
    appInstalled: true,
    canCreateDrives: access.person.domain !== undefined,
  }
  return masked(call, body, '*')
}
