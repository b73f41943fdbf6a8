import { CircleCheck, Inbox } from 'lucide-react'
import type { Destination } from '#shared/contract/destination.ts'
import { Button } from '#extension/ui/button.tsx'
import { ColumnsPopover } from './columns-popover.tsx'
import styles from './destination-strip.module.css'

/** Whether what is selected goes into the tab that is shown, where else it goes, and the change of it. */
export function DestinationStrip({
  destination,
  isHere,
  busy,
  onSendHere,
}: {
  destination: Destination | null
  /** The destination is the tab that is shown. */
  isHere: boolean
  busy: boolean
  onSendHere: () => void
}) {
  if (destination !== null && isHere) {
    return (
      <div className={styles.strip} data-here>
        <CircleCheck aria-hidden="true" />
        <p className={styles.words} role="status">
          Selections go here
        </p>
        <ColumnsPopover destination={destination} />
      </div>
    )
  }
  const elsewhere =
    destination === null ? null : `${destination.spreadsheetTitle} › ${destination.sheetTitle}`
  return (
    <div className={styles.strip}>
      <Inbox aria-hidden="true" />
      <p className={styles.words} title={elsewhere ?? undefined}>
        <span className={styles.lead}>Selections go to</span>
        <span className={styles.name}>{elsewhere ?? 'No sheet chosen yet'}</span>
      </p>
      <Button size="small" variant="tonal" busy={busy} onClick={onSendHere}>
        {elsewhere === null ? 'Send here' : 'Send here instead'}
      </Button>
    </div>
  )
}
