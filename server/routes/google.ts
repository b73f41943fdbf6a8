import { Hono } from 'hono'
import { redeem } from '#server/accounts/google-sign-in.ts'
import type { Deps } from '#server/deps.ts'
import { makeDefault } from '#server/google/accounts.ts'
import { disconnect } from '#server/google/disconnect.ts'
import { beginFlow } from '#server/google/oauth.ts'
import { flowRequest, googleAccountPatch, redeemRequest } from '#shared/contract/google.ts'
import { json, personIfAny, signedIn, type AppEnv } from './authenticated.ts'
import { callerOf } from './caller.ts'

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
    .patch('/accounts/:id', signedIn(deps), json(googleAccountPatch), async (c) =>
      c.json(await makeDefault(deps, c.var.person.personId, c.req.param('id'))),
    )
    .delete('/accounts/:id', signedIn(deps), async (c) => {
      const { personId, device } = c.var.person
      return c.json(await disconnect(deps, personId, c.req.param('id'), { ...callerOf(c), device }))
    })
