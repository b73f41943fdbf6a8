import { createHash } from 'node:crypto'
import type { Person } from '#test/google/oauth/people.ts'

/** From least to most. https://developers.google.com/workspace/drive/api/guides/ref-roles */
export const ROLES = [
  'reader',
  'commenter',
  'writer',
  'fileOrganizer',
  'organizer',
  'owner',
] as const

export type Role = (typeof ROLES)[number]

export const GRANTEES = ['user', 'group', 'domain', 'anyone'] as const

/** Who may do what with an item. */
export type Permission = {
  /** Of whom it is for: the same at every item. */
  id: string
  type: (typeof GRANTEES)[number]
  role: Role
  /** Of a user or group, which need not have an account here. */
  emailAddress?: string
  domain?: string
  /** Of a domain or anyone: whether the item is found by search, or only by its link. */
  allowFileDiscovery?: boolean
  /** The owner wants to hand the item to them. */
  pendingOwner?: boolean
  expirationTime?: string
  /** When it was given. */
  since: number
}

export function atLeast(role: Role | null, least: Role): boolean {
  return role !== null && ROLES.indexOf(role) >= ROLES.indexOf(least)
}

export function higher(a: Role | null, b: Role | null): Role | null {
  if (a === null) return b
  return atLeast(b, a) ? b : a
}

/** Twenty digits, always the same for one address; recorded ones look so and begin with zeros too. */
export function permissionIdOf(email: string): string {
  const hash = createHash('sha256').update(email.toLowerCase()).digest('hex').slice(0, 16)
  return BigInt(`0x${hash}`).toString().padStart(20, '0')
}

export function userPermission(email: string, role: Role, since: number): Permission {
  const emailAddress = email.toLowerCase()
  return { id: permissionIdOf(email), type: 'user', role, emailAddress, since }
}

/** Whether a permission is for the person, by name or as one of many. Nobody's groups are known here. */
export function isFor(permission: Permission, person: Person, now: number): boolean {
  const { type, expirationTime } = permission
  if (expirationTime !== undefined && Date.parse(expirationTime) <= now) return false
  switch (type) {
    case 'user':
      return permission.emailAddress === person.email
    case 'group':
      return false
    case 'domain':
      return permission.domain !== undefined && permission.domain === person.domain
    case 'anyone':
      return true
  }
}
