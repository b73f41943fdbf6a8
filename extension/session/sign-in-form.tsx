import { useRef, useState, type FormEvent, type ReactNode } from 'react'
import { email as emailSchema } from '#shared/contract/account.ts'
import { PASSWORD_MIN } from '#shared/limits.ts'
import { Button } from '#extension/ui/button.tsx'
import { explain } from '#extension/ui/explain.ts'
import { FailureNotice } from '#extension/ui/failure-notice.tsx'
import { GoogleButton } from '#extension/ui/google-button.tsx'
import { TextField } from '#extension/ui/text-field.tsx'
import { FlowOutcome } from './flow-outcome.tsx'
import { useFlow } from './queries.ts'
import styles from './sign-in-form.module.css'
import { useGoogleFlow, useLogIn, useRegister, type Credentials } from './verbs.ts'

type Mode = 'log_in' | 'create'

const words = {
  log_in: {
    title: 'Log in',
    submit: 'Log in',
    other: 'New to Sheetside?',
    switch: 'Create an account',
  },
  create: {
    title: 'Create your account',
    submit: 'Create account',
    other: 'Have an account?',
    switch: 'Log in',
  },
} as const

/**
 * The way in, for popup and panel alike. Who is signed in is seen in storage by whoever shows it. It
 * tells one thing at a time: how the last attempt went, else how the last Google flow ended, else `notice`.
 */
export function SignInForm({ notice }: { notice?: ReactNode }) {
  const [mode, setMode] = useState<Mode>('log_in')
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [unfit, setUnfit] = useState<Unfit | null>(null)
  const emailInput = useRef<HTMLInputElement>(null)
  const passwordInput = useRef<HTMLInputElement>(null)
  const logIn = useLogIn()
  const register = useRegister()
  const google = useGoogleFlow()
  const flow = useFlow()
  const attempt = mode === 'log_in' ? logIn : register
  const said = words[mode]

  const switchTo = (next: Mode) => {
    logIn.reset()
    register.reset()
    setUnfit(null)
    setPassword('')
    setMode(next)
    ;(email === '' ? emailInput : passwordInput).current?.focus()
  }
  const submit = () => {
    const wrong = unfitness(mode, { email, password })
    setUnfit(wrong)
    attempt.reset()
    if (wrong) (wrong.field === 'email' ? emailInput : passwordInput).current?.focus()
    else {
      attempt.mutate(
        { email, password },
        {
          onError: (error) => {
            const { field } = placed(error)
            if (field) (field === 'email' ? emailInput : passwordInput).current?.focus()
          },
        },
      )
    }
  }
  const continueWithGoogle = () => {
    attempt.reset()
    setUnfit(null)
    google.mutate({ purpose: 'sign_in' })
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    submit()
  }

  const refused = attempt.error === null ? null : placed(attempt.error)
  const shown: Unfit | null = unfit ?? (refused?.field ? refused : null)

  return (
    <section className={styles.screen} aria-labelledby="sign-in-title">
      <h2 id="sign-in-title" className={styles.title}>
        {said.title}
      </h2>
      {attempt.isIdle && (flow.state === 'idle' ? notice : <FlowOutcome purpose="sign_in" />)}
      <GoogleButton busy={flow.state === 'running'} onClick={continueWithGoogle} />
      <p className={styles.or}>or with your email</p>
      <form className={styles.form} noValidate onSubmit={onSubmit}>
        <TextField
          ref={emailInput}
          label="Email"
          name="email"
          type="email"
          autoComplete="username"
          inputMode="email"
          spellCheck={false}
          value={email}
          onChange={(event) => setEmail(event.target.value)}
          error={
            shown?.field === 'email' ? (
              <Complaint unfit={shown} onInstead={() => switchTo('log_in')} />
            ) : null
          }
        />
        <TextField
          ref={passwordInput}
          label="Password"
          name="password"
          type="password"
          autoComplete={mode === 'log_in' ? 'current-password' : 'new-password'}
          value={password}
          onChange={(event) => setPassword(event.target.value)}
          error={
            shown?.field === 'password' ? (
              <Complaint unfit={shown} onInstead={() => switchTo('create')} />
            ) : null
          }
          {...(mode === 'create' && { hint: `${PASSWORD_MIN} characters or more` })}
        />
        {refused !== null && !refused.field && (
          <FailureNotice error={attempt.error} onRetry={submit} />
        )}
        <Button type="submit" wide busy={attempt.isPending}>
          {said.submit}
        </Button>
      </form>
      <p className={styles.other}>
        {said.other}{' '}
        <button
          type="button"
          className={styles.link}
          onClick={() => switchTo(mode === 'log_in' ? 'create' : 'log_in')}
        >
          {said.switch}
        </button>
      </p>
    </section>
  )
}

type Field = 'email' | 'password'
/** What is wrong with a field, and the other way in where that is what helps. */
type Unfit = { field: Field; text: string; instead?: string | undefined }

function Complaint({ unfit, onInstead }: { unfit: Unfit; onInstead: () => void }) {
  if (unfit.instead === undefined) return unfit.text
  return (
    <>
      {unfit.text}{' '}
      <button type="button" className={styles.link} onClick={onInstead}>
        {unfit.instead}
      </button>
    </>
  )
}

/** What can be seen to be wrong without asking the server. */
function unfitness(mode: Mode, { email, password }: Credentials): Unfit | null {
  if (!emailSchema.safeParse(email).success) {
    return { field: 'email', text: 'Type an email address, such as you@example.com.' }
  }
  if (password === '') return { field: 'password', text: 'Type your password.' }
  if (mode === 'create' && password.length < PASSWORD_MIN) {
    return { field: 'password', text: `Use ${PASSWORD_MIN} characters or more.` }
  }
  return null
}

/** Where the server's refusal belongs: under a field, or above the button. */
function placed(error: unknown): Unfit | { field: null } {
  const { code, title, why } = explain(error)
  if (code === 'email_taken') {
    return { field: 'email', text: `${title} already.`, instead: 'Log in instead' }
  }
  if (code === 'wrong_credentials') {
    return { field: 'password', text: `${title}. Check both.` }
  }
  if (code === 'weak_password') return { field: 'password', text: why }
  return { field: null }
}
