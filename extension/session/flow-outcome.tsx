import type { FlowPurpose } from '#shared/contract/google.ts'
import { Button } from '#extension/ui/button.tsx'
import { explain } from '#extension/ui/explain.ts'
import { Notice } from '#extension/ui/notice.tsx'
import { useFlow } from './queries.ts'
import { dismissFlow, useGoogleFlow } from './verbs.ts'

/**
 * How a Google flow stands that was started here, or in a popup that its window has closed since.
 * Nothing where none runs or failed.
 */
export function FlowOutcome({ purpose, account }: { purpose: FlowPurpose; account?: string }) {
  const flow = useFlow()
  const start = useGoogleFlow()
  const again = () => start.mutate({ purpose, account })
  if (flow.state === 'idle' || flow.purpose !== purpose) return null

  if (flow.state === 'running') {
    return (
      <Notice
        tone="info"
        title="Google is open in its own window"
        action={
          <Button size="small" variant="text" onClick={again}>
            Start again
          </Button>
        }
      >
        Finish there, then come back.
      </Notice>
    )
  }

  const { tone, title, why, fix } = explain(flow)
  return (
    <Notice
      tone={tone}
      title={flow.code === 'sign_in_cancelled' ? cancelled[purpose] : title}
      action={
        <>
          <Button size="small" variant="text" onClick={again}>
            Try again
          </Button>
          <Button size="small" variant="text" onClick={() => void dismissFlow()}>
            Dismiss
          </Button>
        </>
      }
    >
      {why} {fix}
    </Notice>
  )
}

const cancelled: Record<FlowPurpose, string> = {
  sign_in: 'You are not signed in',
  connect: 'No account was connected',
}
