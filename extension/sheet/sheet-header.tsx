import { useIsFetching } from '@tanstack/react-query'
import { ArrowLeft, Copy, EllipsisVertical, ExternalLink, RotateCw, Settings } from 'lucide-react'
import { browser } from 'wxt/browser'
import type { Spreadsheet } from '#shared/contract/sheet.ts'
import { IconButton } from '#extension/ui/icon-button.tsx'
import { Menu, MenuItem, MenuSeparator } from '#extension/ui/menu.tsx'
import { Skeleton } from '#extension/ui/skeleton.tsx'
import { updatedWords } from './freshness.ts'
import { PanelHeader } from './panel-header.tsx'
import type { PanelScreen } from './panel-screen.ts'
import { SendingItems } from './sending-items.tsx'
import { useNow } from '#extension/ui/use-now.ts'

/** A spreadsheet's title, how fresh it is, and what can be done with it. */
export function SheetHeader({
  spreadsheet,
  spreadsheetId,
  sheetId,
  updatedAt,
  paused,
  onBack,
  onRefresh,
  onScreen,
}: {
  /** Null while it is not known. */
  spreadsheet: Spreadsheet | null
  spreadsheetId: string
  sheetId: number | null
  /** Milliseconds since 1970; null for never. */
  updatedAt: number | null
  paused: boolean
  onBack: () => void
  onRefresh: () => void
  onScreen: (screen: PanelScreen) => void
}) {
  const now = useNow(20_000)
  const fetching = useIsFetching({ queryKey: ['spreadsheet'] }) > 0
  const address =
    spreadsheet?.spreadsheetUrl ?? `https://docs.google.com/spreadsheets/d/${spreadsheetId}/edit`
  const link = sheetId === null ? address : `${address}#gid=${sheetId}`
  const freshness = updatedAt === null ? undefined : updatedWords(updatedAt, now)
  const detail = fetching ? 'Updating…' : freshness
  return (
    <PanelHeader
      start={
        <IconButton size="small" label="All spreadsheets" icon={<ArrowLeft />} onClick={onBack} />
      }
      title={
        spreadsheet?.properties.title ?? (fetching ? <Skeleton width="9rem" /> : 'Spreadsheet')
      }
      detail={detail}
      end={
        <>
          <IconButton
            size="small"
            label="Refresh"
            icon={<RotateCw />}
            disabled={paused}
            onClick={onRefresh}
          />
          <IconButton
            size="small"
            label="Open in Google Sheets"
            icon={<ExternalLink />}
            onClick={() => window.open(link, '_blank', 'noopener')}
          />
          <Menu trigger={<IconButton size="small" label="More" icon={<EllipsisVertical />} />}>
            <MenuItem icon={<ArrowLeft />} onSelect={onBack}>
              Choose another spreadsheet
            </MenuItem>
            <MenuItem icon={<Copy />} onSelect={() => void navigator.clipboard.writeText(link)}>
              Copy link to this tab
            </MenuItem>
            <MenuSeparator />
            <SendingItems onScreen={onScreen} />
            <MenuItem icon={<Settings />} onSelect={() => void browser.runtime.openOptionsPage()}>
              Sheetside options
            </MenuItem>
          </Menu>
        </>
      }
    />
  )
}
