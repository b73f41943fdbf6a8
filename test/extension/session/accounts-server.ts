import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Me } from '#shared/contract/me.ts'
import type { NewSession } from '#shared/contract/session.ts'
import { statusOf, type ServerErrorCode } from '#shared/errors.ts'

export type Call = { route: string; authorization: string | undefined; body: unknown }

export type AccountsServer = {
  url: string
  calls: Call[]
  /** A route, `POST /api/sessions`, and the code that it refuses with. */
  refusals: Map<string, ServerErrorCode>
  /** A route, and what it waits for before it answers. */
  delays: Map<string, Promise<void>>
  me: Me
  close(): Promise<void>
}

/** A server on loopback with the routes of sessions, accounts, preferences and the person. */
export async function startAccountsServer(session: NewSession, me: Me): Promise<AccountsServer> {
  const state: Omit<AccountsServer, 'url' | 'close'> = {
    calls: [],
    refusals: new Map(),
    delays: new Map(),
    me,
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const route = `${request.method} ${request.url}`
    let text = ''
    for await (const chunk of request) text += String(chunk)
    const body: unknown = text === '' ? null : JSON.parse(text)
    state.calls.push({ route, authorization: request.headers.authorization, body })
    await state.delays.get(route)

    const send = (status: number, json: unknown) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(json))
    }
    const code = state.refusals.get(route)
    if (code) return send(statusOf[code], { code, message: `It is ${code}.`, requestId: 'r-1' })
    switch (route) {
      case 'POST /api/accounts':
        return send(201, session)
      case 'POST /api/accounts/links':
        return send(202, {})
      case 'POST /api/sessions':
        return send(200, session)
      case 'DELETE /api/sessions/current':
        response.writeHead(204).end()
        return
      case 'GET /api/me':
        return send(200, state.me)
      case 'PATCH /api/preferences':
        state.me = { ...state.me, preferences: { ...state.me.preferences, ...(body as object) } }
        return send(200, state.me.preferences)
      case 'GET /healthz':
        return send(200, { status: 'ok', service: 'sheetside' })
    }
    send(404, { code: 'not_found', message: 'Nothing here.', requestId: 'r-1' })
  }

  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return Object.assign(state, {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  })
}

/** An address on loopback where nothing listens. */
export async function deadAddress(): Promise<string> {
  const server = createServer()
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  await new Promise<void>((resolve) => {
    server.close(() => resolve())
  })
  return `http://127.0.0.1:${port}`
}
