import { createMiddleware } from 'hono/factory'
import type { Deps } from '#server/deps.ts'
import { inRequest } from '#server/log.ts'
import type { AppEnv } from './authenticated.ts'

/** More of a path is only there to fill a disk. */
const PATH_CHARACTERS = 300

/** One line a request. Never its query, headers or body: secrets travel in them. */
export function requestLog(deps: Deps) {
  return createMiddleware<AppEnv>((c, next) =>
    inRequest(c.var.requestId, async () => {
      const began = performance.now()
      await next()
      const { method, path } = c.req
      const ms = Math.round(performance.now() - began)
      const { status } = c.res
      deps.log.info({ method, path: path.slice(0, PATH_CHARACTERS), status, ms }, 'request')
    }),
  )
}
