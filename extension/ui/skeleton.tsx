import type { CSSProperties } from 'react'
import styles from './skeleton.module.css'

/** The shape of something that is on its way, of the size that it will have. Hidden from screen readers. */
export function Skeleton({
  width = '100%',
  height = '1.25rem',
  radius = 'small',
}: {
  width?: CSSProperties['width']
  height?: CSSProperties['height']
  radius?: 'small' | 'large' | 'full'
}) {
  return (
    <span
      className={styles.skeleton}
      style={{ width, height, borderRadius: `var(--radius-${radius})` }}
      aria-hidden="true"
    />
  )
}
