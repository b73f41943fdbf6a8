import type { ReactNode } from 'react'
import styles from './panel-header.module.css'

/** The panel's top line: what is shown, and what can be done with it. Its height never changes. */
export function PanelHeader({
  start,
  title,
  detail,
  end,
}: {
  start?: ReactNode
  title: ReactNode
  /** A second, quieter line. */
  detail?: ReactNode
  end?: ReactNode
}) {
  return (
    <header className={styles.header}>
      {start}
      <div className={styles.words}>
        <h2 className={styles.title}>{title}</h2>
        {detail !== undefined && <p className={styles.detail}>{detail}</p>}
      </div>
      {end}
    </header>
  )
}
