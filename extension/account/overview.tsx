import { Activity, FileDown, KeyRound, LogOut, Mail, MonitorSmartphone, Sheet } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Me } from '#shared/contract/me.ts'
import type { SignedIn } from '#extension/session/session.ts'
import { Button } from '#extension/ui/button.tsx'
import { FailureNotice } from '#extension/ui/failure-notice.tsx'
import styles from './overview.module.css'
import { Profile } from './profile.tsx'
import { Row } from './row.tsx'
import { viewTitles, type AccountView } from './view.ts'

type Place = Exclude<AccountView, 'overview'>

const icons: Record<Place, ReactNode> = {
  password: <KeyRound />,
  email: <Mail />,
  google: <Sheet />,
  devices: <MonitorSmartphone />,
  activity: <Activity />,
  data: <FileDown />,
}

const places = ['password', 'email', 'google', 'devices', 'activity', 'data'] as const

/** Who the person is, and the way to everything about their account. */
export function Overview({
  session,
  cameFrom,
  onOpen,
  onSignOut,
}: {
  session: SignedIn
  /** The screen that was left for this one: the way to it has the focus again. */
  cameFrom: AccountView | null
  onOpen: (view: Place) => void
  onSignOut: () => void
}) {
  const { me, problem, refresh } = session
  return (
    <>
      {problem !== null && <FailureNotice error={problem} onRetry={() => void refresh()} />}
      <Profile session={session} />
      <ul className={styles.rows}>
        {places.map((place) => (
          <Row
            key={place}
            icon={icons[place]}
            title={viewTitles[place]}
            detail={detailOf(place, me)}
            takesFocus={place === cameFrom}
            onOpen={() => onOpen(place)}
          />
        ))}
      </ul>
      <Button wide variant="outlined" icon={<LogOut />} onClick={onSignOut}>
        Sign out
      </Button>
    </>
  )
}

function detailOf(place: Place, { person, googleAccounts }: Me): string {
  switch (place) {
    case 'password':
      return person.hasPassword ? 'Change it' : 'None: you sign in with Google'
    case 'email':
      return person.emailVerified ? 'Change it' : 'Not confirmed yet'
    case 'google':
      return googleWords(googleAccounts)
    case 'devices':
      return 'Where you are signed in'
    case 'activity':
      return 'Sign-ins and changes'
    case 'data':
      return 'Download it, or delete your account'
  }
}

function googleWords(accounts: Me['googleAccounts']): string {
  const [only] = accounts
  if (!only) return 'None connected'
  return accounts.length === 1 ? only.email : `${accounts.length} connected`
}
