import { Skeleton } from '#extension/ui/skeleton.tsx'
import styles from './history-skeleton.module.css'

/** The list's shape before it is known what was sent. */
export function HistorySkeleton() {
  return (
    <output className={styles.list} aria-label="Loading what was sent">
      {[92, 74, 85, 61, 88].map((width) => (
        <span key={width} className={styles.item}>
          <Skeleton width={`${width}%`} height="0.875rem" />
          <Skeleton width={`${width - 30}%`} height="0.625rem" />
          <Skeleton width="8rem" height="0.875rem" />
        </span>
      ))}
    </output>
  )
}
