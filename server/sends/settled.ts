import type { Outcome, SendResult } from '#shared/contract/send.ts'
import { serverErrorCode, type ErrorCode, type SheetsideError } from '#shared/errors.ts'

/** How a send stands after it was asked for. */
export type Settled = { id: string; result: SendResult } | Failed
export type Failed = { id: string; error: SheetsideError }

export function failed(id: string, error: SheetsideError): Failed {
  return { id, error }
}

/** Whether what comes behind a send has to wait with it: it was not refused for good, and may yet go. */
export function holdsUp(settled: Settled): settled is Failed {
  return 'error' in settled && !isForGood(settled.error.code)
}

/** Whether the same send would be refused again. */
function isForGood(code: ErrorCode): boolean {
  return FOR_GOOD.has(code)
}

const FOR_GOOD: ReadonlySet<ErrorCode> = new Set([
  'invalid_input',
  'conflict',
  'too_large',
  'not_found',
  'sheet_forbidden',
  'sheet_full',
  'range_protected',
  'destination_changed',
])

/** As it goes over the wire. */
export function outcomeOf(settled: Settled): Outcome {
  if ('result' in settled) return settled
  const { message, retryAfterSeconds } = settled.error
  const code = serverErrorCode.safeParse(settled.error.code).data ?? 'internal'
  return {
    id: settled.id,
    failure: { code, message, ...(retryAfterSeconds !== undefined && { retryAfterSeconds }) },
  }
}
