import { STATUS_CODES } from 'node:http'
import type { Context, Hono } from 'hono'
import type { Env } from './env.ts'
import { ApiError } from './errors.ts'
import { readParts, splitHead, type Part } from './multipart.ts'
import { findOperation } from './operations.ts'
import { randomText } from '#test/google/ids.ts'

/** Calls that one request may hold. https://developers.google.com/workspace/drive/api/guides/performance */
const MOST = 100

/**
 * Several calls in one request, each answered by itself: parts of `application/http`. What a call has
 * no header for it has from the request as a whole, its token above all.
 */
export function answerBatch(app: Hono<Env>): (c: Context<Env>) => Promise<Response> {
  return async (c) => {
    const parts = readParts(c.req.header('content-type') ?? '', await c.req.arrayBuffer())
    if (!parts || parts.length === 0) {
      throw new ApiError(400, 'Failed to parse batch request, error: no parts were found.')
    }
    if (parts.length > MOST) {
      throw new ApiError(400, `The batch request has more than ${String(MOST)} calls.`)
    }
    const boundary = `batch_${randomText(33)}`
    const answers: string[] = []
    // One after the other, as far as anybody can tell.
    for (const part of parts) answers.push(await answerPart(app, c, part))
    const body = answers.map((answer) => `--${boundary}\r\n${answer}\r\n`).join('')
    c.header('content-type', `multipart/mixed; boundary=${boundary}`)
    return c.body(`${body}--${boundary}--\r\n`)
  }
}

async function answerPart(app: Hono<Env>, c: Context<Env>, part: Part): Promise<string> {
  const asked = readCall(c, part)
  const answer = asked
    ? await app.fetch(asked, c.env)
    : new Response('Bad Request', { status: 400 })
  const { status, headers } = answer
  const names = ['content-type', 'vary', 'cache-control', 'location']
  const head = names.flatMap((name) => {
    const value = headers.get(name)
    return value === null ? [] : [`${name}: ${value}\r\n`]
  })
  // `<id>` is answered as `<response-id>`.
  const id = part.headers['content-id']?.replace(/^<?/, '$&response-')
  const own = id === undefined ? '' : `Content-ID: ${id}\r\n`
  return `Content-Type: application/http\r\n${own}\r\nHTTP/1.1 ${String(status)} ${STATUS_CODES[status] ?? ''}\r\n${head.join('')}\r\n${await answer.text()}`
}

/** The call that a part holds; null for what is none of an API's, uploads among them. */
function readCall(c: Context<Env>, part: Part): Request | null {
  try {
    return makeRequest(c, part)
  } catch (error) {
    // An address that cannot be decoded, or a header that cannot be one, spoils no other call.
    if (error instanceof ApiError || error instanceof TypeError) return null
    throw error
  }
}

function makeRequest(c: Context<Env>, { text }: Part): Request | null {
  const [line = '', ...rest] = Buffer.from(text, 'latin1').toString('utf8').split(/\r?\n/)
  const [, method = '', target = ''] = /^([A-Z]+) (\S+)(?: HTTP\/[\d.]+)?$/.exec(line) ?? []
  const inner = splitHead(`${rest.join('\r\n')}\r\n\r\n`)
  const given = new URL(c.req.url)
  if (!URL.canParse(target, given) || !inner) return null
  const url = new URL(target, given)
  if (!findOperation(method, url.pathname) || url.pathname.startsWith('/upload/')) return null
  const headers = new Headers(inner.headers)
  for (const name of ['host', 'content-length', 'accept-encoding']) headers.delete(name)
  for (const name of ['authorization', 'x-goog-api-client', 'x-goog-api-key']) {
    const value = c.req.header(name)
    if (!headers.has(name) && value !== undefined) headers.set(name, value)
  }
  const body = inner.text.trim()
  const sends = method !== 'GET' && method !== 'DELETE' && body !== ''
  return new Request(given.origin + url.pathname + url.search, {
    method,
    headers,
    ...(sends ? { body } : {}),
  })
}
