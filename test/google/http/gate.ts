import type { Context } from 'hono'
import { admitKey, apiKeyOf } from './api-key.ts'
import { deadToken, insufficientScope, missingToken } from './errors.ts'
import type { Operation } from './operations.ts'
import { bearer } from '#test/google/oauth/bearer.ts'
import type { AccessToken } from '#test/google/oauth/tokens.ts'
import type { World } from '#test/google/world.ts'

/** The live token of a request whose scopes open the operation; without one, an API key counts. */
export function admit(world: World, c: Context, operation: Operation): AccessToken {
  const value = tokenOf(c)
  if (value === null) {
    const key = apiKeyOf(c)
    if (key === undefined) throw missingToken()
    return admitKey(world, key, operation)
  }
  const access = world.tokens.liveAccess(value)
  if (!access) throw deadToken()
  if (!operation.scopes.some((scope) => access.scopes.includes(scope))) {
    const service = `${operation.service}.googleapis.com`
    throw insufficientScope(service, operation.method, operation.scopes)
  }
  return access
}

/** The access token of a request: from its header or, as Google also takes it, its query. */
export function tokenOf(c: Context): string | null {
  return bearer(c) ?? c.req.query('access_token') ?? c.req.query('oauth_token') ?? null
}
