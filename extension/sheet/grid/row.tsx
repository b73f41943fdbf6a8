import type { VirtualItem } from '@tanstack/react-virtual'
import type { Cells } from '#shared/a1.ts'
import type { CellAddress } from './cursor.ts'
import styles from './grid.module.css'
import { alignmentOf } from './look.ts'
import type { CellValue } from './use-windows.ts'

export function cellId(gridId: string, row: number, column: number): string {
  return `${gridId}-${row}-${column}`
}

/** One row: its number, which stays at the left edge, and those of its cells that are on screen. */
export function Row({
  gridId,
  row,
  top,
  columns,
  headerWidth,
  height,
  width,
  frozen,
  activeColumn,
  highlight,
  valueAt,
  onPick,
}: {
  gridId: string
  row: number
  /** Pixels from the grid's top. */
  top: number
  columns: VirtualItem[]
  headerWidth: number
  height: number
  width: number
  /** Stays below the column letters; `last` draws the line under what is frozen. */
  frozen: 'no' | 'yes' | 'last'
  activeColumn: number | null
  highlight: Cells | null
  valueAt: (row: number, column: number) => CellValue
  onPick: (cell: CellAddress) => void
}) {
  return (
    <div
      role="row"
      aria-rowindex={row + 2}
      className={styles.row}
      data-frozen={frozen}
      style={{ top, height, width }}
    >
      <div
        role="rowheader"
        aria-colindex={1}
        className={styles.number}
        data-active={activeColumn !== null || undefined}
        style={{ width: headerWidth }}
      >
        {row + 1}
      </div>
      {columns.length === 0 && (
        <div role="gridcell" aria-colindex={2} aria-label="Loading" className={styles.pending}>
          <span className={styles.shimmer} data-wide style={{ width: shimmerWidth(row, 0) }} />
        </div>
      )}
      {columns.map(({ index: column, start, size }) => {
        const value = valueAt(row, column)
        const text = value.kind === 'loaded' ? value.text : ''
        return (
          // The grid itself has the focus and takes the keys: a cell goes when it is scrolled away,
          // and the focus would go with it.
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
          <div
            key={column}
            id={cellId(gridId, row, column)}
            role="gridcell"
            aria-colindex={column + 2}
            aria-selected={column === activeColumn}
            className={styles.cell}
            data-align={alignmentOf(text)}
            data-highlight={
              (highlight && column >= highlight.startColumn && column < highlight.endColumn) ||
              undefined
            }
            style={{ left: start, width: size }}
            onClick={() => onPick({ row, column })}
          >
            {value.kind === 'loading' ? (
              <span className={styles.shimmer} style={{ width: shimmerWidth(row, column) }} />
            ) : (
              text
            )}
          </div>
        )
      })}
    </div>
  )
}

/** As uneven as text is, and the same at every draw. */
function shimmerWidth(row: number, column: number): string {
  return `${40 + ((row * 29 + column * 53) % 47)}%`
}
