import { lazy, Suspense, useState, type ReactNode } from 'react'
import { useWaiting } from './waiting.ts'

/** Not part of what a screen draws first. */
const ConfirmDialog = lazy(async () => {
  const { ConfirmDialog } = await import('#extension/ui/dialog.tsx')
  return { default: ConfirmDialog }
})

/**
 * Signs out at once where nothing waits to be sent, and asks before it does where something would have
 * to wait longer. A button calls `ask`; `dialog` stands wherever that button does.
 */
export function useSignOut(onSignOut: () => void): { ask: () => void; dialog: ReactNode } {
  const waiting = useWaiting()
  const [asks, setAsks] = useState<'never' | 'now' | 'before'>('never')
  const unsent = waiting ? waiting.onTheirWay + waiting.needDestination + waiting.failed : 0
  return {
    ask: () => (unsent === 0 ? onSignOut() : setAsks('now')),
    dialog: asks !== 'never' && (
      <Suspense>
        <ConfirmDialog
          open={asks === 'now'}
          title="Sign out?"
          about={
            <p>
              <strong>{unsent === 1 ? '1 selection waits' : `${unsent} selections wait`}</strong> to
              be sent. {unsent === 1 ? 'It is' : 'They are'} kept in this browser until you sign in
              here again.
            </p>
          }
          confirm="Sign out"
          tone="primary"
          onConfirm={() => {
            setAsks('before')
            onSignOut()
          }}
          onClose={() => setAsks('before')}
        />
      </Suspense>
    ),
  }
}
