import type { ErrorCode } from '#shared/errors.ts'
import type { Entry } from './entry.ts'

/**
 * Whether the rows of an entry may stand in the sheet although no answer says so. While they may, the
 * entry can be repeated as it is, since the server knows it by its id, and must not go out as something
 * else: both would then stand there.
 */
export function doubtAfter(before: Entry, after: Entry): boolean {
  if (before.request?.id !== after.request?.id) return after.inDoubt
  if (before.state.kind !== 'sending') return before.inDoubt
  switch (after.state.kind) {
    // Claimed anew: the background died before it knew how the attempt ended.
    case 'sending':
      return before.inDoubt || after.state.attempts !== before.state.attempts
    case 'waiting':
      return after.state.lastFailure === null
        ? before.inDoubt
        : (doubtIn(after.state.lastFailure.code) ?? before.inDoubt)
    case 'failed':
      return doubtIn(after.state.failure.code) ?? before.inDoubt
    case 'needs_destination':
    case 'needs_review':
    case 'sent':
      return false
  }
}

/** Failures after which the rows may have been written. */
const OPEN: ReadonlySet<ErrorCode> = new Set([
  'server_unreachable',
  'google_unavailable',
  'google_timeout',
  'internal',
])

/** Failures of which the server says that it looked for the rows, and that Google refused to write them. */
const REFUSED: ReadonlySet<ErrorCode> = new Set([
  'range_protected',
  'sheet_full',
  'destination_changed',
])

/** What a failed attempt says about the rows; null where it says nothing of an attempt before it. */
function doubtIn(code: ErrorCode): boolean | null {
  if (OPEN.has(code)) return true
  return REFUSED.has(code) ? false : null
}

/** Whether what goes out can still be changed, and if not, why. */
export type Changeable = 'yes' | 'in_doubt' | 'under_way' | 'no_rows'

export function changeable({ state, request, inDoubt }: Entry): Changeable {
  switch (state.kind) {
    case 'needs_destination':
      return 'no_rows'
    case 'needs_review':
      return 'yes'
    case 'waiting':
    case 'failed':
      if (request === null) return 'no_rows'
      return inDoubt ? 'in_doubt' : 'yes'
    case 'sending':
    case 'sent':
      return 'under_way'
  }
}
