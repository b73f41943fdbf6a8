import { roleOf } from './access.ts'
import { mayShare } from './capabilities.ts'
import { describePermission } from './describe.ts'
import { noPermission, refused } from './errors.ts'
import type { Held } from './files.ts'
import { findItem } from './find-item.ts'
import { readExpiration, readPermission, readRole } from './grantee.ts'
import type { Item } from './item.ts'
import { flag, masked, pageToken, readPageSize, readPageToken } from './parameters.ts'
import { atLeast, type Permission } from './permission.ts'
import { offerOwnership, transferOwnership } from './ownership.ts'
import type { Call } from '#test/google/http/call.ts'
import { DriveError } from '#test/google/http/errors.ts'

/** What Drive tells of a permission unless `fields` asks for more [D]. */
const FIELDS = 'kind,id,type,role'

/** permissions.list: for those who may edit [I]. */
export function listPermissions(call: Call): unknown {
  const item = findItem(call)
  if (!atLeast(roleOf(call, item), 'writer')) throw noPermission()
  const held = call.world.files.held(item)
  // All at once, in a shared drive a hundred at a time [D].
  const size = readPageSize(call.query, item.driveId === null ? held.length : 100, 100)
  const start = readPageToken(call.query, item.id)
  const more = start + size < held.length
  const body = {
    kind: 'drive#permissionList',
    ...(more ? { nextPageToken: pageToken(start + size, item.id) } : {}),
    permissions: held
      .slice(start, start + size)
      .map((each) => describePermission(call.world, item, each)),
  }
  return masked(call, body, `kind,nextPageToken,permissions(${FIELDS})`)
}

export function getPermission(call: Call): unknown {
  const item = findItem(call)
  const held = findHeld(call, item)
  if (!atLeast(roleOf(call, item), 'writer') && !isOwn(call, held)) throw noPermission()
  return answer(call, item, held)
}

/** permissions.create; for somebody who has a permission it sets the role. */
export function createPermission(call: Call): unknown {
  const { world } = call
  const item = findItem(call)
  if (!mayShare(item, roleOf(call, item))) throw noPermission()
  const permission = readPermission(call, item)
  if (permission.role === 'owner') {
    return answer(call, item, transferOwnership(call, item, permission))
  }
  if (!atLeast(roleOf(call, item), permission.role)) throw noPermission()
  const before = item.permissions.find(({ id }) => id === permission.id)
  if (before?.role !== 'owner') {
    if (permission.pendingOwner === true) offerOwnership(call, item, permission)
    item.permissions = [...item.permissions.filter(({ id }) => id !== permission.id), permission]
    world.files.stir(item)
  }
  return answer(call, item, findHeld(call, item, permission.id))
}

export function updatePermission(call: Call): unknown {
  const { world, body, query } = call
  const item = findItem(call)
  const held = findHeld(call, item)
  const { type } = held.permission
  const role = body['role'] === undefined ? undefined : readRole(body['role'], type, item)
  if (role === 'owner') return answer(call, item, transferOwnership(call, item, held.permission))
  if (!mayShare(item, roleOf(call, item))) throw noPermission()
  checkOwn(item, held)
  checkNotOwner(held)
  if (role !== undefined && !atLeast(roleOf(call, item), role)) throw noPermission()
  const { expirationTime, ...rest } = held.permission
  const changed: Permission = { ...rest, role: role ?? rest.role }
  const until = readExpiration(call, type) ?? expirationTime
  if (until !== undefined && !flag(query, 'removeExpiration')) changed.expirationTime = until
  if (body['pendingOwner'] === true) offerOwnership(call, item, changed)
  item.permissions = item.permissions.map((each) => (each.id === changed.id ? changed : each))
  world.files.stir(item)
  return answer(call, item, findHeld(call, item))
}

/** permissions.delete; one's own anybody may give up. @returns null: 204, no body. */
export function deletePermission(call: Call): null {
  const { world } = call
  const item = findItem(call)
  const held = findHeld(call, item)
  if (!isOwn(call, held) && !mayShare(item, roleOf(call, item))) throw noPermission()
  checkOwn(item, held)
  checkNotOwner(held)
  item.permissions = item.permissions.filter(({ id }) => id !== held.permission.id)
  world.files.stir(item)
  return null
}

function answer(call: Call, item: Item, held: Held): unknown {
  return masked(call, describePermission(call.world, item, held), FIELDS)
}

/** @throws DriveError as public error reports have it. */
function findHeld(call: Call, item: Item, id = call.operation.child): Held {
  const held = call.world.files.held(item).find(({ permission }) => permission.id === id)
  if (held) return held
  const message = `Permission not found: ${id}.`
  throw new DriveError(404, message, {
    legacy: { message, reason: 'notFound', location: 'permissionId', locationType: 'parameter' },
  })
}

function isOwn(call: Call, { permission }: Held): boolean {
  return permission.emailAddress === call.access.person.email
}

/** What a folder hands down changes at the folder. Reason and words as clients report them. */
function checkOwn(item: Item, { from }: Held): void {
  if (from === null) return
  const where = item.driveId === null ? '' : ' on a shared drive item'
  const message = `Cannot update or delete an inherited permission${where}.`
  throw refused('cannotModifyInheritedPermission', message)
}

/** A file has its owner; the reason is known from clients, the words are believed. */
function checkNotOwner({ permission }: Held): void {
  if (permission.role !== 'owner') return
  throw refused('cannotRemoveOwner', 'The owner of a file cannot be removed.')
}
