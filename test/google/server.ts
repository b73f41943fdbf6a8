import { serve } from '@hono/node-server'
import { Hono, type Context } from 'hono'
import { DEFAULT_CLIENT, type Client } from '#test/google/oauth/clients.ts'
import { answerDrive } from '#test/google/drive/methods.ts'
import { ApiError, serverError } from '#test/google/http/errors.ts'
import { Faults } from '#test/google/http/faults.ts'
import { Files, type StoredFile } from '#test/google/drive/files.ts'
import { admit, Quota } from '#test/google/http/gate.ts'
import { newSigningKey } from '#test/google/oauth/identity.ts'
import { json } from '#test/google/http/json.ts'
import { knobPages } from './knob-pages.ts'
import { makeKnobs, type Knobs } from './knobs.ts'
import { oauthPages } from '#test/google/oauth/app.ts'
import { findOperation, type Operation } from '#test/google/http/operations.ts'
import { ADA, PEOPLE, type Person } from '#test/google/oauth/people.ts'
import { readBody } from '#test/google/http/request-body.ts'
import { ALL_SCOPES } from '#test/google/oauth/scopes.ts'
import { seedFiles } from '#test/google/seeds/seeds.ts'
import { answerSheets } from '#test/google/sheets/methods.ts'
import { sheetPages } from '#test/google/pages/sheet.ts'
import { tokenEndpoint } from '#test/google/oauth/token-endpoint.ts'
import { tokenInfo } from '#test/google/oauth/token-info.ts'
import { meetFaults, tellsReasons, type Env } from '#test/google/http/trouble.ts'
import { Tokens } from '#test/google/oauth/tokens.ts'
import type { SeenRequest, World } from './world.ts'

export type Options = {
  /** 0, the default, takes a free one. */
  port?: number
  /** Registered with the default client, beside its own. */
  redirectUris?: string[]
  /** More clients, or the default one in another form when the id is the same. */
  clients?: (Pick<Client, 'clientId' | 'clientSecret' | 'redirectUris'> & Partial<Client>)[]
  people?: readonly Person[]
  /** Milliseconds since 1970; by default the real time. */
  clock?: { now: () => number }
  /** The spreadsheets to begin with; by default those of seeds.ts. */
  seeds?: (now: number) => StoredFile[]
  /** Reads and writes a minute per person, 60 at the real Google; by default no limit. */
  quota?: number | null
}

export type LocalGoogle = Knobs & {
  /** `http://127.0.0.1:PORT` */
  url: string
  clientId: string
  clientSecret: string
  /** A live access token of the first person, with all scopes. */
  token: string
  close: () => Promise<void>
}

/** Starts the local Google on 127.0.0.1, in this process. */
export async function startGoogle(options: Options = {}): Promise<LocalGoogle> {
  const now = options.clock?.now ?? Date.now
  const files = new Files(now)
  for (const file of (options.seeds ?? seedFiles)(now())) files.add(file)
  const world: World = {
    url: '',
    now,
    people: options.people ?? PEOPLE,
    clients: readClients(options),
    tokens: new Tokens(now),
    key: await newSigningKey(),
    files,
    faults: new Faults(),
    seen: [],
    quota: options.quota ?? null,
  }
  const knobs = makeKnobs(world)
  const server = await listen(createApp(world, knobs), options.port ?? 0)
  world.url = `http://127.0.0.1:${String(server.port)}`
  const [client = DEFAULT_CLIENT] = world.clients
  const first = world.people[0] ?? ADA
  return {
    ...knobs,
    url: world.url,
    clientId: client.clientId,
    clientSecret: client.clientSecret,
    token: knobs.tokenFor(first.email, ALL_SCOPES),
    close: server.close,
  }
}

function readClients({ clients = [], redirectUris = [] }: Options): Client[] {
  const standard = {
    ...DEFAULT_CLIENT,
    redirectUris: [...DEFAULT_CLIENT.redirectUris, ...redirectUris],
  }
  const given = clients.map((client) => ({ ...DEFAULT_CLIENT, ...client }))
  const replaced = given.some(({ clientId }) => clientId === standard.clientId)
  return replaced ? given : [standard, ...given]
}

function createApp(world: World, knobs: Knobs): Hono<Env> {
  const app = new Hono<Env>()
  const quota = new Quota()

  app.use(async (c, next) => {
    const path = new URL(c.req.url).pathname
    if (path.startsWith('/_local')) return next()
    const operation = findOperation(c.req.method, path)
    c.set('operation', operation)
    c.set('authorized', null)
    const name = operation?.name ?? (await oauthOperation(c, path))
    const met = world.faults.meet(kindsOf(operation, name))
    const seen = record(world, c, name)
    await meetFaults(world, c, next, met, operation)
    seen.status = c.res.status
    const person = c.get('authorized')
    seen.authorized = person !== null
    seen.person = person?.email ?? null
    return undefined
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

  const api = async (c: Context<Env>): Promise<Response> => {
    const operation = c.get('operation')
    if (!operation) return c.html(notFoundPage(c), 404)
    const access = admit(world, c, operation)
    c.set('authorized', access.person)
    quota.count(world, access, operation)
    const call = {
      world,
      access,
      operation,
      query: new URL(c.req.url).searchParams,
      body: await readBody(c, operation.name),
    }
    const body = operation.service === 'sheets' ? answerSheets(call) : answerDrive(call)
    if (body === null) return c.body(null, 204)
    return json(c, 200, body)
  }
  app.all('/v4/*', api)
  app.all('/drive/v3/*', api)

  app.route('/_local', knobPages(world, knobs))
  app.route('/', oauthPages(world))
  app.route('/', tokenEndpoint(world))
  app.route('/', tokenInfo(world))
  app.route('/', sheetPages(world))
  app.notFound((c) => c.html(notFoundPage(c), 404))
  return app
}

/** Google's page for an address that nothing answers to has this title. Recorded. */
function notFoundPage(c: Context): string {
  const path = c.req.path.replaceAll(/[&<>"]/g, '')
  return `<!DOCTYPE html><html lang=en><meta charset=utf-8><title>Error 404 (Not Found)!!1</title><p><b>404.</b> That’s an error.<p>The requested URL <code>${path}</code> was not found on this server.`
}

async function oauthOperation(c: Context, path: string): Promise<string> {
  if (path === '/token') {
    const form = new URLSearchParams(await c.req.text())
    return form.get('grant_type') === 'refresh_token' ? 'token.refresh' : 'token.code'
  }
  if (path === '/revoke') return 'revoke'
  if (path.endsWith('/userinfo')) return 'userinfo'
  if (path.endsWith('/tokeninfo')) return 'tokeninfo'
  if (path.endsWith('/certs')) return 'certs'
  if (path.startsWith('/o/oauth2/')) return 'authorize'
  return 'other'
}

function kindsOf(operation: Operation | null, name: string): string[] {
  if (!operation) {
    const service = name === 'other' ? [] : ['oauth']
    return ['any', ...service, name, ...(name.startsWith('token.') ? ['token'] : [])]
  }
  return ['any', operation.service, `${operation.service}.${operation.kind}`, name]
}

function record(world: World, c: Context, operation: string): SeenRequest {
  const url = new URL(c.req.url)
  for (const name of ['access_token', 'key', 'token', 'oauth_token']) url.searchParams.delete(name)
  const api = url.pathname.startsWith('/v4/') || url.pathname.startsWith('/drive/')
  const seen: SeenRequest = {
    method: c.req.method,
    path: api ? url.pathname + url.search : url.pathname,
    operation,
    status: 0,
    authorized: false,
    person: null,
  }
  world.seen.push(seen)
  return seen
}

async function listen(
  app: Hono<Env>,
  port: number,
): Promise<{ port: number; close: () => Promise<void> }> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port }, (info) => {
      resolve({
        port: info.port,
        close: () =>
          new Promise((done) => {
            server.close(() => done())
            if ('closeAllConnections' in server) server.closeAllConnections()
          }),
      })
    })
    server.once('error', reject)
  })
}
