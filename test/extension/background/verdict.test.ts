import { describe, expect, it } from 'vitest'
import { delayAfter, verdictOn } from '#extension/background/verdict.ts'
import { clientErrorCodes, statusOf, type ErrorCode } from '#shared/errors.ts'

const verdicts: Record<ErrorCode, ReturnType<typeof verdictOn>> = {
  server_unreachable: 'again',
  google_unavailable: 'again',
  google_timeout: 'again',
  google_misconfigured: 'again',
  google_quota: 'again',
  rate_limited: 'again',
  internal: 'again',
  unauthenticated: 'mend',
  google_reconnect_needed: 'mend',
  google_scope_missing: 'mend',
  google_reauth_policy: 'mend',
  google_admin_blocked: 'mend',
  google_file_not_picked: 'mend',
  upgrade_needed: 'mend',
  https_needed: 'mend',
  google_not_connected: 'refused',
  not_found: 'refused',
  sheet_forbidden: 'refused',
  range_protected: 'refused',
  sheet_full: 'refused',
  destination_changed: 'refused',
  conflict: 'refused',
  too_large: 'refused',
  invalid_input: 'refused',
  weak_password: 'refused',
  flow_expired: 'refused',
  link_expired: 'refused',
  registration_closed: 'refused',
  sign_in_again: 'refused',
  wrong_credentials: 'refused',
  email_taken: 'refused',
  no_destination: 'refused',
  sign_in_cancelled: 'refused',
  page_not_readable: 'refused',
}

const delay = (code: ErrorCode, attempts = 1, random = 0.5, retryAfterSeconds?: number) =>
  delayAfter({ code, retryAfterSeconds }, attempts, random)

it('knows what every code means for a send', () => {
  const codes = [...(Object.keys(statusOf) as ErrorCode[]), ...clientErrorCodes]
  expect(Object.fromEntries(codes.map((code) => [code, verdictOn(code)]))).toEqual(verdicts)
})

describe('the next attempt', () => {
  it('comes later and later, up to half an hour', () => {
    const attempts = [1, 2, 3, 4, 7, 8, 100, 5000]
    expect(attempts.map((attempt) => delay('server_unreachable', attempt))).toEqual(
      [30, 60, 120, 240, 1800, 1800, 1800, 1800].map((seconds) => seconds * 1000),
    )
  })

  it('is spread by a quarter to either side', () => {
    expect(delay('server_unreachable', 1, 0)).toBe(22_500)
    expect(delay('server_unreachable', 1, 0.999_999)).toBe(37_500)
  })

  it('is not before the server asked for it', () => {
    expect(delay('google_quota', 1, 0.5, 100)).toBe(100_000)
    expect(delay('google_quota', 1, 0.5, 1)).toBe(30_000)
  })

  it('is an hour away where the person has something to mend', () => {
    expect(delay('google_reconnect_needed')).toBe(3_600_000)
  })

  it('does not come where it would be refused again', () => {
    expect(delay('sheet_full', 1, 0.5, 5)).toBeNull()
  })

  it('does not come for ever after the server’s own errors', () => {
    expect(delay('internal', 7)).not.toBeNull()
    expect(delay('internal', 8)).toBeNull()
  })
})
