import type { Asking } from './access.ts'
import { capabilitiesOf, mayShare } from './capabilities.ts'
import { describeContent } from './describe-content.ts'
import { opening, type Held } from './files.ts'
import type { Item } from './item.ts'
import { permissionIdOf } from './permission.ts'
import { sharedWithMe } from './terms.ts'
import { findPerson, type Person } from '#test/google/oauth/people.ts'
import { picture, type World } from '#test/google/world.ts'

/** What Drive tells of a file unless `fields` asks for more: of shared drives, also which. Recorded. */
export const FILE_FIELDS = 'kind,id,name,mimeType,driveId,teamDriveId'

export function timeText(milliseconds: number): string {
  return new Date(milliseconds).toISOString()
}

/** A User resource, as `me` is shown it. */
export function describeUser(world: World, person: Person, me: Person): object {
  return {
    kind: 'drive#user',
    displayName: person.name,
    photoLink: picture(world, person),
    me: person === me,
    permissionId: permissionIdOf(person.email),
    emailAddress: person.email,
  }
}

/** A File resource, as whoever asks is shown it: all fields that Google would fill. */
export function describeFile(asking: Asking, item: Item): Record<string, unknown> {
  const { world, access } = asking
  const { person: me, client } = access
  const { sub } = me
  const role = world.files.roleOf(item, me)
  const lastEdit = world.files.lastEdit(item)
  const [viewed, modified] = [item.viewed.get(sub), lastEdit.modifiedByMe.get(sub)]
  const above = item.parent === null ? undefined : world.files.item(item.parent)
  const seesParent = above !== undefined && world.files.roleOf(above, me) !== null
  const own = item.appProperties.get(client.projectId)
  return {
    kind: 'drive#file',
    id: item.id,
    name: item.name,
    mimeType: item.mimeType,
    ...(item.description === undefined ? {} : { description: item.description }),
    starred: item.starred.has(sub),
    trashed: world.files.isTrashed(item),
    explicitlyTrashed: item.trashed,
    ...(seesParent ? { parents: [above.id] } : {}),
    ...(Object.keys(item.properties).length > 0 ? { properties: item.properties } : {}),
    ...(own ? { appProperties: own } : {}),
    spaces: ['drive'],
    version: String(lastEdit.version),
    viewedByMe: viewed !== undefined,
    ...(viewed === undefined ? {} : { viewedByMeTime: timeText(viewed) }),
    createdTime: timeText(item.createdTime),
    modifiedTime: timeText(lastEdit.modifiedTime),
    modifiedByMe: modified !== undefined,
    ...(modified === undefined ? {} : { modifiedByMeTime: timeText(modified) }),
    lastModifyingUser: describeUser(world, lastEdit.modifiedBy, me),
    ...(item.driveId === null ? mine(asking, item) : shared(asking, item)),
    capabilities: capabilitiesOf(item, role),
    copyRequiresWriterPermission: item.copyRequiresWriterPermission,
    viewersCanCopyContent: !item.copyRequiresWriterPermission,
    isAppAuthorized: item.openTo.has(opening(me, client.projectId)),
    inheritedPermissionsDisabled: false,
    ...describeContent(world, item),
  }
}

/** What only files outside shared drives have [D]. */
function mine({ world, access }: Asking, item: Item): object {
  const { person: me } = access
  const held = world.files.held(item)
  const sharedAt = sharedWithMe(item, me)
  const open = mayShare(item, world.files.roleOf(item, me))
  return {
    owners: [describeUser(world, item.owner, me)],
    ownedByMe: item.owner.sub === me.sub,
    shared: held.some(({ permission }) => permission.role !== 'owner'),
    ...(sharedAt === null
      ? {}
      : {
          sharedWithMeTime: timeText(sharedAt),
          sharingUser: describeUser(world, item.owner, me),
        }),
    writersCanShare: item.writersCanShare,
    ...(open
      ? {
          permissions: held.map((each) => describePermission(world, item, each)),
          permissionIds: held.map(({ permission }) => permission.id),
        }
      : {}),
  }
}

/** What only files in shared drives have [D]. */
function shared({ world }: Asking, item: Item): object {
  return {
    driveId: item.driveId,
    teamDriveId: item.driveId,
    hasAugmentedPermissions: item.parent !== null && item.permissions.length > 0,
    permissionIds: world.files.held(item).map(({ permission }) => permission.id),
  }
}

/** A Permission resource with all fields that Google would fill. */
export function describePermission(world: World, item: Item, { permission, from }: Held): object {
  const { id, type, role, emailAddress, domain, expirationTime } = permission
  const person = emailAddress === undefined ? undefined : findPerson(world.people, emailAddress)
  const permissionType = item.parent === null || from !== null ? 'member' : 'file'
  const detail = {
    role,
    inherited: from !== null,
    ...(from === null ? {} : { inheritedFrom: from }),
  }
  return {
    kind: 'drive#permission',
    id,
    type,
    ...(emailAddress === undefined ? {} : { emailAddress }),
    ...(domain === undefined ? {} : { domain }),
    role,
    ...(type === 'anyone' || type === 'domain'
      ? { allowFileDiscovery: permission.allowFileDiscovery === true }
      : { deleted: false }),
    ...(type === 'anyone' ? {} : { displayName: person?.name ?? emailAddress ?? domain }),
    ...(person ? { photoLink: picture(world, person) } : {}),
    ...(expirationTime === undefined ? {} : { expirationTime }),
    ...(type === 'user' && item.driveId === null
      ? { pendingOwner: permission.pendingOwner === true }
      : {}),
    ...(item.driveId === null
      ? {}
      : {
          permissionDetails: [{ permissionType, ...detail }],
          teamDrivePermissionDetails: [{ teamDrivePermissionType: permissionType, ...detail }],
        }),
  }
}
