import type { ErrorCode, SheetsideError } from '#shared/errors.ts'

/**
 * What a failed attempt means for its entry.
 * `again` it passes by itself: try again, later and later;
 * `mend` it passes once the person has mended their sign-in or their connection: keep it until then;
 * `refused` the same send would be refused again: the person decides.
 */
export type Verdict = 'again' | 'mend' | 'refused'

export function verdictOn(code: ErrorCode): Verdict {
  switch (code) {
    case 'server_unreachable':
    case 'google_unavailable':
    case 'google_timeout':
    case 'google_misconfigured':
    case 'google_quota':
    case 'rate_limited':
    case 'internal':
      return 'again'
    case 'unauthenticated':
    case 'google_reconnect_needed':
    case 'google_scope_missing':
    case 'google_reauth_policy':
    case 'google_admin_blocked':
    case 'google_file_not_picked':
    case 'upgrade_needed':
    case 'https_needed':
      return 'mend'
    // The account was disconnected; should it come back, it does so as another one.
    case 'google_not_connected':
    case 'not_found':
    case 'sheet_forbidden':
    case 'range_protected':
    case 'sheet_full':
    case 'destination_changed':
    case 'conflict':
    case 'too_large':
    case 'invalid_input':
      return 'refused'
    // No answer to a send; should one come all the same, trying again would not change it.
    case 'weak_password':
    case 'flow_expired':
    case 'link_expired':
    case 'registration_closed':
    case 'sign_in_again':
    case 'wrong_credentials':
    case 'email_taken':
    case 'no_destination':
    case 'sign_in_cancelled':
    case 'page_not_readable':
      return 'refused'
  }
}

const FIRST_DELAY_MS = 30_000
const LONGEST_DELAY_MS = 30 * 60_000
/** What the person mends elsewhere, on another device or the web, is noticed by asking now and then. */
const MEND_DELAY_MS = 60 * 60_000
/** An error of the server's own that stays is tied to this very send, and would hold up those behind it. */
const MOST_INTERNAL_ERRORS = 8

/** Milliseconds until the next attempt, or null where there should be none. `random` is in [0, 1). */
export function delayAfter(
  error: Pick<SheetsideError, 'code' | 'retryAfterSeconds'>,
  attempts: number,
  random: number,
): number | null {
  const asked = (error.retryAfterSeconds ?? 0) * 1000
  switch (verdictOn(error.code)) {
    case 'refused':
      return null
    case 'mend':
      return Math.max(asked, MEND_DELAY_MS)
    case 'again': {
      if (error.code === 'internal' && attempts >= MOST_INTERNAL_ERRORS) return null
      const doubled = Math.min(FIRST_DELAY_MS * 2 ** (attempts - 1), LONGEST_DELAY_MS)
      // Spread out, so that a server that comes back is not met by everybody at once.
      return Math.max(asked, Math.round(doubled * (0.75 + random / 2)))
    }
  }
}
