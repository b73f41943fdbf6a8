import { describeUser, timeText } from './describe.ts'
import { badField, badParameter, noPermission } from './errors.ts'
import { findItem, needs } from './find-item.ts'
import type { Comment } from './item.ts'
import { flag, given, masked, pageToken, readPageSize, readPageToken } from './parameters.ts'
import type { Call } from '#test/google/http/call.ts'
import { DriveError } from '#test/google/http/errors.ts'
import { randomText } from '#test/google/ids.ts'

/** Comments have no standard fields: every method but delete must be told which [D]. */
function checkFields({ query }: Call): void {
  if (given(query, 'fields') !== undefined) return
  throw badParameter('fields', "The 'fields' parameter is required for this method.", 'required')
}

export function listComments(call: Call): unknown {
  checkFields(call)
  const { query } = call
  const item = findItem(call, { anyDrive: true })
  const size = readPageSize(query, 20, 100)
  const start = readPageToken(query, item.id)
  const wanted = item.comments.filter(
    ({ deleted }) => deleted !== true || flag(query, 'includeDeleted'),
  )
  const more = start + size < wanted.length
  const body = {
    kind: 'drive#commentList',
    ...(more ? { nextPageToken: pageToken(start + size, item.id) } : {}),
    comments: wanted.slice(start, start + size).map((comment) => describe(call, comment)),
  }
  return masked(call, body, '*')
}

export function getComment(call: Call): unknown {
  checkFields(call)
  return masked(call, describe(call, findComment(call)), '*')
}

export function createComment(call: Call): unknown {
  checkFields(call)
  const { world, access, body } = call
  const item = findItem(call, { anyDrive: true })
  needs(call, item, 'commenter')
  const now = world.now()
  const comment: Comment = {
    id: `AAAA${randomText(7)}`,
    content: readContent(body),
    ...(typeof body['anchor'] === 'string' ? { anchor: body['anchor'] } : {}),
    author: access.person,
    createdTime: now,
    modifiedTime: now,
  }
  item.comments.push(comment)
  return masked(call, describe(call, comment), '*')
}

export function updateComment(call: Call): unknown {
  checkFields(call)
  const comment = findComment(call)
  checkAuthor(call, comment)
  comment.content = readContent(call.body)
  comment.modifiedTime = call.world.now()
  return masked(call, describe(call, comment), '*')
}

/** What was written is gone, the comment stays as deleted. @returns null: 204, no body. */
export function deleteComment(call: Call): null {
  const comment = findComment(call)
  checkAuthor(call, comment)
  comment.content = ''
  comment.deleted = true
  return null
}

function readContent(body: Call['body']): string {
  if (typeof body['content'] === 'string') return body['content']
  throw badField('comment.content', 'The comment content field is required.', 'required')
}

function findComment(call: Call): Comment {
  const item = findItem(call, { anyDrive: true })
  const id = call.operation.child
  const comment = item.comments.find((each) => each.id === id)
  if (comment && (comment.deleted !== true || flag(call.query, 'includeDeleted'))) return comment
  const message = `Comment not found: ${id}.`
  throw new DriveError(404, message, {
    legacy: { message, reason: 'notFound', location: 'commentId', locationType: 'parameter' },
  })
}

function checkAuthor({ access }: Call, { author }: Comment): void {
  if (author.sub !== access.person.sub) throw noPermission()
}

function describe({ world, access }: Call, comment: Comment): object {
  const { id, content, anchor, author, createdTime, modifiedTime, deleted } = comment
  return {
    kind: 'drive#comment',
    id,
    ...(deleted === true ? {} : { content, htmlContent: content }),
    ...(anchor === undefined ? {} : { anchor }),
    author: describeUser(world, author, access.person),
    createdTime: timeText(createdTime),
    modifiedTime: timeText(modifiedTime),
    deleted: deleted === true,
    resolved: false,
    replies: [],
  }
}
