import { useRef, useState, type FormEvent } from 'react'
import { PASSWORD_MIN } from '#shared/limits.ts'
import { Button } from '#extension/ui/button.tsx'
import { EmailField } from '#extension/ui/email-field.tsx'
import { FailureNotice } from '#extension/ui/failure-notice.tsx'
import { TextField } from '#extension/ui/text-field.tsx'
import styles from './sign-in-form.module.css'
import { Complaint, placed, unfitEmail, type Unfit } from './unfit.tsx'
import { useLogIn, useRegister, type Credentials } from './verbs.ts'

/** Email and password: to log in, or to create an account where the server sends no mail. */
export function CredentialsForm({
  mode,
  email,
  invitation,
  onEmail,
  onAttempt,
  onLogIn,
}: {
  mode: 'log_in' | 'create'
  email: string
  /** Undefined where none is needed. */
  invitation: string | undefined
  onEmail: (email: string) => void
  /** Somebody pressed the button: what was told before is of no interest. False where the rest is not ready. */
  onAttempt: () => boolean
  onLogIn: () => void
}) {
  const [password, setPassword] = useState('')
  const [unfit, setUnfit] = useState<Unfit | null>(null)
  const emailInput = useRef<HTMLInputElement>(null)
  const passwordInput = useRef<HTMLInputElement>(null)
  const logIn = useLogIn()
  const register = useRegister()
  const creates = mode === 'create'
  const attempt = creates ? register : logIn

  const focus = ({ field }: Unfit) =>
    (field === 'email' ? emailInput : passwordInput).current?.focus()
  const submit = () => {
    attempt.reset()
    if (!onAttempt()) return
    const wrong = unfitness(mode, { email, password })
    setUnfit(wrong)
    if (wrong) return focus(wrong)
    attempt.mutate(
      { email, password, ...(creates && invitation !== undefined && { invitation }) },
      {
        onError: (error) => {
          const where = placed(error)
          if (where) focus(where)
        },
      },
    )
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    submit()
  }

  const refused = attempt.error === null ? null : placed(attempt.error)
  const shown = unfit ?? refused
  const complaint = (field: Unfit['field']) =>
    shown?.field === field ? <Complaint unfit={shown} onInstead={onLogIn} /> : null

  return (
    <form className={styles.form} noValidate onSubmit={onSubmit}>
      <EmailField
        ref={emailInput}
        label="Email"
        autoComplete="username"
        value={email}
        onChange={(event) => onEmail(event.target.value)}
        error={complaint('email')}
      />
      <TextField
        ref={passwordInput}
        label="Password"
        name="password"
        type="password"
        autoComplete={creates ? 'new-password' : 'current-password'}
        value={password}
        onChange={(event) => setPassword(event.target.value)}
        error={complaint('password')}
        {...(creates && { hint: `${PASSWORD_MIN} characters or more` })}
      />
      {attempt.isError && refused === null && (
        <FailureNotice error={attempt.error} onRetry={submit} />
      )}
      <Button type="submit" wide busy={attempt.isPending}>
        {creates ? 'Create account' : 'Log in'}
      </Button>
    </form>
  )
}

/** What can be seen to be wrong without asking the server. */
function unfitness(mode: 'log_in' | 'create', { email, password }: Credentials): Unfit | null {
  const wrong = unfitEmail(email)
  if (wrong) return wrong
  if (password === '') return { field: 'password', text: 'Type your password.' }
  if (mode === 'create' && password.length < PASSWORD_MIN) {
    return { field: 'password', text: `Use ${PASSWORD_MIN} characters or more.` }
  }
  return null
}
