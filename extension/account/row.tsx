import { ChevronRight } from 'lucide-react'
import { useId, type ReactNode } from 'react'
import { LineButton } from '#extension/ui/line-button.tsx'
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
  const detailId = useId()
  return (
    <li className={styles.row}>
      <span className={styles.icon} aria-hidden="true">
        {icon}
      </span>
      <span className={styles.words}>
        <LineButton name={title} describedBy={detailId} takesFocus={takesFocus} onOpen={onOpen} />
        <span id={detailId} className={styles.detail}>
          {detail}
        </span>
      </span>
      <ChevronRight className={styles.on} aria-hidden="true" />
    </li>
  )
}
