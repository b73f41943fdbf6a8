import { cors } from 'hono/cors'
import type { Config } from '#server/config.ts'
import { ACCOUNT_HEADER, CODE_HEADER } from '#shared/contract/sheet.ts'

const CHROMIUM_REDIRECT = /^https:\/\/([a-p]{32})\.chromiumapp\.org\//

/**
 * Answers the extensions that the configuration lists, so that they need no host permission. In
 * Chromium an extension's origin is its id; Firefox gives each installation a random one, so any is
 * answered there. This is no authentication: every request still needs its bearer, and credentials are
 * never allowed.
 */
export function extensionCors({ extensionRedirects }: Config) {
  const listed = new Set(
    extensionRedirects.flatMap((redirect) => {
      const id = CHROMIUM_REDIRECT.exec(redirect)?.[1]
      return id === undefined ? [] : [`chrome-extension://${id}`]
    }),
  )
  return cors({
    origin: (origin) =>
      listed.has(origin) || origin.startsWith('moz-extension://') ? origin : null,
    allowMethods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowHeaders: ['authorization', 'content-type', ACCOUNT_HEADER],
    exposeHeaders: [CODE_HEADER, 'retry-after', 'x-request-id'],
    maxAge: 600,
  })
}
