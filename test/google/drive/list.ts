import { roleOf, type Asking } from './access.ts'
import { describeFile, FILE_FIELDS } from './describe.ts'
import { badParameter, driveNotFound, refused } from './errors.ts'
import type { Item } from './item.ts'
import { readOrder } from './order.ts'
import {
  given,
  includesDrives,
  masked,
  pageToken,
  readPageSize,
  readPageToken,
} from './parameters.ts'
import { isFor } from './permission.ts'
import { parseQuery } from './query.ts'
import { DriveError } from '#test/google/http/errors.ts'
import type { Call } from '#test/google/http/call.ts'

/** files.list. https://developers.google.com/workspace/drive/api/guides/search-files */
export function listFiles(call: Call): unknown {
  const { query, access } = call
  const [q = '', orderBy = ''] = [given(query, 'q'), given(query, 'orderBy')]
  checkSpaces(query)
  const { holds, name } = readCorpus(call)
  const matches = q === '' ? () => true : parseQuery(q, call)
  if (!matches) throw badParameter('q', 'Invalid Value')
  const compare = readOrder(orderBy, access.person, call.world.files)
  if (orderBy !== '' && /\bfullText\b/.test(q)) throw sortingFullText()
  const size = readPageSize(query, 100, 1000)
  const belongs = JSON.stringify([name, q, orderBy])
  const start = readPageToken(query, belongs)
  const items = call.world.files
    .all()
    .filter((item) => roleOf(call, item) !== null && holds(item) && matches(item))
    .toSorted(compare)
  const more = start + size < items.length
  const body = {
    kind: 'drive#fileList',
    ...(more ? { nextPageToken: pageToken(start + size, belongs) } : {}),
    incompleteSearch: false,
    files: items.slice(start, start + size).map((item) => describeFile(call, item)),
  }
  return masked(call, body, `kind,nextPageToken,incompleteSearch,files(${FILE_FIELDS})`)
}

const CORPORA = ['user', 'domain', 'drive', 'allDrives']

/**
 * What is searched: by default what one has or had to do with, and nothing of shared drives unless
 * the caller says twice that it knows of them.
 * @returns `name` tells one corpus from another.
 */
function readCorpus(call: Call): { holds: (item: Item) => boolean; name: string } {
  const { query, world } = call
  const corpora = given(query, 'corpora') ?? 'user'
  const driveId = given(query, 'driveId') ?? given(query, 'teamDriveId')
  const include = includesDrives(query)
  if (!CORPORA.includes(corpora)) throw badParameter('corpora', 'Invalid Value')
  if (!include && (driveId !== undefined || corpora === 'drive' || corpora === 'allDrives')) {
    throw refused(
      'includeTeamDriveItemsRequired',
      'The includeItemsFromAllDrives parameter must be set to true when driveId is specified or corpora contains drive or allDrives.',
    )
  }
  if ((corpora === 'drive') !== (driveId !== undefined)) throw driveAndCorpora()
  const name = `${corpora} ${driveId ?? ''} ${String(include)}`
  if (driveId !== undefined) {
    const top = world.files.item(driveId)
    if (!world.files.drive(driveId) || !top || roleOf(call, top) === null) {
      throw driveNotFound(driveId)
    }
    return { holds: (item) => item.driveId === driveId, name }
  }
  const find = corpora === 'domain' ? inDomain : comesUp
  return { holds: (item) => (item.driveId === null ? find(call, item) : include), name }
}

function driveAndCorpora(): DriveError {
  const message = 'The driveId parameter must be specified if and only if corpora is set to drive.'
  const reason = 'teamDriveIdRequiresTeamDriveCorpora'
  return new DriveError(400, message, { legacy: { message, reason } })
}

/** What one may open by its link alone does not come up in a search until one has. */
function comesUp({ world, access }: Asking, item: Item): boolean {
  if (item.viewed.has(access.person.sub)) return true
  return world.files
    .held(item)
    .some(
      ({ permission }) =>
        permission.type === 'user' && isFor(permission, access.person, world.now()),
    )
}

function inDomain({ world, access }: Asking, item: Item): boolean {
  return world.files
    .held(item)
    .some(
      ({ permission }) =>
        permission.type === 'domain' &&
        permission.allowFileDiscovery === true &&
        isFor(permission, access.person, world.now()),
    )
}

/** There is `drive` alone; an app's own folder takes a scope that nobody is given here. */
function checkSpaces(query: Call['query']): void {
  const spaces = (given(query, 'spaces') ?? 'drive').split(',').map((space) => space.trim())
  if (spaces.includes('appDataFolder')) {
    const message = 'The granted scopes do not give access to all of the requested spaces.'
    throw refused('insufficientScopes', message, 'spaces')
  }
  if (spaces.some((space) => space !== 'drive')) throw badParameter('spaces', 'Invalid Value')
}

/** As Google's page of errors has it. */
function sortingFullText(): DriveError {
  return badParameter(
    'orderBy',
    'Sorting is not supported for queries with fullText terms. Results are always in descending relevance order.',
    'badRequest',
  )
}
