import type { Api } from '#extension/lib/api.ts'
import { Grid, type Reveal } from './grid/grid.tsx'
import type { GridSize } from './grid/windows.ts'
import { windowOptions, type WindowPlace } from './queries.ts'
import styles from './sheet-grid.module.css'

/** The grid of a tab, reading its windows from the server. */
export function SheetGrid({
  api,
  place,
  size,
  paused,
  reveal,
  isDestination,
}: {
  api: Api
  place: WindowPlace
  size: GridSize
  paused: boolean
  reveal: Reveal | null
  isDestination: boolean
}) {
  return (
    <Grid
      label={place.title}
      size={size}
      options={(window) => windowOptions(api, place, window)}
      paused={paused}
      reveal={reveal}
      emptyFace={
        <p className={styles.empty}>
          Nothing in this sheet yet.{' '}
          {isDestination ? 'What you send starts its first row.' : 'What is written appears here.'}
        </p>
      }
    />
  )
}
