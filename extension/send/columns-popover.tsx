import { Popover } from '@base-ui/react/popover'
import { ArrowLeft, Columns3, Pencil } from 'lucide-react'
import type { Destination } from '#shared/contract/destination.ts'
import { Button } from '#extension/ui/button.tsx'
import { IconButton } from '#extension/ui/icon-button.tsx'
import { fillings } from './column-words.ts'
import styles from './columns-popover.module.css'

/** How the destination's header was understood: what a send puts into which column. */
export function ColumnsPopover({
  destination,
  onEdit,
}: {
  destination: Destination
  onEdit: () => void
}) {
  const columns = fillings(destination.columns, destination.tableStart)
  const filled = columns.filter(({ filledWith }) => filledWith !== null)
  const empty = columns.filter(({ filledWith }) => filledWith === null)
  return (
    <Popover.Root>
      <Popover.Trigger
        render={<IconButton size="small" label="What goes into which column" icon={<Columns3 />} />}
      />
      <Popover.Portal>
        <Popover.Positioner
          className={styles.positioner}
          align="end"
          sideOffset={4}
          collisionPadding={8}
        >
          <Popover.Popup className={styles.popup}>
            <Popover.Title className={styles.title}>What goes where</Popover.Title>
            <dl className={styles.columns}>
              {filled.map(({ column, filledWith }, index) => (
                // Headers may repeat; their order does not change.
                // oxlint-disable-next-line react/no-array-index-key
                <div key={index} className={styles.column}>
                  <dt>{column}</dt>
                  <dd>
                    <ArrowLeft aria-hidden="true" />
                    {filledWith}
                  </dd>
                </div>
              ))}
            </dl>
            <Popover.Description className={styles.note}>
              {empty.length > 0 && `Left empty: ${empty.map(({ column }) => column).join(', ')}. `}
              Columns are known again when they are renamed or moved. Rows go below the table.
            </Popover.Description>
            <div className={styles.actions}>
              <Button size="small" variant="text" icon={<Pencil />} onClick={onEdit}>
                Edit…
              </Button>
            </div>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}
