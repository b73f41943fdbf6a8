import type { Context } from 'hono'

/** The method that a request means: a POST may say in a header that it is another. */
export function methodOf(c: Context): string {
  const meant = c.req.header('x-http-method-override')
  return c.req.method === 'POST' && meant !== undefined ? meant.toUpperCase() : c.req.method
}

/**
 * The parameters of a request. A GET too long for an address comes as a POST with the override
 * header and its parameters as a form. Parameters of all methods may have a dollar before their name.
 * https://cloud.google.com/apis/docs/system-parameters
 */
export async function queryOf(c: Context): Promise<URLSearchParams> {
  const query = new URLSearchParams(new URL(c.req.url).search.replaceAll(DOLLAR, '$1'))
  const form = c.req.header('content-type')?.startsWith('application/x-www-form-urlencoded')
  if (form === true && methodOf(c) === 'GET' && c.req.method === 'POST') {
    for (const [name, value] of new URLSearchParams(await c.req.text())) query.append(name, value)
  }
  return query
}

const DOLLAR = /(?<=[?&])(?:\$|%24)(alt|callback|fields|key|prettyPrint|quotaUser)(?==)/g
