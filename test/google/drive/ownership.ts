import { noPermission, refused } from './errors.ts'
import type { Held } from './files.ts'
import type { Item } from './item.ts'
import { flag } from './parameters.ts'
import type { Permission } from './permission.ts'
import type { Call } from '#test/google/http/call.ts'
import { findPerson } from '#test/google/oauth/people.ts'

/**
 * The owner asks an editor to take the file over: between accounts of no domain alone [D].
 * @throws DriveError with the words of a public error report.
 */
export function offerOwnership({ world, access }: Call, item: Item, to: Permission): void {
  if (item.owner.sub !== access.person.sub) throw noPermission()
  const person = findPerson(world.people, to.emailAddress ?? '')
  const isConsumer = person !== undefined && person.domain === undefined
  if (to.role !== 'writer' || !isConsumer || item.owner.domain !== undefined) {
    throw refused(
      'targetUserCannotBePendingOwnerOnFile',
      'The target user cannot be a pending owner on this file.',
    )
  }
  to.pendingOwner = true
}

/** @throws DriveError unless the caller says that they know what becomes of the owner. */
export function checkTransfer({ query }: Call): void {
  if (flag(query, 'transferOwnership')) return
  throw refused(
    'forbidden',
    "The transferOwnership parameter must be enabled when the permission role is 'owner'.",
    'transferOwnership',
  )
}

/**
 * Makes somebody the owner, and the owner of before an editor: within a Workspace domain at once,
 * else when whoever was asked takes it.
 * https://developers.google.com/workspace/drive/api/guides/transfer-file
 * @throws DriveError with the words of public error reports.
 */
export function transferOwnership(call: Call, item: Item, to: Permission): Held {
  const { world, access, query } = call
  checkTransfer(call)
  const person = findPerson(world.people, to.emailAddress ?? '')
  const owns = item.owner.sub === access.person.sub
  const accepts = to.pendingOwner === true && to.emailAddress === access.person.email
  if (item.driveId !== null || (!owns && !accepts)) throw noPermission()
  const colleagues = person?.domain !== undefined && person.domain === item.owner.domain
  if (!person || (!accepts && !colleagues)) {
    throw refused(
      'consentRequiredForOwnershipTransfer',
      'Consent is required to transfer ownership of a file to another user.',
    )
  }
  const { pendingOwner: _, expirationTime: __, ...kept } = to
  const permission: Permission = { ...kept, role: 'owner' }
  const others = item.permissions
    .filter(({ id }) => id !== to.id)
    .map((each): Permission => (each.role === 'owner' ? { ...each, role: 'writer' } : each))
  item.permissions = [permission, ...others]
  item.owner = person
  if (flag(query, 'moveToNewOwnersRoot')) item.parent = world.files.rootOf(person).id
  world.files.stir(item)
  return { permission, from: null }
}
