import { createMiddleware } from 'hono/factory'
import { networkOf } from '#server/accounts/network.ts'
import { spend, type Limit } from '#server/accounts/throttle.ts'
import type { Deps } from '#server/deps.ts'
import type { AppEnv } from './authenticated.ts'

/** Lets an address pass only as often as the limit says. */
export function limited(deps: Deps, limit: Limit) {
  return createMiddleware<AppEnv>(async (c, next) => {
    await spend(deps, limit, networkOf(c.var.caller.address))
    await next()
  })
}
