import type { AddressInfo } from 'node:net'
import { createAdaptorServer, type HttpBindings } from '@hono/node-server'
import { Hono, type Context } from 'hono'
import { sendRequest, type SendRequest, type SendResult } from '#shared/contract/send.ts'
import { statusOf, type ServerErrorCode } from '#shared/errors.ts'

export type Ctx = Context<{ Bindings: HttpBindings }>
type Answer = Response | Promise<Response>

/** What a test's server answers; what it does not say is `internal`. */
export type Answers = Partial<{
  sends: (send: SendRequest, c: Ctx) => Answer
  flows: (c: Ctx) => Answer
  redeem: (c: Ctx) => Answer
  me: (c: Ctx) => Answer
  signOut: (c: Ctx) => Answer
}>

export type Received = { authorization: string | undefined; send: SendRequest }

export type ContractServer = {
  url: string
  /** Every send that arrived, whatever was answered. */
  received: Received[]
  /** May be changed at any time. */
  answers: Answers
  close(): Promise<void>
}

/** A server on loopback that speaks the contract, and answers as the test says. */
export async function startContractServer(answers: Answers = {}): Promise<ContractServer> {
  const received: Received[] = []
  const state: Pick<ContractServer, 'answers'> = { answers }
  const app = new Hono<{ Bindings: HttpBindings }>()
    .post('/api/sends', async (c) => {
      const send = sendRequest.parse(await c.req.json())
      received.push({ authorization: c.req.header('authorization'), send })
      return state.answers.sends?.(send, c) ?? refuse(c, 'internal')
    })
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
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        if ('closeAllConnections' in server) server.closeAllConnections()
      }),
  })
}

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
