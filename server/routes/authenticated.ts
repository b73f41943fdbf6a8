import type { HttpBindings } from '@hono/node-server'
import { zValidator } from '@hono/zod-validator'
import { createMiddleware } from 'hono/factory'
import type { $ZodType } from 'zod/v4/core'
import { authenticate, type SignedIn } from '#server/accounts/session.ts'
import type { Deps } from '#server/deps.ts'
import { SheetsideError } from '#shared/errors.ts'
import type { KnownCaller } from './caller.ts'

/** What a request carries through the routes. */
export type AppEnv = { Bindings: HttpBindings; Variables: Carried }
export type SignedInEnv = { Bindings: HttpBindings; Variables: Carried & { person: SignedIn } }
type Carried = { requestId: string; caller: KnownCaller }

/** Lets only signed-in people pass and puts them into `c.var.person`. */
export function signedIn(deps: Deps) {
  return createMiddleware<SignedInEnv>(async (c, next) => {
    c.set('person', await authenticate(deps, c.req.header('authorization')))
    await next()
  })
}

/** The signed-in person, or null for a request that names none. A bearer that is wrong is still refused. */
export async function personIfAny(
  deps: Deps,
  authorization: string | undefined,
): Promise<SignedIn | null> {
  return authorization === undefined ? null : authenticate(deps, authorization)
}

export function json<S extends $ZodType>(schema: S) {
  return zValidator('json', schema, (result) => {
    if (!result.success) throw invalid(result.error.issues)
  })
}

export function query<S extends $ZodType>(schema: S) {
  return zValidator('query', schema, (result) => {
    if (!result.success) throw invalid(result.error.issues)
  })
}

function invalid(issues: readonly { path: PropertyKey[]; message: string }[]): SheetsideError {
  const [issue] = issues
  const field = issue?.path.map(String).join('.')
  const what = issue ? `${field ? `${field}: ` : ''}${issue.message}` : 'The request is not valid.'
  return new SheetsideError('invalid_input', what, { reason: what })
}
