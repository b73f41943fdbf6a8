import { roleOf } from './access.ts'
import { mayTrash } from './capabilities.ts'
import { badField, noPermission, refused } from './errors.ts'
import type { Item } from './item.ts'
import { atLeast } from './permission.ts'
import type { Call } from '#test/google/http/call.ts'

/** Fields of a File that only Google writes. */
const READ_ONLY = [
  'id',
  'capabilities',
  'driveId',
  'explicitlyTrashed',
  'exportLinks',
  'headRevisionId',
  'iconLink',
  'isAppAuthorized',
  'lastModifyingUser',
  'md5Checksum',
  'modifiedByMe',
  'ownedByMe',
  'owners',
  'permissionIds',
  'permissions',
  'quotaBytesUsed',
  'shared',
  'sharingUser',
  'size',
  'spaces',
  'thumbnailLink',
  'version',
  'viewedByMe',
  'webContentLink',
  'webViewLink',
]

/** @throws DriveError for fields that an update can't write, with the words of public error reports. */
export function checkWritable(body: Call['body']): void {
  if ('parents' in body) {
    throw refused(
      'fieldNotWritable',
      'The parents field is not directly writable in update requests. Use the addParents and removeParents parameters instead.',
    )
  }
  if (READ_ONLY.some((field) => field in body)) {
    const message = 'The resource body includes fields which are not directly writable.'
    throw refused('fieldNotWritable', message)
  }
}

/** What is one's own to say of a file that one may only read. */
const PERSONAL = ['starred', 'viewedByMeTime']

/** @throws DriveError unless whoever asks may write all fields of the body. */
export function checkMayWrite(call: Call, item: Item): void {
  const role = roleOf(call, item)
  const { body } = call
  const fields = Object.keys(body).filter((field) => !PERSONAL.includes(field) && field !== 'kind')
  if (fields.length > 0 && !atLeast(role, 'writer')) throw noPermission()
  if (typeof body['trashed'] === 'boolean' && !mayTrash(item, role)) throw noPermission()
  const owners = ['writersCanShare', 'copyRequiresWriterPermission']
  if (owners.some((field) => field in body) && !atLeast(role, 'organizer')) throw noPermission()
}

type Times = Partial<Record<'viewedByMeTime' | 'createdTime' | 'modifiedTime', number>>

/** The times that a body says. @throws DriveError for what is no time; the rest of a body is taken. */
export function readTimes(body: Call['body']): Times {
  const times: Times = {}
  for (const field of ['viewedByMeTime', 'createdTime', 'modifiedTime'] as const) {
    const text = body[field]
    if (typeof text !== 'string') continue
    const time = Date.parse(text)
    if (Number.isNaN(time)) throw badField(`file.${field}`, `Invalid value for: ${field}`)
    times[field] = time
  }
  return times
}

/** Writes what the body says of a file, but not its content nor its place. */
export function setFields({ access, body }: Call, item: Item, times: Times): void {
  const { sub } = access.person
  const text = (name: string): string | undefined =>
    typeof body[name] === 'string' ? body[name] : undefined
  const flag = (name: string): boolean | undefined =>
    typeof body[name] === 'boolean' ? body[name] : undefined

  item.name = text('name') ?? item.name
  const description = text('description')
  if (description !== undefined) item.description = description
  if (flag('starred') === true) item.starred.add(sub)
  if (flag('starred') === false) item.starred.delete(sub)
  item.trashed = flag('trashed') ?? item.trashed
  item.writersCanShare = flag('writersCanShare') ?? item.writersCanShare
  item.copyRequiresWriterPermission =
    flag('copyRequiresWriterPermission') ?? item.copyRequiresWriterPermission

  const { viewedByMeTime: viewed, createdTime, modifiedTime: modified } = times
  if (viewed !== undefined) item.viewed.set(sub, viewed)
  item.createdTime = createdTime ?? item.createdTime
  if (modified !== undefined) {
    item.modifiedTime = modified
    item.modifiedByMe.set(sub, modified)
  }

  item.properties = mergeProperties(item.properties, body['properties'])
  if (body['appProperties'] !== undefined) {
    const { projectId } = access.client
    const own = mergeProperties(item.appProperties.get(projectId) ?? {}, body['appProperties'])
    if (Object.keys(own).length > 0) item.appProperties.set(projectId, own)
    else item.appProperties.delete(projectId)
  }
}

/** Entries with null are cleared [D]. */
function mergeProperties(before: Record<string, string>, given: unknown): Record<string, string> {
  if (typeof given !== 'object' || given === null) return before
  const merged: Record<string, string | null> = { ...before, ...given }
  return Object.fromEntries(
    Object.entries(merged).flatMap(([key, value]) => (value === null ? [] : [[key, value]])),
  )
}
