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
