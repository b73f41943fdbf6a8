import { Hono } from 'hono'
import type { Deps } from '#server/deps.ts'
import { chooseDestination } from '#server/sends/destination.ts'
import { destinationRequest } from '#shared/contract/send.ts'
import { json, signedIn, type AppEnv } from './authenticated.ts'

export const destinationRoutes = (deps: Deps) =>
  new Hono<AppEnv>().put('/', signedIn(deps), json(destinationRequest), async (c) =>
    c.json(
      await chooseDestination(
        { ...deps, signal: c.req.raw.signal },
        c.var.person,
        c.req.valid('json'),
      ),
    ),
  )
