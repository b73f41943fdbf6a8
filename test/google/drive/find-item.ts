import { roleOf } from './access.ts'
import { fileNotFound, noPermission, refused } from './errors.ts'
import { FOLDER, type Item } from './item.ts'
import { supportsDrives } from './parameters.ts'
import { atLeast, type Role } from './permission.ts'
import type { Call } from '#test/google/http/call.ts'

/**
 * The item of a call, or another that it names; `root` is the top of one's own Drive. Recorded.
 * @param anyDrive for methods that have no parameter `supportsAllDrives`: to all others an item in a
 * shared drive is not there without it. Known from public error reports.
 * @throws DriveError when it is not there for whoever asks.
 */
export function findItem(
  call: Call,
  { id = call.operation.id, anyDrive = false }: { id?: string; anyDrive?: boolean } = {},
): Item {
  const { files } = call.world
  const item = id === 'root' ? files.rootOf(call.access.person) : files.item(id)
  if (!item || roleOf(call, item) === null) throw fileNotFound(id)
  if (item.driveId !== null && !anyDrive && !supportsDrives(call.query)) throw fileNotFound(id)
  return item
}

/** @throws DriveError unless whoever asks has at least this role at the item. */
export function needs(call: Call, item: Item, role: Role): void {
  if (!atLeast(roleOf(call, item), role)) throw noPermission()
}

/**
 * The folder that something new is put into.
 * @param ids the `parents` of a body; one at most, and none for one's own Drive.
 */
export function findParent(call: Call, ids: unknown): Item {
  const { world, access } = call
  if (!Array.isArray(ids) || ids.length === 0) return world.files.rootOf(access.person)
  if (ids.length > 1) throw oneParent()
  const id = String(ids[0])
  const root = world.files.rootOf(access.person)
  // The top of one's Drive takes what an app makes, though drive.file does not show it.
  const folder = id === 'root' || id === root.id ? root : findItem(call, { id })
  if (folder.mimeType !== FOLDER) {
    throw refused('parentNotAFolder', 'The specified parent is not a folder.')
  }
  if (!atLeast(world.files.roleOf(folder, access.person), 'writer')) {
    throw refused(
      'insufficientParentPermissions',
      'Insufficient permissions for the specified parent.',
    )
  }
  return folder
}

/** Known from public error reports. */
export function oneParent(): Error {
  return refused('cannotAddParent', 'Increasing the number of parents is not allowed')
}
