import { CircleCheck, X } from 'lucide-react'
import { useEffect } from 'react'
import { Button } from '#extension/ui/button.tsx'
import { IconButton } from '#extension/ui/icon-button.tsx'
import styles from './sent-toast.module.css'
import type { Arrival } from './use-outbox.ts'

const SHOWN_MS = 8000

/** A short confirmation over the foot of the sheet: it covers a little and moves nothing. */
export function SentToast({
  arrival,
  onShow,
  onDone,
}: {
  arrival: Arrival | null
  onShow: (arrival: Arrival) => void
  onDone: () => void
}) {
  useEffect(() => {
    if (arrival === null) return undefined
    const timer = setTimeout(onDone, SHOWN_MS)
    return () => clearTimeout(timer)
  }, [arrival, onDone])
  // The live region stands before its words do, so that they are read out.
  return (
    <div className={styles.place} role="status">
      {arrival !== null && (
        <div className={styles.toast}>
          <CircleCheck aria-hidden="true" />
          <p className={styles.words}>
            Added to {arrival.result.sheetTitle}, {rowWords(arrival.result.range)}
          </p>
          <Button size="small" variant="text" onClick={() => onShow(arrival)}>
            Show
          </Button>
          <IconButton size="small" label="Dismiss" icon={<X />} onClick={onDone} />
        </div>
      )}
    </div>
  )
}

/** `A7:D7` → `row 7`; `A7:D9` → `rows 7 to 9`. */
export function rowWords(range: string): string {
  const [first, last = first] = [...range.matchAll(/\d+/g)].map(([row]) => row)
  if (first === undefined) return range
  return first === last ? `row ${first}` : `rows ${first} to ${last}`
}
