import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'
import type { Operation } from './operations.ts'
import type { Person } from '#test/google/oauth/people.ts'

/** What the parts of the server know of a request. */
export type Env = {
  Bindings: HttpBindings
  Variables: { operation: Operation | null; authorized: Person | null }
}

/** `errors[]` is for Google's own libraries, and for all who call an API on www.googleapis.com. Recorded. */
export function tellsReasons(c: Context<Env>): boolean {
  return isOfficial(c) || c.get('operation')?.service === 'drive'
}

/** Google's own client libraries say in a header what they are. */
function isOfficial(c: Context<Env>): boolean {
  return /\bgdcl\//.test(c.req.header('x-goog-api-client') ?? '')
}
