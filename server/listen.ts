import { randomUUID } from 'node:crypto'
import { createServer as createHttpServer, type Server, type ServerOptions } from 'node:http'
import { createServer as createHttpsServer, type Server as HttpsServer } from 'node:https'
import type { SecureContextOptions } from 'node:tls'
import { getRequestListener, RequestError } from '@hono/node-server'
import type { Logger } from 'pino'
import { statusOf, type WireError } from '#shared/errors.ts'

/**
 * How long a client may take, so that slow ones cannot use up the server. Milliseconds.
 * https://nodejs.org/api/http.html#serverheaderstimeout
 */
export const LIMITS: ServerOptions = {
  headersTimeout: 10_000,
  /** Head and body of a request: a send of 2 MB has to come within it. */
  requestTimeout: 60_000,
  /** How often the two above are looked at. */
  connectionsCheckingInterval: 5_000,
  /** Longer than proxies keep an idle connection (nginx: a minute), so that it is they who close it. */
  keepAliveTimeout: 75_000,
  /** Request line and headers, so the length of an address too. Bytes. */
  maxHeaderSize: 16_384,
}
/** A connection on which nothing moves is closed: longer than any answer takes. */
const STILL_MS = 5 * 60_000
/** Below the 1024 files that a process may have open as a rule. */
const CONNECTIONS = 800

type Fetch = Parameters<typeof getRequestListener>[0]

/**
 * The node server, not listening yet.
 * @param tls certificate and key, for https; null for http
 */
export function createServer(
  fetch: Fetch,
  log: Logger,
  {
    tls = null,
    limits = LIMITS,
  }: { tls?: SecureContextOptions | null; limits?: ServerOptions } = {},
): Server | HttpsServer {
  const listener = getRequestListener(fetch, {
    errorHandler: (error) => beforeRoutes(error, log),
    // It would reset after half a second whoever still sends a body that was refused; Node reads it away.
    autoCleanupIncoming: false,
  })
  const server = tls
    ? createHttpsServer({ ...limits, ...tls }, (...both) => void listener(...both))
    : createHttpServer(limits, (...both) => void listener(...both))
  server.timeout = STILL_MS
  server.maxConnections = CONNECTIONS
  return server
}

/** What reaches no route: a request that is none, such as one whose Host header is no host. */
function beforeRoutes(error: unknown, log: Logger): Response {
  const requestId = randomUUID()
  const understood = !(error instanceof RequestError)
  log[understood ? 'error' : 'info']({ requestId, err: error }, 'request reached no route')
  const body: WireError = understood
    ? { code: 'internal', message: 'Something went wrong on the Sheetside server.', requestId }
    : { code: 'invalid_input', message: 'The request is not valid.', requestId }
  const headers = { 'cache-control': 'no-store', 'x-request-id': requestId }
  return Response.json(body, { status: statusOf[body.code], headers })
}
