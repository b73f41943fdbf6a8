import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import styles from './blank-state.module.css'

/** The face of a whole area that has nothing to show: empty, failed, or signed out. */
export function BlankState({
  icon,
  tone = 'plain',
  title,
  action,
  children,
}: {
  icon?: ReactNode
  tone?: 'plain' | 'failure'
  title: ReactNode
  action?: ReactNode
  /** Why there is nothing, and what to do about it. */
  children?: ReactNode
}) {
  return (
    <section className={styles.blank}>
      {icon !== undefined && (
        <span className={classNames(styles.icon, styles[tone])} aria-hidden="true">
          {icon}
        </span>
      )}
      <h2 className={styles.title}>{title}</h2>
      {children !== undefined && <div className={styles.text}>{children}</div>}
      {action !== undefined && action !== null && action !== false && (
        <div className={styles.action}>{action}</div>
      )}
    </section>
  )
}
