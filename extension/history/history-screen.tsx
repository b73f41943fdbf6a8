import { ArrowLeft } from 'lucide-react'
import type { SignedIn } from '#extension/session/session.ts'
import { PanelHeader } from '#extension/sheet/panel-header.tsx'
import { IconButton } from '#extension/ui/icon-button.tsx'

/** What was sent, the newest first, and its undoing. */
export function HistoryScreen({
  onBack,
}: {
  session: SignedIn
  /** The send that is to be undone at once. */
  undo: string | null
  onBack: () => void
}) {
  return (
    <PanelHeader
      start={<IconButton size="small" label="Back" icon={<ArrowLeft />} onClick={onBack} />}
      title="What was sent"
    />
  )
}
