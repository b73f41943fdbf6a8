import { Hono } from 'hono'
import { profile } from '#server/accounts/people.ts'
import type { Deps } from '#server/deps.ts'
import { googleAccountsOf } from '#server/google/accounts.ts'
import { destinationOf } from '#server/sends/destination.ts'
import type { Me } from '#shared/contract/me.ts'
import { signedIn, type AppEnv } from './authenticated.ts'

export const meRoutes = (deps: Deps) =>
  new Hono<AppEnv>().get('/', signedIn(deps), async (c) => {
    const { personId } = c.var.person
    const [known, googleAccounts, destination] = await Promise.all([
      profile(deps, c.var.person),
      googleAccountsOf(deps, personId),
      destinationOf(deps, personId),
    ])
    return c.json<Me>({ ...known, googleAccounts, destination })
  })
