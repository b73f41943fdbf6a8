import type { Cells } from '#shared/a1.ts'

/**
 * A sheet is read in windows: rectangles on a fixed raster, so that two viewports over the same cells
 * ask for the same thing. Google counts reads, not cells (60 a minute per person), so a window is
 * several screens tall and, up to a usual sheet's 26 columns twice over, the whole width.
 */
export const WINDOW_ROWS = 200
export const WINDOW_COLUMNS = 52

/** Rows ahead of the scroll that must be there before they are seen; behind it, fewer. */
const ROWS_AHEAD = 80
const ROWS_BEHIND = 20
const COLUMNS_AROUND = 4

/**
 * Faster than this, in rows per second, the windows flown over are not asked for: nobody reads them,
 * and a window a second is all the quota there is.
 */
const FLING = 150
/** A step after a rest is judged as if it took this long, in milliseconds: it may be a fling's first. */
const LONGEST_STEP = 200

export type GridSize = { rowCount: number; columnCount: number; frozenRowCount: number }

/** The cells on screen; ends are exclusive. The frozen rows are not in it, they are always seen. */
export type Viewport = Cells

export type Heading = 'down' | 'up' | 'still'

/** The windows of a viewport. */
export type WindowPlan = {
  /** Something in it is on screen: it is shown as far as it is there. */
  visible: Cells[]
  /** Soon to be seen. */
  ahead: Cells[]
}

/** What to have at hand for a viewport. No window is in it twice. */
export function planWindows(viewport: Viewport, size: GridSize, heading: Heading): WindowPlan {
  const frozen = { ...viewport, startRow: 0, endRow: size.frozenRowCount }
  const visible = unique([...windowsOver(frozen, size), ...windowsOver(viewport, size)])
  const around = windowsOver(
    {
      startRow: viewport.startRow - (heading === 'up' ? ROWS_AHEAD : ROWS_BEHIND),
      endRow: viewport.endRow + (heading === 'up' ? ROWS_BEHIND : ROWS_AHEAD),
      startColumn: viewport.startColumn - COLUMNS_AROUND,
      endColumn: viewport.endColumn + COLUMNS_AROUND,
    },
    size,
  )
  const seen = new Set(visible.map(windowKey))
  return { visible, ahead: around.filter((window) => !seen.has(windowKey(window))) }
}

/** Whether a scroll is too fast to read: it passed `rows` since its last step, `milliseconds` ago. */
export function isFling(rows: number, milliseconds: number): boolean {
  return Math.abs(rows) * 1000 > FLING * Math.min(Math.max(milliseconds, 1), LONGEST_STEP)
}

/**
 * How long a fast scroll must stand still before it is asked for, in milliseconds, after `reads` within
 * the last minute: who leafs through a sheet in jerks must not run out of reads halfway.
 */
export function restBeforeRead(reads: number): number {
  if (reads < 10) return 150
  return reads < 30 ? 400 : 1000
}

/** The window that a cell lies in. */
export function windowAt(row: number, column: number, size: GridSize): Cells {
  const startRow = row - (row % WINDOW_ROWS)
  const startColumn = column - (column % WINDOW_COLUMNS)
  return {
    startRow,
    startColumn,
    endRow: Math.min(startRow + WINDOW_ROWS, size.rowCount),
    endColumn: Math.min(startColumn + WINDOW_COLUMNS, size.columnCount),
  }
}

/** A window's name. Its first cell alone, so that it stays the same when the sheet grows. */
export function windowKey({ startRow, startColumn }: Cells): string {
  return `${startRow}:${startColumn}`
}

function windowsOver(cells: Cells, size: GridSize): Cells[] {
  const startRow = Math.max(0, cells.startRow)
  const startColumn = Math.max(0, cells.startColumn)
  const endRow = Math.min(cells.endRow, size.rowCount)
  const endColumn = Math.min(cells.endColumn, size.columnCount)
  const windows: Cells[] = []
  for (let row = startRow - (startRow % WINDOW_ROWS); row < endRow; row += WINDOW_ROWS) {
    for (
      let column = startColumn - (startColumn % WINDOW_COLUMNS);
      column < endColumn;
      column += WINDOW_COLUMNS
    ) {
      windows.push(windowAt(row, column, size))
    }
  }
  return windows
}

function unique(windows: Cells[]): Cells[] {
  return [...new Map(windows.map((window) => [windowKey(window), window])).values()]
}
