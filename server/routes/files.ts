import { Hono } from 'hono'
import type { Deps } from '#server/deps.ts'
import { listSpreadsheets } from '#server/google/drive.ts'
import { filesQuery } from '#shared/contract/file.ts'
import { query, signedIn, type AppEnv } from './authenticated.ts'

export const fileRoutes = (deps: Deps) =>
  new Hono<AppEnv>().get('/', signedIn(deps), query(filesQuery), async (c) =>
    c.json(
      await listSpreadsheets(
        { ...deps, signal: c.req.raw.signal },
        c.var.person,
        c.req.valid('query'),
      ),
    ),
  )
