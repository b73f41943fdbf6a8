import { useRef, useState, type FormEvent } from 'react'
import type { Registration } from '#shared/contract/server.ts'
import { Button } from '#extension/ui/button.tsx'
import { EmailField } from '#extension/ui/email-field.tsx'
import { FailureNotice } from '#extension/ui/failure-notice.tsx'
import styles from './sign-in-form.module.css'
import { unfitEmail } from './unfit.tsx'
import { useAskForLink } from './verbs.ts'

/** An email alone, to have a link mailed there. What comes next is seen in storage. */
export function LinkForm({
  purpose,
  email,
  invitation,
  registration,
  onEmail,
  onAttempt,
}: {
  purpose: 'create' | 'forgot'
  email: string
  /** Undefined where none is needed. */
  invitation: string | undefined
  /** Whom the server takes, where that matters. */
  registration?: Registration | undefined
  onEmail: (email: string) => void
  /** Somebody pressed the button: what was told before is of no interest. False where the rest is not ready. */
  onAttempt: () => boolean
}) {
  const [complaint, setComplaint] = useState<string | null>(null)
  const input = useRef<HTMLInputElement>(null)
  const link = useAskForLink()

  const submit = () => {
    link.reset()
    if (!onAttempt()) return
    const wrong = unfitEmail(email, registration)
    setComplaint(wrong?.text ?? null)
    if (wrong) return input.current?.focus()
    link.mutate({ purpose, email, ...(invitation !== undefined && { invitation }) })
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    submit()
  }

  return (
    <form className={styles.form} noValidate onSubmit={onSubmit}>
      <EmailField
        ref={input}
        label="Email"
        autoComplete="username"
        value={email}
        onChange={(event) => onEmail(event.target.value)}
        error={complaint}
        {...(purpose === 'create' && {
          hint: 'You choose a password by the link that is mailed there',
        })}
      />
      {link.isError && <FailureNotice error={link.error} onRetry={submit} />}
      <Button type="submit" wide busy={link.isPending}>
        Mail me a link
      </Button>
    </form>
  )
}
