import { roleOf } from './access.ts'
import { describeUser, timeText } from './describe.ts'
import { describeContent } from './describe-content.ts'
import { findItem } from './find-item.ts'
import type { Item } from './item.ts'
import { masked } from './parameters.ts'
import { atLeast } from './permission.ts'
import { changeFile } from './update.ts'
import type { Call } from '#test/google/http/call.ts'
import type { Person } from '#test/google/oauth/people.ts'
import { picture, type World } from '#test/google/world.ts'

/** files.update of the older Drive, which clients use to put a CSV into a spreadsheet. Recorded. */
export function updateFileV2(call: Call): unknown {
  const { body } = call
  const item = findItem(call)
  const renamed = typeof body['title'] === 'string' ? { name: body['title'] } : {}
  changeFile({ ...call, body: renamed }, item)
  return masked(call, describeFileV2(call, item), '*')
}

/** A File resource of Drive v2. Recorded. */
function describeFileV2(call: Call, item: Item): object {
  const { world, access } = call
  const { person: me } = access
  const role = roleOf(call, item) ?? 'reader'
  const edits = atLeast(role, 'writer')
  const link = `https://www.googleapis.com/drive/v2/files/${item.id}`
  const etag = `"${Buffer.from(String(item.modifiedTime)).toString('base64url')}"`
  const above = item.parent === null ? undefined : world.files.item(item.parent)
  const content = describeContent(world, item) as Record<string, unknown>
  const { exportLinks, iconLink, webViewLink, size, quotaBytesUsed } = content
  const modified = item.modifiedByMe.get(me.sub)
  const viewed = item.viewed.get(me.sub)
  return {
    kind: 'drive#file',
    userPermission: {
      id: 'me',
      type: 'user',
      role,
      kind: 'drive#permission',
      selfLink: `${link}/permissions/me`,
      etag,
      pendingOwner: false,
    },
    selfLink: link,
    ownerNames: [item.owner.name],
    lastModifyingUserName: item.modifiedBy.name,
    editable: edits,
    writersCanShare: item.writersCanShare,
    mimeType: item.mimeType,
    ...(exportLinks === undefined ? {} : { exportLinks }),
    parents: above && world.files.roleOf(above, me) !== null ? [parentOf(item, above)] : [],
    thumbnailLink: `https://docs.google.com/feeds/vt?gd=true&id=${item.id}&v=1&s=local&sz=s220`,
    appDataContents: false,
    iconLink,
    shared: world.files.held(item).length > 1,
    lastModifyingUser: userV2(world, item.modifiedBy, me),
    owners: [userV2(world, item.owner, me)],
    copyable: true,
    etag,
    alternateLink: webViewLink,
    embedLink: `${world.url}/spreadsheets/d/${item.id}/htmlembed?ouid=${item.owner.sub}`,
    fileSize: size,
    copyRequiresWriterPermission: item.copyRequiresWriterPermission,
    spaces: ['drive'],
    id: item.id,
    title: item.name,
    labels: {
      viewed: viewed !== undefined,
      restricted: item.copyRequiresWriterPermission,
      starred: item.starred.has(me.sub),
      hidden: false,
      trashed: world.files.isTrashed(item),
    },
    explicitlyTrashed: item.trashed,
    createdDate: timeText(item.createdTime),
    modifiedDate: timeText(item.modifiedTime),
    ...(modified === undefined ? {} : { modifiedByMeDate: timeText(modified) }),
    ...(viewed === undefined ? {} : { lastViewedByMeDate: timeText(viewed) }),
    markedViewedByMeDate: timeText(0),
    quotaBytesUsed,
    version: String(item.version),
    capabilities: { canEdit: edits, canCopy: true },
  }
}

function parentOf(item: Item, above: Item): object {
  const files = 'https://www.googleapis.com/drive/v2/files'
  return {
    selfLink: `${files}/${item.id}/parents/${above.id}`,
    id: above.id,
    isRoot: above.parent === null && above.driveId === null,
    kind: 'drive#parentReference',
    parentLink: `${files}/${above.id}`,
  }
}

function userV2(world: World, person: Person, me: Person): object {
  const { displayName, permissionId, emailAddress } = describeUser(world, person, me) as Record<
    string,
    unknown
  >
  return {
    displayName,
    kind: 'drive#user',
    isAuthenticatedUser: person.sub === me.sub,
    permissionId,
    emailAddress,
    picture: { url: picture(world, person) },
  }
}
