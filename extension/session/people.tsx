import { LogOut } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Me } from '#shared/contract/me.ts'
import { Avatar } from '#extension/ui/avatar.tsx'
import { Button } from '#extension/ui/button.tsx'
import styles from './people.module.css'
import { mainAccount } from './session.ts'

/** Who is signed in, with the way out, and the Google accounts they connected. */
export function People({ me, onLogOut }: { me: Me; onLogOut: () => void }) {
  const main = mainAccount(me)
  return (
    <ul className={styles.people}>
      <Identity label="Signed in as" email={me.person.email} picture={me.person.picture}>
        <Button size="small" variant="text" icon={<LogOut />} onClick={onLogOut}>
          Sign out
        </Button>
      </Identity>
      {me.googleAccounts.map(({ id, email, picture }) => (
        <Identity
          key={id}
          label={id === main?.id ? 'Google account' : 'Also connected'}
          email={email}
          picture={picture}
        />
      ))}
    </ul>
  )
}

function Identity({
  label,
  email,
  picture,
  children,
}: {
  label: string
  email: string
  picture: string | null
  children?: ReactNode
}) {
  return (
    <li className={styles.identity}>
      <Avatar name={email} picture={picture} />
      <span className={styles.words}>
        <span className={styles.label}>{label}</span>
        <span className={styles.email} title={email}>
          {email}
        </span>
      </span>
      {children !== undefined && <span className={styles.end}>{children}</span>}
    </li>
  )
}
