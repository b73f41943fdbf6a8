import { useRef, useState, type FormEvent } from 'react'
import { PASSWORD_MAX, PASSWORD_MIN } from '#shared/limits.ts'
import type { SignedIn } from '#extension/session/session.ts'
import { Button } from '#extension/ui/button.tsx'
import { Notice } from '#extension/ui/notice.tsx'
import { TextField } from '#extension/ui/text-field.tsx'
import { CurrentPassword } from './current-password.tsx'
import styles from './form.module.css'
import { refusalOf } from './refusal.ts'
import { Refused } from './refused.tsx'
import { useChangePassword } from './verbs.ts'

type Wrong = { field: 'currentPassword' | 'password'; text: string }

/** Changes the password, or sets a first one. Either signs out all other devices. */
export function PasswordForm({ session }: { session: SignedIn }) {
  const { person } = session
  const [currentPassword, setCurrentPassword] = useState('')
  const [password, setPassword] = useState('')
  const [unfit, setUnfit] = useState<Wrong | null>(null)
  const currentField = useRef<HTMLInputElement>(null)
  const field = useRef<HTMLInputElement>(null)
  const change = useChangePassword(session)
  // What it was when it was changed: a first password makes the other true.
  const [first, setFirst] = useState(!person.hasPassword)

  const focus = (wrong: Wrong) => {
    const at = wrong.field === 'password' ? field : currentField
    at.current?.focus()
  }
  const submit = () => {
    const wrong = unfitness(person.hasPassword, currentPassword, password)
    setUnfit(wrong)
    change.reset()
    setFirst(!person.hasPassword)
    if (wrong) {
      focus(wrong)
      return
    }
    change.mutate(
      { password, ...(person.hasPassword && { currentPassword }) },
      {
        onSuccess: () => {
          setCurrentPassword('')
          setPassword('')
        },
        onError: (error) => {
          const refusal = refusalOf(error)
          if (refusal.at === 'field') focus({ ...refusal, field: atField(refusal.field) })
        },
      },
    )
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    submit()
  }

  const refusal = change.isError ? refusalOf(change.error) : null
  const wrongAt = (name: Wrong['field']) => {
    if (unfit !== null) return unfit.field === name ? unfit.text : null
    return refusal?.at === 'field' && atField(refusal.field) === name ? refusal.text : null
  }
  return (
    <form className={styles.form} noValidate onSubmit={onSubmit}>
      {change.isSuccess ? (
        <Notice tone="success" title={first ? 'Your password is set' : 'Password changed'}>
          All other devices were signed out. This one stays signed in.
        </Notice>
      ) : (
        <p className={styles.about}>
          {person.hasPassword
            ? 'A new password signs out all your other devices.'
            : 'You sign in with Google. With a password you can sign in without it too. Setting one signs out all your other devices.'}
        </p>
      )}
      {person.hasPassword && (
        <CurrentPassword
          ref={currentField}
          email={person.email}
          value={currentPassword}
          onChange={setCurrentPassword}
          error={wrongAt('currentPassword')}
        />
      )}
      <TextField
        ref={field}
        label="New password"
        name="password"
        type="password"
        autoComplete="new-password"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
        error={wrongAt('password')}
        hint={`${PASSWORD_MIN} characters or more`}
      />
      <Refused view="password" error={change.error} onRetry={submit} />
      <Button type="submit" wide busy={change.isPending}>
        {person.hasPassword ? 'Change password' : 'Set password'}
      </Button>
    </form>
  )
}

function atField(field: string): Wrong['field'] {
  return field === 'currentPassword' ? 'currentPassword' : 'password'
}

/** What can be seen to be wrong without asking the server. */
function unfitness(hasPassword: boolean, currentPassword: string, password: string): Wrong | null {
  if (hasPassword && currentPassword === '') {
    return { field: 'currentPassword', text: 'Type your current password.' }
  }
  if (password.length < PASSWORD_MIN) {
    return { field: 'password', text: `Use ${PASSWORD_MIN} characters or more.` }
  }
  if (password.length > PASSWORD_MAX) {
    return { field: 'password', text: `Use ${PASSWORD_MAX} characters or fewer.` }
  }
  return null
}
