import { Hono } from 'hono'
import { personOf, preferencesOf } from '#server/accounts/people.ts'
import type { Deps } from '#server/deps.ts'
import { googleAccountsOf } from '#server/google/accounts.ts'
import { destinationOf } from '#server/sends/destination.ts'
import type { Me } from '#shared/contract/me.ts'
import { signedIn, type AppEnv } from './authenticated.ts'

export const meRoutes = (deps: Deps) =>
  new Hono<AppEnv>().get('/', signedIn(deps), async (c) => {
    const { personId } = c.var.person
    const [person, preferences, googleAccounts, destination] = await Promise.all([
      personOf(deps, personId),
      preferencesOf(deps, c.var.person),
      googleAccountsOf(deps, personId),
      destinationOf(deps, personId),
    ])
    return c.json<Me>({ person, googleAccounts, destination, preferences })
  })
