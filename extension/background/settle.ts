import type { Entry, SendState } from '#extension/outbox/entry.ts'
import type { Outcome, SendRequest } from '#shared/contract/send.ts'
import { SheetsideError } from '#shared/errors.ts'
import { delayAfter, verdictOn } from './verdict.ts'

/** An entry as it was claimed for an attempt. */
export type Claimed = Entry & {
  request: SendRequest
  state: Extract<SendState, { kind: 'sending' }>
}

/**
 * What becomes of an entry. `tried`: the answer is about it; `held`: it waits behind one before it; `alone`:
 * it is not clear that the answer is about it, so it is tried once more with no others.
 */
export type Settlement = { state: SendState; fate: 'tried' | 'held' | 'alone' }

type Circumstances = { now: number; random: number }

/**
 * What becomes of each entry of a batch, in their order, after the server has answered for each. One that
 * is refused holds nobody up; behind one that has to wait, the others wait as if they had not been tried.
 */
export function settle(
  batch: readonly Claimed[],
  outcomes: readonly Outcome[],
  circumstances: Circumstances,
): Settlement[] {
  let isHeld = false
  return batch.map((entry): Settlement => {
    const outcome = outcomes.find(({ id }) => id === entry.request.id)
    if (outcome && 'result' in outcome) {
      return {
        state: { kind: 'sent', result: outcome.result, at: circumstances.now },
        fate: 'tried',
      }
    }
    const error = outcome
      ? new SheetsideError(outcome.failure.code, outcome.failure.message, outcome.failure)
      : new SheetsideError('internal', 'The server said nothing about it.')
    if (verdictOn(error.code) === 'refused') {
      return { state: afterFailure(entry, error, circumstances), fate: 'tried' }
    }
    if (isHeld) return { state: heldBy(entry, error), fate: 'held' }
    isHeld = true
    const state = afterFailure(entry, error, circumstances)
    return state.kind === 'failed' && batch.length > 1
      ? { state: heldBy(entry, error), fate: 'alone' }
      : { state, fate: 'tried' }
  })
}

/**
 * The same where the request as a whole failed. The answer may be lost and all of them in the sheet, but
 * the first alone counts the attempt: the others wait for it.
 */
export function settleFailure(
  [head, ...others]: readonly [Claimed, ...Claimed[]],
  error: SheetsideError,
  circumstances: Circumstances,
): Settlement[] {
  const state = afterFailure(head, error, circumstances)
  // Some one of them is refused, or brings the error about.
  const isUnclear = state.kind === 'failed' && others.length > 0
  const met = verdictOn(error.code) === 'refused' ? null : error
  return [
    isUnclear ? { state: heldBy(head, met), fate: 'alone' } : { state, fate: 'tried' },
    ...others.map((entry): Settlement => ({ state: heldBy(entry, met), fate: 'held' })),
  ]
}

/** As it stood before the attempt, due as soon as nobody is before it. */
function heldBy({ state: { attempts } }: Claimed, error: SheetsideError | null): SendState {
  return {
    kind: 'waiting',
    attempts: attempts - 1,
    notBefore: 0,
    // Kept, so that it is known that its rows may have arrived all the same.
    lastFailure: error && { code: error.code, message: error.message },
  }
}

function afterFailure(
  { state: { attempts } }: Claimed,
  error: SheetsideError,
  { now, random }: Circumstances,
): SendState {
  const failure = { code: error.code, message: error.message }
  const delay = delayAfter(error, attempts, random)
  if (delay === null) return { kind: 'failed', failure }
  return { kind: 'waiting', attempts, notBefore: now + delay, lastFailure: failure }
}
