import { timeText } from './describe.ts'
import { badField, badParameter, driveNotFound, noPermission, refused } from './errors.ts'
import { topId } from './files.ts'
import type { SharedDrive } from './item.ts'
import { given, masked, pageToken, readPageSize, readPageToken } from './parameters.ts'
import { atLeast, userPermission, type Role } from './permission.ts'
import { parseQuery } from './query.ts'
import type { Call } from '#test/google/http/call.ts'

/** What Drive tells of a shared drive unless `fields` asks for more [D]. */
const FIELDS = 'kind,id,name'

export function listDrives(call: Call): unknown {
  const { world, query } = call
  const size = readPageSize(query, 10, 100)
  const start = readPageToken(query, 'drives')
  const matches = readSearch(call)
  const drives = world.files
    .drives()
    .filter((drive) => roleAt(call, drive) !== null && matches(drive))
  const more = start + size < drives.length
  const body = {
    kind: 'drive#driveList',
    ...(more ? { nextPageToken: pageToken(start + size, 'drives') } : {}),
    drives: drives.slice(start, start + size).map((drive) => describeDrive(call, drive)),
  }
  return masked(call, body, `kind,nextPageToken,drives(${FIELDS})`)
}

/** Names can be searched for; all else is for administrators [D]. */
function readSearch(call: Call): (drive: SharedDrive) => boolean {
  const q = given(call.query, 'q')
  if (q === undefined) return () => true
  const filter = /^\s*name\b/.test(q) ? parseQuery(q, call) : null
  if (!filter) throw badParameter('q', 'Invalid Value')
  return ({ id, name }) => {
    const top = call.world.files.item(id)
    return top !== undefined && filter({ ...top, name })
  }
}

export function getDrive(call: Call): unknown {
  return masked(call, describeDrive(call, findDrive(call)), FIELDS)
}

/** drives.create: for Workspace accounts; the same `requestId` makes no second one [D]. */
export function createDrive(call: Call): unknown {
  const { world, access, query, body } = call
  const requestId = given(query, 'requestId')
  if (requestId === undefined) {
    throw badParameter('requestId', 'Required parameter: requestId', 'required')
  }
  if (access.person.domain === undefined) {
    throw refused('userCannotCreateTeamDrives', 'The user cannot create shared drives.')
  }
  if (typeof body['name'] !== 'string') throw badField('drive.name', 'The name is required.')
  const id = topId(`${access.person.sub} ${requestId}`)
  if (!world.files.drive(id)) {
    const drive = { id, name: body['name'], createdTime: world.now() }
    const organizer = userPermission(access.person.email, 'organizer', drive.createdTime)
    world.files.addDrive(drive, access.person, [organizer])
  }
  return masked(call, describeDrive(call, findDrive(call, id)), FIELDS)
}

export function updateDrive(call: Call): unknown {
  const drive = findDrive(call)
  if (roleAt(call, drive) !== 'organizer') throw noPermission()
  if (typeof call.body['name'] === 'string') drive.name = call.body['name']
  return masked(call, describeDrive(call, drive), FIELDS)
}

/** drives.delete: of an empty one [D]. @returns null: 204, no body. */
export function deleteDrive(call: Call): null {
  const drive = findDrive(call)
  if (roleAt(call, drive) !== 'organizer') throw noPermission()
  if (call.world.files.children(drive.id).some(({ trashed }) => !trashed)) throw noPermission()
  call.world.files.remove(drive.id)
  return null
}

function findDrive({ world, access, operation }: Call, id = operation.id): SharedDrive {
  const drive = world.files.drive(id)
  const top = world.files.item(id)
  if (!drive || !top || world.files.roleOf(top, access.person) === null) throw driveNotFound(id)
  return drive
}

function roleAt({ world, access }: Call, { id }: SharedDrive): Role | null {
  const top = world.files.item(id)
  return top ? world.files.roleOf(top, access.person) : null
}

function describeDrive(call: Call, drive: SharedDrive): object {
  const role = roleAt(call, drive)
  const [edits, organizes] = [atLeast(role, 'writer'), role === 'organizer']
  return {
    kind: 'drive#drive',
    id: drive.id,
    name: drive.name,
    colorRgb: '#0f9d58',
    createdTime: timeText(drive.createdTime),
    hidden: false,
    capabilities: {
      canAddChildren: edits,
      canComment: atLeast(role, 'commenter'),
      canCopy: true,
      canDeleteChildren: organizes,
      canDeleteDrive: organizes,
      canDownload: true,
      canEdit: edits,
      canListChildren: true,
      canManageMembers: organizes,
      canReadRevisions: edits,
      canRename: edits,
      canRenameDrive: organizes,
      canShare: atLeast(role, 'fileOrganizer'),
      canTrashChildren: atLeast(role, 'fileOrganizer'),
    },
    restrictions: {
      adminManagedRestrictions: false,
      copyRequiresWriterPermission: false,
      domainUsersOnly: false,
      driveMembersOnly: false,
      sharingFoldersRequiresOrganizerPermission: false,
    },
  }
}
