import { MailCheck } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { MailedLink } from '#extension/lib/storage.ts'
import { BlankState } from '#extension/ui/blank-state.tsx'
import { Button } from '#extension/ui/button.tsx'
import { FailureNotice } from '#extension/ui/failure-notice.tsx'
import { Notice } from '#extension/ui/notice.tsx'
import styles from './sign-in-form.module.css'
import { useAskForLink } from './verbs.ts'

/**
 * Shown from when a link was asked for until somebody goes on from it. What it says is the same whether a
 * mail goes out: nobody learns here who has an account.
 */
export function CheckMail({
  link,
  onLogIn,
  onBack,
}: {
  link: MailedLink
  onLogIn: () => void
  onBack: () => void
}) {
  const place = useRef<HTMLDivElement>(null)
  const again = useAskForLink()
  const { email, invitation, purpose } = link
  const resend = () =>
    again.mutate({ email, purpose, ...(invitation !== undefined && { invitation }) })

  // What had the focus before, the button that asked for the link, is gone.
  useEffect(() => place.current?.focus(), [])

  return (
    <div ref={place} tabIndex={-1} className={styles.mailed}>
      <BlankState
        icon={<MailCheck />}
        title="Check your mail"
        action={
          <Button wide onClick={onLogIn}>
            Log in
          </Button>
        }
      >
        {purpose === 'create' ? 'A link is on its way to ' : 'If there is an account with '}
        <strong className={styles.email}>{email}</strong>
        {purpose === 'create'
          ? '. Open it and choose a password, then come back and log in.'
          : ', a link is on its way there. Open it and choose a new password, then come back and log in.'}
      </BlankState>
      {again.isSuccess && (
        <Notice tone="success" title="Sent again">
          Each of the links works for an hour, until one of them is used.
        </Notice>
      )}
      {again.isError && <FailureNotice error={again.error} onRetry={resend} />}
      <p className={styles.small}>Nothing there? Look among unwanted mail and check the address.</p>
      <div className={styles.choices}>
        <Button variant="text" size="small" busy={again.isPending} onClick={resend}>
          Send it again
        </Button>
        <Button variant="text" size="small" onClick={onBack}>
          Use another email
        </Button>
      </div>
    </div>
  )
}
