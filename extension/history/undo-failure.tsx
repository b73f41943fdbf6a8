import { Notice } from '#extension/ui/notice.tsx'
import { Remedies } from '#extension/ui/remedies.tsx'
import type { Explanation } from '#extension/ui/explain.ts'
import { undoFailure } from './undo-words.ts'

/** Why a send was not taken back, and what to do. Takes whatever was thrown. */
export function UndoFailure({
  error,
  account,
  onRetry,
}: {
  error: unknown
  account?: string | undefined
  onRetry: () => void
}) {
  return <Explained explanation={undoFailure(error)} account={account} onRetry={onRetry} />
}

/** A failure in words of its own. */
export function Explained({
  explanation,
  account,
  onRetry,
}: {
  explanation: Explanation
  account?: string | undefined
  onRetry: () => void
}) {
  const { tone, title, why, fix } = explanation
  return (
    <Notice
      tone={tone}
      title={title}
      action={
        <Remedies explanation={explanation} variant="text" account={account} onRetry={onRetry} />
      }
    >
      {why} {fix}
    </Notice>
  )
}
