import { gaxios } from 'google-auth-library'
import { z } from 'zod'
import type { GoogleAccess } from '#shared/contract/server.ts'
import { SheetsideError, type ServerErrorCode } from '#shared/errors.ts'

/** The envelope of Sheets, and the older one of Drive: https://cloud.google.com/apis/design/errors */
const envelope = z.object({
  error: z.object({
    status: z.string().optional(),
    details: z
      .array(z.object({ reason: z.string().optional() }).catch({ reason: undefined }))
      .optional(),
    errors: z.array(z.object({ reason: z.string().optional() })).optional(),
  }),
})

/** A refusal of one of Google's APIs, as far as it is machine readable. */
export type Refusal = { status: number; reasons: readonly string[]; canonical: string | undefined }

export function refusalOf(status: number, body: unknown): Refusal {
  const parsed = envelope.safeParse(body)
  if (!parsed.success) return { status, reasons: [], canonical: undefined }
  const { details = [], errors = [], status: canonical } = parsed.data.error
  const reasons = [...details, ...errors].flatMap(({ reason }) => reason ?? [])
  return { status, reasons, canonical }
}

const OVER_QUOTA = [
  'RATE_LIMIT_EXCEEDED',
  'rateLimitExceeded',
  'userRateLimitExceeded',
  'dailyLimitExceeded',
]

/** The operator's Cloud project may not use the API: nothing that the person can mend. */
const OF_OPERATOR = [
  'SERVICE_DISABLED',
  'accessNotConfigured',
  'BILLING_DISABLED',
  'CONSUMER_INVALID',
  'CONSUMER_SUSPENDED',
  'USER_PROJECT_DENIED',
]

/**
 * Which of our codes a refusal is: by its status and its reasons, never by its text. Reasons in capitals
 * are ErrorInfo's, the others Drive's.
 * https://github.com/googleapis/googleapis/blob/master/google/api/error_reason.proto
 * https://developers.google.com/workspace/drive/api/guides/handle-errors
 * @param access where it is to picked files alone, what was not picked is as if it were not there
 */
export function codeOf(
  { status, reasons }: Refusal,
  access: GoogleAccess = 'full',
): ServerErrorCode {
  const has = (...wanted: string[]) => wanted.some((reason) => reasons.includes(reason))
  switch (status) {
    case 400:
      return 'invalid_input'
    case 401:
      return 'google_reconnect_needed'
    case 403:
      if (has('ACCESS_TOKEN_SCOPE_INSUFFICIENT', 'insufficientPermissions')) {
        return 'google_scope_missing'
      }
      if (has(...OVER_QUOTA)) return 'google_quota'
      if (has('domainPolicy', 'USER_BLOCKED_BY_ADMIN')) return 'google_admin_blocked'
      if (has(...OF_OPERATOR)) return 'google_misconfigured'
      if (access === 'file' && has('appNotAuthorizedToFile')) return 'google_file_not_picked'
      return 'sheet_forbidden'
    case 404:
      return access === 'file' ? 'google_file_not_picked' : 'not_found'
    case 408:
    case 504:
      return 'google_timeout'
    case 409:
    case 412:
      return 'conflict'
    case 413:
      return 'too_large'
    case 429:
      return 'google_quota'
    default:
      return status >= 500 ? 'google_unavailable' : 'internal'
  }
}

/**
 * Whether an error of OAuth says that Sheetside may not have an account at all, whatever its person
 * agrees to: by its administrator's word, or by Advanced Protection.
 * https://developers.google.com/identity/protocols/oauth2/web-server#authorization-errors
 */
export function forbidsApp(error: string): boolean {
  return ['admin_policy_enforced', 'org_internal', 'policy_enforced'].includes(error)
}

const messages: Partial<Record<ServerErrorCode, string>> = {
  invalid_input: 'Google Sheets refused this. The sheet may have changed or may be protected.',
  google_reconnect_needed: 'Google no longer accepts this connection. Connect the account again.',
  google_scope_missing:
    'Sheetside was not given all it needs of this Google account. Connect it again and tick every box.',
  google_quota: 'Google allows only so many requests a minute. Wait a minute and try again.',
  google_admin_blocked:
    'An administrator of this Google account does not allow Sheetside. Ask them to allow it.',
  google_reauth_policy: 'Your organisation wants you to sign in to Google again. Connect again.',
  google_not_connected: 'Connect a Google account first.',
  google_file_not_picked:
    'Sheetside may use only the files that were picked for it, and this is none of them. Pick it.',
  sheet_forbidden:
    'This Google account may not do that in this spreadsheet. Ask its owner, or use another account.',
  not_found: 'Google knows no such spreadsheet, sheet or file. It may have been deleted.',
  conflict: 'The spreadsheet was changed at the same moment. Try again.',
  too_large: 'This is more than Google takes at once. Send less of it.',
  google_timeout: 'Google took too long to answer. Try again.',
  google_unavailable: 'Google can’t be reached just now. Try again in a moment.',
  google_misconfigured:
    'Google does not accept how this Sheetside server is set up. Its log says more.',
}

/** One of the codes that have to do with Google, with its message for a person. */
export function googleFailure(
  code: ServerErrorCode,
  reason?: string,
  retryAfterSeconds?: number,
): SheetsideError {
  const message = messages[code] ?? 'Google refused this.'
  return new SheetsideError(code, message, { reason, retryAfterSeconds })
}

/**
 * What went wrong in a call of googleapis. What was thrown is deliberately not kept as the cause: it
 * carries the request, and so tokens and cells, which must not reach the log.
 */
export function failureOf(error: unknown, access?: GoogleAccess): SheetsideError {
  if (error instanceof SheetsideError) return error
  if (!(error instanceof gaxios.GaxiosError)) {
    return googleFailure('google_unavailable', `unexpected ${nameOf(error)}`)
  }
  const { response } = error
  if (!response) {
    const timedOut = error.code === 'TimeoutError'
    return googleFailure(
      timedOut ? 'google_timeout' : 'google_unavailable',
      `no answer: ${String(error.code ?? error.name)}`,
    )
  }
  const refusal = refusalOf(response.status, response.data)
  return googleFailure(codeOf(refusal, access), describe(refusal), retryAfter(response.headers))
}

/** For the log: Google's text is left out, since it may repeat what is in a cell. */
export function describe({ status, canonical, reasons }: Refusal): string {
  return ['google answered', status, canonical, ...reasons]
    .filter((part) => part !== undefined)
    .join(' ')
}

/** The HTTP status of a refusal; null where no answer came, so that it is not known what was done. */
export function refusedWith(error: unknown): number | null {
  return error instanceof gaxios.GaxiosError ? (error.response?.status ?? null) : null
}

function retryAfter(headers: Headers): number | undefined {
  const seconds = Number(headers.get('retry-after'))
  return Number.isInteger(seconds) && seconds > 0 ? seconds : undefined
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error
}
