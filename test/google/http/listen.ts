import { serve } from '@hono/node-server'
import type { Hono } from 'hono'
import type { Env } from './env.ts'

/**
 * Listens on 127.0.0.1.
 * @param port 0 takes a free one.
 * @throws what Node says when the port cannot be listened on: `EADDRINUSE`, `EACCES`.
 */
export async function listen(
  app: Hono<Env>,
  port: number,
): Promise<{ port: number; close: () => Promise<void> }> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port }, (info) => {
      resolve({
        port: info.port,
        close: () =>
          new Promise((done) => {
            server.close(() => done())
            if ('closeAllConnections' in server) server.closeAllConnections()
          }),
      })
    })
    server.once('error', reject)
  })
}
