import * as z from 'zod/mini'

/**
 * Every way in which the server can refuse, and the HTTP status it travels with. The union is closed:
 * a code is added when a person would have to act differently on it, and switches over it are
 * exhaustive.
 */
export const statusOf = {
  invalid_input: 400,
  weak_password: 400,
  flow_expired: 400,
  link_expired: 400,
  unauthenticated: 401,
  wrong_credentials: 401,
  email_taken: 409,
  registration_closed: 403,
  sign_in_again: 403,
  https_needed: 403,
  google_not_connected: 403,
  google_reconnect_needed: 403,
  google_scope_missing: 403,
  google_reauth_policy: 403,
  google_admin_blocked: 403,
  /** Where only picked files can be used: this one was not picked, or is gone. */
  google_file_not_picked: 404,
  sheet_forbidden: 403,
  range_protected: 403,
  not_found: 404,
  conflict: 409,
  /** The header or a column of a destination is gone from its sheet. */
  destination_changed: 409,
  sheet_full: 409,
  too_large: 413,
  upgrade_needed: 426,
  rate_limited: 429,
  google_quota: 429,
  google_misconfigured: 500,
  google_unavailable: 502,
  google_timeout: 504,
  internal: 500,
} as const

export type ServerErrorCode = keyof typeof statusOf

/** Failures that only the extension can notice; they never travel. */
export const clientErrorCodes = [
  'server_unreachable',
  'no_destination',
  'sign_in_cancelled',
  'page_not_readable',
] as const

export type ErrorCode = ServerErrorCode | (typeof clientErrorCodes)[number]

export const serverErrorCode = z.custom<ServerErrorCode>(
  (value) => typeof value === 'string' && Object.hasOwn(statusOf, value),
)
export const errorCode = z.union([serverErrorCode, z.enum(clientErrorCodes)])

/** An error as it travels from the server: a message fit for a person, and the id to find it in the log. */
export const wireError = z.object({
  code: serverErrorCode,
  message: z.string(),
  requestId: z.string(),
  retryAfterSeconds: z.optional(z.int().check(z.positive())),
})
export type WireError = z.infer<typeof wireError>

/**
 * A failure with a code. `message` is for the person; `reason` is for the server's log alone and is
 * never sent.
 */
export class SheetsideError extends Error {
  readonly code: ErrorCode
  readonly reason: string | undefined
  readonly retryAfterSeconds: number | undefined
  readonly requestId: string | undefined

  constructor(
    code: ErrorCode,
    message: string,
    detail: {
      reason?: string | undefined
      retryAfterSeconds?: number | undefined
      requestId?: string | undefined
      cause?: unknown
    } = {},
  ) {
    super(message, detail.cause === undefined ? {} : { cause: detail.cause })
    this.name = 'SheetsideError'
    this.code = code
    this.reason = detail.reason
    this.retryAfterSeconds = detail.retryAfterSeconds
    this.requestId = detail.requestId
  }
}
