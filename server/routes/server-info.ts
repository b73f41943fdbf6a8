import { Hono } from 'hono'
import type { Deps } from '#server/deps.ts'
import type { ServerInfo } from '#shared/contract/server.ts'
import type { AppEnv } from './authenticated.ts'

export const serverInfoRoutes = ({ config: { mail, registration, google } }: Deps) =>
  new Hono<AppEnv>().get('/', (c) =>
    c.json<ServerInfo>({ mail: mail !== null, registration, google: google.access }),
  )
