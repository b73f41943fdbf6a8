import { queryOptions, useMutation, useQuery } from '@tanstack/react-query'
import { Settings } from 'lucide-react'
import { useEffect, useRef, type ReactNode } from 'react'
import { browser } from 'wxt/browser'
import { FirstConnection } from '#extension/google/first-connection.tsx'
import { openSidePanel } from '#extension/lib/side-panel.ts'
import { ThemeMenu } from '#extension/settings/theme-choice.tsx'
import { FailureNotice } from '#extension/ui/failure-notice.tsx'
import { IconButton } from '#extension/ui/icon-button.tsx'
import { Logo } from '#extension/ui/logo.tsx'
import { Gate } from './gate.tsx'
import { Home, HomeSkeleton } from './home.tsx'
import { People } from './people.tsx'
import styles from './popup.module.css'
import { mainAccount, type SignedIn } from './session.ts'
import { SignInForm } from './sign-in-form.tsx'
import { SignedOutHereOnly } from './signed-out.tsx'
import { useChangeTheme, useLogOut } from './verbs.ts'

/** Asked for ahead of the click that needs it: nothing may be awaited in between. */
const windowQuery = queryOptions({
  queryKey: ['window'],
  queryFn: async () => (await browser.windows.getCurrent()).id ?? null,
  staleTime: Infinity,
})

/** The toolbar's popup. */
export function Popup() {
  const windowId = useQuery(windowQuery).data
  const logOut = useLogOut()
  const theme = useChangeTheme()

  return (
    <div className={styles.popup}>
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
      <main className={styles.main}>
        {theme.isError && <FailureNotice error={theme.error} />}
        <Gate
          signedOut={
            <Screen>
              <SignInForm notice={logOut.data === 'here_only' && <SignedOutHereOnly />} />
            </Screen>
          }
          opening={<HomeSkeleton />}
        >
          {(session) => (
            <SignedInScreen
              session={session}
              windowId={windowId ?? null}
              onLogOut={() => logOut.mutate()}
            />
          )}
        </Gate>
      </main>
    </div>
  )
}

function SignedInScreen({
  session,
  windowId,
  onLogOut,
}: {
  session: SignedIn
  windowId: number | null
  onLogOut: () => void
}) {
  const panel = useMutation({
    mutationFn: (opened: Promise<void>) => opened,
    onSuccess: () => window.close(),
  })
  // Opened within the click itself; the mutation only says how that went.
  const openPanel = (windowId: number) => panel.mutate(openSidePanel(windowId))
  return (
    <Screen>
      {mainAccount(session.me) === null ? (
        <FirstConnection server={session.server} />
      ) : (
        <Home
          session={session}
          onOpenPanel={windowId === null ? undefined : () => openPanel(windowId)}
        />
      )}
      {panel.isError && <FailureNotice error={panel.error} />}
      <People me={session.me} onLogOut={onLogOut} />
    </Screen>
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
