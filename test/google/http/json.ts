import { gzipSync } from 'node:zlib'
import type { Context } from 'hono'
import type { StatusCode } from 'hono/utils/http-status'

/** Below this Google does not compress either. */
const WORTH_GZIP = 860

/**
 * An answer as Google writes it: indented by two unless `prettyPrint=false`, compressed when the
 * caller takes gzip.
 */
export function json(
  c: Context,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): Response {
  const plain = c.req.query('prettyPrint') === 'false'
  const text = plain ? JSON.stringify(body) : `${JSON.stringify(body, null, 2)}\n`
  c.status(status as StatusCode)
  c.header('content-type', 'application/json; charset=UTF-8')
  c.header('vary', 'Origin, X-Origin, Referer')
  if (!('cache-control' in headers)) c.header('cache-control', 'private')
  for (const [name, value] of Object.entries(headers)) c.header(name, value)
  const gzip = /\bgzip\b/i.test(c.req.header('accept-encoding') ?? '')
  if (!gzip || text.length < WORTH_GZIP) return c.body(text)
  c.header('content-encoding', 'gzip')
  return c.body(new Uint8Array(gzipSync(text)))
}
