import type { Context, Next } from 'hono'

/** Any page may call the APIs: what lets it is the token, not where it is from. */

export function answerPreflight(c: Context): Response {
  c.header('access-control-allow-origin', c.req.header('origin') ?? '*')
  c.header('access-control-allow-methods', 'DELETE,GET,HEAD,OPTIONS,PATCH,POST,PUT')
  const headers = c.req.header('access-control-request-headers')
  if (headers !== undefined) c.header('access-control-allow-headers', headers)
  c.header('access-control-max-age', '3600')
  c.header('vary', 'origin, referer, x-origin')
  c.header('content-type', 'text/html')
  return c.body('')
}

/** Answers to a page may be read by it, and so may these headers. */
export async function allowOrigin(c: Context, next: Next): Promise<void> {
  const origin = c.req.header('origin')
  if (origin !== undefined) {
    c.header('access-control-allow-origin', origin)
    c.header(
      'access-control-expose-headers',
      'vary,vary,vary,content-encoding,date,server,content-length',
    )
  }
  await next()
}
