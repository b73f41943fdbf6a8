import { Hono } from 'hono'
import { endSession } from '#server/accounts/session.ts'
import { logIn } from '#server/accounts/sign-in.ts'
import type { Deps } from '#server/deps.ts'
import { logInRequest } from '#shared/contract/session.ts'
import { json, signedIn, type AppEnv } from './authenticated.ts'

export const sessionRoutes = (deps: Deps) =>
  new Hono<AppEnv>()
    .post('/', json(logInRequest), async (c) => c.json(await logIn(deps, c.req.valid('json')), 201))
    .delete('/current', signedIn(deps), async (c) => {
      await endSession(deps, c.var.person)
      return c.body(null, 204)
    })
