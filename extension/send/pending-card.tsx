import { TextQuote } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Entry } from '#extension/outbox/entry.ts'
import { clipWords, pageWords } from './clip-words.ts'
import styles from './pending-card.module.css'

/** What was selected and waits: for a destination, or for somebody to sign in. */
export function PendingCard({
  waiting,
  children,
  actions,
}: {
  /** At least one, or nothing is drawn. */
  waiting: Entry[]
  /** What the person should do now. */
  children: ReactNode
  actions?: ReactNode
}) {
  const last = waiting.at(-1)
  if (!last) return null
  const others = waiting.length - 1
  return (
    <section className={styles.card} aria-label="Selection waiting to be sent">
      <TextQuote className={styles.icon} aria-hidden="true" />
      <div className={styles.words}>
        <p className={styles.quote}>“{clipWords(last.clip)}”</p>
        <p className={styles.source}>
          <span className={styles.page}>from {pageWords(last.clip)}</span>
          {others > 0 && <span className={styles.others}>and {others} more</span>}
        </p>
        <div className={styles.advice} role="status">
          {children}
        </div>
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </div>
    </section>
  )
}
