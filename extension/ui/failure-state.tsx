import { CircleAlert, CloudOff, Lock } from 'lucide-react'
import type { ReactNode } from 'react'
import { BlankState } from './blank-state.tsx'
import { explain } from './explain.ts'
import type { Remedy } from './failure-words.ts'
import styles from './failure.module.css'
import { Remedies, type RemedyHandlers } from './remedies.tsx'

/** A failure that leaves a whole area with nothing to show. Takes whatever was thrown. */
export function FailureState({ error, ...handlers }: RemedyHandlers & { error: unknown }) {
  const explanation = explain(error)
  return (
    <div role="alert">
      <BlankState
        icon={icon(explanation.remedy)}
        tone="failure"
        title={explanation.title}
        action={<Remedies explanation={explanation} variant="tonal" {...handlers} />}
      >
        {explanation.why} {explanation.fix}
        {explanation.requestId !== null && (
          <span className={styles.request}>Request {explanation.requestId}</span>
        )}
      </BlankState>
    </div>
  )
}

function icon(remedy: Remedy): ReactNode {
  if (remedy === 'open_options') return <CloudOff />
  if (remedy === 'log_in' || remedy === 'connect_google') return <Lock />
  return <CircleAlert />
}
