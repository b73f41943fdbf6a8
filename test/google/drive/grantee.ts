import { badField, refused } from './errors.ts'
import type { Item } from './item.ts'
import { flag } from './parameters.ts'
import { GRANTEES, permissionIdOf, ROLES, type Permission, type Role } from './permission.ts'
import type { Call } from '#test/google/http/call.ts'
import { DriveError } from '#test/google/http/errors.ts'
import { findPerson } from '#test/google/oauth/people.ts'

/**
 * Reads the permission that a body asks for.
 * @throws DriveError; the words are those of public error reports, but for roles.
 */
export function readPermission(call: Call, item: Item): Permission {
  const { world, body, query } = call
  const type = GRANTEES.find((each) => each === body['type'])
  if (body['type'] === undefined) {
    throw badField('permission.type', 'The permission type field is required.', 'required')
  }
  if (!type) throw badField('permission.type', notApplicable('type'))
  const role = readRole(body['role'], type, item)
  checkNotification(call, type, role)
  const since = world.now()
  const discovery = body['allowFileDiscovery'] === true
  if (type === 'anyone') {
    if ('emailAddress' in body)
      throw badField('permission.emailAddress', notApplicable('emailAddress'))
    const id = discovery ? 'anyone' : 'anyoneWithLink'
    return { id, type, role, allowFileDiscovery: discovery, since }
  }
  if (type === 'domain') {
    const { domain } = body
    if (typeof domain !== 'string' || !domain.includes('.')) {
      throw badField('permission.domain', notApplicable('domain'))
    }
    const id = `${permissionIdOf(domain)}k`
    return { id, type, role, domain: domain.toLowerCase(), allowFileDiscovery: discovery, since }
  }
  const email = body['emailAddress']
  if (typeof email !== 'string' || !/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(email)) {
    throw badField('permission.emailAddress', notApplicable('emailAddress'))
  }
  const silent =
    query.get('sendNotificationEmail') !== null && !flag(query, 'sendNotificationEmail')
  if (type === 'user' && silent && !findPerson(world.people, email)) throw noAccount(email)
  const { expirationTime } = body
  return {
    id: permissionIdOf(email),
    type,
    role,
    emailAddress: email.toLowerCase(),
    ...(typeof expirationTime === 'string' ? { expirationTime } : {}),
    ...(body['pendingOwner'] === true ? { pendingOwner: true } : {}),
    since,
  }
}

function notApplicable(field: string): string {
  return `The specified ${field} is invalid or not applicable for the given permission type.`
}

/** Owners are only outside shared drives, organizers only inside; a link gives nobody more than editing. */
function readRole(given: unknown, type: Permission['type'], item: Item): Role {
  if (given === undefined) {
    throw badField('permission.role', 'The permission role field is required.', 'required')
  }
  const role = ROLES.find((each) => each === given)
  const isPerson = type === 'user' || type === 'group'
  const organizes = role === 'organizer' || role === 'fileOrganizer'
  const fits =
    role !== undefined &&
    (role !== 'owner' || (type === 'user' && item.driveId === null)) &&
    (!organizes || (isPerson && item.driveId !== null))
  if (!fits) throw badField('permission.role', notApplicable('role'))
  return role
}

function checkNotification({ query }: Call, type: Permission['type'], role: Role): void {
  if (query.get('sendNotificationEmail') === null) return
  const isPerson = type === 'user' || type === 'group'
  if (isPerson && (role !== 'owner' || flag(query, 'sendNotificationEmail'))) return
  throw refused(
    'forbidden',
    "The sendNotificationEmail parameter is only applicable for permissions of type 'user' or 'group', and must not be disabled for ownership transfers.",
    'sendNotificationEmail',
  )
}

/** Whoever has no account is told by mail how to get in, or cannot be invited. */
function noAccount(email: string): DriveError {
  const message = `Bad Request. User message: "You are trying to invite ${email}. Since there is no Google account associated with this email address, you must check the "Notify people" box to invite this recipient."`
  return new DriveError(400, message, { legacy: { message, reason: 'invalidSharingRequest' } })
}
