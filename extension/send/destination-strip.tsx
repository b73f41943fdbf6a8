import { ChevronDown, CircleCheck, CircleDashed, Inbox } from 'lucide-react'
import type { Destination } from '#shared/contract/destination.ts'
import { Button } from '#extension/ui/button.tsx'
import { IconButton } from '#extension/ui/icon-button.tsx'
import { Menu, MenuChoice, MenuGroup, MenuItem, MenuSeparator } from '#extension/ui/menu.tsx'
import { ColumnsPopover } from './columns-popover.tsx'
import { placeName } from './destinations.ts'
import styles from './destination-strip.module.css'
import { SendButton } from './send-button.tsx'
import type { Standing } from './standing.ts'

/** The most that the menu lists; all of them have a screen of their own. */
const MOST_LISTED = 5

/** Whether what is selected goes into the tab that is shown, where else it goes, and the change of it. */
export function DestinationStrip({
  standing,
  destinations,
  busy,
  onSendHere,
  onUse,
  onEdit,
}: {
  standing: Standing
  /** All of the person's, the last used first. */
  destinations: readonly Destination[]
  busy: boolean
  onSendHere: () => void
  /** Sends all selections to this one from now on. */
  onUse: (destination: Destination) => void
  /** Opens one of them, or null for the list of all. */
  onEdit: (id: string | null) => void
}) {
  const menu = destinations.length > 1 && (
    <ChoiceMenu destinations={destinations} onUse={onUse} onEdit={onEdit} />
  )
  switch (standing.kind) {
    case 'here':
    case 'possible': {
      const { destination } = standing
      const isAll = standing.kind === 'here'
      return (
        <div className={styles.strip} data-here={isAll || undefined}>
          {isAll ? <CircleCheck aria-hidden="true" /> : <CircleDashed aria-hidden="true" />}
          <p className={styles.words} role="status">
            {isAll ? (
              'Selections go here'
            ) : (
              <>
                <span className={styles.lead}>Selections</span>{' '}
                <span className={styles.name}>can go here</span>
              </>
            )}
          </p>
          {isAll ? (
            <SendButton />
          ) : (
            <Button size="small" variant="tonal" busy={busy} onClick={() => onUse(destination)}>
              Use for all
            </Button>
          )}
          <ColumnsPopover destination={destination} onEdit={() => onEdit(destination.id)} />
          {menu}
        </div>
      )
    }
    case 'none_chosen':
    case 'elsewhere': {
      const name = standing.kind === 'elsewhere' ? placeName(standing.destination) : null
      return (
        <div className={styles.strip}>
          <Inbox aria-hidden="true" />
          <p className={styles.words} title={name ?? undefined}>
            <span className={styles.lead}>Selections go to</span>
            <span className={styles.name}>{name ?? 'No sheet chosen yet'}</span>
          </p>
          <Button
            size="small"
            variant="tonal"
            aria-label={name === null ? 'Send here' : 'Send here instead'}
            busy={busy}
            onClick={onSendHere}
          >
            {/* Beside the menu there is less room. */}
            {name === null || menu ? 'Send here' : 'Send here instead'}
          </Button>
          {menu}
        </div>
      )
    }
  }
}

/** The last used ones, to send all selections to, and the way to all of them. */
function ChoiceMenu({
  destinations,
  onUse,
  onEdit,
}: {
  destinations: readonly Destination[]
  onUse: (destination: Destination) => void
  onEdit: (id: string | null) => void
}) {
  const listed = destinations.filter(({ isDefault }, index) => isDefault || index < MOST_LISTED)
  return (
    <Menu trigger={<IconButton size="small" label="Where selections go" icon={<ChevronDown />} />}>
      <MenuGroup label="All selections go to">
        <MenuChoice
          label="All selections go to"
          value={listed.find(({ isDefault }) => isDefault)?.id ?? ''}
          onChange={(chosen) => {
            const destination = listed.find(({ id }) => id === chosen)
            if (destination) onUse(destination)
          }}
          options={listed.map((destination) => ({
            value: destination.id,
            label: placeName(destination),
          }))}
        />
      </MenuGroup>
      <MenuSeparator />
      <MenuItem icon={<Inbox />} onSelect={() => onEdit(null)}>
        All sheets for selections…
      </MenuItem>
    </Menu>
  )
}
