import { Hono, type Context } from 'hono'
import { answerDriveRequest } from '#test/google/drive/answer.ts'
import { exportPages } from '#test/google/drive/export-pages.ts'
import { answerBatch } from '#test/google/http/batch.ts'
import { allowOrigin, answerPreflight } from '#test/google/http/cors.ts'
import { readable, type Call } from '#test/google/http/call.ts'
import { tellsReasons, type Env } from '#test/google/http/env.ts'
import { ApiError, serverError } from '#test/google/http/errors.ts'
import { admit } from '#test/google/http/gate.ts'
import { errorPage } from '#test/google/http/html.ts'
import { json, render, send, type Rendered } from '#test/google/http/json.ts'
import { KeptAnswers } from '#test/google/http/kept-answers.ts'
import { kindsOf, nameOf } from '#test/google/http/kinds.ts'
import { findOperation } from '#test/google/http/operations.ts'
import { Quota } from '#test/google/http/quota.ts'
import { readBody } from '#test/google/http/request-body.ts'
import { methodOf, queryOf } from '#test/google/http/request-line.ts'
import { meetFaults } from '#test/google/http/trouble.ts'
import { oauthPages } from '#test/google/oauth/app.ts'
import { tokenEndpoint } from '#test/google/oauth/token-endpoint.ts'
import { tokenInfo } from '#test/google/oauth/token-info.ts'
import { sheetPages } from '#test/google/pages/sheet.ts'
import { isVolatile } from '#test/google/sheets/formulas/calculation.ts'
import { answerSheets } from '#test/google/sheets/methods.ts'
import { knobPages } from '#test/google/knobs/pages.ts'
import type { Knobs } from '#test/google/knobs/knobs.ts'
import { remember, type World } from './world.ts'

/** Everything that answers: the APIs, OAuth, the pages, and the knobs under `/_local`. */
export function createApp(world: World, knobs: Knobs): Hono<Env> {
  const app = new Hono<Env>()
  app.use(async (c, next) => {
    c.header('date', new Date(world.now()).toUTCString())
    const path = new URL(c.req.url).pathname
    if (path.startsWith('/_local')) {
      await next()
      if (c.req.method !== 'GET') world.changed()
      return
    }
    const operation = findOperation(methodOf(c), path)
    c.set('operation', operation)
    c.set('authorized', null)
    const name = await nameOf(c, path, operation)
    const met = world.faults.meet(kindsOf(name, operation))
    const seen = remember(world, c, name)
    await meetFaults(world, c, next, met)
    seen.status = c.res.status
    const person = c.get('authorized')
    seen.authorized = person !== null
    seen.person = person?.email ?? null
    if (operation?.kind !== 'read') world.changed()
  })

  app.onError((error, c) => {
    const operation = c.get('operation')
    if (error instanceof ApiError) {
      return json(c, error.code, error.body(tellsReasons(c)), error.headers)
    }
    console.error('local Google:', operation?.name ?? c.req.path, error)
    const failure = serverError(500)
    return json(c, failure.code, failure.body(tellsReasons(c)))
  })

  const answer = answerApis(world)
  for (const path of ['/v4/*', '/drive/v3/*', '/upload/drive/*']) {
    app.options(path, answerPreflight)
    app.use(path, allowOrigin)
    app.all(path, answer)
  }
  for (const path of ['/batch', '/batch/drive/v3']) app.post(path, answerBatch(app))
  app.get('/_local/', (c) => c.redirect('/_local'))
  app.route('/_local', knobPages(world, knobs))
  app.route('/', oauthPages(world))
  app.route('/', tokenEndpoint(world))
  app.route('/', tokenInfo(world))
  app.route('/', exportPages(world))
  app.route('/', sheetPages(world))
  app.notFound(notFound)
  return app
}

function answerApis(world: World): (c: Context<Env>) => Promise<Response> {
  const quota = new Quota()
  const kept = new KeptAnswers()
  return async (c) => {
    const operation = c.get('operation')
    if (!operation) return notFound(c)
    const access = admit(world, c, operation)
    if (access.token !== '') c.set('authorized', access.person)
    quota.count(world, access, operation)
    const asked = { world, access, operation, query: await queryOf(c) }
    if (operation.service === 'drive') return answerDriveRequest(c, asked)
    const alt = asked.query.get('alt') ?? 'json'
    if (alt !== 'json') throw new ApiError(501, `alt=${alt} is not implemented.`)
    const call = { ...asked, body: await readBody(c, operation.name) }
    if (operation.name === 'values.get' || operation.name === 'values.batchGet') {
      return send(c, 200, answerValues(c, call, kept))
    }
    return json(c, 200, answerSheets(call))
  }
}

/** Values that are read again and again are rendered once, unless they depend on the time. */
function answerValues(c: Context<Env>, call: Call, kept: KeptAnswers): Rendered {
  const { book } = readable(call)
  const key = c.req.method === 'GET' ? c.req.url : ''
  const before = kept.find(key, book)
  if (before) return before
  const rendered = render(c, answerSheets(call))
  if (key !== '' && !isVolatile(book)) kept.keep(key, book, rendered)
  return rendered
}

function notFound(c: Context): Response | Promise<Response> {
  return c.html(errorPage(404, c.req.path), 404)
}
