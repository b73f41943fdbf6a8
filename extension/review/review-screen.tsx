import { ArrowLeft, ChevronLeft, ChevronRight } from 'lucide-react'
import { useEffect, useRef, type ReactNode } from 'react'
import type { Entry } from '#extension/outbox/entry.ts'
import { pageWords } from '#extension/send/clip-words.ts'
import type { SignedIn } from '#extension/session/session.ts'
import { PanelHeader } from '#extension/sheet/panel-header.tsx'
import { IconButton } from '#extension/ui/icon-button.tsx'
import { Review } from './review.tsx'
import styles from './review-screen.module.css'
import { underReview } from './under-review.ts'

/** The rows of an entry, to be looked at and changed before they go; and of the others that wait for it. */
export function ReviewScreen({
  session,
  outbox,
  entry,
  onEntry,
  onBack,
}: {
  session: SignedIn
  outbox: Entry[]
  /** `Entry.id`; where it does not wait any more, the newest that does is shown. */
  entry: string
  onEntry: (id: string) => void
  onBack: () => void
}) {
  const all = underReview(outbox)
  const at = Math.max(
    0,
    all.findIndex(({ id }) => id === entry),
  )
  const shown = all[at]
  const previous = all[at - 1]
  const next = all[at + 1]
  if (!shown) return null

  const goOn = () => {
    const following = next ?? previous
    if (following) onEntry(following.id)
    else onBack()
  }
  return (
    <Screen key={shown.id}>
      <PanelHeader
        start={<IconButton size="small" label="Not now" icon={<ArrowLeft />} onClick={onBack} />}
        title="Before it goes"
        detail={`From ${pageWords(shown.clip)}`}
        end={
          all.length > 1 && (
            <span className={styles.turns}>
              <IconButton
                size="small"
                label="The one before"
                icon={<ChevronLeft />}
                disabled={!previous}
                onClick={() => previous && onEntry(previous.id)}
              />
              <span className={styles.count}>
                {at + 1} of {all.length}
              </span>
              <IconButton
                size="small"
                label="The next one"
                icon={<ChevronRight />}
                disabled={!next}
                onClick={() => next && onEntry(next.id)}
              />
            </span>
          )
        }
      />
      <Review session={session} entry={shown} onDone={goOn} onNotNow={onBack} />
    </Screen>
  )
}

/** Takes the focus when it comes, since what had it before is gone. */
function Screen({ children }: { children: ReactNode }) {
  const place = useRef<HTMLElement>(null)
  useEffect(() => place.current?.focus({ preventScroll: true }), [])
  return (
    <section ref={place} tabIndex={-1} className={styles.screen} aria-label="Before it goes">
      {children}
    </section>
  )
}
