import { useMutation } from '@tanstack/react-query'
import { lazy, Suspense, useState, type ReactNode } from 'react'
import { FailureNotice } from '#extension/ui/failure-notice.tsx'
import { Segmented } from '#extension/ui/segmented.tsx'
import { discardWaiting, unsentOf, useWaiting } from './waiting.ts'

/** Not part of what a screen draws first. */
const ConfirmDialog = lazy(async () => {
  const { ConfirmDialog } = await import('#extension/ui/dialog.tsx')
  return { default: ConfirmDialog }
})

/** What becomes of that which waits. */
type Fate = 'keep' | 'discard'

const fates = [
  { value: 'keep', label: 'Keep' },
  { value: 'discard', label: 'Discard' },
] as const

/**
 * Signs out at once where nothing waits to be sent. Where something would have to wait longer, it asks
 * before, and whether to keep or to discard that. A button calls `ask`; `dialog` stands wherever that
 * button does.
 */
export function useSignOut(onSignOut: () => void): { ask: () => void; dialog: ReactNode } {
  const waiting = useWaiting()
  const [asks, setAsks] = useState<'never' | 'now' | 'before'>('never')
  const [fate, setFate] = useState<Fate>('keep')
  const unsent = waiting ? unsentOf(waiting) : 0
  const leave = useMutation({
    mutationFn: async (chosen: Fate) => {
      // Before the session goes: afterwards nothing says whose they are.
      if (chosen === 'discard') await discardWaiting()
    },
    onSuccess: () => {
      setAsks('before')
      onSignOut()
    },
  })
  return {
    ask: () => {
      if (unsent === 0) {
        onSignOut()
        return
      }
      setFate('keep')
      leave.reset()
      setAsks('now')
    },
    dialog: asks !== 'never' && (
      <Suspense>
        <ConfirmDialog
          open={asks === 'now'}
          title="Sign out?"
          about={
            <p>
              <strong>{unsent === 1 ? '1 selection waits' : `${unsent} selections wait`}</strong> to
              be sent.
            </p>
          }
          confirm={fate === 'keep' ? 'Sign out' : 'Discard and sign out'}
          tone={fate === 'keep' ? 'primary' : 'danger'}
          busy={leave.isPending}
          onConfirm={() => leave.mutate(fate)}
          onClose={() => setAsks('before')}
        >
          <Segmented
            label={unsent === 1 ? 'What becomes of it' : 'What becomes of them'}
            value={fate}
            options={fates}
            onChange={setFate}
          />
          <output>{fateWords(fate, unsent)}</output>
          {leave.isError && <FailureNotice error={leave.error} />}
        </ConfirmDialog>
      </Suspense>
    ),
  }
}

function fateWords(fate: Fate, unsent: number): string {
  const [it, are] = unsent === 1 ? ['It', 'is'] : ['They', 'are']
  return fate === 'keep'
    ? `${it} ${are} kept in this browser until you sign in here again.`
    : `${it} ${are} gone from this browser for good. What is being sent at this moment may still arrive.`
}
