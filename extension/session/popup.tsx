import { queryOptions, useMutation, useQuery } from '@tanstack/react-query'
import { Settings } from 'lucide-react'
import { lazy, Suspense, useEffect, useRef, useState, type ReactNode } from 'react'
import { browser } from 'wxt/browser'
import type { AccountView } from '#extension/account/view.ts'
import { FirstConnection } from '#extension/google/first-connection.tsx'
import { openSidePanel } from '#extension/lib/side-panel.ts'
import { ThemeMenu } from '#extension/settings/theme-choice.tsx'
import { FailureNotice } from '#extension/ui/failure-notice.tsx'
import { IconButton } from '#extension/ui/icon-button.tsx'
import { Logo } from '#extension/ui/logo.tsx'
import type { AccountDeleted as Deleted } from '#shared/contract/account.ts'
import { Gate } from './gate.tsx'
import { comeBackQuery } from './come-back.ts'
import { useFarewell } from './farewell.tsx'
import { Home, HomeSkeleton } from './home.tsx'
import { People } from './people.tsx'
import styles from './popup.module.css'
import { mainAccount, type SignedIn } from './session.ts'
import { SignInForm } from './sign-in-form.tsx'
import { useSignOut } from './sign-out.tsx'
import { useChangeTheme } from './verbs.ts'

/** Asked for ahead of the click that needs it: nothing may be awaited in between. */
const windowQuery = queryOptions({
  queryKey: ['window'],
  queryFn: async () => (await browser.windows.getCurrent()).id ?? null,
  staleTime: Infinity,
})

/** Not part of what the popup draws first. */
const Account = lazy(async () => {
  const { Account } = await import('#extension/account/account.tsx')
  return { default: Account }
})

/** The toolbar's popup. */
export function Popup() {
  const windowId = useQuery(windowQuery).data
  const comeBack = useQuery(comeBackQuery).data
  const { onLogOut, onDeleted, notice } = useFarewell()

  return (
    <main className={styles.popup}>
      <Gate
        signedOut={
          <Front>
            <SignInForm notice={notice} />
          </Front>
        }
        opening={
          <Front>
            <HomeSkeleton />
          </Front>
        }
      >
        {(session) =>
          comeBack !== undefined && (
            <SignedInScreen
              session={session}
              windowId={windowId ?? null}
              comeBack={comeBack}
              onLogOut={onLogOut}
              onDeleted={onDeleted}
            />
          )
        }
      </Gate>
    </main>
  )
}

function SignedInScreen({
  session,
  windowId,
  comeBack,
  onLogOut,
  onDeleted,
}: {
  session: SignedIn
  windowId: number | null
  comeBack: AccountView | null
  onLogOut: () => void
  onDeleted: (deleted: Deleted) => void
}) {
  const [account, setAccount] = useState(comeBack)
  const signOut = useSignOut(onLogOut)
  const panel = useMutation({
    mutationFn: (opened: Promise<void>) => opened,
    onSuccess: () => window.close(),
  })
  // Opened within the click itself; the mutation only says how that went.
  const openPanel = (windowId: number) => panel.mutate(openSidePanel(windowId))
  if (account !== null) {
    return (
      <div className={styles.account}>
        <h1 className="visually-hidden">Sheetside</h1>
        <Suspense>
          <Account
            session={session}
            first={account}
            onLeave={() => setAccount(null)}
            onSignOut={signOut.ask}
            onDeleted={onDeleted}
          />
        </Suspense>
        {signOut.dialog}
      </div>
    )
  }
  return (
    <Front>
      {mainAccount(session.me) === null ? (
        <FirstConnection server={session.server} />
      ) : (
        <Home
          session={session}
          onOpenPanel={windowId === null ? undefined : () => openPanel(windowId)}
        />
      )}
      {panel.isError && <FailureNotice error={panel.error} />}
      <People me={session.me} onOpen={() => setAccount('overview')} onLogOut={signOut.ask} />
      {signOut.dialog}
    </Front>
  )
}

/** A screen below the popup's own name and its settings. */
function Front({ children }: { children: ReactNode }) {
  const theme = useChangeTheme()
  return (
    <>
      <header className={styles.header}>
        <Logo />
        <h1 className={styles.name}>Sheetside</h1>
        <ThemeMenu onChange={theme.mutate} />
        <IconButton
          label="Options"
          icon={<Settings />}
          onClick={() => void browser.runtime.openOptionsPage()}
        />
      </header>
      <Screen>
        {theme.isError && <FailureNotice error={theme.error} />}
        {children}
      </Screen>
    </>
  )
}

/** Takes the focus when it comes, since the one before it took the focused control away. */
function Screen({ children }: { children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => place.current?.focus(), [])
  return (
    <div ref={place} tabIndex={-1} className={styles.screen}>
      {children}
    </div>
  )
}
