import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { SheetsideError } from '#shared/errors.ts'
import { SEND_BYTES } from '#shared/limits.ts'
import type { AppEnv } from './authenticated.ts'

/** What a request may carry, in bytes; what is about sends, and where they go, has more to say. */
const BODY_BYTES = 64 * 1024

/** The largest send, and what stands around it where it goes as a batch. */
const SENDS_BYTES = SEND_BYTES + 1024

/** Refuses a body that is larger than its route has use for, before it is read. */
export function limitBody(): MiddlewareHandler<AppEnv> {
  const usual = bodyLimit({ maxSize: BODY_BYTES, onError: refuse })
  const send = bodyLimit({ maxSize: SENDS_BYTES, onError: refuse })
  return (c, next) => {
    const sends = /^\/api\/(sends|destinations)(\/|$)/.test(c.req.path)
    // Only a body of unknown length has to be read to be measured. The others are left alone, so that
    // Node reads away what a refusal leaves: a client that is reset while it sends never sees why.
    if (c.req.header('transfer-encoding') !== undefined) return (sends ? send : usual)(c, next)
    const length = Number(c.req.header('content-length') ?? 0)
    return length > (sends ? SENDS_BYTES : BODY_BYTES) ? refuse() : next()
  }
}

function refuse(): never {
  throw new SheetsideError('too_large', 'This is more than can be sent at once. Send less of it.')
}
