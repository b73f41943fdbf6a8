import { FailureNotice } from '#extension/ui/failure-notice.tsx'
import { AgainFailed, SignInAgain } from './again.tsx'
import { refusalOf } from './refusal.ts'
import type { AccountView } from './view.ts'

/**
 * Why a change was refused, where that belongs to no field. Who has to sign in again does it here, and
 * comes back to `view`.
 */
export function Refused({
  view,
  error,
  onRetry,
}: {
  view: AccountView
  /** Null where nothing was refused. */
  error: Error | null
  onRetry: () => void
}) {
  if (error === null) return <AgainFailed />
  switch (refusalOf(error).at) {
    case 'sign_in':
      return <SignInAgain view={view} />
    case 'form':
      return <FailureNotice error={error} onRetry={onRetry} />
    case 'field':
      return null
  }
}
