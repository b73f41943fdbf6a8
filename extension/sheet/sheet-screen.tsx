import { Tabs } from '@base-ui/react/tabs'
import { useQuery } from '@tanstack/react-query'
import { Table2 } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Entry } from '#extension/outbox/entry.ts'
import { defaultDestination } from '#extension/send/destinations.ts'
import { DestinationStrip } from '#extension/send/destination-strip.tsx'
import { standingOf } from '#extension/send/standing.ts'
import { useChangeDestination } from '#extension/destinations/verbs.ts'
import { deliverAtLast, useSendHere } from '#extension/send/send-here.ts'
import { needingDestination } from '#extension/send/use-outbox.ts'
import { WaitingCard } from '#extension/send/waiting-card.tsx'
import { ConnectionCard } from '#extension/google/connection-card.tsx'
import { RenewalStrip } from '#extension/google/renewal-strip.tsx'
import { isUsable } from '#extension/google/usable.ts'
import { useConcern } from '#extension/google/use-concern.ts'
import { FlowOutcome } from '#extension/session/flow-outcome.tsx'
import type { SignedIn } from '#extension/session/session.ts'
import { useGoogleFlow } from '#extension/session/verbs.ts'
import { BlankState } from '#extension/ui/blank-state.tsx'
import { FailureNotice } from '#extension/ui/failure-notice.tsx'
import { FailureState } from '#extension/ui/failure-state.tsx'
import type { Reveal } from './grid/grid.tsx'
import { spreadsheetOptions } from './queries.ts'
import type { PanelScreen } from './panel-screen.ts'
import { useQuotaPause } from './quota-pause.ts'
import { useRememberedView } from './remembered-view.ts'
import { SheetGrid } from './sheet-grid.tsx'
import { SheetHeader } from './sheet-header.tsx'
import styles from './sheet-screen.module.css'
import { useWhenOver } from './use-when-over.ts'
import { gridTabs, SheetTabs } from './sheet-tabs.tsx'
import { SheetSkeleton } from './sheet-skeleton.tsx'
import { StatusStrip } from './status-strip.tsx'
import { useHoldup, useRefresh } from './refresh.ts'

/** A place to look at; `sheetId` null stands for the spreadsheet's first tab. */
export type Place = { account: string; spreadsheetId: string; sheetId: number | null }

/** Cells to bring into sight, and the tab that they are of. */
export type PlacedReveal = Reveal & { spreadsheetId: string; sheetId: number }

/** A spreadsheet, open: its tabs, the cells of one, and whether what is selected goes there. */
export function SheetScreen({
  session,
  outbox,
  place,
  reveal,
  onTab,
  onBack,
  onScreen,
  foot,
}: {
  session: SignedIn
  outbox: Entry[]
  place: Place
  /** Heeded where it is of the tab that is shown. */
  reveal: PlacedReveal | null
  onTab: (sheetId: number) => void
  onBack: () => void
  onScreen: (screen: PanelScreen) => void
  /** Drawn above the tabs. */
  foot: ReactNode
}) {
  const { api, me } = session
  const { account, spreadsheetId } = place
  const flow = useGoogleFlow()
  const pausedUntil = useQuotaPause()
  const spreadsheet = useQuery({
    ...spreadsheetOptions(api, account, spreadsheetId),
    enabled: pausedUntil === null,
  })
  const refresh = useRefresh(account, spreadsheetId)
  const tabs = spreadsheet.data ? gridTabs(spreadsheet.data) : []
  const tab = tabs.find(({ sheetId }) => sheetId === place.sheetId) ?? tabs[0] ?? null
  const holdup = useHoldup(account, spreadsheetId, pausedUntil)
  const waiting = needingDestination(outbox)
  const sendHere = useSendHere(api, waiting)
  const view = tab && { account, spreadsheetId, sheetId: tab.sheetId }
  useRememberedView(api, view, me.preferences.view)

  const connection = me.googleAccounts.find(({ id }) => id === account)
  const concern = useConcern(connection)
  // Without the list of spreadsheets a sheet is as good as ever.
  const isBroken = connection !== undefined && !isUsable(connection, 'sheets')
  // Mended: what could not be read can be now.
  useWhenOver(isBroken, refresh)
  useWhenOver(holdup.kind === 'offline', () => void deliverAtLast(outbox))
  const destination = defaultDestination(me)
  const standing = standingOf(me.destinations, view)
  const isHere = standing.kind === 'here'
  const change = useChangeDestination(session)
  const send = () => {
    if (view) sendHere.mutate(view)
  }

  return (
    <div className={styles.screen}>
      <SheetHeader
        spreadsheet={spreadsheet.data ?? null}
        spreadsheetId={spreadsheetId}
        sheetId={tab?.sheetId ?? null}
        updatedAt={spreadsheet.data ? spreadsheet.dataUpdatedAt : null}
        onBack={onBack}
        onRefresh={refresh}
        onScreen={onScreen}
        paused={pausedUntil !== null}
      />
      {waiting.length > 0 && (
        <WaitingCard
          api={api}
          waiting={waiting}
          destination={destination}
          here={tab && { sheetTitle: tab.title, busy: sendHere.isPending, send }}
        />
      )}
      {isBroken && concern && (
        <div className={styles.card}>
          <ConnectionCard email={connection.email} concern={concern} />
        </div>
      )}
      {!isBroken && (
        <div className={styles.outcome}>
          <FlowOutcome purpose="connect" account={account} />
        </div>
      )}
      {sendHere.isError && (
        <div className={styles.card}>
          <FailureNotice error={sendHere.error} account={account} onRetry={send} />
        </div>
      )}
      {change.isError && (
        <div className={styles.card}>
          <FailureNotice error={change.error} account={account} />
        </div>
      )}
      {tab !== null && (waiting.length === 0 || isHere) && (
        <DestinationStrip
          standing={standing}
          destinations={me.destinations}
          busy={sendHere.isPending || change.isPending}
          onSendHere={send}
          onUse={({ id }) => change.mutate({ id, patch: { isDefault: true } })}
          onEdit={(edit) => onScreen({ kind: 'destinations', edit })}
        />
      )}
      {body()}
    </div>
  )

  function body(): ReactNode {
    if (tab !== null) {
      return (
        <Tabs.Root
          className={styles.tabs}
          value={tab.sheetId}
          onValueChange={(sheetId: number) => onTab(sheetId)}
        >
          <Tabs.Panel className={styles.panel} value={tab.sheetId} tabIndex={-1}>
            <SheetGrid
              key={`${spreadsheetId} ${tab.sheetId}`}
              api={api}
              place={{ account, spreadsheetId, sheetId: tab.sheetId, title: tab.title }}
              size={tab.gridProperties}
              paused={pausedUntil !== null}
              reveal={isOf(reveal, spreadsheetId, tab.sheetId) ? reveal : null}
              isDestination={isHere}
            />
          </Tabs.Panel>
          {!isBroken && <StatusStrip holdup={holdup} onRetry={refresh} />}
          {concern?.kind === 'ends_soon' && <RenewalStrip concern={concern} />}
          {foot}
          <SheetTabs tabs={tabs} current={tab.sheetId} />
        </Tabs.Root>
      )
    }
    if (spreadsheet.data) {
      return (
        <BlankState icon={<Table2 />} title="No tab to show">
          Every tab of this spreadsheet is hidden or holds a chart. Open it in Google Sheets to see
          them.
        </BlankState>
      )
    }
    // Its card above says what is wrong, and mends it.
    if (spreadsheet.isError && isBroken) return null
    if (spreadsheet.isError && pausedUntil === null) {
      return (
        <FailureState
          error={spreadsheet.error}
          account={account}
          onRetry={() => void spreadsheet.refetch()}
          onChooseDestination={onBack}
          onPickFile={() => flow.mutate({ purpose: 'connect', account, fileIds: [spreadsheetId] })}
        />
      )
    }
    return (
      <>
        <SheetSkeleton />
        <StatusStrip holdup={holdup} onRetry={refresh} />
      </>
    )
  }
}

function isOf(reveal: PlacedReveal | null, spreadsheetId: string, sheetId: number): boolean {
  return reveal?.spreadsheetId === spreadsheetId && reveal.sheetId === sheetId
}
