import { sweepLinks } from './accounts/links.ts'
import { sweepSessions } from './accounts/session.ts'
import { sweepThrottles } from './accounts/throttle.ts'
import type { Deps } from './deps.ts'
import { sweepEvents } from './events/events.ts'
import { sweepFlows } from './google/oauth.ts'
import { sweepCodes } from './google/one-time-codes.ts'
import { sweepSends } from './sends/history.ts'

/** What is over and may go, an entry a kind of row. */
const SWEEPS: Record<string, (deps: Deps) => Promise<void>> = {
  sessions: sweepSessions,
  links: sweepLinks,
  throttles: sweepThrottles,
  'security events': sweepEvents,
  flows: sweepFlows,
  'one-time codes': sweepCodes,
  sends: sweepSends,
}

const EVERY_MS = 60 * 60_000

/**
 * Removes now, and then every hour, what is over. One that fails is logged and keeps none of the others
 * from their work.
 * @returns ends it
 */
export function sweepHourly(deps: Deps): () => void {
  const sweepAll = () => {
    for (const [what, sweep] of Object.entries(SWEEPS)) {
      sweep(deps).catch((error: unknown) => deps.log.error({ err: error, what }, 'sweeping failed'))
    }
  }
  sweepAll()
  const timer = setInterval(sweepAll, EVERY_MS)
  return () => clearInterval(timer)
}
