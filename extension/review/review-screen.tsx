import { ArrowLeft } from 'lucide-react'
import type { Entry } from '#extension/outbox/entry.ts'
import type { SignedIn } from '#extension/session/session.ts'
import { PanelHeader } from '#extension/sheet/panel-header.tsx'
import { IconButton } from '#extension/ui/icon-button.tsx'

/** The rows of an entry, to be looked at and changed before they go. */
export function ReviewScreen({
  onBack,
}: {
  session: SignedIn
  outbox: Entry[]
  /** `Entry.id` */
  entry: string
  onBack: () => void
}) {
  return (
    <PanelHeader
      start={<IconButton size="small" label="Back" icon={<ArrowLeft />} onClick={onBack} />}
      title="Before it goes"
    />
  )
}
