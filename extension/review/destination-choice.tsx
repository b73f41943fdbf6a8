import { ChevronDown, FileSpreadsheet, RotateCcw, Table2 } from 'lucide-react'
import { placeName } from '#extension/send/destinations.ts'
import { Menu, MenuChoice, MenuItem, MenuSeparator } from '#extension/ui/menu.tsx'
import type { Destination } from '#shared/contract/destination.ts'
import styles from './destination-choice.module.css'

/** Where the rows go, and the choice of another place. */
export function DestinationChoice({
  name,
  destination,
  destinations,
  disabled,
  onChoose,
}: {
  /** As the entry calls it. */
  name: string
  /** Null where it was forgotten since. */
  destination: Destination | null
  destinations: readonly Destination[]
  disabled: boolean
  /** Null: one that is not among them. The one that it is already: by its columns as they are now. */
  onChoose: (destination: Destination | null) => void
}) {
  return (
    <Menu
      align="start"
      trigger={
        <button type="button" className={styles.trigger} disabled={disabled}>
          <Table2 aria-hidden="true" />
          <span className={styles.words}>
            <span className={styles.lead}>Goes to</span> <span className={styles.name}>{name}</span>
          </span>
          <ChevronDown aria-hidden="true" />
        </button>
      }
    >
      {destinations.length > 0 && (
        <>
          <MenuChoice
            label="Where it goes"
            value={destination?.id ?? ''}
            options={destinations.map((each) => ({ value: each.id, label: placeName(each) }))}
            onChange={(id) => {
              const chosen = destinations.find((each) => each.id === id)
              if (chosen) onChoose(chosen)
            }}
          />
          <MenuSeparator />
        </>
      )}
      {destination !== null && (
        <MenuItem icon={<RotateCcw />} onSelect={() => onChoose(destination)}>
          Make the rows anew
        </MenuItem>
      )}
      <MenuItem icon={<FileSpreadsheet />} onSelect={() => onChoose(null)}>
        Another sheet…
      </MenuItem>
    </Menu>
  )
}
