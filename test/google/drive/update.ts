import { newContent } from './create.ts'
import { describeFile, FILE_FIELDS } from './describe.ts'
import { noPermission, refused } from './errors.ts'
import { findItem, findParent, needs, oneParent } from './find-item.ts'
import type { Item } from './item.ts'
import { given, masked } from './parameters.ts'
import { checkMayWrite, checkWritable, readTimes, setFields } from './writable.ts'
import { capabilitiesOf } from './capabilities.ts'
import { roleOf } from './access.ts'
import { userPermission } from './permission.ts'
import type { Call } from '#test/google/http/call.ts'
import { DriveError } from '#test/google/http/errors.ts'

/** files.update: what is said of a file, its place, its content. */
export function updateFile(call: Call): unknown {
  const item = findItem(call)
  checkWritable(call.body)
  changeFile(call, item)
  return masked(call, describeFile(call, item), FILE_FIELDS)
}

/** Changes a file as the call says or, when it throws, not at all. */
export function changeFile(call: Call, item: Item): void {
  const { world, access, body, media } = call
  checkMayWrite(call, item)
  if (item.parent === null && ('name' in body || 'trashed' in body)) throw noPermission()
  const times = readTimes(body)
  const content = newContent(call, item)
  move(call, item)
  Object.assign(item, content)
  setFields(call, item, times)
  // One's own star or bin is no edit; a time that was given stands.
  if (media) item.viewed.set(access.person.sub, world.now())
  const edits = media !== undefined || 'name' in body || 'description' in body
  if (edits && typeof body['modifiedTime'] !== 'string') world.files.touch(item, access.person)
  else world.files.stir(item)
}

/**
 * A file lies in one folder. Its owner's adding of another moves it; from others, who do not take it
 * out of the first one too, that is refused. Taken out of its folder, it goes to its owner's top
 * folder. As Google documented `enforceSingleParent`, which all requests go by now [D].
 */
function move(call: Call, item: Item): void {
  const { world, query } = call
  const added = ids(given(query, 'addParents'))
  const removed = ids(given(query, 'removeParents')).map((id) =>
    id === 'root' ? world.files.rootOf(call.access.person).id : id,
  )
  if (added.length === 0 && removed.length === 0) return
  needs(call, item, 'writer')
  if (item.parent === null) throw noPermission()
  const leaves = removed.includes(item.parent)
  if (added.length === 0 && !leaves) return
  const folder = added.length === 0 ? null : findParent(call, added)
  if (folder?.id === item.parent) return
  if (item.driveId !== null && (!leaves || !folder)) {
    throw refused('teamDrivesParentLimit', 'A shared drive item must have exactly one parent.')
  }
  if (!folder) {
    place(call, item, world.files.rootOf(item.owner))
    return
  }
  if (!leaves && item.owner.sub !== call.access.person.sub) throw oneParent()
  place(call, item, folder)
}

function ids(list = ''): string[] {
  return list.split(',').flatMap((id) => (id.trim() === '' ? [] : [id.trim()]))
}

function place(call: Call, item: Item, folder: Item): void {
  const { files } = call.world
  for (let above: Item | undefined = folder; above;) {
    if (above.id === item.id) throw intoItself()
    above = above.parent === null ? undefined : files.item(above.parent)
  }
  if (item.driveId !== folder.driveId) {
    const may = capabilitiesOf(item, roleOf(call, item))['canMoveItemOutOfDrive']
    if (may !== true) throw noPermission()
    changeDrive(call, item, folder.driveId)
  }
  item.parent = folder.id
}

/**
 * Of its permissions a file takes none along: a shared drive it enters owns it from then on, and out
 * of one it is whose who moves it.
 */
function changeDrive(call: Call, item: Item, driveId: string | null): void {
  const { person } = call.access
  item.driveId = driveId
  item.permissions = []
  if (driveId === null) {
    item.owner = person
    item.permissions = [userPermission(person.email, 'owner', call.world.now())]
  }
  for (const child of call.world.files.children(item.id)) changeDrive(call, child, driveId)
}

function intoItself(): DriveError {
  const message = 'A folder cannot be moved into itself or into one of its descendants.'
  return new DriveError(400, message, { legacy: { message, reason: 'badRequest' } })
}

/** files.delete: for good, and for the owner alone. @returns null: 204, no body. Recorded. */
export function deleteFile(call: Call): null {
  const item = findItem(call)
  const may = capabilitiesOf(item, roleOf(call, item))['canDelete']
  if (may !== true) throw noPermission()
  call.world.files.remove(item.id)
  return null
}

/** files.emptyTrash: of one's own Drive, or of a shared one. */
export function emptyTrash(call: Call): null {
  const { world, access, query } = call
  const driveId = given(query, 'driveId') ?? null
  for (const item of world.files.all()) {
    if (!item.trashed || item.driveId !== driveId) continue
    const owns = driveId === null ? item.owner.sub === access.person.sub : true
    if (owns && capabilitiesOf(item, roleOf(call, item))['canDelete'] === true) {
      world.files.remove(item.id)
    }
  }
  return null
}
