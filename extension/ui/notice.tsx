import { CircleAlert, CircleCheck, Info, TriangleAlert, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { IconButton } from './icon-button.tsx'
import styles from './notice.module.css'

export type Tone = 'info' | 'success' | 'warning' | 'error'

const icons = {
  info: Info,
  success: CircleCheck,
  warning: TriangleAlert,
  error: CircleAlert,
}

/**
 * Something to know, in the flow of the page. It is read out when it appears: at once for an error,
 * when the screen reader is idle for the rest.
 */
export function Notice({
  tone,
  title,
  action,
  onDismiss,
  children,
}: {
  tone: Tone
  title?: ReactNode
  /** Buttons below the text. */
  action?: ReactNode
  /** It was read and may go. */
  onDismiss?: () => void
  children?: ReactNode
}) {
  const Icon = icons[tone]
  return (
    <div
      className={classNames(styles.notice, styles[tone])}
      role={tone === 'error' ? 'alert' : 'status'}
    >
      <Icon aria-hidden="true" className={styles.icon} />
      <div className={styles.words}>
        {title !== undefined && <p className={styles.title}>{title}</p>}
        {children !== undefined && <div className={styles.text}>{children}</div>}
        {action !== undefined && action !== null && action !== false && (
          <div className={styles.action}>{action}</div>
        )}
      </div>
      {onDismiss && (
        <span className={styles.dismiss}>
          <IconButton size="small" label="Dismiss" icon={<X />} onClick={onDismiss} />
        </span>
      )}
    </div>
  )
}
