import { Hono } from 'hono'
import type { Deps } from '#server/deps.ts'
import { send } from '#server/sends/send.ts'
import { sendRequest } from '#shared/contract/send.ts'
import { json, signedIn, type AppEnv } from './authenticated.ts'

export const sendRoutes = (deps: Deps) =>
  new Hono<AppEnv>().post('/', signedIn(deps), json(sendRequest), async (c) =>
    c.json(await send({ ...deps, signal: c.req.raw.signal }, c.var.person, c.req.valid('json'))),
  )
