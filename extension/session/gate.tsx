import { Fragment, type ReactNode } from 'react'
import { FailureState } from '#extension/ui/failure-state.tsx'
import { useSession, type SignedIn } from './session.ts'

/**
 * Shows a screen to who is signed in, and the way in to everybody else:
 *
 *     <Gate signedOut={<SignInForm />} opening={<PanelSkeleton />}>
 *       {({ me, api, problem }) => <Panel me={me} api={api} />}
 *     </Gate>
 *
 * The screen starts anew for another person. `opening` is drawn until the server first speaks of them.
 */
export function Gate({
  signedOut,
  opening,
  children,
}: {
  signedOut: ReactNode
  opening: ReactNode
  children: (session: SignedIn) => ReactNode
}) {
  const session = useSession()
  switch (session.state) {
    case 'loading':
      return null
    case 'signed_out':
      return signedOut
    case 'opening':
      return session.problem ? (
        <FailureState error={session.problem} onRetry={() => void session.refresh()} />
      ) : (
        opening
      )
    case 'signed_in':
      return <Fragment key={session.person.id}>{children(session)}</Fragment>
  }
}
