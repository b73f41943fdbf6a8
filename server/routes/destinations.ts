import { Hono } from 'hono'
import type { Deps } from '#server/deps.ts'
import { changeDestination } from '#server/sends/change-destination.ts'
import { chooseDestination, destinationsOf, forgetDestination } from '#server/sends/destinations.ts'
import { linkMatches } from '#server/sends/matches.ts'
import {
  destinationPatch,
  destinationRequest,
  matchesRequest,
  type Destination,
  type LinkMatches,
} from '#shared/contract/destination.ts'
import { json, signedIn, type AppEnv } from './authenticated.ts'

export const destinationRoutes = (deps: Deps) =>
  new Hono<AppEnv>()
    .get('/', signedIn(deps), async (c) =>
      c.json<Destination[]>(await destinationsOf(deps, c.var.person.personId)),
    )
    .post('/', signedIn(deps), json(destinationRequest), async (c) =>
      c.json<Destination>(
        await chooseDestination(
          { ...deps, signal: c.req.raw.signal },
          c.var.person,
          c.req.valid('json'),
        ),
      ),
    )
    .patch('/:id', signedIn(deps), json(destinationPatch), async (c) =>
      c.json<Destination>(
        await changeDestination(deps, c.var.person, c.req.param('id'), c.req.valid('json')),
      ),
    )
    .post('/:id/matches', signedIn(deps), json(matchesRequest), async (c) =>
      c.json<LinkMatches>(
        await linkMatches(
          { ...deps, signal: c.req.raw.signal },
          c.var.person,
          c.req.param('id'),
          c.req.valid('json'),
        ),
      ),
    )
    .delete('/:id', signedIn(deps), async (c) => {
      await forgetDestination(deps, c.var.person, c.req.param('id'))
      return c.body(null, 204)
    })
