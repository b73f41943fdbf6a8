import { createMiddleware } from 'hono/factory'
import type { Deps } from '#server/deps.ts'
import type { AppEnv } from './authenticated.ts'

/** One line a request. Never its query, headers or body: secrets travel in them. */
export function requestLog(deps: Deps) {
  return createMiddleware<AppEnv>(async (c, next) => {
    const began = performance.now()
    await next()
    const { method, path } = c.req
    const { requestId } = c.var
    const ms = Math.round(performance.now() - began)
    deps.log.info({ requestId, method, path, status: c.res.status, ms }, 'request')
  })
}
