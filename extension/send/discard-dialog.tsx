import { lazy, Suspense } from 'react'
import type { Entry } from '#extension/outbox/entry.ts'

/** Not part of what a screen draws first. */
const ConfirmDialog = lazy(async () => {
  const { ConfirmDialog } = await import('#extension/ui/dialog.tsx')
  return { default: ConfirmDialog }
})

/** Asks before entries of the outbox are forgotten. Draws nothing until it was open once. */
export function DiscardDialog({
  open,
  entries,
  onConfirm,
  onClose,
}: {
  open: boolean
  entries: readonly Entry[]
  onConfirm: () => void
  onClose: () => void
}) {
  if (entries.length === 0) return null
  return (
    <Suspense>
      <ConfirmDialog
        open={open}
        title={
          entries.length === 1
            ? 'Discard this selection?'
            : `Discard ${entries.length.toLocaleString('en')} selections?`
        }
        about={<p>{discardWords(entries)}</p>}
        confirm="Discard"
        onConfirm={onConfirm}
        onClose={onClose}
      />
    </Suspense>
  )
}

function discardWords(entries: readonly Entry[]): string {
  const goes = entries.length === 1 ? 'It goes to no sheet' : 'They go to no sheet'
  const words = `${goes}, and cannot be brought back.`
  return entries.some(({ inDoubt }) => inDoubt)
    ? `${words} A row that is in its sheet already stays there.`
    : words
}
