import type { AddressInfo } from 'node:net'
import { createAdaptorServer, type HttpBindings } from '@hono/node-server'
import { Hono, type Context } from 'hono'
import {
  batchAnswer,
  batchRequest,
  sendResult,
  type Outcome,
  type SendRequest,
  type SendResult,
} from '#shared/contract/send.ts'
import { statusOf, wireError, type ServerErrorCode } from '#shared/errors.ts'

export type Ctx = Context<{ Bindings: HttpBindings }>
type Answer = Response | Promise<Response>

/** What a test's server answers; what it does not say is `internal`. */
export type Answers = Partial<{
  /** For a batch, before any of its sends is looked at; null to go on with them. */
  batch: (sends: SendRequest[], c: Ctx) => Answer | null
  /** For each send of a batch that nothing before it holds up. */
  sends: (send: SendRequest, c: Ctx) => Answer
  flows: (c: Ctx) => Answer
  redeem: (c: Ctx) => Answer
  me: (c: Ctx) => Answer
  signOut: (c: Ctx) => Answer
  undo: (id: string, c: Ctx) => Answer
  place: (id: string, c: Ctx) => Answer
}>

export type Received = { authorization: string | undefined; send: SendRequest }

export type ContractServer = {
  url: string
  /** Every send that was tried, whatever was answered. */
  received: Received[]
  /** The ids of each batch that arrived. */
  batches: string[][]
  undone: string[]
  /** May be changed at any time. */
  answers: Answers
  close(): Promise<void>
}

/** A server on loopback that speaks the contract, and answers as the test says. */
export async function startContractServer(answers: Answers = {}): Promise<ContractServer> {
  const received: Received[] = []
  const batches: string[][] = []
  const undone: string[] = []
  const state: Pick<ContractServer, 'answers'> = { answers }

  /** Each as if it were sent alone; behind one that has to wait, all others wait. */
  async function batch(sends: SendRequest[], c: Ctx): Promise<Response> {
    const outcomes: Outcome[] = []
    let held: Failure | null = null
    for (const send of sends) {
      if (held) {
        outcomes.push({ id: send.id, failure: held })
        continue
      }
      received.push({ authorization: c.req.header('authorization'), send })
      const response = await (state.answers.sends?.(send, c) ?? refuse(c, 'internal'))
      // Whoever hung up says no more.
      if (!response.headers.get('content-type')?.includes('json')) return response
      const body: unknown = await response.clone().json()
      if (response.ok) {
        outcomes.push({ id: send.id, result: sendResult.parse(body) })
        continue
      }
      const failure = wireError.parse(body)
      // What the server says before it looks at any of them.
      if (ABOUT_ALL.has(failure.code)) return response
      outcomes.push({ id: send.id, failure })
      if (!FOR_GOOD.has(failure.code)) held = failure
    }
    return c.json(batchAnswer.parse({ outcomes }))
  }

  const app = new Hono<{ Bindings: HttpBindings }>()
    .post('/api/sends/batch', async (c) => {
      const { sends } = batchRequest.parse(await c.req.json())
      batches.push(sends.map(({ id }) => id))
      return state.answers.batch?.(sends, c) ?? batch(sends, c)
    })
    .post('/api/sends/:id/undo', (c) => {
      undone.push(c.req.param('id'))
      return state.answers.undo?.(c.req.param('id'), c) ?? refuse(c, 'internal')
    })
    .get(
      '/api/sends/:id/place',
      (c) => state.answers.place?.(c.req.param('id'), c) ?? refuse(c, 'internal'),
    )
    .post('/api/google/flows', (c) => state.answers.flows?.(c) ?? refuse(c, 'internal'))
    .post('/api/google/redeem', (c) => state.answers.redeem?.(c) ?? refuse(c, 'internal'))
    .delete('/api/sessions/current', (c) => state.answers.signOut?.(c) ?? refuse(c, 'internal'))
    .get('/api/me', (c) => state.answers.me?.(c) ?? refuse(c, 'internal'))
  const server = createAdaptorServer({ fetch: app.fetch, hostname: '127.0.0.1' })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return Object.assign(state, {
    url: `http://127.0.0.1:${port}`,
    received,
    batches,
    undone,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        if ('closeAllConnections' in server) server.closeAllConnections()
      }),
  })
}

type Failure = Extract<Outcome, { failure: unknown }>['failure']
const ABOUT_ALL: ReadonlySet<ServerErrorCode> = new Set(['unauthenticated', 'rate_limited'])
const FOR_GOOD: ReadonlySet<ServerErrorCode> = new Set([
  'invalid_input',
  'conflict',
  'too_large',
  'not_found',
  'sheet_forbidden',
  'sheet_full',
  'range_protected',
  'destination_changed',
])

export function accept({ id, destination }: SendRequest, c: Ctx): Response {
  const result: SendResult = {
    id,
    spreadsheetId: destination.spreadsheetId,
    sheetId: destination.sheetId,
    sheetTitle: 'Sheet1',
    range: 'A2:D2',
    url: `https://docs.google.com/spreadsheets/d/${destination.spreadsheetId}/edit#range=A2:D2`,
    sentAt: '2026-03-01T00:00:00Z',
  }
  return c.json(result)
}

export function refuse(c: Ctx, code: ServerErrorCode, retryAfterSeconds?: number): Response {
  const body = {
    code,
    message: `Refused as ${code}.`,
    requestId: 'request-1',
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
  }
  return c.json(body, statusOf[code])
}

/** Ends the connection without an answer: whether the send was carried out, nobody can tell. */
export function hangUp(c: Ctx): Response {
  c.env.incoming.socket.destroy()
  return c.body(null)
}
