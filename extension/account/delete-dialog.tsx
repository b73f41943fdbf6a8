import { Clock, FileX, MonitorX, Unlink } from 'lucide-react'
import { useRef, useState, type ReactNode } from 'react'
import type { AccountDeleted } from '#shared/contract/account.ts'
import type { SignedIn } from '#extension/session/session.ts'
import { unsentOf, useWaiting, type Waiting } from '#extension/session/waiting.ts'
import { ConfirmDialog } from '#extension/ui/dialog.tsx'
import { CurrentPassword } from './current-password.tsx'
import { refusalOf } from './refusal.ts'
import { Refused } from './refused.tsx'
import { useDeleteAccount } from './verbs.ts'
import styles from './your-data.module.css'

/** Asks for the last time, says all that ends, and wants to see again who is there. */
export function DeleteDialog({
  session,
  open,
  onClose,
  onDeleted,
}: {
  session: SignedIn
  open: boolean
  onClose: () => void
  onDeleted: (deleted: AccountDeleted) => void
}) {
  const { person } = session
  const [currentPassword, setCurrentPassword] = useState('')
  const [empty, setEmpty] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const deletion = useDeleteAccount(session, onDeleted)
  const waiting = useWaiting()

  const remove = () => {
    deletion.reset()
    const isEmpty = person.hasPassword && currentPassword === ''
    setEmpty(isEmpty)
    if (isEmpty) {
      field.current?.focus()
      return
    }
    deletion.mutate(person.hasPassword ? { currentPassword } : {}, {
      onError: () => field.current?.focus(),
    })
  }
  const close = () => {
    deletion.reset()
    setEmpty(false)
    setCurrentPassword('')
    onClose()
  }
  const refusal = deletion.isError ? refusalOf(deletion.error) : null
  const refused = refusal?.at === 'field' ? refusal.text : null
  return (
    <ConfirmDialog
      open={open}
      title="Delete your account?"
      about={<WhatEnds session={session} waiting={waiting} />}
      confirm="Delete account"
      busy={deletion.isPending}
      onConfirm={remove}
      onClose={close}
    >
      {person.hasPassword && (
        <CurrentPassword
          ref={field}
          email={person.email}
          value={currentPassword}
          onChange={setCurrentPassword}
          error={empty ? 'Type your current password.' : refused}
        />
      )}
      <Refused view="data" error={deletion.error} onRetry={remove} />
    </ConfirmDialog>
  )
}

function WhatEnds({ session, waiting }: { session: SignedIn; waiting: Waiting | undefined }) {
  const emails = session.me.googleAccounts.map(({ email }) => email)
  const unsent = waiting ? unsentOf(waiting) : 0
  return (
    <>
      <p>This cannot be undone:</p>
      <ul className={styles.ends}>
        <End icon={<MonitorX />}>You are signed out on every device.</End>
        {emails.length > 0 && (
          <End icon={<Unlink />}>
            Google ends the connection to <strong>{emails.join(' and ')}</strong>, for every app of
            this server&rsquo;s Google Cloud project, unless somebody else here uses it too.
          </End>
        )}
        <End icon={<FileX />}>
          Your destinations, the list of your sends and your activity are erased. The rows stay in
          your sheets, and can no longer be taken back from here.
        </End>
        {unsent > 0 && (
          <End icon={<Clock />}>
            <strong>
              {unsent === 1 ? '1 selection that waits' : `${unsent} selections that wait`}
            </strong>{' '}
            to be sent from this browser {unsent === 1 ? 'is' : 'are'} discarded.
          </End>
        )}
      </ul>
    </>
  )
}

function End({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <li>
      {icon}
      <span>{children}</span>
    </li>
  )
}
