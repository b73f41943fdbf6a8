import type { AccountDeleted as Deleted } from '#shared/contract/account.ts'
import { GOOGLE_CONNECTIONS } from '#shared/contract/google.ts'
import { Notice } from '#extension/ui/notice.tsx'

/** Said after a sign-out that the server could not be told of. */
export function SignedOutHereOnly() {
  return (
    <Notice tone="info" title="Signed out in this browser">
      The server could not be told. It forgets the session when it runs out, 30 days after its last
      use.
    </Notice>
  )
}

/** Said where the account was, after its end. */
export function AccountDeleted({ notRevoked }: Deleted) {
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
