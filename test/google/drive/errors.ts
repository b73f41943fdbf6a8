import { DriveError } from '#test/google/http/errors.ts'

/**
 * Drive's refusals. Where a text, reason or location was neither recorded nor seen in a public error
 * report, it says so where it is used or in docs/local-google.md.
 */

/** Drive speaks of a file that is not there, not yours or not picked alike. Recorded. */
export function fileNotFound(id: string): DriveError {
  const message = `File not found: ${id}.`
  return new DriveError(404, message, {
    legacy: { reason: 'notFound', message, locationType: 'parameter', location: 'fileId' },
  })
}

/** A query parameter that Drive can't take. */
export function badParameter(location: string, message: string, reason = 'invalid'): DriveError {
  return new DriveError(400, message, {
    legacy: { message, reason, location, locationType: 'parameter' },
  })
}

/** The role is too little for what was asked. */
export function noPermission(): DriveError {
  const message = 'The user does not have sufficient permissions for this file.'
  return new DriveError(403, message, {
    legacy: { message, reason: 'insufficientFilePermissions' },
  })
}

/** @param location the parameter at fault, where the report names one. */
export function refused(reason: string, message: string, location?: string): DriveError {
  const where = location === undefined ? {} : { location, locationType: 'parameter' }
  return new DriveError(403, message, { legacy: { message, reason, ...where } })
}

/** A field of the body that Drive can't take. */
export function badField(location: string, message: string, reason = 'invalid'): DriveError {
  return new DriveError(400, message, {
    legacy: { message, reason, location, locationType: 'other' },
  })
}

/** What this Drive has not learned. */
export function notBuilt(what: string): DriveError {
  return new DriveError(501, `The local Google has not learned ${what} yet.`)
}

export function driveNotFound(id: string): DriveError {
  const message = `Shared drive not found: ${id}`
  return new DriveError(404, message, {
    legacy: { reason: 'notFound', message, locationType: 'parameter', location: 'driveId' },
  })
}

/**
 * How Drive fails for a while, by status, where it does so in its own way; as Google's page of errors
 * has it. Too many requests come as 403 too.
 * @returns null where Drive fails as other APIs do.
 */
export function driveFailure(status: number, id: string): DriveError | null {
  switch (status) {
    case 400:
      return failure(400, 'global', 'badRequest', 'Bad Request')
    case 403:
      return failure(403, 'usageLimits', 'userRateLimitExceeded', 'User Rate Limit Exceeded')
    case 404:
      return fileNotFound(id)
    case 429:
      return failure(429, 'usageLimits', 'rateLimitExceeded', 'Rate Limit Exceeded')
    case 500:
      return failure(500, 'global', 'backendError', 'Backend Error')
    default:
      return null
  }
}

function failure(code: number, domain: string, reason: string, message: string): DriveError {
  return new DriveError(code, message, { legacy: { domain, reason, message } })
}
