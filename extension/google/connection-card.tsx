import { Clock, KeyRound, RefreshCw, ShieldAlert, ShieldBan } from 'lucide-react'
import { useId, type ReactNode } from 'react'
import { useFlowOutcome } from '#extension/session/flow-outcome.tsx'
import { useFlowRuns } from '#extension/session/queries.ts'
import { useGoogleFlow } from '#extension/session/verbs.ts'
import { Button } from '#extension/ui/button.tsx'
import type { Concern } from './concern.ts'
import styles from './connection-card.module.css'

/** What about a connection asks for the person, and the one button that mends it. */
export function ConnectionCard({ email, concern }: { email: string; concern: Concern }) {
  const { kind, title, text, button, wanted } = concern
  const titleId = useId()
  const flow = useGoogleFlow()
  const flowRuns = useFlowRuns()
  const outcome = useFlowOutcome(wanted)
  const isQuiet = kind === 'ends_soon'
  return (
    <section className={isQuiet ? styles.quiet : styles.card} aria-labelledby={titleId}>
      <div className={styles.what}>
        <span className={styles.sign} aria-hidden="true">
          {icons[kind]}
        </span>
        <div className={styles.words}>
          <h2 id={titleId} className={styles.title}>
            {title}
          </h2>
          <p className={styles.email}>{email}</p>
          <p>{text}</p>
          <div aria-live="polite">
            {outcome && (
              <p className={styles.outcome}>
                <strong>{outcome.title}.</strong> {outcome.text}
              </p>
            )}
          </div>
        </div>
      </div>
      <Button
        wide
        variant={isQuiet ? 'tonal' : 'filled'}
        busy={flowRuns}
        onClick={() => flow.mutate(wanted)}
      >
        {button}
      </Button>
    </section>
  )
}

const icons: Record<Concern['kind'], ReactNode> = {
  permission: <ShieldAlert />,
  ended: <RefreshCw />,
  sign_in_again: <KeyRound />,
  blocked: <ShieldBan />,
  ends_soon: <Clock />,
}
