import { Hono } from 'hono'
import { redeem } from '#server/accounts/google-sign-in.ts'
import type { Deps } from '#server/deps.ts'
import { makeDefault } from '#server/google/accounts.ts'
import { disconnect } from '#server/google/disconnect.ts'
import { beginFlow } from '#server/google/oauth.ts'
import { flowRequest, googleAccountPatch, redeemRequest } from '#shared/contract/google.ts'
import { json, personIfAny, signedIn, type AppEnv } from './authenticated.ts'
import { limited } from './limited.ts'

export const googleRoutes = (deps: Deps) =>
  new Hono<AppEnv>()
    .post('/flows', json(flowRequest), limited(deps, 'flows'), async (c) => {
      const person = await personIfAny(deps, c.req.header('authorization'))
      return c.json(await beginFlow(deps, person?.personId ?? null, c.req.valid('json')), 201)
    })
    .post('/redeem', json(redeemRequest), limited(deps, 'redemptions'), async (c) => {
      const person = await personIfAny(deps, c.req.header('authorization'))
      return c.json(await redeem(deps, c.var.caller, person, c.req.valid('json')))
    })
    .patch('/accounts/:id', signedIn(deps), json(googleAccountPatch), async (c) =>
      c.json(await makeDefault(deps, c.var.person.personId, c.req.param('id'))),
    )
    .delete('/accounts/:id', signedIn(deps), async (c) => {
      const { personId, device } = c.var.person
      const { address } = c.var.caller
      return c.json(await disconnect(deps, personId, c.req.param('id'), { address, device }))
    })
