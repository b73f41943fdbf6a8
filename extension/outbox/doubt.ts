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

/**
 * What a failed attempt says about the rows: true, they may have been written; false, the server looked
 * for them and Google refused to write them; null, it says nothing of an attempt before it.
 */
function doubtIn(code: ErrorCode): boolean | null {
  switch (code) {
    case 'server_unreachable':
    case 'google_unavailable':
    case 'google_timeout':
    case 'internal':
      return true
    case 'range_protected':
    case 'sheet_full':
    case 'destination_changed':
      return false
    default:
      return null
  }
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
