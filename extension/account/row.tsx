import { ChevronRight } from 'lucide-react'
import { useEffect, useId, useRef, type ReactNode } from 'react'
import styles from './row.module.css'

/** A line of a list that leads to a screen. */
export function Row({
  icon,
  title,
  detail,
  takesFocus,
  onOpen,
}: {
  icon: ReactNode
  title: string
  detail: string
  takesFocus: boolean
  onOpen: () => void
}) {
  const button = useRef<HTMLButtonElement>(null)
  const detailId = useId()
  useEffect(() => {
    if (takesFocus) button.current?.focus()
  }, [takesFocus])
  return (
    <li className={styles.row}>
      <span className={styles.icon} aria-hidden="true">
        {icon}
      </span>
      <span className={styles.words}>
        <button
          ref={button}
          type="button"
          className={styles.title}
          aria-describedby={detailId}
          onClick={onOpen}
        >
          {title}
        </button>
        <span id={detailId} className={styles.detail}>
          {detail}
        </span>
      </span>
      <ChevronRight className={styles.on} aria-hidden="true" />
    </li>
  )
}
