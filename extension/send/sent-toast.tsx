import { CircleAlert, CircleCheck, Undo2, X } from 'lucide-react'
import { useEffect, useRef, useState, type ReactNode, type RefObject } from 'react'
import { outcomeWords, undoFailure } from '#extension/history/undo-words.ts'
import { undoPlaceId } from '#extension/history/undo-place.ts'
import type { Undo, Undoing } from '#extension/history/use-undo.ts'
import { Button } from '#extension/ui/button.tsx'
import { IconButton } from '#extension/ui/icon-button.tsx'
import styles from './sent-toast.module.css'
import type { Arrival } from './use-outbox.ts'

const SHOWN_MS = 8000

/**
 * A short confirmation over the foot of the sheet, with the way to the row and the way back: it covers a
 * little and moves nothing. It stays while somebody is at it.
 */
export function SentToast({
  arrival,
  undo,
  onShow,
  onDone,
}: {
  arrival: Arrival | null
  undo: Undo
  onShow: (arrival: Arrival) => void
  onDone: () => void
}) {
  const place = useRef<HTMLDivElement>(null)
  /** What had the focus before the toast. */
  const cameFrom = useRef<HTMLElement | null>(null)
  const [heldBy, setHeldBy] = useState({ pointer: false, focus: false })
  const undoing = arrival ? undo.of(arrival.result.id) : undefined
  const kind = undoing?.kind ?? 'sent'
  const mayGo = !heldBy.pointer && !heldBy.focus && isOver(undoing)

  // The live region stands before its words do, so that they are read out.
  return (
    <div ref={place} className={styles.place} role="status">
      {arrival !== null && (
        // It only notes that somebody is at it.
        // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
        <div
          key={arrival.id}
          id={undoPlaceId(arrival.result.id)}
          className={styles.toast}
          onPointerEnter={() => setHeldBy((held) => ({ ...held, pointer: true }))}
          onPointerLeave={() => setHeldBy((held) => ({ ...held, pointer: false }))}
          onFocus={({ relatedTarget, currentTarget }) => {
            if (relatedTarget instanceof HTMLElement && !currentTarget.contains(relatedTarget)) {
              cameFrom.current = relatedTarget
            }
            setHeldBy((held) => ({ ...held, focus: true }))
          }}
          onBlur={({ relatedTarget, currentTarget }) => {
            // Where the focus goes nowhere, what had it was taken away.
            if (relatedTarget === null || currentTarget.contains(relatedTarget)) return
            cameFrom.current = null
            setHeldBy((held) => ({ ...held, focus: false }))
          }}
        >
          {icon(undoing)}
          <p className={styles.words}>{wordsOf(arrival, undoing)}</p>
          {actions(arrival)}
          <IconButton size="small" label="Dismiss" icon={<X />} data-undone onClick={dismiss} />
          <FocusKept key={kind} place={place} had={heldBy.focus} />
          {/* All that it says has its time. */}
          {mayGo && <Time key={`${kind} over`} onOver={dismiss} />}
        </div>
      )}
    </div>
  )

  function dismiss() {
    // Nobody who goes by the keyboard has to begin anew.
    if (place.current?.contains(document.activeElement)) cameFrom.current?.focus()
    cameFrom.current = null
    // What was below it gets neither the pointer nor the focus of it.
    setHeldBy({ pointer: false, focus: false })
    onDone()
  }

  function actions(shown: Arrival): ReactNode {
    const start = () => undo.start(shown.result.id)
    switch (kind) {
      case 'undone':
      case 'gone':
        return null
      case 'failed':
        return (
          <Button size="small" variant="text" onClick={start}>
            Try again
          </Button>
        )
      case 'sent':
      case 'under_way':
      case 'asking':
        return (
          <>
            <Button size="small" variant="text" onClick={() => onShow(shown)}>
              Show
            </Button>
            <Button size="small" variant="text" data-undo busy={kind !== 'sent'} onClick={start}>
              Undo
            </Button>
          </>
        )
    }
  }
}

function Time({ onOver }: { onOver: () => void }) {
  const over = useRef(onOver)
  useEffect(() => {
    over.current = onOver
  })
  useEffect(() => {
    const timer = setTimeout(() => over.current(), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [])
  return null
}

/** Where the button that had the focus is gone, the one that is always there has it. */
function FocusKept({ place, had }: { place: RefObject<HTMLElement | null>; had: boolean }) {
  const before = useRef(had)
  useEffect(() => {
    if (!before.current || document.activeElement !== document.body) return
    place.current?.querySelector<HTMLElement>('[data-undone]')?.focus()
  }, [place])
  return null
}

/** Whether nothing is under way that it has still to tell of, and nothing failed. */
function isOver(undoing: Undoing | undefined): boolean {
  return undoing === undefined || undoing.kind === 'undone' || undoing.kind === 'gone'
}

function icon(undoing: Undoing | undefined): ReactNode {
  if (undoing?.kind === 'failed') return <CircleAlert aria-hidden="true" />
  if (undoing?.kind === 'undone') return <Undo2 aria-hidden="true" />
  return <CircleCheck aria-hidden="true" />
}

function wordsOf({ result }: Arrival, undoing: Undoing | undefined): string {
  if (undoing?.kind === 'failed') {
    const { title, why, fix } = undoFailure(undoing.error)
    return [`${title}.`, why, fix].filter(Boolean).join(' ')
  }
  const outcome = undoing && outcomeWords(undoing)
  return outcome ?? `Added to ${result.sheetTitle}, ${rowWords(result.range)}`
}

/** `A7:D7` → `row 7`; `A7:D9` → `rows 7 to 9`. */
export function rowWords(range: string): string {
  const [first, last = first] = [...range.matchAll(/\d+/g)].map(([row]) => row)
  if (first === undefined) return range
  return first === last ? `row ${first}` : `rows ${first} to ${last}`
}
