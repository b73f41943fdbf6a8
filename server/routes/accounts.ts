import { Hono } from 'hono'
import { register } from '#server/accounts/sign-in.ts'
import type { Deps } from '#server/deps.ts'
import { registerRequest } from '#shared/contract/account.ts'
import { json, type AppEnv } from './authenticated.ts'

export const accountRoutes = (deps: Deps) =>
  new Hono<AppEnv>().post('/', json(registerRequest), async (c) =>
    c.json(await register(deps, c.req.valid('json')), 201),
  )
