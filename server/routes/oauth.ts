import { Hono, type Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { html } from 'hono/html'
import type { Deps } from '#server/deps.ts'
import { finishFlow } from '#server/google/callback.ts'
import { openFlow } from '#server/google/oauth.ts'
import { OAUTH_FLOW_SECONDS } from '#shared/limits.ts'
import type { AppEnv } from './authenticated.ts'

/** No failure of the server's: asked again in earnest, it works (RFC 8470 §5.2). */
const TOO_EARLY = 425

/** The two addresses of a Google flow that a browser visits; everything else goes by /api/google. */
export const oauthRoutes = (deps: Deps) => {
  const cookie = cookieFor(deps.config.publicUrl)

  return new Hono<AppEnv>()
    .use(async (c, next) => (looksOnly(c) ? c.body(null, TOO_EARLY) : next()))
    .get('/start', async (c) => {
      const flow = await openFlow(deps, c.req.query('flow') ?? '')
      if (!flow) return deadEnd(c)
      setCookie(c, cookie.name(flow.flowId), flow.browser, {
        ...cookie.options,
        maxAge: OAUTH_FLOW_SECONDS,
      })
      return c.redirect(flow.consentUrl)
    })
    .get('/callback', async (c) => {
      const { state, code, error, iss, picked_file_ids: pickedFileIds } = c.req.query()
      const returned = { state, code, error, iss, pickedFileIds }
      const back = await finishFlow(deps, returned, (flowId) => {
        const name = cookie.name(flowId)
        const shown = getCookie(c, name)
        deleteCookie(c, name, cookie.options)
        return shown
      })
      return back === null ? deadEnd(c) : c.redirect(back)
    })
}

/**
 * A cookie for each flow, so that two of them can run in one browser. Under https its name makes the
 * browser refuse one that was set by a neighbour domain or in the clear, which takes the path `/`.
 * https://www.rfc-editor.org/rfc/rfc6265bis#section-4.1.3.2
 */
function cookieFor(publicUrl: string) {
  const secure = publicUrl.startsWith('https:')
  return {
    name: (flowId: string) => `${secure ? '__Host-' : ''}sheetside-flow-${flowId.slice(0, 16)}`,
    options: { httpOnly: true, sameSite: 'Lax', secure, path: secure ? '/' : '/oauth/google' },
  } as const
}

/**
 * What works once is not spent by who only looks ahead: a mail scanner's HEAD, a browser that prefetches
 * (https://wicg.github.io/nav-speculation/prefetch.html#sec-purpose-header).
 */
function looksOnly({ req }: Context<AppEnv>): boolean {
  const purpose = req.header('sec-purpose') ?? req.header('purpose') ?? ''
  return req.method === 'HEAD' || purpose.startsWith('prefetch')
}

/** For a browser that came here without a flow under way: it can only be told where to begin. */
function deadEnd(c: Context<AppEnv>) {
  c.header(
    'content-security-policy',
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  )
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Sheetside</title>
        <style>
          :root {
            color-scheme: light dark;
          }
          body {
            font:
              16px/1.5 system-ui,
              sans-serif;
            max-width: 30rem;
            margin: 20vh auto;
            padding: 0 1.5rem;
          }
        </style>
      </head>
      <body>
        <h1>This sign-in is no longer valid</h1>
        <p>
          The link was used already, is too old, or was begun in another browser. Nothing was
          connected.
        </p>
        <p>Close this window, open Sheetside from your browser’s toolbar and try again.</p>
      </body>
    </html>`
  return c.html(page, 400)
}
