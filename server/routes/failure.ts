import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { Deps } from '#server/deps.ts'
import { CODE_HEADER } from '#shared/contract/sheet.ts'
import {
  serverErrorCode,
  SheetsideError,
  statusOf,
  type ServerErrorCode,
  type WireError,
} from '#shared/errors.ts'
import type { AppEnv } from './authenticated.ts'

/** The canonical status names of Google's errors. https://cloud.google.com/apis/design/errors */
const googleStatus: Partial<Record<number, string>> = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  409: 'ABORTED',
  429: 'RESOURCE_EXHAUSTED',
  502: 'UNAVAILABLE',
  504: 'DEADLINE_EXCEEDED',
}

/** For the log alone, as nginx has it: nobody is there to be answered. */
const HUNG_UP = 499

/**
 * The one place where a failure becomes an answer. The reason goes to the log, the code and a message
 * for a person to the wire, the request's id to both. Under `/sheets/v4` our errors wear Google's
 * envelope, so that Google's clients understand them.
 */
export function failed(deps: Deps, error: unknown, c: Context<AppEnv>): Response {
  const { code, message, reason, retryAfterSeconds } = asFailure(error)
  const { requestId } = c.var
  const status = statusOf[code]
  const entry = { code, reason, ...(status >= 500 && { err: error }) }
  if (c.req.raw.signal.aborted) {
    // As a rule it failed because of that; whatever else it was is not lost.
    deps.log.info(entry, 'the client hung up')
    return new Response(null, { status: HUNG_UP })
  }
  deps.log[status >= 500 ? 'error' : 'info'](entry, 'request failed')

  if (retryAfterSeconds !== undefined) c.header('retry-after', String(retryAfterSeconds))
  if (c.req.path.startsWith('/sheets/v4/')) {
    c.header(CODE_HEADER, code)
    const envelope = { code: status, message, status: googleStatus[status] ?? 'INTERNAL' }
    return c.json({ error: envelope }, status)
  }
  return c.json<WireError>(
    { code, message, requestId, ...(retryAfterSeconds !== undefined && { retryAfterSeconds }) },
    status,
  )
}

type Failure = {
  code: ServerErrorCode
  message: string
  reason: string | undefined
  retryAfterSeconds?: number | undefined
}

function asFailure(error: unknown): Failure {
  if (error instanceof SheetsideError) {
    const code = serverErrorCode.safeParse(error.code)
    if (code.success) {
      const { message, reason, retryAfterSeconds } = error
      return { code: code.data, message, reason, retryAfterSeconds }
    }
  }
  if (error instanceof HTTPException && error.status < 500) {
    return { code: 'invalid_input', message: 'The request is not valid.', reason: error.message }
  }
  return {
    code: 'internal',
    message:
      'Something went wrong on the Sheetside server. Try again; if it stays, look in its log.',
    reason: error instanceof Error ? error.name : 'unknown',
  }
}
