import type { Context } from 'hono'
import type { Caller } from '#server/events/events.ts'
import type { AppEnv } from './authenticated.ts'

/** Who speaks to us. */
export function callerOf(c: Context<AppEnv>): Caller {
  return { address: c.env.incoming.socket.remoteAddress ?? 'unknown' }
}
