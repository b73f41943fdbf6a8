import { describe, expect, it } from 'vitest'
import { codeOf, refusalOf } from '#server/google/errors.ts'

const sheets = (status: string, ...reasons: string[]) => ({
  error: {
    code: 0,
    message: 'whatever it says',
    status,
    details: reasons.map((reason) => ({
      '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
      reason,
    })),
  },
})
const drive = (reason: string) => ({
  error: { code: 0, message: 'whatever it says', errors: [{ domain: 'global', reason }] },
})

describe('a refusal of Google’s', () => {
  it.each([
    [400, sheets('INVALID_ARGUMENT'), 'invalid_input'],
    [401, sheets('UNAUTHENTICATED'), 'google_reconnect_needed'],
    [403, sheets('PERMISSION_DENIED'), 'sheet_forbidden'],
    [403, sheets('PERMISSION_DENIED', 'ACCESS_TOKEN_SCOPE_INSUFFICIENT'), 'google_scope_missing'],
    [403, sheets('PERMISSION_DENIED', 'SERVICE_DISABLED'), 'google_misconfigured'],
    [403, sheets('PERMISSION_DENIED', 'BILLING_DISABLED'), 'google_misconfigured'],
    [403, sheets('PERMISSION_DENIED', 'CONSUMER_SUSPENDED'), 'google_misconfigured'],
    [403, sheets('PERMISSION_DENIED', 'USER_BLOCKED_BY_ADMIN'), 'google_admin_blocked'],
    [403, drive('accessNotConfigured'), 'google_misconfigured'],
    [403, drive('dailyLimitExceeded'), 'google_quota'],
    [403, drive('insufficientPermissions'), 'google_scope_missing'],
    [403, drive('userRateLimitExceeded'), 'google_quota'],
    [403, drive('domainPolicy'), 'google_admin_blocked'],
    [404, drive('notFound'), 'not_found'],
    [409, sheets('ABORTED'), 'conflict'],
    [429, sheets('RESOURCE_EXHAUSTED', 'RATE_LIMIT_EXCEEDED'), 'google_quota'],
    [500, sheets('INTERNAL'), 'google_unavailable'],
    [503, '<html>not even JSON</html>', 'google_unavailable'],
    [504, undefined, 'google_timeout'],
  ])('of status %i with %j is %s', (status, body, code) => {
    expect(codeOf(refusalOf(status, body))).toBe(code)
  })

  it.each([
    [404, drive('notFound')],
    [403, drive('appNotAuthorizedToFile')],
  ])(
    'with access to picked files alone, %i with %j is of a file that was not picked',
    (status, body) => {
      expect(codeOf(refusalOf(status, body), 'file')).toBe('google_file_not_picked')
      expect(codeOf(refusalOf(status, body), 'full')).not.toBe('google_file_not_picked')
    },
  )

  it('is read although one of its details is of an unknown form', () => {
    const body = sheets('PERMISSION_DENIED', 'ACCESS_TOKEN_SCOPE_INSUFFICIENT')
    const odd = { error: { ...body.error, details: ['?', ...body.error.details] } }
    expect(codeOf(refusalOf(403, odd))).toBe('google_scope_missing')
  })
})
