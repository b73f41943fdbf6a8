import { Button } from '#extension/ui/button.tsx'
import { explain } from '#extension/ui/explain.ts'
import styles from './grid.module.css'
import type { FailedWindow } from './use-windows.ts'

/** Where a window could not be read: said in its own place, while its neighbours stay. */
export function FailedWindows({
  failed,
  topOf,
  headHeight,
  headerWidth,
  width,
}: {
  failed: FailedWindow[]
  /** Pixels from the grid's top to a row's. */
  topOf: (row: number) => number
  headHeight: number
  headerWidth: number
  /** All columns' together, in pixels. */
  width: number
}) {
  // Windows side by side fail together and are told of once.
  const byRow = Map.groupBy(failed, ({ window }) => window.startRow)
  return [...byRow.values()].map((together) => {
    const [first] = together
    if (!first) return null
    const { window, error } = first
    const top = topOf(window.startRow)
    return (
      <div
        key={window.startRow}
        className={styles.failedPlace}
        style={{ top, width, height: topOf(window.endRow) - top }}
      >
        <div
          className={styles.failed}
          role="alert"
          style={{ top: headHeight + 8, left: headerWidth + 8 }}
        >
          <p>
            Rows {window.startRow + 1} to {window.endRow} did not load. {explain(error).title}.
          </p>
          <Button
            size="small"
            variant="tonal"
            onClick={() => together.forEach(({ retry }) => retry())}
          >
            Try again
          </Button>
        </div>
      </div>
    )
  })
}
