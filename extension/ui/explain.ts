import * as z from 'zod/mini'
import { errorCode, type ErrorCode } from '#shared/errors.ts'
import { failureWords, type FailureWords } from './failure-words.ts'

export type Explanation = FailureWords & {
  code: ErrorCode
  /** Finds the failure in the server's log; null where nobody has to look there. */
  requestId: string | null
}

const failure = z.object({
  code: errorCode,
  message: z.string(),
  requestId: z.optional(z.string()),
  retryAfterSeconds: z.optional(z.number()),
})

/**
 * What to tell a person about a failure: a SheetsideError, a stored `{ code, message }`, or whatever
 * else was thrown, which can only be a mistake of the extension's own.
 */
export function explain(error: unknown): Explanation {
  const known = failure.safeParse(error)
  if (!known.success) {
    return {
      code: 'internal',
      requestId: null,
      tone: 'error',
      title: 'Something went wrong in Sheetside',
      why: 'The extension ran into a mistake of its own.',
      fix: 'Close this view and open it again.',
      remedy: 'retry',
    }
  }
  const { code, message, requestId, retryAfterSeconds } = known.data
  const isForLog = code === 'internal' || code === 'google_misconfigured'
  const reported = isForLog ? (requestId ?? null) : null
  return { code, requestId: reported, ...failureWords(code, message, wait(retryAfterSeconds)) }
}

function wait(seconds: number | undefined): string {
  if (seconds === undefined) return 'a minute'
  if (seconds === 1) return 'a second'
  return seconds < 90 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`
}
