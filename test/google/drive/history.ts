import { roleOf } from './access.ts'
import { describeContent } from './describe-content.ts'
import { describeFile, describeUser, FILE_FIELDS, timeText } from './describe.ts'
import { badParameter } from './errors.ts'
import { findItem, needs } from './find-item.ts'
import type { Item } from './item.ts'
import { given, includesDrives, masked, readPageSize } from './parameters.ts'
import { isFor } from './permission.ts'
import type { Call } from '#test/google/http/call.ts'
import { DriveError } from '#test/google/http/errors.ts'

/** changes.getStartPageToken: where changes to come will begin. */
export function startPageToken(call: Call): unknown {
  const token = String(call.world.files.lastChange + 1)
  const body = { kind: 'drive#startPageToken', startPageToken: token }
  return masked(call, body, '*')
}

/**
 * changes.list: the last change of each file since the token, oldest first; of what lies in shared
 * drives for callers that ask for it [D].
 */
export function listChanges(call: Call): unknown {
  const { world, query } = call
  const token = given(query, 'pageToken')
  if (token === undefined) {
    throw badParameter('pageToken', 'Required parameter: pageToken', 'required')
  }
  const last = world.files.lastChange
  if (!/^\d+$/.test(token) || Number(token) > last + 1) {
    throw badParameter('pageToken', 'Invalid Value')
  }
  const size = readPageSize(query, 100, 1000)
  const include = includesDrives(query)
  const seen = world.files
    .changesFrom(Number(token))
    .flatMap(([fileId, { number, time, seenBy }]) => {
      const item = world.files.item(fileId)
      const gone = seenBy?.some((each) => isFor(each, call.access.person, time)) === true
      if (item && item.driveId !== null && !include) return []
      if (!gone && (!item || roleOf(call, item) === null)) return []
      const change = {
        kind: 'drive#change',
        type: 'file',
        changeType: 'file',
        time: timeText(time),
        removed: gone,
        fileId,
        ...(gone || !item ? {} : { file: describeFile(call, item) }),
      }
      return [{ number, change }]
    })
  const next = seen[size]
  const body = {
    kind: 'drive#changeList',
    ...(next ? { nextPageToken: String(next.number) } : { newStartPageToken: String(last + 1) }),
    changes: seen.slice(0, size).map(({ change }) => change),
  }
  const fields = `kind,type,changeType,time,removed,fileId,file(${FILE_FIELDS})`
  return masked(call, body, `kind,nextPageToken,newStartPageToken,changes(${fields})`)
}

const REVISION_FIELDS = 'kind,id,mimeType,modifiedTime'

/** revisions.list: the last one alone. Google leaves out older ones of files that are often edited [D]. */
export function listRevisions(call: Call): unknown {
  const item = findItem(call, { anyDrive: true })
  needs(call, item, 'writer')
  const body = { kind: 'drive#revisionList', revisions: [describeRevision(call, item)] }
  return masked(call, body, `kind,nextPageToken,revisions(${REVISION_FIELDS})`)
}

export function getRevision(call: Call): unknown {
  const item = findItem(call, { anyDrive: true })
  needs(call, item, 'writer')
  const { child } = call.operation
  if (child === 'head' || child === String(call.world.files.lastEdit(item).version)) {
    return masked(call, describeRevision(call, item), REVISION_FIELDS)
  }
  const message = `Revision not found: ${child}.`
  throw new DriveError(404, message, {
    legacy: { message, reason: 'notFound', location: 'revisionId', locationType: 'parameter' },
  })
}

function describeRevision({ world, access }: Call, item: Item): object {
  const { version, modifiedTime, modifiedBy } = world.files.lastEdit(item)
  const { exportLinks } = describeContent(world, item) as { exportLinks?: object }
  return {
    kind: 'drive#revision',
    id: String(version),
    mimeType: item.mimeType,
    modifiedTime: timeText(modifiedTime),
    published: false,
    lastModifyingUser: describeUser(world, modifiedBy, access.person),
    ...(exportLinks ? { exportLinks } : {}),
    ...(item.content ? { keepForever: false, size: String(item.content.length) } : {}),
  }
}
