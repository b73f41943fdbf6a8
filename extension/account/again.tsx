import { useState } from 'react'
import type { ErrorCode } from '#shared/errors.ts'
import { explain } from '#extension/ui/explain.ts'
import { GoogleButton } from '#extension/ui/google-button.tsx'
import { Notice } from '#extension/ui/notice.tsx'
import { useFlow, useStanding } from '#extension/session/queries.ts'
import { dismissFlow } from '#extension/session/verbs.ts'
import styles from './form.module.css'
import { useSignInAgain } from './verbs.ts'
import type { AccountView } from './view.ts'

/** Who has no password shows that they are there by signing in with Google once more. */
export function SignInAgain({ view }: { view: AccountView }) {
  const flow = useFlow()
  const again = useSignInAgain(view)
  const token = useStanding()?.session?.token
  const [refused] = useState(token)
  // A popup is closed by Google's window and comes back anew; a page is still here.
  if (token !== refused) {
    return (
      <Notice tone="success" title="You signed in again">
        Now go on with what you wanted to do.
      </Notice>
    )
  }
  return (
    <div className={styles.form}>
      {flow.state === 'failed' ? (
        <AgainFailed />
      ) : (
        <Notice tone="info" title="Sign in once more for this">
          It protects your account, and your last sign-in is a while ago. You come back here.
        </Notice>
      )}
      <GoogleButton busy={flow.state === 'running'} onClick={() => again.mutate()}>
        Sign in again with Google
      </GoogleButton>
    </div>
  )
}

/** How signing in again went wrong, also in a popup that was opened anew since; else nothing. */
export function AgainFailed() {
  const flow = useFlow()
  if (flow.state !== 'failed' || flow.purpose !== 'sign_in') return null
  const { code, tone, title, why, fix } = explain(flow)
  const own = ownWords[code]
  return (
    <Notice tone={tone} title={own?.title ?? title} onDismiss={dismiss}>
      {own?.text ?? `${why} ${fix}`}
    </Notice>
  )
}

/** What some codes mean here and nowhere else. */
const ownWords: Partial<Record<ErrorCode, { title: string; text: string }>> = {
  sign_in_cancelled: {
    title: 'You did not sign in again',
    text: 'Google’s window was closed before it was done. You are still signed in as before.',
  },
  conflict: {
    title: 'That was another Google account',
    text: 'Choose the one that you sign in to Sheetside with. You are still signed in as before.',
  },
}

function dismiss(): void {
  void dismissFlow()
}
