import type { Context } from 'hono'
import { tellsReasons, type Env } from './env.ts'
import { ApiError, deadToken, forbidden, notFound, serverError, serviceDisabled } from './errors.ts'
import type { FailStatus, Fault } from './faults.ts'
import { errorPage } from './html.ts'
import { json } from './json.ts'
import type { Operation } from './operations.ts'
import { GOOGLE_LIMITS, sheetsQuotaExceeded } from './quota.ts'
import { driveFailure } from '#test/google/drive/errors.ts'
import { failureUrl, readRequest, type Flow } from '#test/google/oauth/authorize.ts'
import { PageError } from '#test/google/oauth/parameters.ts'
import { blockedByAdmin, reauthRequired } from '#test/google/oauth/refusals.ts'
import type { World } from '#test/google/world.ts'

/** The answers that faults give in place of the real ones. */

/** The body that Google has for a status, or the one that the fault brings. */
export function failWith(
  world: World,
  c: Context<Env>,
  fault: Extract<Fault, { kind: 'fail' }>,
): Response | Promise<Response> {
  if (fault.body) return json(c, fault.status, fault.body)
  // The front door of Google answers it, which speaks HTML alone.
  if (fault.status === 502) return c.html(errorPage(502), 502)
  const operation = c.get('operation')
  if (!operation) {
    const error = fault.status < 500 ? 'invalid_request' : 'internal_failure'
    return json(c, fault.status, { error, error_description: 'Backend Error' })
  }
  const project = world.clients[0]?.projectId ?? ''
  const error = apiFailure(fault.status, operation, project)
  return json(c, error.code, error.body(tellsReasons(c)), error.headers)
}

function apiFailure(
  status: Exclude<FailStatus, 502>,
  operation: Operation,
  project: string,
): ApiError {
  const own = operation.service === 'drive' ? driveFailure(status, operation.id) : null
  if (own) return own
  switch (status) {
    case 400:
      return new ApiError(400, 'Request contains an invalid argument.')
    case 401:
      return deadToken()
    case 403:
      return forbidden()
    case 404:
      return notFound()
    case 409:
      return new ApiError(409, 'The operation was aborted.')
    case 429:
      return sheetsQuotaExceeded('person', operation.kind, project, GOOGLE_LIMITS.person)
    case 500:
    case 503:
      return serverError(status)
    case 504:
      return new ApiError(504, 'Deadline expired before operation could complete.')
  }
}

/** An API that the project does not use. Nothing happens to requests of no API. */
export function apiDisabled(world: World, c: Context<Env>): Response | null {
  const operation = c.get('operation')
  if (!operation) return null
  const error = serviceDisabled(operation.service, world.clients[0]?.projectId ?? '')
  return json(c, error.code, error.body(tellsReasons(c)))
}

/**
 * An organisation that does not let the person use the app. Known from public error reports. A request
 * to sign in that has no way back is answered as ever.
 */
export function policyRefusal(
  world: World,
  c: Context<Env>,
  policy: 'invalid-rapt' | 'admin-policy-enforced',
): Response | Promise<Response> | null {
  if (policy === 'admin-policy-enforced' && c.req.path.endsWith('/auth')) {
    const back = wayBack(world, new URL(c.req.url).searchParams)
    return back ? c.redirect(failureUrl(back, 'admin_policy_enforced')) : null
  }
  const refusal = policy === 'invalid-rapt' ? reauthRequired('invalid_rapt') : blockedByAdmin()
  return json(c, refusal.status, refusal.body())
}

function wayBack(world: World, query: URLSearchParams): Flow | null {
  try {
    return readRequest(query, world.clients)
  } catch (error) {
    if (error instanceof PageError) return null
    throw error
  }
}
