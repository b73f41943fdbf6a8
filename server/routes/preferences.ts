import { Hono } from 'hono'
import { changePreferences } from '#server/accounts/people.ts'
import type { Deps } from '#server/deps.ts'
import { preferencesPatch } from '#shared/contract/account.ts'
import { json, signedIn, type AppEnv } from './authenticated.ts'

export const preferenceRoutes = (deps: Deps) =>
  new Hono<AppEnv>().patch('/', signedIn(deps), json(preferencesPatch), async (c) =>
    c.json(await changePreferences(deps, c.var.person, c.req.valid('json'))),
  )
