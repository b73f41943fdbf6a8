import { badParameter, refused } from './errors.ts'
import { unknownField } from './fields.ts'
import type { Call } from '#test/google/http/call.ts'
import { parseMask, pick, type Mask } from '#test/google/http/field-mask.ts'

type Query = Call['query']

/** A query parameter that is a yes or no; clients also write `True`. Recorded. */
export function flag(query: Query, ...names: string[]): boolean {
  return names.some((name) => given(query, name)?.toLowerCase() === 'true')
}

/** A query parameter; an empty one is as if it were not there. Recorded for pageToken. */
export function given(query: Query, name: string): string | undefined {
  const value = query.get(name)
  return value === null || value === '' ? undefined : value
}

/** Whether the caller knows that there are shared drives. */
export function supportsDrives(query: Query): boolean {
  return flag(query, 'supportsAllDrives', 'supportsTeamDrives')
}

/**
 * Whether the caller wants what lies in shared drives among all else.
 * @throws DriveError for one who does not say beside it that they know of those.
 */
export function includesDrives(query: Query): boolean {
  const include = flag(query, 'includeItemsFromAllDrives', 'includeTeamDriveItems')
  if (!include || supportsDrives(query)) return include
  throw refused(
    'supportsTeamDrivesRequired',
    'The supportsAllDrives parameter must be set to true when includeItemsFromAllDrives is set to true.',
  )
}

/**
 * `pageSize`; too large a one is taken for the largest [D].
 * @throws DriveError for one that is no number, or less than one.
 */
export function readPageSize(query: Query, standard: number, most: number): number {
  const text = given(query, 'pageSize')
  if (text === undefined) return standard
  if (!/^-?\d+$/.test(text)) {
    throw badParameter('pageSize', `Invalid integer value: '${text}'.`, 'invalidParameter')
  }
  if (Number(text) < 1) {
    const range = `Values must be within the range: [1, ${String(most)}]`
    throw badParameter('pageSize', `Invalid value '${text}'. ${range}`, 'invalidParameter')
  }
  return Math.min(Number(text), most)
}

/** A page's token holds where to go on, and what it belongs to. */
export function pageToken(at: number, belongs: string): string {
  return `~!!~${Buffer.from(JSON.stringify([at, belongs])).toString('base64url')}`
}

/** @throws DriveError for a token that is not of this list. */
export function readPageToken(query: Query, belongs: string): number {
  const token = given(query, 'pageToken')
  if (token === undefined) return 0
  try {
    const parsed: unknown = JSON.parse(Buffer.from(token.slice(4), 'base64url').toString())
    if (Array.isArray(parsed) && parsed[1] === belongs && typeof parsed[0] === 'number') {
      return parsed[0]
    }
  } catch {
    // Falls through to the refusal.
  }
  throw badParameter('pageToken', 'Invalid Value')
}

/**
 * The part of an answer that `fields` asks for, or else the standard part.
 * @throws DriveError for what cannot be read or is no field of the answer. Known from public error
 * reports.
 */
export function masked(
  { query, operation }: Pick<Call, 'query' | 'operation'>,
  body: object,
  standard: string,
): unknown {
  const fields = given(query, 'fields')
  return pick(body, fields === undefined ? parseMask(standard) : readMask(fields, operation.name))
}

function readMask(fields: string, operation: string): Mask {
  let mask: Mask
  try {
    mask = parseMask(fields)
  } catch {
    throw badParameter('fields', `Invalid field selection ${fields}`, 'invalidParameter')
  }
  const unknown = unknownField(mask, resourceOf(operation))
  if (unknown === null) return mask
  throw badParameter('fields', `Invalid field selection ${unknown}`, 'invalidParameter')
}

/** What a method answers with, by its name. */
function resourceOf(operation: string): string {
  const special = SPECIAL[operation]
  if (special !== undefined) return special
  const [resource = '', verb] = operation.split('.')
  const single = resource.slice(0, 1).toUpperCase() + resource.slice(1).replace(/s$/, '')
  return verb === 'list' ? `${single}List` : single
}

const SPECIAL: Record<string, string> = {
  'changes.getStartPageToken': 'StartPageToken',
  'files.generateIds': 'GeneratedIds',
  // Of the older Drive there are no declarations here.
  'v2.files.update': '',
}
