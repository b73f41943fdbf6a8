import { useState, type FormEvent } from 'react'
import { PASSWORD_MAX, PASSWORD_MIN } from '#shared/limits.ts'
import type { SignedIn } from '#extension/session/session.ts'
import { Button } from '#extension/ui/button.tsx'
import { Notice } from '#extension/ui/notice.tsx'
import { TextField } from '#extension/ui/text-field.tsx'
import { CurrentPassword } from './current-password.tsx'
import styles from './form.module.css'
import { Refused } from './refused.tsx'
import { useComplaint, type Complaint } from './use-complaint.ts'
import { useChangePassword } from './verbs.ts'

/** Changes the password, or sets a first one. Either signs out all other devices. */
export function PasswordForm({ session }: { session: SignedIn }) {
  const { person } = session
  const [currentPassword, setCurrentPassword] = useState('')
  const [password, setPassword] = useState('')
  const change = useChangePassword(session)
  const { inputOf, at, complain, refused } = useComplaint(change.error)
  // What it was when it was changed: a first password makes the other true.
  const [first, setFirst] = useState(!person.hasPassword)

  const submit = () => {
    const wrong = unfitness(person.hasPassword, currentPassword, password)
    change.reset()
    setFirst(!person.hasPassword)
    complain(wrong)
    if (wrong) return
    change.mutate(
      { password, ...(person.hasPassword && { currentPassword }) },
      {
        onSuccess: () => {
          setCurrentPassword('')
          setPassword('')
        },
        onError: refused,
      },
    )
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    submit()
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
          ref={inputOf('currentPassword')}
          email={person.email}
          value={currentPassword}
          onChange={setCurrentPassword}
          error={at('currentPassword')}
        />
      )}
      <TextField
        ref={inputOf('password')}
        label="New password"
        name="password"
        type="password"
        autoComplete="new-password"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
        error={at('password')}
        hint={`${PASSWORD_MIN} characters or more`}
      />
      <Refused view="password" error={change.error} onRetry={submit} />
      <Button type="submit" wide busy={change.isPending}>
        {person.hasPassword ? 'Change password' : 'Set password'}
      </Button>
    </form>
  )
}

/** What can be seen to be wrong without asking the server. */
function unfitness(
  hasPassword: boolean,
  currentPassword: string,
  password: string,
): Complaint | null {
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
