import { Clock } from 'lucide-react'
import { useFlowRuns } from '#extension/session/queries.ts'
import { useGoogleFlow } from '#extension/session/verbs.ts'
import { Button } from '#extension/ui/button.tsx'
import { Strip } from '#extension/ui/strip.tsx'
import type { Concern } from './concern.ts'

/** One line, where there is no room for a card: until when a connection lasts, and how to renew it. */
export function RenewalStrip({ concern }: { concern: Concern }) {
  const flow = useGoogleFlow()
  const flowRuns = useFlowRuns()
  return (
    <Strip
      tone="quiet"
      icon={<Clock aria-hidden="true" />}
      action={
        <Button
          size="small"
          variant="text"
          busy={flowRuns}
          onClick={() => flow.mutate(concern.wanted)}
        >
          {concern.button}
        </Button>
      }
    >
      <output>{concern.title}</output>
    </Strip>
  )
}
