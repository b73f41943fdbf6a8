import type { OutgoingHttpHeaders, ServerResponse } from 'node:http'
import { Writable } from 'node:stream'
import { promisify } from 'node:util'
import { brotliDecompress, gunzip, inflate } from 'node:zlib'
import { errors, Pool } from 'undici'
import { CODE_HEADER } from '#shared/contract/sheet.ts'
import { SheetsideError } from '#shared/errors.ts'
import type { Config } from '#server/config.ts'
import type { Deps } from '#server/deps.ts'
import { accessTokenFor } from './access.ts'
import { endpointsOf } from './endpoints.ts'
import { codeOf, googleFailure, refusalOf } from './errors.ts'
import { dropScope } from './grant-changes.ts'
import { methodAt, refusedParameter } from './surface.ts'

const HEADERS_TIMEOUT_MS = 30_000
/** Between two pieces of the body. */
const BODY_TIMEOUT_MS = 30_000
const CONNECTIONS = 64

/** What of Google's headers is for the client; the rest is between Google and us, or tracks. */
const PASSED_ON = ['content-type', 'content-encoding', 'content-length', 'retry-after'] as const

export type PassedRequest = {
  verb: string
  /** As the client sent it, from `/v4/` on, with its query. */
  target: URL
  account: string | undefined
  acceptEncoding: string | undefined
}

type Headers = Record<string, string | string[] | undefined>
type Refused = { status: number; headers: Headers; pieces: Buffer[] }

/**
 * Answers a request for Google's Sheets API with Google's own bytes, compressed as they come. The
 * answer is written to `outgoing` piece by piece, no faster than the client reads; where the client
 * hangs up, Google is hung up on. An error of Google's passes unchanged, with our code in a header.
 * @param ours headers that the answer carries besides
 * @returns the status that was written
 * @throws SheetsideError, as long as nothing was written
 */
export async function passThrough(
  deps: Deps,
  { personId }: { personId: string },
  request: PassedRequest,
  outgoing: ServerResponse,
  ours: OutgoingHttpHeaders,
): Promise<number> {
  const { verb, target, account } = request
  const method = methodAt(verb, target.pathname)
  if (!method) {
    throw new SheetsideError('not_found', 'Sheetside does not offer this method of the Sheets API.')
  }
  const parameter = refusedParameter(target.searchParams)
  if (parameter !== null) {
    throw new SheetsideError('invalid_input', `The parameter "${parameter}" is not taken here.`)
  }

  let used = await accessTokenFor(deps, personId, account, 'sheets')
  let refused = await forward(deps, request, used.token, outgoing, ours)
  if (refused?.status === 401) {
    used = await accessTokenFor(deps, personId, used.accountId, 'sheets', used.token)
    refused = await forward(deps, request, used.token, outgoing, ours)
  }
  if (!refused) return outgoing.statusCode

  const body = Buffer.concat(refused.pieces)
  const refusal = refusalOf(refused.status, await readError(refused.headers, body))
  // Metadata that is not there says nothing of its file.
  const ofFile = method.name !== 'spreadsheets.developerMetadata.get'
  const code = codeOf(refusal, ofFile ? used.access : undefined)
  if (code === 'google_scope_missing') await dropScope(deps, personId, used, 'sheets')
  deps.log.info({ code, status: refused.status }, 'google refused')
  outgoing.writeHead(refused.status, { ...headersOf(refused.headers, ours), [CODE_HEADER]: code })
  outgoing.end(body)
  return refused.status
}

const pools = new WeakMap<Config, Pool>()

function poolOf(config: Config): Pool {
  const known = pools.get(config)
  if (known) return known
  const pool = new Pool(endpointsOf(config).sheets, {
    connections: CONNECTIONS,
    headersTimeout: HEADERS_TIMEOUT_MS,
    bodyTimeout: BODY_TIMEOUT_MS,
    allowH2: false,
  })
  pools.set(config, pool)
  return pool
}

/** Streams a good answer out and answers null; what Google refuses is collected, since it is small. */
async function forward(
  deps: Deps,
  { verb, target, acceptEncoding }: PassedRequest,
  token: string,
  outgoing: ServerResponse,
  ours: OutgoingHttpHeaders,
): Promise<Refused | null> {
  deps.log.debug({ method: methodAt(verb, target.pathname)?.name }, 'passing on')
  const hangUp = new AbortController()
  const gone = () => hangUp.abort()
  // It may have hung up already, while a token was got.
  if (outgoing.destroyed) gone()
  else outgoing.once('close', gone)
  const seen: { refused: Refused | null } = { refused: null }
  try {
    await poolOf(deps.config).stream(
      {
        method: verb,
        path: target.pathname + target.search,
        signal: hangUp.signal,
        headers: {
          authorization: `Bearer ${token}`,
          accept: 'application/json',
          // Google compresses only for a user agent that says gzip as well.
          // https://developers.google.com/workspace/sheets/api/guides/performance
          'user-agent': 'sheetside (gzip)',
          ...(acceptEncoding !== undefined && { 'accept-encoding': acceptEncoding }),
        },
      },
      ({ statusCode: status, headers }) => {
        if (status < 400) return outgoing.writeHead(status, headersOf(headers, ours))
        const pieces: Buffer[] = []
        seen.refused = { status, headers, pieces }
        return collecting(pieces)
      },
    )
  } catch (error) {
    // Half an answer can't be taken back; undici has broken the connection, which tells the client.
    if (outgoing.headersSent || outgoing.destroyed) {
      deps.log.info({ reason: nameOf(error) }, 'passing through was cut short')
      return null
    }
    throw googleFailure(
      timedOut(error) ? 'google_timeout' : 'google_unavailable',
      `no answer: ${nameOf(error)}`,
    )
  } finally {
    outgoing.off('close', gone)
  }
  return seen.refused
}

function collecting(pieces: Buffer[]): Writable {
  return new Writable({
    write(piece: Buffer, _encoding, done) {
      pieces.push(piece)
      done()
    },
  })
}

function headersOf(google: Headers, ours: OutgoingHttpHeaders): OutgoingHttpHeaders {
  const passed = PASSED_ON.flatMap((name) => {
    const value = google[name]
    return value === undefined ? [] : [[name, value] as const]
  })
  return {
    ...ours,
    ...Object.fromEntries(passed),
    vary: [ours['vary'], 'accept-encoding'].filter(Boolean).join(', '),
  }
}

const decoders: Partial<Record<string, (body: Buffer) => Promise<Buffer>>> = {
  gzip: promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
}

/** Only for our code beside it: the bytes themselves go on as they came. */
async function readError(headers: Headers, body: Buffer): Promise<unknown> {
  const decode = decoders[String(headers['content-encoding'])]
  try {
    const plain: unknown = JSON.parse(String(decode ? await decode(body) : body))
    return plain
  } catch {
    return undefined
  }
}

function timedOut(error: unknown): boolean {
  return (
    error instanceof errors.HeadersTimeoutError ||
    error instanceof errors.BodyTimeoutError ||
    error instanceof errors.ConnectTimeoutError
  )
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error
}
