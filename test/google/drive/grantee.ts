import { badField, refused } from './errors.ts'
import type { Item } from './item.ts'
import { checkTransfer } from './ownership.ts'
import { flag } from './parameters.ts'
import { GRANTEES, permissionIdOf, ROLES, type Permission, type Role } from './permission.ts'
import type { Call } from '#test/google/http/call.ts'
import { DriveError } from '#test/google/http/errors.ts'
import { findPerson } from '#test/google/oauth/people.ts'

/**
 * Reads the permission that a body asks for.
 * @throws DriveError; words are those of public error reports unless it says otherwise.
 */
export function readPermission(call: Call, item: Item): Permission {
  const { world, body, query } = call
  const type = GRANTEES.find((each) => each === body['type'])
  if (body['type'] === undefined) {
    throw badField('permission.type', 'The permission type field is required.', 'required')
  }
  if (!type) throw badField('permission.type', notApplicable('type'))
  const role = readRole(body['role'], type, item)
  if (role === 'owner') checkTransfer(call)
  checkNotification(call, type, role)
  const expirationTime = readExpiration(call, type)
  const since = world.now()
  const isTop = item.parent === null && item.driveId !== null
  if (isTop && (type === 'anyone' || type === 'domain')) {
    throw refused(
      'cannotShareTeamDriveTopFolderWithAnyoneOrDomains',
      'A shared drive itself cannot be shared with anyone or a domain.',
    )
  }
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
  return {
    id: permissionIdOf(email),
    type,
    role,
    emailAddress: email.toLowerCase(),
    ...(expirationTime === undefined ? {} : { expirationTime }),
    ...(body['pendingOwner'] === true ? { pendingOwner: true } : {}),
    since,
  }
}

function notApplicable(field: string): string {
  return `The specified ${field} is invalid or not applicable for the given permission type.`
}

/** Roles that do not fit the place, by the reasons that clients know; the words are believed. */
const MISPLACED: Partial<Record<Role, { outside: boolean; reason: string; message: string }>> = {
  owner: {
    outside: true,
    reason: 'ownerOnTeamDriveItemNotSupported',
    message: 'Items in shared drives have no owner.',
  },
  organizer: {
    outside: false,
    reason: 'organizerOnNonTeamDriveItemNotSupported',
    message: 'The organizer role is only applicable to shared drives.',
  },
  fileOrganizer: {
    outside: false,
    reason: 'fileOrganizerOnNonTeamDriveNotSupported',
    message: 'The fileOrganizer role is only applicable to shared drives.',
  },
}

/** Owners are only outside shared drives, organizers only inside; only a person can be one. */
export function readRole(given: unknown, type: Permission['type'], item: Item): Role {
  if (given === undefined) {
    throw badField('permission.role', 'The permission role field is required.', 'required')
  }
  const role = ROLES.find((each) => each === given)
  if (!role) throw badField('permission.role', notApplicable('role'))
  const special = MISPLACED[role]
  if (!special) return role
  if (special.outside !== (item.driveId === null)) throw refused(special.reason, special.message)
  if (type !== 'user' && (type !== 'group' || role === 'owner')) {
    throw badField('permission.role', notApplicable('role'))
  }
  return role
}

/** Only people's permissions end, and only in times to come [D]; reasons as clients know them. */
export function readExpiration(call: Call, type: Permission['type']): string | undefined {
  const until = call.body['expirationTime']
  if (typeof until !== 'string') return undefined
  if (type === 'anyone' || type === 'domain') {
    throw refused(
      'cannotSetExpirationOnAnyoneOrDomain',
      "Expiration dates cannot be set on 'anyone' or 'domain' permissions.",
    )
  }
  const time = Date.parse(until)
  if (Number.isNaN(time)) throw badField('permission.expirationTime', 'Invalid Value')
  if (time <= call.world.now()) {
    throw refused('expirationDatesMustBeInTheFuture', 'Expiration dates must be in the future.')
  }
  return until
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
