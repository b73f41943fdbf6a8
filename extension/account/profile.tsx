import { CircleCheck, CircleDashed, Pencil } from 'lucide-react'
import { useEffect, useRef, useState, type FormEvent, type KeyboardEvent } from 'react'
import type { SignedIn } from '#extension/session/session.ts'
import { Avatar } from '#extension/ui/avatar.tsx'
import { Button } from '#extension/ui/button.tsx'
import { FailureNotice } from '#extension/ui/failure-notice.tsx'
import { IconButton } from '#extension/ui/icon-button.tsx'
import { TextField } from '#extension/ui/text-field.tsx'
import styles from './profile.module.css'
import { useChangeProfile } from './verbs.ts'

const NAME_MAX = 100

/** The person's picture, their name, which is changed in its place, and their email. */
export function Profile({ session }: { session: SignedIn }) {
  const { person } = session
  const [mode, setMode] = useState<'shown' | 'edited' | 'left'>('shown')
  return (
    <section className={styles.profile} aria-label="Profile">
      <Avatar name={person.name ?? person.email} picture={person.picture} size={56} />
      <div className={styles.words}>
        {mode === 'edited' ? (
          <NameForm session={session} onDone={() => setMode('left')} />
        ) : (
          <Name name={person.name} takesFocus={mode === 'left'} onEdit={() => setMode('edited')} />
        )}
        <p className={styles.email}>{person.email}</p>
        <p className={person.emailVerified ? styles.confirmed : styles.unconfirmed}>
          {person.emailVerified ? (
            <CircleCheck aria-hidden="true" />
          ) : (
            <CircleDashed aria-hidden="true" />
          )}
          {person.emailVerified ? 'Email confirmed' : 'Email not confirmed'}
        </p>
      </div>
    </section>
  )
}

function Name({
  name,
  takesFocus,
  onEdit,
}: {
  name: string | null
  takesFocus: boolean
  onEdit: () => void
}) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (takesFocus) place.current?.querySelector('button')?.focus()
  }, [takesFocus])
  return (
    <div ref={place} className={styles.line}>
      {name === null ? (
        <Button size="small" variant="text" icon={<Pencil />} onClick={onEdit}>
          Add your name
        </Button>
      ) : (
        <>
          <p className={styles.name}>{name}</p>
          <IconButton size="small" label="Change your name" icon={<Pencil />} onClick={onEdit} />
        </>
      )}
    </div>
  )
}

function NameForm({ session, onDone }: { session: SignedIn; onDone: () => void }) {
  const before = session.person.name
  const [name, setName] = useState(before ?? '')
  const field = useRef<HTMLInputElement>(null)
  const change = useChangeProfile(session)
  useEffect(() => {
    field.current?.focus()
    field.current?.select()
  }, [])

  const submit = () => {
    const wanted = name.trim() === '' ? null : name.trim()
    if (wanted === before) onDone()
    else change.mutate({ name: wanted }, { onSuccess: onDone })
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    submit()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    onDone()
  }
  return (
    <form className={styles.form} noValidate onSubmit={onSubmit}>
      <TextField
        ref={field}
        label="Your name"
        labelHidden
        name="name"
        autoComplete="name"
        maxLength={NAME_MAX}
        placeholder="Your name"
        value={name}
        onChange={(event) => setName(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {change.isError && <FailureNotice error={change.error} onRetry={submit} />}
      <div className={styles.buttons}>
        <Button type="submit" size="small" busy={change.isPending}>
          Save
        </Button>
        <Button size="small" variant="text" onClick={onDone}>
          Cancel
        </Button>
      </div>
    </form>
  )
}
