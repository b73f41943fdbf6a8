import { ArrowLeft } from 'lucide-react'
import type { SignedIn } from '#extension/session/session.ts'
import { PanelHeader } from '#extension/sheet/panel-header.tsx'
import { IconButton } from '#extension/ui/icon-button.tsx'

/** Where selections go, and what goes into which column. */
export function DestinationsScreen({
  onBack,
}: {
  session: SignedIn
  /** The destination that is open. */
  edit: string | null
  onBack: () => void
}) {
  return (
    <PanelHeader
      start={<IconButton size="small" label="Back" icon={<ArrowLeft />} onClick={onBack} />}
      title="Where selections go"
    />
  )
}
