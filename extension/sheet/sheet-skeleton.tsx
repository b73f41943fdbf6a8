import { Skeleton } from '#extension/ui/skeleton.tsx'
import styles from './sheet-skeleton.module.css'

/** The sheet's shape before anything of it is known. Each part stands where the real one will. */
export function SheetSkeleton() {
  return (
    <div className={styles.place} role="status" aria-label="Opening the spreadsheet">
      <div className={styles.strip}>
        <Skeleton width="60%" height="0.875rem" />
      </div>
      <div className={styles.bar} />
      <div className={styles.rows} />
      <div className={styles.tabs}>
        <Skeleton width="4rem" height="0.875rem" />
        <Skeleton width="5rem" height="0.875rem" />
      </div>
    </div>
  )
}
