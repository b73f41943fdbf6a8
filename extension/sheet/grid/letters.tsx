import type { VirtualItem } from '@tanstack/react-virtual'
import { columnName } from '#shared/a1.ts'
import styles from './grid.module.css'

/** The first line of the grid: the letters of the columns that are on screen. */
export function Letters({
  columns,
  activeColumn,
  headerWidth,
  height,
}: {
  columns: VirtualItem[]
  activeColumn: number
  /** Pixels. */
  headerWidth: number
  height: number
}) {
  return (
    <div role="row" aria-rowindex={1} className={styles.letters}>
      <div
        role="columnheader"
        aria-colindex={1}
        className={styles.corner}
        style={{ width: headerWidth, height }}
      >
        <span className="visually-hidden">Row</span>
      </div>
      {columns.map(({ index, start, size: width }) => (
        <div
          key={index}
          role="columnheader"
          aria-colindex={index + 2}
          className={styles.letter}
          data-active={index === activeColumn || undefined}
          style={{ left: start, width, height }}
        >
          {columnName(index)}
        </div>
      ))}
    </div>
  )
}
