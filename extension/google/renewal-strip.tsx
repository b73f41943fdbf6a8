import { Clock } from 'lucide-react'
import { useFlowRuns } from '#extension/session/queries.ts'
import { useGoogleFlow } from '#extension/session/verbs.ts'
import { Button } from '#extension/ui/button.tsx'
import type { Concern } from './concern.ts'
import styles from './renewal-strip.module.css'

/** One line, where there is no room for a card: until when a connection lasts, and how to renew it. */
export function RenewalStrip({ concern }: { concern: Concern }) {
  const flow = useGoogleFlow()
  const flowRuns = useFlowRuns()
  return (
    <div className={styles.strip}>
      <Clock aria-hidden="true" />
      <output className={styles.words}>{concern.title}</output>
      <Button
        size="small"
        variant="text"
        busy={flowRuns}
        onClick={() => flow.mutate(concern.wanted)}
      >
        {concern.button}
      </Button>
    </div>
  )
}
