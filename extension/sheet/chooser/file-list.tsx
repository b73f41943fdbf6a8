import { Sheet, Star } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { SpreadsheetFile } from '#shared/contract/file.ts'
import { Skeleton } from '#extension/ui/skeleton.tsx'
import { Spinner } from '#extension/ui/spinner.tsx'
import { ago } from '#extension/sheet/freshness.ts'
import { useNow } from '#extension/ui/use-now.ts'
import styles from './file-list.module.css'

export function optionId(listId: string, index: number): string {
  return `${listId}-${index}`
}

/** A person's spreadsheets as the options of the search field above; the field has the keys. */
export function FileList({
  id,
  files,
  activeIndex,
  more,
  onPick,
  onPoint,
}: {
  id: string
  files: SpreadsheetFile[]
  activeIndex: number
  /** Null where all are listed; otherwise called when the end of the list comes near. */
  more: (() => void) | null
  onPick: (file: SpreadsheetFile) => void
  onPoint: (index: number) => void
}) {
  const now = useNow(60_000)
  return (
    <div className={styles.scroller}>
      <div role="listbox" id={id} aria-label="Your spreadsheets">
        {files.map((file, index) => (
          // The search field takes the keys; a pointer picks a file.
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
          <div
            key={file.id}
            id={optionId(id, index)}
            role="option"
            tabIndex={-1}
            aria-selected={index === activeIndex}
            className={styles.file}
            onClick={() => onPick(file)}
            onPointerMove={() => {
              if (index !== activeIndex) onPoint(index)
            }}
          >
            <span className={styles.icon}>
              <Sheet aria-hidden="true" />
            </span>
            <span className={styles.words}>
              <span className={styles.name}>{file.name}</span>
              <span className={styles.detail}>{detail(file, now)}</span>
            </span>
            {file.starred && (
              <span className={styles.star}>
                <Star aria-hidden="true" fill="currentColor" />
                <span className="visually-hidden">Starred</span>
              </span>
            )}
          </div>
        ))}
      </div>
      {more !== null && <End key={files.length} onSeen={more} />}
    </div>
  )
}

/** `Opened 3 days ago · Mara Lind`, with what is known. */
function detail(
  { viewedByMeTime, modifiedTime, ownedByMe, ownerName }: SpreadsheetFile,
  now: number,
) {
  const when =
    viewedByMeTime !== null
      ? `Opened ${ago(Date.parse(viewedByMeTime), now)}`
      : modifiedTime !== null && `Changed ${ago(Date.parse(modifiedTime), now)}`
  const owner = ownedByMe ? 'me' : ownerName
  return [when, owner].filter(Boolean).join(' · ')
}

function End({ onSeen }: { onSeen: () => void }) {
  const place = useRef<HTMLDivElement>(null)
  const seen = useRef(onSeen)
  useEffect(() => {
    seen.current = onSeen
  })
  useEffect(() => {
    const element = place.current
    if (!element) return undefined
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) seen.current()
      },
      { rootMargin: '300px' },
    )
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return (
    <div ref={place} className={styles.end}>
      <Spinner label="Loading more" />
    </div>
  )
}

/** The list's shape before its files are known. */
export function FileListSkeleton() {
  return (
    <div className={styles.scroller} role="status" aria-label="Loading your spreadsheets">
      {[62, 48, 71, 40, 55, 66, 45].map((width) => (
        <div key={width} className={styles.file}>
          <span className={styles.icon} />
          <span className={styles.lines}>
            <Skeleton width={`${width}%`} height="0.875rem" />
            <Skeleton width={`${width - 15}%`} height="0.625rem" />
          </span>
        </div>
      ))}
    </div>
  )
}
