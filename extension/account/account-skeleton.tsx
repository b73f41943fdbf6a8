import { Skeleton } from '#extension/ui/skeleton.tsx'
import styles from './account.module.css'

/** The shape of the account before anything is known of its person. */
export function AccountSkeleton() {
  return (
    <output aria-label="Loading your account" className={styles.skeleton}>
      <Skeleton width="8rem" height="1.75rem" />
      <Skeleton height="4rem" radius="large" />
      <Skeleton height="19.5rem" radius="large" />
    </output>
  )
}
