import type { Context } from 'hono'
import { json } from '#test/google/http/json.ts'

/** What carries a token, or tells of one, is kept by no cache. */
export const NO_STORE = 'no-cache, no-store, max-age=0, must-revalidate'
export const FRESH = { 'cache-control': NO_STORE, pragma: 'no-cache' }

/** `{"error", "error_description"}`, the bodies of RFC 6749 §5.2 with Google's words. */
export class TokenError extends Error {
  readonly status: 400 | 401
  readonly error: string
  /** Fields of the body beside the two. */
  readonly fields: Readonly<Record<string, string>>
  readonly headers: Readonly<Record<string, string>>

  constructor(
    status: 400 | 401,
    error: string,
    description: string,
    more: { fields?: Record<string, string>; headers?: Record<string, string> } = {},
  ) {
    super(description)
    this.status = status
    this.error = error
    this.fields = more.fields ?? {}
    this.headers = more.headers ?? {}
  }

  body(): object {
    return { error: this.error, error_description: this.message, ...this.fields }
  }
}

/** For `onError` of whatever reads such forms. @throws what is no TokenError. */
export function answerTokenError(error: Error, c: Context): Response {
  if (!(error instanceof TokenError)) throw error
  return json(c, error.status, error.body(), { ...FRESH, ...error.headers })
}

/**
 * The form of a request to the token endpoint; Google takes it as JSON too. What is neither is as if
 * it were empty.
 * @throws TokenError for a parameter that is there twice [I].
 */
export async function readForm(c: Context): Promise<URLSearchParams> {
  const type = (c.req.header('content-type') ?? '').split(';')[0]?.trim().toLowerCase()
  const body = await c.req.text()
  if (type === 'application/json') return readJson(body)
  if (type !== 'application/x-www-form-urlencoded') return new URLSearchParams()
  const form = new URLSearchParams(body)
  const twice = repeated(form)
  if (twice !== undefined) throw new TokenError(400, 'invalid_request', onlyOnce(twice))
  return form
}

function readJson(body: string): URLSearchParams {
  const form = new URLSearchParams()
  try {
    const parsed: unknown = JSON.parse(body)
    for (const [name, value] of Object.entries(parsed ?? {})) {
      if (typeof value === 'string') form.set(name, value)
    }
  } catch {
    throw new TokenError(400, 'invalid_request', 'Bad Request')
  }
  return form
}

/** The first parameter that is there more than once. */
export function repeated(query: URLSearchParams): string | undefined {
  return [...query.keys()].find((name) => query.getAll(name).length > 1)
}

export function onlyOnce(name: string): string {
  return `OAuth 2 parameters can only have a single value: ${name}`
}

export function secondsUntil(now: number, time: number): number {
  return Math.max(0, Math.floor((time - now) / 1000))
}
