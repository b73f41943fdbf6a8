import type { ReactNode } from 'react'
import { useStanding } from '#extension/session/queries.ts'
import { useLogOut } from '#extension/session/verbs.ts'
import { Avatar } from '#extension/ui/avatar.tsx'
import { Button } from '#extension/ui/button.tsx'
import { Logo } from '#extension/ui/logo.tsx'
import { SignedOutHereOnly } from '#extension/session/signed-out.tsx'
import styles from './options.module.css'
import { ServerForm } from './server-form.tsx'
import { ThemeChoice } from './theme-choice.tsx'

/** The options page, a tab of its own. */
export function Options() {
  const standing = useStanding()
  const logOut = useLogOut()
  if (!standing) return null
  const person = standing.session?.person
  return (
    <main className={styles.page}>
      <header className={styles.header}>
        <Logo size={36} />
        <h1 className={styles.title}>Sheetside options</h1>
      </header>
      <Section
        title="Server"
        about="It keeps your session and the connection to Google, so that no key of Google’s ever reaches this browser."
      >
        <ServerForm standing={standing} />
      </Section>
      <Section title="Theme" about="Follows you to your other browsers while you are signed in.">
        <ThemeChoice />
      </Section>
      {person && (
        <Section title="Account">
          <div className={styles.person}>
            <Avatar name={person.email} picture={person.picture} size={40} />
            <span className={styles.email}>{person.email}</span>
            <Button variant="outlined" busy={logOut.isPending} onClick={() => logOut.mutate()}>
              Sign out
            </Button>
          </div>
        </Section>
      )}
      {logOut.data === 'here_only' && <SignedOutHereOnly />}
    </main>
  )
}

function Section({
  title,
  about,
  children,
}: {
  title: string
  about?: string
  children: ReactNode
}) {
  return (
    <section className={styles.section} aria-label={title}>
      <div>
        <h2>{title}</h2>
        {about !== undefined && <p className={styles.about}>{about}</p>}
      </div>
      {children}
    </section>
  )
}
