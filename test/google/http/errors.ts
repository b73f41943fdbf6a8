/**
 * How Google's APIs say no: `{"error": {code, message, status, details}}`. Messages and details are
 * those of recorded answers where there is one; the other sources are named at each.
 * https://cloud.google.com/apis/design/errors
 */
export type Detail = { '@type': string } & Record<string, unknown>

/** The entry of `errors[]` that only Google's own client libraries are shown. */
export type LegacyError = {
  message: string
  domain: string
  reason: string
  location?: string
  locationType?: string
  extendedHelp?: string
}

type Extra = {
  /** Where it is not the usual one of the code. */
  status?: string
  details?: Detail[]
  legacy?: Partial<LegacyError>
  headers?: Record<string, string>
}

const STATUS: Record<number, { status: string; reason: string }> = {
  400: { status: 'INVALID_ARGUMENT', reason: 'badRequest' },
  401: { status: 'UNAUTHENTICATED', reason: 'authError' },
  403: { status: 'PERMISSION_DENIED', reason: 'forbidden' },
  404: { status: 'NOT_FOUND', reason: 'notFound' },
  409: { status: 'ABORTED', reason: 'conflict' },
  429: { status: 'RESOURCE_EXHAUSTED', reason: 'rateLimitExceeded' },
  500: { status: 'INTERNAL', reason: 'backendError' },
  501: { status: 'UNIMPLEMENTED', reason: 'notImplemented' },
  503: { status: 'UNAVAILABLE', reason: 'backendError' },
  504: { status: 'DEADLINE_EXCEEDED', reason: 'backendError' },
}

export class ApiError extends Error {
  readonly code: number
  readonly status: string
  readonly legacy: LegacyError
  readonly details: Detail[] | undefined
  readonly headers: Record<string, string>

  constructor(code: number, message: string, extra: Extra = {}) {
    super(message)
    this.code = code
    const known = STATUS[code] ?? { status: 'UNKNOWN', reason: 'backendError' }
    this.status = extra.status ?? known.status
    this.legacy = { message, domain: 'global', reason: known.reason, ...extra.legacy }
    this.details = extra.details
    this.headers = extra.headers ?? {}
  }

  /** @param official whether the caller is one of Google's client libraries. */
  body(official: boolean): object {
    return {
      error: {
        code: this.code,
        message: this.message,
        ...(official ? { errors: [this.legacy] } : {}),
        status: this.status,
        ...(this.details ? { details: this.details } : {}),
      },
    }
  }
}

/** Drive v3 keeps the older body: always `errors[]`, never `status`. Recorded. */
export class DriveError extends ApiError {
  override body(): object {
    return { error: { errors: [this.legacy], code: this.code, message: this.message } }
  }
}

export function invalid(message: string): ApiError {
  return new ApiError(400, message)
}

/** What is wrong with a field; '' is the whole request. */
export type Violation = { field: string; description: string }

/** A 400 that names every field at fault, as the JSON reader gives it. Recorded. */
export function badFields(
  violations: readonly Violation[],
  message = violations.map(({ description }) => description).join('\n'),
): ApiError {
  const fieldViolations = violations.map(({ field, description }) =>
    field === '' ? { description } : { field, description },
  )
  return new ApiError(400, message, {
    details: [{ '@type': 'type.googleapis.com/google.rpc.BadRequest', fieldViolations }],
  })
}

/** The same for a single one, as the query reader and `fields` give it too. */
export function badField(field: string, description: string, message?: string): ApiError {
  return badFields([{ field, description }], message)
}

export function forbidden(): ApiError {
  return new ApiError(403, 'The caller does not have permission')
}

export function notFound(): ApiError {
  return new ApiError(404, 'Requested entity was not found.')
}

/** Sheets, asked about a folder or an Excel file: seen in public error reports. */
export function notForThisDocument(): ApiError {
  const message = 'This operation is not supported for this document'
  return new ApiError(400, message, { status: 'FAILED_PRECONDITION' })
}

const REALM = 'Bearer realm="https://accounts.google.com/"'

export function errorInfo(reason: string, metadata: Record<string, string>): Detail {
  return {
    '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
    reason,
    domain: 'googleapis.com',
    metadata,
  }
}

const SIGN_IN_PAGE =
  'Expected OAuth 2 access token, login cookie or other valid authentication credential. ' +
  'See https://developers.google.com/identity/sign-in/web/devconsole-project.'

/** No credential at all is a 403, not a 401: seen in public error reports of 2025 and 2026. */
export function missingToken(): ApiError {
  return new ApiError(
    403,
    "Method doesn't allow unregistered callers (callers without established identity). Please use API Key or other form of API consumer identity to call this API.",
  )
}

/** Seen in public error reports: expired, revoked and made-up tokens look the same. */
export function deadToken(): ApiError {
  return new ApiError(401, `Request had invalid authentication credentials. ${SIGN_IN_PAGE}`, {
    legacy: {
      message: 'Invalid Credentials',
      reason: 'authError',
      location: 'Authorization',
      locationType: 'header',
    },
    headers: { 'www-authenticate': `${REALM}, error="invalid_token"` },
  })
}

export function insufficientScope(service: string, method: string, scopes: string[]): ApiError {
  return new ApiError(403, 'Request had insufficient authentication scopes.', {
    legacy: { message: 'Insufficient Permission', reason: 'insufficientPermissions' },
    details: [errorInfo('ACCESS_TOKEN_SCOPE_INSUFFICIENT', { service, method })],
    headers: {
      'www-authenticate': `${REALM}, error="insufficient_scope", scope="${scopes.join(' ')}"`,
    },
  })
}

/** As recorded in 2025. */
export function serviceDisabled(service: 'sheets' | 'drive', project: string): ApiError {
  const name = `${service}.googleapis.com`
  const title = service === 'sheets' ? 'Google Sheets API' : 'Google Drive API'
  const activationUrl = `https://console.developers.google.com/apis/api/${name}/overview?project=${project}`
  const message = `${title} has not been used in project ${project} before or it is disabled. Enable it by visiting ${activationUrl} then retry. If you enabled this API recently, wait a few minutes for the action to propagate to our systems and retry.`
  return new ApiError(403, message, {
    legacy: { domain: 'usageLimits', reason: 'accessNotConfigured', extendedHelp: activationUrl },
    details: [
      errorInfo('SERVICE_DISABLED', {
        serviceTitle: title,
        consumer: `projects/${project}`,
        activationUrl,
        containerInfo: project,
        service: name,
      }),
      { '@type': 'type.googleapis.com/google.rpc.LocalizedMessage', locale: 'en-US', message },
      {
        '@type': 'type.googleapis.com/google.rpc.Help',
        links: [{ description: 'Google developers console API activation', url: activationUrl }],
      },
    ],
  })
}

export function serverError(code: 500 | 503): ApiError {
  return new ApiError(
    code,
    code === 500 ? 'Internal error encountered.' : 'The service is currently unavailable.',
  )
}
