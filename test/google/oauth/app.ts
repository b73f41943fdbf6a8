import { Hono, type Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import {
  failureUrl,
  hinted,
  missingScopes,
  PageError,
  readRequest,
  successUrl,
  type Flow,
} from './authorize.ts'
import { randomText } from '#test/google/ids.ts'
import { chooserPage, consentPage, errorPage, expiredPage } from './pages.ts'
import type { Person } from './people.ts'
import { SIGN_IN } from './scopes.ts'
import type { World } from '#test/google/world.ts'

/** Who is signed in to the local Google in this browser. */
const COOKIE = 'local_google_sid'

/**
 * The pages a person sees in the browser: account chooser, consent, errors. Every step is a real
 * page with a real form, so that a browser, or a fetch with a cookie jar, goes through alike.
 */
export function oauthPages(world: World): Hono {
  const flows = new Map<string, Flow>()
  const app = new Hono()

  const signedIn = (c: Context): Person | undefined =>
    world.people.find((person) => person.sub === getCookie(c, COOKIE))

  const start = (c: Context): Response | Promise<Response> => {
    let flow: Flow
    try {
      flow = readRequest(new URL(c.req.url).searchParams, world.clients)
    } catch (error) {
      if (!(error instanceof PageError)) throw error
      return c.html(errorPage(error), error.status)
    }
    if (flow.prompts.has('none')) return c.redirect(silently(world, flow, signedIn(c)))
    const id = randomText(43)
    flows.set(id, flow)
    const known = hinted(world, flow) ?? signedIn(c)
    if (!known || flow.prompts.has('select_account')) {
      return c.redirect(`/v3/signin/accountchooser?flow=${id}`)
    }
    remember(c, known)
    return c.redirect(`/signin/oauth/consent?flow=${id}`)
  }
  // Their addresses and redirects carry codes: no browser may keep them in its cache.
  for (const path of ['/o/oauth2/*', '/v3/signin/*', '/signin/oauth/*']) {
    app.use(path, async (c, next) => {
      await next()
      c.header('cache-control', 'no-cache, no-store, max-age=0, must-revalidate')
    })
  }
  app.get('/o/oauth2/v2/auth', start)
  app.get('/o/oauth2/auth', start)

  app.get('/v3/signin/accountchooser', (c) => {
    const id = c.req.query('flow') ?? ''
    const flow = flows.get(id)
    if (!flow) return c.html(expiredPage(), 400)
    return c.html(chooserPage({ id, client: flow.client, people: world.people }))
  })

  app.post('/v3/signin/accountchooser', async (c) => {
    const form = await c.req.formData()
    const id = text(form.get('flow'))
    const person = world.people.find(({ sub }) => sub === form.get('account'))
    if (!flows.has(id) || !person) return c.html(expiredPage(), 400)
    remember(c, person)
    return c.redirect(`/signin/oauth/consent?flow=${id}`)
  })

  app.get('/signin/oauth/consent', (c) => {
    const id = c.req.query('flow') ?? ''
    const flow = flows.get(id)
    const person = signedIn(c)
    if (!flow || !person) return c.html(expiredPage(), 400)
    const missing = missingScopes(world, flow, person)
    if (missing.length === 0 && !flow.prompts.has('consent')) {
      flows.delete(id)
      return c.redirect(successUrl(world, flow, person, false))
    }
    return c.html(
      consentPage({
        id,
        client: flow.client,
        person,
        missing,
        granted: flow.scopes.filter((scope) => !missing.includes(scope)),
        nothingTicked: c.req.query('nothing') === '1',
      }),
    )
  })

  app.post('/signin/oauth/consent', async (c) => {
    const form = await c.req.formData()
    const id = text(form.get('flow'))
    const flow = flows.get(id)
    const person = signedIn(c)
    if (!flow || !person) return c.html(expiredPage(), 400)
    if (form.get('decision') !== 'allow') {
      flows.delete(id)
      return c.redirect(failureUrl(flow, 'access_denied'))
    }
    const missing = missingScopes(world, flow, person)
    const ticked = form.getAll('scope')
    const agreed = missing.filter((scope) => SIGN_IN.includes(scope) || ticked.includes(scope))
    // An app that would be given nothing at all is not given a code either.
    if (agreed.length === 0 && missing.length === flow.scopes.length) {
      return c.redirect(`/signin/oauth/consent?flow=${id}&nothing=1`)
    }
    flows.delete(id)
    world.tokens.grant(person, flow.client.projectId, agreed)
    return c.redirect(successUrl(world, flow, person, true))
  })

  return app
}

/** `prompt=none`: straight back, with a code or with what would have been needed. */
function silently(world: World, flow: Flow, signedIn: Person | undefined): string {
  const wanted = hinted(world, flow)
  if (!signedIn || (wanted && wanted !== signedIn)) return failureUrl(flow, 'login_required')
  if (missingScopes(world, flow, signedIn).length > 0) {
    return failureUrl(flow, 'interaction_required')
  }
  return successUrl(world, flow, signedIn, false)
}

function remember(c: Context, person: Person): void {
  setCookie(c, COOKIE, person.sub, { httpOnly: true, sameSite: 'Lax', path: '/' })
}

function text(value: FormDataEntryValue | null): string {
  return typeof value === 'string' ? value : ''
}
