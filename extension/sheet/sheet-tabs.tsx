import { Tabs } from '@base-ui/react/tabs'
import type { SheetProperties, Spreadsheet } from '#shared/contract/sheet.ts'
import styles from './sheet-tabs.module.css'

/** A tab that the panel can show: a grid, and not hidden. */
export type GridTab = SheetProperties & {
  gridProperties: NonNullable<SheetProperties['gridProperties']>
}

/** The tabs that the panel can show, in Google Sheets' order. */
export function gridTabs({ sheets }: Spreadsheet): GridTab[] {
  return sheets
    .map(({ properties }) => properties)
    .filter((tab): tab is GridTab => !tab.hidden && tab.gridProperties !== undefined)
    .toSorted((a, b) => a.index - b.index)
}

/** The row of tabs at the foot, as in Google Sheets. It belongs into a `Tabs.Root`. */
export function SheetTabs({ tabs, current }: { tabs: GridTab[]; current: number }) {
  return (
    <Tabs.List className={styles.tabs} aria-label="Sheets" activateOnFocus={false}>
      {tabs.map((tab) => (
        <Tabs.Tab
          key={tab.sheetId}
          ref={tab.sheetId === current ? bringIntoSight : null}
          value={tab.sheetId}
          className={styles.tab}
        >
          <span className={styles.title}>{tab.title}</span>
          <span className={styles.color} style={{ background: cssColor(tab) ?? 'transparent' }} />
        </Tabs.Tab>
      ))}
    </Tabs.List>
  )
}

function bringIntoSight(tab: HTMLElement | null): void {
  tab?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
}

function cssColor({ tabColorStyle }: GridTab): string | null {
  const color = tabColorStyle?.rgbColor
  if (!color) return null
  const [red, green, blue] = [color.red, color.green, color.blue].map((part) =>
    Math.round(part * 255),
  )
  return `rgb(${red} ${green} ${blue})`
}
