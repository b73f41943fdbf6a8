import { useState, type ReactNode } from 'react'
import type { AccountDeleted as Deleted } from '#shared/contract/account.ts'
import { GOOGLE_CONNECTIONS } from '#shared/contract/google.ts'
import { Notice } from '#extension/ui/notice.tsx'
import { useStanding } from './queries.ts'
import { useLogOut } from './verbs.ts'

/**
 * The ways out of a session, and what is to be said afterwards. It is said of one session: who signs in
 * next, and goes, is told nothing of it.
 */
export function useFarewell(): {
  onLogOut: () => void
  onDeleted: (deleted: Deleted) => void
  /** Null while somebody is signed in, and where nothing is to be said. */
  notice: ReactNode
} {
  const token = useStanding()?.session?.token ?? null
  const logOut = useLogOut()
  const [said, setSaid] = useState<{ of: string | null; notice: ReactNode } | null>(null)
  if (said !== null && token !== null && token !== said.of) setSaid(null)
  return {
    onLogOut: () =>
      logOut.mutate(undefined, {
        onSuccess: (told) => {
          if (told === 'here_only') setSaid({ of: token, notice: <SignedOutHereOnly /> })
        },
      }),
    onDeleted: (deleted) => setSaid({ of: token, notice: <AccountDeleted {...deleted} /> }),
    notice: token === null ? said?.notice : null,
  }
}

/** Said after a sign-out that the server could not be told of. */
function SignedOutHereOnly() {
  return (
    <Notice tone="info" title="Signed out in this browser">
      The server could not be told. It forgets the session when it runs out, 30 days after its last
      use.
    </Notice>
  )
}

/** Said where the account was, after its end. */
function AccountDeleted({ notRevoked }: Deleted) {
  if (notRevoked.length > 0) {
    return (
      <Notice tone="warning" title="Your account was deleted">
        Google could not be told to end the connection to {notRevoked.join(' and ')}. End it{' '}
        <a href={GOOGLE_CONNECTIONS} target="_blank" rel="noreferrer">
          at Google
        </a>
        .
      </Notice>
    )
  }
  return (
    <Notice tone="success" title="Your account was deleted">
      You are signed out everywhere, and what the server kept of you is erased.
    </Notice>
  )
}
