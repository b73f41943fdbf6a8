import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'
import { isOfficial } from './call.ts'
import { ApiError, deadToken, DriveError, forbidden, quotaExceeded, serverError } from './errors.ts'
import type { Fault } from './faults.ts'
import { json } from './json.ts'
import type { Operation } from './operations.ts'
import type { Person } from '#test/google/oauth/people.ts'
import type { World } from '#test/google/world.ts'

/** What the parts of the server know of a request. */
export type Env = {
  Bindings: HttpBindings
  Variables: { operation: Operation | null; authorized: Person | null }
}

/** `errors[]` is for Google's own libraries, and for all who call an API on www.googleapis.com. Recorded. */
export function tellsReasons(c: Context<Env>): boolean {
  return isOfficial(c) || c.get('operation')?.service === 'drive'
}

/** Answers a request as its faults have it, or lets it through. */
export async function meetFaults(
  world: World,
  c: Context<Env>,
  next: () => Promise<void>,
  met: readonly Fault[],
  operation: Operation | null,
): Promise<void> {
  for (const fault of met) {
    if (fault.kind === 'delay') {
      await new Promise((resolve) => setTimeout(resolve, fault.milliseconds))
    }
  }
  const drop = met.find((fault) => fault.kind === 'drop')
  if (drop?.kind === 'drop' && drop.when === 'before') return breakOff(c)
  const failure = met.find((fault) => fault.kind === 'fail')
  if (failure?.kind === 'fail') {
    c.res = failWith(world, c, failure, operation)
    return
  }
  await next()
  if (drop) breakOff(c)
}

/** The caller sees a connection that broke, whatever was done by then. */
function breakOff(c: Context<Env>): void {
  c.env.incoming.socket.destroy()
  c.res = new Response(null, { status: 500 })
}

function failWith(
  world: World,
  c: Context<Env>,
  fault: Extract<Fault, { kind: 'fail' }>,
  operation: Operation | null,
): Response {
  if (fault.body) return json(c, fault.status, fault.body)
  if (!operation) {
    const error = fault.status < 500 ? 'invalid_request' : 'internal_failure'
    return json(c, fault.status, { error, error_description: 'Backend Error' })
  }
  const project = world.clients[0]?.projectId ?? ''
  const error = apiFailure(fault.status, operation, project)
  return json(c, error.code, error.body(tellsReasons(c)), error.headers)
}

function apiFailure(status: number, operation: Operation, project: string): ApiError {
  switch (status) {
    case 401:
      return deadToken()
    case 403:
      return forbidden()
    case 429:
      return operation.service === 'sheets'
        ? quotaExceeded(operation.kind, project, 60)
        : new DriveError(429, 'Rate Limit Exceeded', {
            legacy: {
              message: 'Rate Limit Exceeded',
              domain: 'usageLimits',
              reason: 'rateLimitExceeded',
            },
          })
    case 400:
      return new ApiError(400, 'Request contains an invalid argument.')
    case 500:
      return serverError(500)
    default:
      return serverError(503)
  }
}
