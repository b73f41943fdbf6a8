import { useQuery } from '@tanstack/react-query'
import { MailCheck, MailQuestion } from 'lucide-react'
import { useState, type FormEvent } from 'react'
import { email as emailSchema, type EmailChange, type Person } from '#shared/contract/account.ts'
import { serverInfoQuery } from '#extension/session/queries.ts'
import type { SignedIn } from '#extension/session/session.ts'
import { Button } from '#extension/ui/button.tsx'
import { EmailField } from '#extension/ui/email-field.tsx'
import { Notice } from '#extension/ui/notice.tsx'
import { CurrentPassword } from './current-password.tsx'
import styles from './form.module.css'
import { Refused } from './refused.tsx'
import { useComplaint, type Complaint } from './use-complaint.ts'
import { useChangeEmail } from './verbs.ts'

/**
 * Changes the email, or confirms the one there is. A server that sends mail waits for the link that it
 * mails to the new address.
 */
export function EmailForm({ session }: { session: SignedIn }) {
  const { person, server } = session
  const [email, setEmail] = useState('')
  const [currentPassword, setCurrentPassword] = useState('')
  const change = useChangeEmail(session)
  const { inputOf, at, complain, refused } = useComplaint(change.error)
  /** Undefined until the server says it. */
  const sendsMail = useQuery(serverInfoQuery(server)).data?.mail
  const mayConfirm = sendsMail === true && !person.emailVerified

  const ask = (wanted: string) => {
    const wrong = unfitness(wanted, person.hasPassword, currentPassword)
    change.reset()
    complain(wrong)
    if (wrong) return
    const proof = person.hasPassword ? { currentPassword } : {}
    change.mutate(
      { email: wanted, ...proof },
      {
        onSuccess: () => {
          setEmail('')
          setCurrentPassword('')
        },
        onError: refused,
      },
    )
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    ask(email)
  }

  return (
    <form className={styles.form} noValidate onSubmit={onSubmit}>
      {change.isSuccess ? (
        <Done state={change.data.state} asked={change.variables} person={person} />
      ) : (
        <div className={styles.present}>
          {person.emailVerified ? (
            <MailCheck aria-hidden="true" />
          ) : (
            <MailQuestion aria-hidden="true" />
          )}
          <p className={styles.about}>
            <strong>{person.email}</strong>
            <br />
            {person.emailVerified
              ? 'Confirmed: it is known to be yours.'
              : sendsMail === false
                ? 'Not confirmed: this server sends no mail to do so.'
                : 'Not confirmed yet.'}
          </p>
        </div>
      )}
      <EmailField
        ref={inputOf('email')}
        label="New email"
        autoComplete="email"
        value={email}
        onChange={(event) => setEmail(event.target.value)}
        error={at('email')}
        {...(sendsMail === true && {
          hint: 'A link is mailed there, and it changes once you open it.',
        })}
      />
      {person.hasPassword && (
        <CurrentPassword
          ref={inputOf('currentPassword')}
          email={person.email}
          value={currentPassword}
          onChange={setCurrentPassword}
          error={at('currentPassword')}
        />
      )}
      <Refused
        view="email"
        error={change.error}
        onRetry={() => ask(change.variables?.email ?? email)}
      />
      <Button type="submit" wide busy={change.isPending && change.variables.email !== person.email}>
        Change email
      </Button>
      {mayConfirm && (
        <Button
          wide
          variant="outlined"
          busy={change.isPending && change.variables.email === person.email}
          onClick={() => ask(person.email)}
        >
          Confirm the present one by a link
        </Button>
      )}
    </form>
  )
}

function Done({
  state,
  asked,
  person,
}: {
  state: 'changed' | 'check_mail'
  asked: EmailChange
  person: Person
}) {
  switch (state) {
    case 'changed':
      return (
        <Notice tone="success" title="Email changed">
          You sign in with {asked.email} from now on.
        </Notice>
      )
    case 'check_mail':
      return (
        <Notice tone="info" title="Check your mail">
          A link is on its way to {asked.email}. Open it within an hour.{' '}
          {person.emailVerified
            ? `Until then your email stays ${person.email}.`
            : 'You choose a password there, and are signed out on every device.'}
        </Notice>
      )
  }
}

/** What can be seen to be wrong without asking the server. */
function unfitness(email: string, hasPassword: boolean, currentPassword: string): Complaint | null {
  if (!emailSchema.safeParse(email).success) {
    return { field: 'email', text: 'Type an email address, such as you@example.com.' }
  }
  if (hasPassword && currentPassword === '') {
    return { field: 'currentPassword', text: 'Type your current password.' }
  }
  return null
}
