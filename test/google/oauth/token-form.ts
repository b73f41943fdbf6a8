import type { Context } from 'hono'

/** `{"error", "error_description"}`, the bodies of RFC 6749 §5.2 with Google's words. */
export class TokenError extends Error {
  readonly status: 400 | 401
  readonly error: string

  constructor(status: 400 | 401, error: string, description: string) {
    super(description)
    this.status = status
    this.error = error
  }
}

/** The form of a request to the token endpoint; Google takes it as JSON too. */
export async function readForm(c: Context): Promise<URLSearchParams> {
  const type = c.req.header('content-type') ?? ''
  const body = await c.req.text()
  if (!type.startsWith('application/json')) return new URLSearchParams(body)
  try {
    const parsed: unknown = JSON.parse(body)
    return new URLSearchParams(parsed as Record<string, string>)
  } catch {
    throw new TokenError(400, 'invalid_request', 'Bad Request')
  }
}

export function secondsUntil(now: number, time: number): number {
  return Math.max(0, Math.floor((time - now) / 1000))
}
