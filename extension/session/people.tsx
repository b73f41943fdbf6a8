import { ChevronRight, LogOut } from 'lucide-react'
import { useConcerned } from '#extension/google/use-concern.ts'
import type { GoogleAccount } from '#shared/contract/google.ts'
import type { Me } from '#shared/contract/me.ts'
import { Avatar } from '#extension/ui/avatar.tsx'
import { Button } from '#extension/ui/button.tsx'
import styles from './people.module.css'
import { mainAccount } from './session.ts'

/** Who is signed in, with the ways to their account and out of it, and the Google accounts they connected. */
export function People({
  me,
  onOpen,
  onLogOut,
}: {
  me: Me
  onOpen: () => void
  onLogOut: () => void
}) {
  const { person } = me
  const main = mainAccount(me)
  const concerned = useConcerned(me.googleAccounts)
  const labelOf = ({ id }: GoogleAccount) => {
    const concern = concerned.find(({ account }) => account.id === id)?.concern
    if (concern && concern.kind !== 'ends_soon') return concern.short
    return id === main?.id ? 'Google account' : 'Also connected'
  }
  return (
    <ul className={styles.people}>
      <li className={styles.identity}>
        <button type="button" className={styles.account} onClick={onOpen}>
          <Avatar name={person.name ?? person.email} picture={person.picture} />
          <Words label="Signed in as" email={person.email} />
          <span className="visually-hidden">, your account</span>
          <ChevronRight className={styles.on} aria-hidden="true" />
        </button>
        <Button size="small" variant="text" icon={<LogOut />} onClick={onLogOut}>
          Sign out
        </Button>
      </li>
      {me.googleAccounts.map((account) => (
        <li key={account.id} className={styles.identity}>
          <Avatar name={account.email} picture={account.picture} />
          <Words label={labelOf(account)} email={account.email} />
        </li>
      ))}
    </ul>
  )
}

function Words({ label, email }: { label: string; email: string }) {
  return (
    <span className={styles.words}>
      <span className={styles.label}>{label}</span>{' '}
      <span className={styles.email} title={email}>
        {email}
      </span>
    </span>
  )
}
