import type { ReactNode } from 'react'
import { Account } from '#extension/account/account.tsx'
import { AccountSkeleton } from '#extension/account/account-skeleton.tsx'
import { useFarewell } from '#extension/session/farewell.tsx'
import { Gate } from '#extension/session/gate.tsx'
import { useStanding } from '#extension/session/queries.ts'
import { useSignOut } from '#extension/session/sign-out.tsx'
import { Logo } from '#extension/ui/logo.tsx'
import styles from './options.module.css'
import { PageAccessChoice } from './page-access-choice.tsx'
import { ServerForm } from './server-form.tsx'
import { Shortcut } from './shortcut.tsx'
import { ThemeChoice } from './theme-choice.tsx'

/** The options page, a tab of its own. */
export function Options() {
  const standing = useStanding()
  const { onLogOut, onDeleted, notice } = useFarewell()
  const signOut = useSignOut(onLogOut)
  if (!standing) return null
  return (
    <main className={styles.page}>
      <header className={styles.header}>
        <Logo size={36} />
        <h1 className={styles.title}>Sheetside options</h1>
      </header>
      {notice}
      <Gate signedOut={null} opening={<AccountSkeleton />}>
        {(session) => (
          <section className={styles.account} aria-label="Account">
            <Account session={session} onSignOut={signOut.ask} onDeleted={onDeleted} />
          </section>
        )}
      </Gate>
      <Section
        title="Server"
        about="It keeps your session and the connection to Google, so that no key of Google’s ever reaches this browser."
      >
        <ServerForm standing={standing} />
      </Section>
      <Section
        title="Reading pages"
        about="For “Send selection” in the panel. A right-click or the keyboard shortcut needs no permission. A page is read only when you press the button."
      >
        <PageAccessChoice />
      </Section>
      <Section title="Theme" about="Follows you to your other browsers while you are signed in.">
        <ThemeChoice />
      </Section>
      <Section
        title="Keyboard"
        about="Sends what is selected on a page to its sheet, as the context menu does."
      >
        <Shortcut />
      </Section>
      {signOut.dialog}
    </main>
  )
}

function Section({
  title,
  about,
  children,
}: {
  title: string
  about: string
  children: ReactNode
}) {
  return (
    <section className={styles.section} aria-label={title}>
      <div>
        <h2>{title}</h2>
        <p className={styles.about}>{about}</p>
      </div>
      {children}
    </section>
  )
}
