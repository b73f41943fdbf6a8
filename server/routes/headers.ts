import { createMiddleware } from 'hono/factory'
import type { Config } from '#server/config.ts'
import type { AppEnv } from './authenticated.ts'

/**
 * What every answer says, refusals and preflights included. An answer of the API is no page: it may load
 * nothing and be framed by nobody. A page says what it needs itself, and wins.
 * https://cheatsheetseries.owasp.org/cheatsheets/REST_Security_Cheat_Sheet.html#security-headers
 */
const ALWAYS = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
}

/**
 * A year, for this host alone: what runs on its subdomains is not ours to decide. Only over https
 * (RFC 6797 §7.2), and not while trying things out, where a browser would hold it against all of localhost.
 */
const HSTS = 'max-age=31536000'

/** Set before the routes run, so that they are also on what is streamed. */
export function usualHeaders({ production }: Config) {
  return createMiddleware<AppEnv>(async (c, next) => {
    for (const [name, value] of Object.entries(ALWAYS)) c.header(name, value)
    if (production && c.var.caller.https) c.header('strict-transport-security', HSTS)
    await next()
  })
}
