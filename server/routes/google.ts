import { Hono } from 'hono'
import { redeem } from '#server/accounts/google-sign-in.ts'
import type { Deps } from '#server/deps.ts'
import { beginFlow } from '#server/google/oauth.ts'
import { flowRequest, redeemRequest } from '#shared/contract/google.ts'
import { json, personIfAny, type AppEnv } from './authenticated.ts'

export const googleRoutes = (deps: Deps) =>
  new Hono<AppEnv>()
    .post('/flows', json(flowRequest), async (c) => {
      const person = await personIfAny(deps, c.req.header('authorization'))
      return c.json(await beginFlow(deps, person?.personId ?? null, c.req.valid('json')), 201)
    })
    .post('/redeem', json(redeemRequest), async (c) => {
      const person = await personIfAny(deps, c.req.header('authorization'))
      return c.json(await redeem(deps, person, c.req.valid('json')))
    })
