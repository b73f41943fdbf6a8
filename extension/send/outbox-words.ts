import type { Entry, Failure } from '#extension/outbox/entry.ts'
import { explain } from '#extension/ui/explain.ts'

/**
 * `2 waiting · No connection to the server`, `1 not sent`, `Sending 1,000 rows…`, and, where all is done,
 * how many were sent; null where there is nothing to tell.
 */
export function outboxSummary(outbox: readonly Entry[]): string | null {
  const failed = outbox.filter(({ state }) => state.kind === 'failed')
  const reviewed = outbox.filter(({ state }) => state.kind === 'needs_review')
  const waiting = outbox.flatMap(({ state }) => (state.kind === 'waiting' ? [state] : []))
  const sending = outbox.filter(({ state }) => state.kind === 'sending')
  const sent = outbox.filter(({ state }) => state.kind === 'sent')
  const reasons = new Set(waiting.map(({ lastFailure }) => reasonWords(lastFailure)))
  const [reason] = reasons
  const isStuck = failed.length + waiting.length > 0
  const parts = [
    failed.length > 0 && `${failed.length} not sent`,
    reviewed.length > 0 && `${reviewed.length} to look at`,
    waiting.length > 0 && `${waiting.length} waiting`,
    reasons.size === 1 && reason,
    sending.length > 0 && !isStuck && sendingWords(sending),
  ]
  const open = parts.filter(Boolean).join(' · ')
  if (open !== '') return open
  return sent.length > 0 ? `${sent.length} sent in the last hour` : null
}

/** `Sending…`, and for more than a row how much: `Sending 1,000 rows…`. */
export function sendingWords(sending: readonly Entry[]): string {
  const rows = sending.reduce((total, { request }) => total + (request?.rows.length ?? 0), 0)
  return rows > 1 ? `Sending ${rows.toLocaleString('en')} rows…` : 'Sending…'
}

export function reasonWords(failure: Failure | null): string | null {
  return failure === null ? null : explain(failure).title
}

/** Why it is not in its sheet yet, or that it is. `now` in milliseconds since 1970. */
export function stateWords(entry: Entry, now: number): string {
  const { state } = entry
  switch (state.kind) {
    case 'failed': {
      const { title, fix } = explain(state.failure)
      return `${title}. ${fix}`
    }
    case 'waiting': {
      const seconds = Math.ceil((state.notBefore - now) / 1000)
      const next = seconds > 0 ? `Next try in ${duration(seconds)}.` : 'Trying again in a moment.'
      return state.lastFailure === null ? next : `${explain(state.lastFailure).title}. ${next}`
    }
    case 'sending':
      return sendingWords([entry])
    case 'needs_destination':
      return 'Waits for a sheet to go to.'
    case 'needs_review':
      return entry.isEdited ? 'Waits to be looked at, as you changed it.' : 'Waits to be looked at.'
    case 'sent':
      return `Sent ${agoWords(now - state.at)}.`
  }
}

function duration(seconds: number): string {
  return seconds < 90 ? `${seconds} s` : `${Math.round(seconds / 60)} min`
}

function agoWords(milliseconds: number): string {
  const minutes = Math.floor(milliseconds / 60_000)
  return minutes < 1 ? 'just now' : `${minutes} min ago`
}
