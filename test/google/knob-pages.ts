import { Hono } from 'hono'
import { z } from 'zod'
import type { Knobs } from './knobs.ts'
import type { World } from './world.ts'

const on = z.string().min(1)
const times = z.int().positive()
const fault = z.discriminatedUnion('kind', [
  z
    .object({
      kind: z.literal('fail'),
      on,
      times,
      status: z.literal([400, 401, 403, 429, 500, 503]),
      body: z.record(z.string(), z.unknown()),
    })
    .partial({ times: true, body: true }),
  z
    .object({ kind: z.literal('delay'), on, times, milliseconds: z.number() })
    .partial({ times: true }),
  z
    .object({ kind: z.literal('drop'), on, times, when: z.literal(['before', 'after']) })
    .partial({ times: true }),
])
const render = z.literal(['FORMATTED_VALUE', 'UNFORMATTED_VALUE', 'FORMULA'])

/** The knobs over HTTP, under `/_local`, for other processes on this computer. */
export function knobPages(world: World, knobs: Knobs): Hono {
  const app = new Hono()
  app.onError((error, c) => c.json({ error: error.message }, 400))

  app.get('/state', (c) =>
    c.json({
      url: world.url,
      people: world.people.map(({ sub, email, name }) => ({ sub, email, name })),
      clients: world.clients.map(({ clientId, redirectUris }) => ({ clientId, redirectUris })),
      files: world.files.all().map(({ id, name, owner }) => ({ id, name, owner: owner.email })),
      tokenRefreshes: knobs.tokenRefreshes(),
    }),
  )
  app.get('/requests', (c) => c.json(knobs.requests()))
  app.delete('/requests', (c) => {
    knobs.clearRequests()
    return c.json({})
  })
  app.get('/cells', (c) => {
    const { spreadsheetId = '', range = '' } = c.req.query()
    const option = render.default('FORMATTED_VALUE').parse(c.req.query('render'))
    return c.json(knobs.cells(spreadsheetId, range, option))
  })
  app.get('/metadata', (c) => c.json(knobs.metadata(c.req.query('spreadsheetId') ?? '')))
  app.post('/token', async (c) => {
    const given = z.object({ email: z.string(), scopes: z.array(z.string()) })
    const { email, scopes } = given.parse(await c.req.json())
    return c.json({ token: knobs.tokenFor(email, scopes) })
  })
  app.post('/expire-access-tokens', (c) => {
    knobs.expireAccessTokens()
    return c.json({})
  })
  app.post('/revoke-grant', async (c) => {
    knobs.revokeGrant(z.object({ email: z.string() }).parse(await c.req.json()).email)
    return c.json({})
  })
  app.post('/faults', async (c) => {
    const { times, ...given } = fault.parse(await c.req.json())
    const limit = times === undefined ? {} : { times }
    if (given.kind === 'fail') {
      const { body, ...rest } = given
      knobs.addFault({ ...rest, ...limit, ...(body ? { body } : {}) })
    } else knobs.addFault({ ...given, ...limit })
    return c.json({})
  })
  app.delete('/faults', (c) => {
    knobs.clearFaults()
    return c.json({})
  })
  app.post('/quota', async (c) => {
    const given = z.object({ perMinute: z.int().positive().nullable() })
    knobs.setQuota(given.parse(await c.req.json()).perMinute)
    return c.json({})
  })
  app.post('/cells', async (c) => {
    const given = z.object({
      spreadsheetId: z.string(),
      range: z.string(),
      values: z.array(z.array(z.unknown())),
      email: z.string().optional(),
    })
    const { spreadsheetId, range, values, email } = given.parse(await c.req.json())
    knobs.writeCells(spreadsheetId, range, values, email)
    return c.json({})
  })
  app.post('/share', async (c) => {
    const given = z.object({
      spreadsheetId: z.string(),
      email: z.string(),
      role: z.literal(['owner', 'writer', 'reader', 'none']),
    })
    const { spreadsheetId, email, role } = given.parse(await c.req.json())
    knobs.share(spreadsheetId, email, role)
    return c.json({})
  })
  return app
}
