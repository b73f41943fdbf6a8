import { browser } from 'wxt/browser'
import type { Flow } from '#extension/lib/storage.ts'
import type { FlowPurpose } from '#shared/contract/google.ts'
import type { ErrorCode } from '#shared/errors.ts'
import { Button } from '#extension/ui/button.tsx'
import { explain } from '#extension/ui/explain.ts'
import { Notice, type Tone } from '#extension/ui/notice.tsx'
import { useFlow } from './queries.ts'
import { dismissFlow } from './verbs.ts'

/** What a flow is about: signing in, a connection to mend (`GoogleAccount.id`), or a further one. */
export type FlowSubject = { purpose: FlowPurpose; account?: string | undefined }

type Outcome = {
  state: 'running' | 'ended'
  tone: Tone
  title: string
  text: string
  atServer: boolean
}

/**
 * How a Google flow stands that was started here, or in a popup that its window has closed since. Null
 * where none runs, or it ended well. What starts it again is the button that started it.
 */
export function useFlowOutcome(subject: FlowSubject): Outcome | null {
  return outcomeOf(useFlow(), subject)
}

export function outcomeOf(flow: Flow, { purpose, account }: FlowSubject): Outcome | null {
  if (flow.state === 'idle' || flow.purpose !== purpose) return null
  if (flow.state === 'connected') return mistaken(flow, account)
  if (flow.account !== account) return null
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
  const own = ownWords(flow.code, { purpose, account }, flow.message)
  return {
    state: 'ended',
    tone,
    title: own?.title ?? title,
    text: own?.text ?? `${why} ${fix}`,
    atServer: code === 'server_unreachable',
  }
}

/** In Google's window another account was chosen than the one to mend: it is connected, that one is not. */
function mistaken(
  { asked, account: { id, email } }: Extract<Flow, { state: 'connected' }>,
  wanted: string | undefined,
): Outcome | null {
  if (asked === undefined || asked !== wanted || asked === id) return null
  return {
    state: 'ended',
    tone: 'warning',
    title: `That was ${email}`,
    text: 'It is connected now, too, but this account still is not. Choose this one in Google’s window.',
    atServer: false,
  }
}

/** What some codes mean in a Google flow and nowhere else. */
function ownWords(
  code: ErrorCode,
  { purpose, account }: FlowSubject,
  message: string,
): { title: string; text?: string } | null {
  if (code === 'sign_in_cancelled' && account === undefined) return { title: cancelled[purpose] }
  if (code === 'email_taken') return { title: 'This email has an account', text: message }
  if (code === 'conflict') return { title: 'This Google account is taken', text: message }
  return null
}

const cancelled: Record<FlowPurpose, string> = {
  sign_in: 'You are not signed in',
  connect: 'No account was connected',
}

/** The same as a notice, to stand right above that button. */
export function FlowOutcome(subject: FlowSubject) {
  const outcome = useFlowOutcome(subject)
  if (!outcome) return null
  const { state, tone, title, text, atServer } = outcome
  return (
    <Notice
      tone={tone}
      title={title}
      {...(state === 'ended' && !atServer && { onDismiss: dismiss })}
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
