import { useVirtualizer } from '@tanstack/react-virtual'
import {
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
  type ClipboardEvent,
  type KeyboardEvent,
  type ReactNode,
} from 'react'
import { columnName, type Cells } from '#shared/a1.ts'
import { moveCursor, type CellAddress } from './cursor.ts'
import { FailedWindows } from './failed-windows.tsx'
import { FormulaBar } from './formula-bar.tsx'
import styles from './grid.module.css'
import { Letters } from './letters.tsx'
import { cellId, Row } from './row.tsx'
import { useWindows, type WindowOptions } from './use-windows.ts'
import { measureText } from './measure-text.ts'
import { columnWidths } from './widths.ts'
import type { GridSize, Viewport } from './windows.ts'

/** Pixels. */
const ROW_HEIGHT = 24
const HIGHLIGHTED_MS = 5000
/** More frozen rows than this many would leave a panel no room to scroll. */
const FROZEN_AT_MOST = 6

/** Cells to scroll to and to light up for a while; another `id` does it again. */
export type Reveal = { id: string; cells: Cells }

/**
 * A sheet's cells, read in windows as they are scrolled to. It knows no server: `options` says how a
 * window is read. Give it a `key` per sheet.
 */
export function Grid({
  label,
  size: whole,
  options,
  paused,
  reveal,
  emptyFace,
}: {
  /** The sheet's name, for screen readers. */
  label: string
  size: GridSize
  options: (window: Cells) => WindowOptions
  /** Nothing is asked for while it is set; what is there stays. */
  paused: boolean
  reveal: Reveal | null
  /** Said over the first rows of a sheet that has nothing in it. */
  emptyFace: ReactNode
}) {
  const size = { ...whole, frozenRowCount: Math.min(whole.frozenRowCount, FROZEN_AT_MOST) }
  const { rowCount, columnCount, frozenRowCount } = size
  const gridId = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const grid = useRef<HTMLDivElement>(null)
  const [active, setActive] = useState<CellAddress>({ row: 0, column: 0 })
  const [widths, setWidths] = useState<number[] | null>(null)
  const [highlight, setHighlight] = useState<Cells | null>(null)

  const headHeight = ROW_HEIGHT * (1 + frozenRowCount)
  const headerWidth = 18 + 7 * Math.max(2, String(rowCount).length)

  // The rule warns of the compiler, which is not used here.
  // oxlint-disable-next-line react/incompatible-library
  const rows = useVirtualizer({
    count: rowCount - frozenRowCount,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
    paddingStart: headHeight,
    scrollPaddingStart: headHeight,
  })
  const columns = useVirtualizer({
    horizontal: true,
    count: columnCount,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => widths?.[index] ?? 88,
    overscan: 2,
    paddingStart: headerWidth,
    scrollPaddingStart: headerWidth,
  })
  const viewport: Viewport = {
    startRow: (rows.range?.startIndex ?? 0) + frozenRowCount,
    endRow: (rows.range?.endIndex ?? 0) + 1 + frozenRowCount,
    startColumn: columns.range?.startIndex ?? 0,
    endColumn: (columns.range?.endIndex ?? 0) + 1,
  }
  const windows = useWindows(viewport, size, options, paused)

  // Once and for all: columns that change their width under a reader's eyes are worse than tight ones.
  if (widths === null && windows.firstRows !== null) {
    setWidths(columnWidths(windows.firstRows, columnCount, measureText))
  }
  useLayoutEffect(() => columns.measure(), [columns, widths, columnCount])

  const goTo = (cell: CellAddress) => {
    setActive(cell)
    if (cell.row >= frozenRowCount) rows.scrollToIndex(cell.row - frozenRowCount)
    columns.scrollToIndex(cell.column)
  }

  // What was pressed to come here is gone; the keys go on in the cells.
  useEffect(() => {
    if (document.activeElement === document.body) grid.current?.focus({ preventScroll: true })
  }, [])

  const revealed = useRef<string | null>(null)
  useEffect(() => {
    if (reveal === null || revealed.current === reveal.id) return
    revealed.current = reveal.id
    const { startRow, startColumn } = reveal.cells
    setActive({ row: startRow, column: startColumn })
    setHighlight(reveal.cells)
    rows.scrollToIndex(startRow - frozenRowCount, { align: 'center' })
    columns.scrollToIndex(startColumn)
  }, [reveal, rows, columns, frozenRowCount])
  useEffect(() => {
    if (highlight === null) return undefined
    const timer = setTimeout(() => setHighlight(null), HIGHLIGHTED_MS)
    return () => clearTimeout(timer)
  }, [highlight])

  const drawnColumns = widths === null && windows.loading ? [] : columns.getVirtualItems()
  const drawnRows = rows.getVirtualItems()
  const activeIsDrawn =
    (active.row < frozenRowCount ||
      drawnRows.some(({ index }) => index + frozenRowCount === active.row)) &&
    drawnColumns.some(({ index }) => index === active.column)
  const activeValue = windows.valueAt(active.row, active.column)

  const onKeyDown = (event: KeyboardEvent) => {
    const page = Math.max(1, viewport.endRow - viewport.startRow - frozenRowCount - 2)
    const next = moveCursor(active, event, page, size)
    if (next === null || event.altKey) return
    event.preventDefault()
    goTo(next)
  }
  const onCopy = (event: ClipboardEvent) => {
    if (activeValue.kind !== 'loaded') return
    event.preventDefault()
    event.clipboardData.setData('text/plain', activeValue.text)
  }

  const rowProps = {
    gridId,
    columns: drawnColumns,
    headerWidth,
    height: ROW_HEIGHT,
    width: columns.getTotalSize(),
    valueAt: windows.valueAt,
    onPick: setActive,
  }
  const isEmpty =
    !windows.loading && windows.firstRows?.length === 0 && viewport.startRow <= frozenRowCount

  return (
    <div className={styles.place}>
      <FormulaBar address={columnName(active.column) + (active.row + 1)} value={activeValue} />
      <div className={styles.scroller} ref={scroller}>
        <div
          ref={grid}
          role="grid"
          className={styles.grid}
          style={{
            width: columns.getTotalSize(),
            height: rows.getTotalSize(),
            // Rows that a fast scroll has not drawn yet look like rows.
            backgroundSize: `100% ${ROW_HEIGHT}px`,
          }}
          tabIndex={0}
          aria-label={label}
          aria-readonly="true"
          aria-rowcount={rowCount + 1}
          aria-colcount={columnCount + 1}
          aria-busy={windows.loading}
          aria-activedescendant={
            activeIsDrawn ? cellId(gridId, active.row, active.column) : undefined
          }
          onKeyDown={onKeyDown}
          onCopy={onCopy}
        >
          <div role="rowgroup" className={styles.head} style={{ height: headHeight }}>
            <Letters
              columns={drawnColumns}
              activeColumn={active.column}
              headerWidth={headerWidth}
              height={ROW_HEIGHT}
            />
            {Array.from({ length: frozenRowCount }, (_, row) => (
              <Row
                key={row}
                {...rowProps}
                row={row}
                top={ROW_HEIGHT * (row + 1)}
                frozen={row === frozenRowCount - 1 ? 'last' : 'yes'}
                activeColumn={active.row === row ? active.column : null}
                highlight={null}
              />
            ))}
          </div>
          <div role="rowgroup">
            {drawnRows.map(({ index, start }) => {
              const row = index + frozenRowCount
              return (
                <Row
                  key={row}
                  {...rowProps}
                  row={row}
                  top={start}
                  frozen="no"
                  activeColumn={active.row === row ? active.column : null}
                  highlight={
                    highlight && row >= highlight.startRow && row < highlight.endRow
                      ? highlight
                      : null
                  }
                />
              )
            })}
          </div>
        </div>
        <FailedWindows
          failed={windows.failed}
          topOf={(row) => headHeight + ROW_HEIGHT * Math.max(0, row - frozenRowCount)}
          headHeight={headHeight}
          headerWidth={headerWidth}
          width={columns.getTotalSize()}
        />
      </div>
      {isEmpty && <div className={styles.empty}>{emptyFace}</div>}
    </div>
  )
}
