import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import styles from './strip.module.css'

/** One line across a screen that has no room for a card: how something stands, and what to do about it. */
export function Strip({
  tone,
  icon,
  children,
  action,
}: {
  tone: 'quiet' | 'warning'
  icon: ReactNode
  children: ReactNode
  action?: ReactNode
}) {
  return (
    <div className={classNames(styles.strip, styles[tone])}>
      {icon}
      <div className={styles.words}>{children}</div>
      {action}
    </div>
  )
}
