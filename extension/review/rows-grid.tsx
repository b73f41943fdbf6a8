import { useVirtualizer } from '@tanstack/react-virtual'
import { Pencil, X } from 'lucide-react'
import { useRef, useState, type KeyboardEvent } from 'react'
import { IconButton } from '#extension/ui/icon-button.tsx'
import { EMPTY, type Cell } from '#shared/cells.ts'
import { classNames } from '#extension/ui/class-names.ts'
import { shownText } from './cell-text.ts'
import styles from './rows-grid.module.css'

const ROW_HEIGHT = 36
const PAGE_ROWS = 10

/**
 * Many rows as a table of which only what is seen is drawn. One row has the focus: the arrow keys move it,
 * Enter opens the row and Delete takes it out.
 */
export function RowsGrid({
  headings,
  rows,
  first,
  marked,
  onOpen,
  onRemove,
}: {
  headings: readonly string[]
  rows: readonly (readonly Cell[])[]
  /** The row to begin at: the one that was open before. */
  first: number
  /** Rows that stand in the sheet already. */
  marked: ReadonlySet<number>
  onOpen: (row: number) => void
  onRemove: (row: number) => void
}) {
  const scroller = useRef<HTMLDivElement>(null)
  const [active, setActive] = useState(first)
  const current = Math.min(active, rows.length - 1)
  // The rule warns of the compiler, which is not used here.
  // oxlint-disable-next-line react/incompatible-library
  const lines = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    initialOffset: Math.max(0, first - 2) * ROW_HEIGHT,
    paddingStart: ROW_HEIGHT,
    scrollPaddingStart: ROW_HEIGHT,
    overscan: 8,
  })

  const onKeyDown = (event: KeyboardEvent) => {
    const next = rowAfter(event.key, current, rows.length)
    if (next !== null) {
      setActive(next)
      lines.scrollToIndex(next)
    } else if (event.key === 'Enter') onOpen(current)
    else if (event.key === 'Delete') onRemove(current)
    else return
    event.preventDefault()
  }

  const width = `calc(3rem + ${headings.length} * 8rem)`
  return (
    <div className={styles.scroller} ref={scroller}>
      <div
        role="grid"
        className={styles.grid}
        style={{ height: lines.getTotalSize(), width }}
        tabIndex={0}
        aria-label="Rows as they will stand. Enter changes a row, Delete takes it out."
        aria-rowcount={rows.length + 1}
        aria-activedescendant={`review-row-${current}`}
        onKeyDown={onKeyDown}
      >
        <div role="row" aria-rowindex={1} className={classNames(styles.row, styles.head)}>
          <span role="columnheader" className={styles.number}>
            Row
          </span>
          {headings.map((heading, index) => (
            // Headers may repeat; their order does not change.
            // oxlint-disable-next-line react/no-array-index-key
            <span key={index} role="columnheader" className={styles.cell} title={heading}>
              {heading}
            </span>
          ))}
        </div>
        {lines.getVirtualItems().map(({ index, start }) => (
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the grid has them
          <div
            key={index}
            id={`review-row-${index}`}
            role="row"
            tabIndex={-1}
            aria-rowindex={index + 2}
            aria-selected={index === current}
            data-marked={marked.has(index) || undefined}
            className={styles.row}
            style={{ transform: `translateY(${start}px)` }}
            onClick={() => onOpen(index)}
          >
            <span role="rowheader" className={styles.number}>
              <span>{index + 1}</span>
              <Pencil aria-hidden="true" />
            </span>
            {headings.map((heading, at) => {
              const cell = rows[index]?.[at] ?? EMPTY
              return (
                <span
                  // A cell is known by its column, and those do not change.
                  // oxlint-disable-next-line react/no-array-index-key
                  key={at}
                  role="gridcell"
                  aria-label={`${heading}: ${shownText(cell).slice(0, 200)}`}
                  className={styles.cell}
                  data-kind={cell.kind}
                >
                  {shownText(cell).slice(0, 200)}
                </span>
              )
            })}
            <span role="gridcell" className={styles.remove}>
              <IconButton
                size="small"
                tabIndex={-1}
                label={`Take out row ${index + 1}`}
                icon={<X />}
                onClick={(event) => {
                  event.stopPropagation()
                  onRemove(index)
                }}
              />
            </span>
          </div>
        ))}
      </div>
    </div>
  )
}

/** Where a key moves the focus to; null for any other key. */
function rowAfter(key: string, row: number, count: number): number | null {
  const to = (next: number) => Math.max(0, Math.min(count - 1, next))
  switch (key) {
    case 'ArrowDown':
      return to(row + 1)
    case 'ArrowUp':
      return to(row - 1)
    case 'PageDown':
      return to(row + PAGE_ROWS)
    case 'PageUp':
      return to(row - PAGE_ROWS)
    case 'Home':
      return 0
    case 'End':
      return to(count - 1)
    default:
      return null
  }
}
