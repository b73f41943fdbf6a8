import { Hono } from 'hono'
import type { Deps } from '#server/deps.ts'
import { passThrough } from '#server/google/pass-through.ts'
import { ACCOUNT_HEADER } from '#shared/contract/sheet.ts'
import { signedIn, type AppEnv } from './authenticated.ts'

/** Google's own Sheets v4 surface, with a session of ours as its bearer. */
export const sheetRoutes = (deps: Deps) =>
  new Hono<AppEnv>().all('/*', signedIn(deps), async (c) => {
    const target = new URL(c.req.url)
    target.pathname = target.pathname.replace(/^\/sheets/, '')
    const request = {
      verb: c.req.method,
      target,
      account: c.req.header(ACCOUNT_HEADER),
      acceptEncoding: c.req.header('accept-encoding'),
    }
    // What the layers above have put on so far, such as CORS: an answer written by hand would lose it.
    const { headers } = c.body(null)
    const status = await passThrough(
      deps,
      c.var.person,
      request,
      c.env.outgoing,
      Object.fromEntries(headers),
    )
    // It tells the node adapter that nothing is left to write; the status is for the log.
    return new Response(null, { status, headers: { 'x-hono-already-sent': 'true' } })
  })
