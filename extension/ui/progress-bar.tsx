import { Progress } from '@base-ui/react/progress'
import styles from './progress-bar.module.css'

/**
 * A thin line at the top edge of its positioned parent, over the content: it comes and goes without
 * moving anything.
 */
export function ProgressBar({ active, label = 'Loading' }: { active: boolean; label?: string }) {
  if (!active) return null
  return (
    <Progress.Root className={styles.bar} value={null} aria-label={label}>
      <Progress.Track className={styles.track}>
        <Progress.Indicator className={styles.line} />
      </Progress.Track>
    </Progress.Root>
  )
}
