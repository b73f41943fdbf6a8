import { useInfiniteQuery } from '@tanstack/react-query'
import { History } from 'lucide-react'
import type { SignedIn } from '#extension/session/session.ts'
import { useNow } from '#extension/ui/use-now.ts'
import { BlankState } from '#extension/ui/blank-state.tsx'
import { Button } from '#extension/ui/button.tsx'
import { FailureNotice } from '#extension/ui/failure-notice.tsx'
import { FailureState } from '#extension/ui/failure-state.tsx'
import { Skeleton } from '#extension/ui/skeleton.tsx'
import styles from './activity.module.css'
import { Event } from './event.tsx'
import { byDay, dayWords } from './moment.ts'
import { eventsOptions } from './queries.ts'

/** What happened to the account, the newest first, under the days it happened on. */
export function Activity({ session }: { session: SignedIn }) {
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    eventsOptions(session),
  )
  const now = useNow(60_000)

  if (!data) {
    if (error) return <FailureState error={error} onRetry={() => void refetch()} />
    return <ActivitySkeleton />
  }
  const events = data.pages.flatMap((page) => page.events)
  if (events.length === 0) {
    return (
      <BlankState icon={<History />} title="Nothing yet">
        Sign-ins, and changes of what protects your account, will stand here.
      </BlankState>
    )
  }
  return (
    <>
      <p className={styles.about}>
        If something here was not you, change your password: that signs out all other devices.
      </p>
      {byDay(events, ({ at }) => Date.parse(at)).map(({ day, items }) => (
        <section key={day} className={styles.day} aria-label={dayWords(day, now)}>
          <h3 className={styles.date}>{dayWords(day, now)}</h3>
          <ul>
            {items.map((event) => (
              <Event key={event.id} event={event} />
            ))}
          </ul>
        </section>
      ))}
      {error && <FailureNotice error={error} onRetry={() => void fetchNextPage()} />}
      {hasNextPage && (
        <Button
          wide
          variant="outlined"
          busy={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          Show earlier
        </Button>
      )}
    </>
  )
}

function ActivitySkeleton() {
  return (
    <output aria-label="Loading your activity" className={styles.day}>
      {[70, 55, 62, 48, 66].map((width) => (
        <span key={width} className={styles.event}>
          <span className={styles.icon} />
          <span className={styles.words}>
            <Skeleton width={`${width}%`} height="1rem" />
            <Skeleton width={`${width - 12}%`} height="0.75rem" />
          </span>
        </span>
      ))}
    </output>
  )
}
