import type { Entry, Failure } from '#extension/outbox/entry.ts'
import { explain } from '#extension/ui/explain.ts'

/** `2 waiting · No connection to the server`, `1 failed`, `Sending…`; null where nothing is under way. */
export function outboxSummary(outbox: readonly Entry[]): string | null {
  const failed = outbox.filter(({ state }) => state.kind === 'failed')
  const waiting = outbox.flatMap(({ state }) => (state.kind === 'waiting' ? [state] : []))
  const sending = outbox.filter(({ state }) => state.kind === 'sending')
  const reasons = new Set(waiting.map(({ lastFailure }) => reasonWords(lastFailure)))
  const [reason] = reasons
  const parts = [
    failed.length > 0 && `${failed.length} not sent`,
    waiting.length > 0 && `${waiting.length} waiting`,
    reasons.size === 1 && reason,
    sending.length > 0 && failed.length + waiting.length === 0 && 'Sending…',
  ]
  return parts.filter(Boolean).join(' · ') || null
}

export function reasonWords(failure: Failure | null): string | null {
  return failure === null ? null : explain(failure).title
}
