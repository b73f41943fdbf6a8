import { Hono, type Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import {
  candidates,
  failureUrl,
  hinted,
  interactionRequired,
  missingScopes,
  readRequest,
  successUrl,
  type Flow,
} from './authorize.ts'
import { randomText } from '#test/google/ids.ts'
import { chooserPage, consentPage, errorPage, expiredPage } from './pages.ts'
import { PageError } from './parameters.ts'
import type { Person } from './people.ts'
import { pickable } from './picker.ts'
import { pickerPage } from './picker-page.ts'
import { blockedUrl, checkAudience } from './policy.ts'
import { SIGN_IN } from './scopes.ts'
import { NO_STORE } from './token-form.ts'
import type { World } from '#test/google/world.ts'

/** Who is signed in to the local Google in this browser. */
const COOKIE = 'local_google_sid'

const AUTHORIZE = ['/o/oauth2/v2/auth', '/o/oauth2/auth']
const CHOOSER = '/v3/signin/accountchooser'
const CONSENT = '/signin/oauth/consent'
const PICKER = '/signin/oauth/picker'

/** Flows that may be on their way at once; older ones are over. */
const MOST_FLOWS = 1000

/** How far a flow is on its way. */
type Step = {
  flow: Flow
  /** Whose account was chosen. Another window may be signed in as somebody else since. */
  person: Person | null
  /** What was allowed when only the choice of files is left. */
  agreed: string[] | null
}

/**
 * The pages a person sees in the browser: account chooser, consent, file picker, errors. Every step is
 * a real page with a real form, so that a browser, or a fetch with a cookie jar, goes through alike.
 */
export function oauthPages(world: World): Hono {
  const steps = new Map<string, Step>()
  const app = new Hono()

  app.onError((error, c) => {
    if (!(error instanceof PageError)) throw error
    return c.html(errorPage(error), error.status)
  })
  // Their addresses and redirects carry codes: no browser may keep them in its cache.
  for (const path of ['/o/oauth2/*', '/v3/signin/*', '/signin/oauth/*']) {
    app.use(path, async (c, next) => {
      await next()
      c.header('cache-control', NO_STORE)
    })
  }

  const signedIn = (c: Context): Person | undefined =>
    world.people.find((person) => person.sub === getCookie(c, COOKIE))

  /** The flow of a page after the chooser; null where it is over, or this browser has no session. */
  const begun = (c: Context, id: string): (Step & { person: Person }) | null => {
    const step = steps.get(id)
    return step?.person && signedIn(c) ? { ...step, person: step.person } : null
  }

  const finish = (c: Context, id: string, to: string): Response => {
    steps.delete(id)
    return c.redirect(to)
  }

  app.on('GET', AUTHORIZE, (c) => {
    const flow = readRequest(new URL(c.req.url).searchParams, world.clients)
    if (flow.prompts.has('none')) return c.redirect(silently(world, flow, signedIn(c)))
    const id = randomText(43)
    const known = hinted(world, flow) ?? signedIn(c)
    const fits = known !== undefined && candidates(world, flow).includes(known)
    const person = fits && !flow.prompts.has('select_account') ? known : null
    steps.set(id, { flow, person, agreed: null })
    const [oldest = ''] = steps.keys()
    if (steps.size > MOST_FLOWS) steps.delete(oldest)
    if (!person) return c.redirect(`${CHOOSER}?flow=${id}`)
    remember(c, person)
    return c.redirect(`${CONSENT}?flow=${id}`)
  })

  app.get(CHOOSER, (c) => {
    const id = c.req.query('flow') ?? ''
    const step = steps.get(id)
    if (!step) return c.html(expiredPage(), 400)
    const { flow } = step
    return c.html(chooserPage({ id, client: flow.client, people: candidates(world, flow) }))
  })

  app.post(CHOOSER, async (c) => {
    const form = await readPageForm(c)
    const id = form.get('flow') ?? ''
    const person = world.people.find(({ sub }) => sub === form.get('account'))
    const step = steps.get(id)
    if (!step || !person) return c.html(expiredPage(), 400)
    // What somebody else agreed to a moment ago does not count.
    steps.set(id, { flow: step.flow, person, agreed: null })
    remember(c, person)
    return c.redirect(`${CONSENT}?flow=${id}`)
  })

  app.get(CONSENT, (c) => {
    const id = c.req.query('flow') ?? ''
    const step = begun(c, id)
    if (!step) return c.html(expiredPage(), 400)
    const { flow, person } = step
    const blocked = blockedUrl(world, flow, person)
    if (blocked !== null) return finish(c, id, blocked)
    checkAudience(world, flow, person)
    const missing = missingScopes(world, flow, person)
    if (missing.length === 0 && !flow.prompts.has('consent')) {
      return finish(c, id, successUrl(world, flow, person, false))
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

  app.post(CONSENT, async (c) => {
    const form = await readPageForm(c)
    const id = form.get('flow') ?? ''
    const step = begun(c, id)
    if (!step) return c.html(expiredPage(), 400)
    const { flow, person } = step
    if (form.get('decision') !== 'allow') return finish(c, id, failureUrl(flow, 'access_denied'))
    const missing = missingScopes(world, flow, person)
    const ticked = form.getAll('scope')
    const agreed = missing.filter((scope) => SIGN_IN.includes(scope) || ticked.includes(scope))
    // An app that would be given nothing at all is not given a code either.
    if (agreed.length === 0 && missing.length === flow.scopes.length) {
      return c.redirect(`${CONSENT}?flow=${id}&nothing=1`)
    }
    if (flow.picker) {
      steps.set(id, { flow, person, agreed })
      return c.redirect(`${PICKER}?flow=${id}`)
    }
    world.tokens.grant(person, flow.client, agreed)
    return finish(c, id, successUrl(world, flow, person, true))
  })

  app.get(PICKER, (c) => {
    const id = c.req.query('flow') ?? ''
    const step = begun(c, id)
    if (!step?.flow.picker || !step.agreed) return c.html(expiredPage(), 400)
    const { person } = step
    const { client, picker } = step.flow
    const files = pickable(world, picker, person)
    const nothingChosen = c.req.query('nothing') === '1'
    return c.html(pickerPage({ id, client, person, picker, files, nothingChosen }))
  })

  app.post(PICKER, async (c) => {
    const form = await readPageForm(c)
    const id = form.get('flow') ?? ''
    const step = begun(c, id)
    if (!step?.flow.picker || !step.agreed) return c.html(expiredPage(), 400)
    const { flow, person, agreed } = step
    if (form.get('decision') !== 'insert') return finish(c, id, failureUrl(flow, 'access_denied'))
    const chosen = form.getAll('file')
    const files = pickable(world, step.flow.picker, person)
      .filter((file) => chosen.includes(file.id))
      .slice(0, step.flow.picker.multiple ? undefined : 1)
    if (files.length === 0) return c.redirect(`${PICKER}?flow=${id}&nothing=1`)
    world.tokens.grant(person, flow.client, agreed)
    for (const file of files) world.files.open(file, person, flow.client.projectId)
    const picked = files.map((file) => file.id)
    return finish(c, id, successUrl(world, flow, person, true, picked))
  })

  return app
}

/** `prompt=none`: straight back, with a code or with the news that a page would have been needed. */
function silently(world: World, flow: Flow, signedIn: Person | undefined): string {
  const wanted = hinted(world, flow)
  const fits = signedIn !== undefined && candidates(world, flow).includes(signedIn)
  if (!fits || (wanted && wanted !== signedIn)) return interactionRequired(flow)
  if (world.blockedByAdmin.has(signedIn.sub)) return failureUrl(flow, 'admin_policy_enforced')
  checkAudience(world, flow, signedIn)
  if (missingScopes(world, flow, signedIn).length > 0) return interactionRequired(flow)
  return successUrl(world, flow, signedIn, false)
}

function remember(c: Context, person: Person): void {
  setCookie(c, COOKIE, person.sub, { httpOnly: true, sameSite: 'Lax', path: '/' })
}

/** What the forms of these pages send; whatever else comes is read as if it were that. */
async function readPageForm(c: Context): Promise<URLSearchParams> {
  return new URLSearchParams(await c.req.text())
}
