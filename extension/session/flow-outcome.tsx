import { browser } from 'wxt/browser'
import type { FlowPurpose } from '#shared/contract/google.ts'
import type { ErrorCode } from '#shared/errors.ts'
import { Button } from '#extension/ui/button.tsx'
import { explain } from '#extension/ui/explain.ts'
import { Notice, type Tone } from '#extension/ui/notice.tsx'
import { useFlow } from './queries.ts'
import { dismissFlow } from './verbs.ts'

type Outcome = {
  state: 'running' | 'failed'
  tone: Tone
  title: string
  text: string
  atServer: boolean
}

/**
 * How a Google flow stands that was started here, or in a popup that its window has closed since. Null
 * where none runs or failed. What starts it again is the button that started it.
 */
export function useFlowOutcome(purpose: FlowPurpose): Outcome | null {
  const flow = useFlow()
  if (flow.state === 'idle' || flow.purpose !== purpose) return null
  if (flow.state === 'running') {
    return {
      state: 'running',
      tone: 'info',
      title: 'Google is open in its own window',
      text: 'Finish there, then come back. To start over, close that window.',
      atServer: false,
    }
  }
  const { code, tone, title, why, fix } = explain(flow)
  const own = ownWords(flow.code, purpose, flow.message)
  return {
    state: 'failed',
    tone,
    title: own?.title ?? title,
    text: own?.text ?? `${why} ${fix}`,
    atServer: code === 'server_unreachable',
  }
}

/** What some codes mean in a Google flow and nowhere else. */
function ownWords(
  code: ErrorCode,
  purpose: FlowPurpose,
  message: string,
): { title: string; text?: string } | null {
  if (code === 'sign_in_cancelled') return { title: cancelled[purpose] }
  if (code === 'email_taken') return { title: 'This email has an account', text: message }
  if (code === 'conflict') return { title: 'This Google account is taken', text: message }
  return null
}

const cancelled: Record<FlowPurpose, string> = {
  sign_in: 'You are not signed in',
  connect: 'No account was connected',
}

/** The same as a notice, to stand right above that button. */
export function FlowOutcome({ purpose }: { purpose: FlowPurpose }) {
  const outcome = useFlowOutcome(purpose)
  if (!outcome) return null
  const { state, tone, title, text, atServer } = outcome
  return (
    <Notice
      tone={tone}
      title={title}
      {...(state === 'failed' && !atServer && { onDismiss: dismiss })}
      action={
        atServer && (
          <>
            <Button size="small" variant="text" onClick={openOptions}>
              Server address
            </Button>
            <Button size="small" variant="text" onClick={dismiss}>
              Dismiss
            </Button>
          </>
        )
      }
    >
      {text}
    </Notice>
  )
}

function dismiss(): void {
  void dismissFlow()
}

function openOptions(): void {
  void browser.runtime.openOptionsPage()
}
