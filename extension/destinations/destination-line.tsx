import { Radio } from '@base-ui/react/radio'
import { EllipsisVertical, ExternalLink, Eye, Globe, Pencil, Table2, Trash2 } from 'lucide-react'
import { fillings } from '#extension/send/column-words.ts'
import { placeName } from '#extension/send/destinations.ts'
import { IconButton } from '#extension/ui/icon-button.tsx'
import { LineButton } from '#extension/ui/line-button.tsx'
import { Menu, MenuItem, MenuSeparator } from '#extension/ui/menu.tsx'
import type { Destination } from '#shared/contract/destination.ts'
import styles from './destination-line.module.css'

/** One of the places where selections go. All of its line opens it, but for the controls at its ends. */
export function DestinationLine({
  destination,
  email,
  isOnly,
  takesFocus,
  onOpen,
  onShow,
  onRemove,
}: {
  destination: Destination
  /** Of its Google account; null where there is but one. */
  email: string | null
  isOnly: boolean
  takesFocus: boolean
  onOpen: () => void
  onShow: () => void
  onRemove: () => void
}) {
  const { id, spreadsheetUrl, sheetId } = destination
  const name = placeName(destination)
  return (
    <li className={styles.line}>
      {isOnly ? (
        <span className={styles.sheet} aria-hidden="true">
          <Table2 />
        </span>
      ) : (
        <Radio.Root
          className={styles.radio}
          value={id}
          aria-label={`Use ${name} for all selections`}
        >
          <Radio.Indicator className={styles.mark} />
        </Radio.Root>
      )}
      <div className={styles.words}>
        <LineButton name={name} takesFocus={takesFocus} onOpen={onOpen} />
        {email !== null && <p className={styles.detail}>{email}</p>}
        <p className={styles.detail}>{filledWords(destination)}</p>
        <Chips destination={destination} />
      </div>
      <Menu
        trigger={
          <IconButton size="small" label={`What to do with ${name}`} icon={<EllipsisVertical />} />
        }
      >
        <MenuItem icon={<Pencil />} onSelect={onOpen}>
          Edit
        </MenuItem>
        <MenuItem icon={<Table2 />} onSelect={onShow}>
          Show the sheet
        </MenuItem>
        <MenuItem icon={<ExternalLink />} href={`${spreadsheetUrl}#gid=${sheetId}`}>
          Open in Google Sheets
        </MenuItem>
        <MenuSeparator />
        <MenuItem icon={<Trash2 />} tone="danger" onSelect={onRemove}>
          Remove from this list
        </MenuItem>
      </Menu>
    </li>
  )
}

function Chips({ destination: { urlPattern, review } }: { destination: Destination }) {
  if (urlPattern === null && !review) return null
  return (
    <p className={styles.chips}>
      {urlPattern !== null && (
        <span className={styles.chip}>
          <Globe aria-hidden="true" />
          <span className="visually-hidden">For pages like </span>
          <span className={styles.pattern}>{urlPattern}</span>
        </span>
      )}
      {review && (
        <span className={styles.chip}>
          <Eye aria-hidden="true" />
          Looked at first
        </span>
      )}
    </p>
  )
}

/** `Title, Link and Note are filled`, as far as there is room. */
function filledWords({ columns, tableStart }: Destination): string {
  const filled = fillings(columns, tableStart).filter(({ filledWith }) => filledWith !== null)
  const names = filled.map(({ column }) => column)
  return names.length === 0 ? 'No column is filled' : `Fills ${names.join(', ')}`
}
