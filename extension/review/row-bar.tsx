import { ArrowLeft, ChevronLeft, ChevronRight, Trash2 } from 'lucide-react'
import { IconButton } from '#extension/ui/icon-button.tsx'
import styles from './row-bar.module.css'

/** Which of many rows is open, and the way to the others. */
export function RowBar({
  row,
  count,
  onRow,
  onRemove,
  onClose,
}: {
  row: number
  count: number
  onRow: (row: number) => void
  onRemove: () => void
  onClose: () => void
}) {
  return (
    <div className={styles.bar}>
      <IconButton size="small" label="All rows" icon={<ArrowLeft />} onClick={onClose} />
      <h3 className={styles.which}>
        Row {(row + 1).toLocaleString('en')} of {count.toLocaleString('en')}
      </h3>
      <IconButton
        size="small"
        label="Row before"
        icon={<ChevronLeft />}
        disabled={row === 0}
        onClick={() => onRow(row - 1)}
      />
      <IconButton
        size="small"
        label="Next row"
        icon={<ChevronRight />}
        disabled={row === count - 1}
        onClick={() => onRow(row + 1)}
      />
      <IconButton size="small" label="Take this row out" icon={<Trash2 />} onClick={onRemove} />
    </div>
  )
}
