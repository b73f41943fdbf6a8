import type { Context } from 'hono'
import type { Client } from '#test/google/oauth/clients.ts'
import type { Faults } from '#test/google/http/faults.ts'
import type { Limits } from '#test/google/http/quota.ts'
import type { Files } from '#test/google/drive/files.ts'
import type { DpopProofs } from '#test/google/oauth/dpop.ts'
import type { Forgery } from '#test/google/oauth/forgery.ts'
import type { Person } from '#test/google/oauth/people.ts'
import type { SigningKey } from '#test/google/oauth/signing-key.ts'
import type { Tokens } from '#test/google/oauth/tokens.ts'

/** A request that was answered. Nothing of it is secret: no body, no header, no token. */
export type SeenRequest = {
  method: string
  /** With the query, but without what authorizes; of OAuth's addresses the path alone. */
  path: string
  /** Such as `values.append`, `token.refresh`; `other` for pages. */
  operation: string
  status: number
  /** Whether it came with a live access token. */
  authorized: boolean
  /** The email address of the person the token was for. */
  person: string | null
}

/** All that the local Google knows; its parts share it. */
export type World = {
  /** Where it listens, `http://127.0.0.1:PORT`. */
  url: string
  /** The time of all that happens here: the real one and an offset. */
  now: () => number
  clock: { offsetMs: number }
  people: readonly Person[]
  clients: Client[]
  tokens: Tokens
  dpop: DpopProofs
  /** The first signs id_tokens; all of them are published. */
  keys: SigningKey[]
  /** What is wrong with id_tokens; null while they are true. */
  forgery: Forgery | null
  /** People, by their `sub`, whose administrator allows no app, and who is told so when they sign in. */
  blockedByAdmin: Map<string, 'callback' | 'page'>
  files: Files
  faults: Faults
  seen: SeenRequest[]
  limits: Limits
  /** Whether developer metadata of a row follows the row's content when rows are sorted. */
  metadataFollowsSort: boolean
  /** Called after whatever may have changed something, so that it can be kept. */
  changed: () => void
}

/** The address of a person's picture. */
export function picture(world: World, person: Person): string {
  return `${world.url}/a/${person.sub}=s96-c`
}

/** The requests that are remembered; older ones are forgotten. */
const REMEMBERED = 10_000

/** Writes down a request, before it is answered. */
export function remember(world: World, c: Context, operation: string): SeenRequest {
  const url = new URL(c.req.url)
  for (const name of ['access_token', 'key', 'token', 'oauth_token']) url.searchParams.delete(name)
  const api = url.pathname.startsWith('/v4/') || url.pathname.includes('/drive/v3/')
  const seen: SeenRequest = {
    method: c.req.method,
    path: api ? url.pathname + url.search : url.pathname,
    operation,
    status: 0,
    authorized: false,
    person: null,
  }
  world.seen.push(seen)
  if (world.seen.length > REMEMBERED) world.seen.splice(0, REMEMBERED / 10)
  return seen
}
