import { gzipSync } from 'node:zlib'
import type { Context } from 'hono'
import type { StatusCode } from 'hono/utils/http-status'

/** Below this Google does not compress either. */
const WORTH_GZIP = 860
/** Google's own level is not known; this one costs a third of the usual. */
const GZIP = { level: 1 }

/** An answer as bytes; compressed when somebody takes it so for the first time. */
export class Rendered {
  readonly plain: Uint8Array<ArrayBuffer>
  #gzip: Uint8Array<ArrayBuffer> | null = null

  constructor(body: unknown, pretty: boolean) {
    const text = pretty ? `${JSON.stringify(body, null, 2)}\n` : JSON.stringify(body)
    this.plain = new TextEncoder().encode(text)
  }

  get gzip(): Uint8Array<ArrayBuffer> {
    this.#gzip ??= new Uint8Array(gzipSync(this.plain, GZIP))
    return this.#gzip
  }
}

/** As Google writes it: indented by two, unless `prettyPrint=false`. */
export function render(c: Context, body: unknown): Rendered {
  const pretty = c.req.query('prettyPrint') ?? c.req.query('$prettyPrint')
  return new Rendered(body, pretty !== 'false')
}

/** Answers with JSON, compressed when the caller takes gzip. */
export function json(
  c: Context,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): Response {
  return send(c, status, render(c, body), headers)
}

export function send(
  c: Context,
  status: number,
  rendered: Rendered,
  headers: Record<string, string> = {},
): Response {
  const common = standardHeaders(c.req.path)
  for (const [name, value] of Object.entries({ ...common, ...headers })) c.header(name, value)
  c.status(status as StatusCode)
  const gzip = /\bgzip\b/i.test(c.req.header('accept-encoding') ?? '')
  if (!gzip || rendered.plain.length < WORTH_GZIP) return c.body(rendered.plain)
  c.header('content-encoding', 'gzip')
  return c.body(rendered.gzip)
}

const ALL = {
  'content-type': 'application/json; charset=UTF-8',
  server: 'ESF',
  'x-xss-protection': '0',
  'x-frame-options': 'SAMEORIGIN',
  'x-content-type-options': 'nosniff',
}
const SHEETS = { ...ALL, vary: 'Origin, X-Origin, Referer', 'cache-control': 'private' }
const DRIVE = {
  ...ALL,
  vary: 'Origin, X-Origin',
  'cache-control': 'no-cache, no-store, max-age=0, must-revalidate',
  pragma: 'no-cache',
  expires: 'Mon, 01 Jan 1990 00:00:00 GMT',
}

/** The headers that Google's answers carry besides their own. Recorded. */
function standardHeaders(path: string): Record<string, string> {
  return path.includes('/drive/v') ? DRIVE : SHEETS
}

/** Nothing to say: 204. Drive calls it HTML all the same. Recorded. */
export function sendNothing(c: Context): Response {
  for (const [name, value] of Object.entries(standardHeaders(c.req.path))) c.header(name, value)
  c.header('content-type', 'text/html')
  return c.body(null, 204)
}
