import { CloudOff, Hourglass } from 'lucide-react'
import { Button } from '#extension/ui/button.tsx'
import styles from './status-strip.module.css'
import { useNow } from './use-now.ts'

/** What holds the sheet up while what was loaded stays in sight. */
export type Holdup =
  | { kind: 'none' }
  | { kind: 'offline' }
  /** `until` in milliseconds since 1970. */
  | { kind: 'quota'; until: number }
  /** A refresh failed otherwise; `words` say how. */
  | { kind: 'stale'; words: string }

export function StatusStrip({ holdup, onRetry }: { holdup: Holdup; onRetry: () => void }) {
  switch (holdup.kind) {
    case 'none':
      return null
    case 'offline':
      return (
        <div className={styles.strip}>
          <CloudOff aria-hidden="true" />
          <p className={styles.words} role="status">
            Offline – showing what was loaded
          </p>
          <Button size="small" variant="text" onClick={onRetry}>
            Retry
          </Button>
        </div>
      )
    case 'quota':
      return <QuotaStrip until={holdup.until} />
    case 'stale':
      return (
        <div className={styles.strip}>
          <CloudOff aria-hidden="true" />
          <p className={styles.words} role="status">
            Not refreshed: {holdup.words}
          </p>
          <Button size="small" variant="text" onClick={onRetry}>
            Retry
          </Button>
        </div>
      )
  }
}

function QuotaStrip({ until }: { until: number }) {
  const now = useNow(1000)
  const seconds = Math.max(1, Math.ceil((until - now) / 1000))
  return (
    <div className={styles.strip}>
      <Hourglass aria-hidden="true" />
      <p className={styles.words}>
        {/* The seconds are for eyes; read out every second they would be noise. */}
        <span role="status">Google asks for a pause</span>
        <span> – goes on in {seconds} s</span>
      </p>
    </div>
  )
}
