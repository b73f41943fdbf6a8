import { useState, useRef } from 'react'
import type { AccountDeleted } from '#shared/contract/account.ts'
import { GoogleAccounts } from '#extension/google/google-accounts.tsx'
import type { SignedIn } from '#extension/session/session.ts'
import styles from './account.module.css'
import { Activity } from './activity.tsx'
import { Bar } from './bar.tsx'
import { Devices } from './devices.tsx'
import { EmailForm } from './email-form.tsx'
import { useEscape } from './use-escape.ts'
import { Overview } from './overview.tsx'
import { PasswordForm } from './password-form.tsx'
import { YourData } from './your-data.tsx'
import { viewTitles, type AccountView } from './view.ts'

export type Leaving = {
  /** Back to where the account was opened from; absent where there is no such place. */
  onLeave?: (() => void) | undefined
  onSignOut: () => void
  /** The account is gone; called while it is still shown. */
  onDeleted: (deleted: AccountDeleted) => void
}

/** Everything a person sees and does about their account, one screen at a time. */
export function Account({
  session,
  first = 'overview',
  onLeave,
  onSignOut,
  onDeleted,
}: Leaving & { session: SignedIn; first?: AccountView }) {
  const [at, setAt] = useState<{ view: AccountView; cameFrom: AccountView | null }>({
    view: first,
    cameFrom: null,
  })
  const { view, cameFrom } = at
  const back = view === 'overview' ? onLeave : () => setAt({ view: 'overview', cameFrom: view })
  const place = useRef<HTMLDivElement>(null)
  useEscape(place, back)

  return (
    <div ref={place} className={styles.account}>
      <Bar
        key={view}
        title={viewTitles[view]}
        takesFocus={cameFrom === null && (view !== 'overview' || onLeave !== undefined)}
        onBack={back}
      />
      <div key={`content of ${view}`} className={styles.content}>
        {view === 'overview' && (
          <Overview
            session={session}
            cameFrom={cameFrom}
            onOpen={(next) => setAt({ view: next, cameFrom: null })}
            onSignOut={onSignOut}
          />
        )}
        {view === 'password' && <PasswordForm session={session} />}
        {view === 'email' && <EmailForm session={session} />}
        {view === 'google' && <GoogleAccounts session={session} />}
        {view === 'devices' && <Devices session={session} />}
        {view === 'activity' && <Activity session={session} />}
        {view === 'data' && <YourData session={session} onDeleted={onDeleted} />}
      </div>
    </div>
  )
}
