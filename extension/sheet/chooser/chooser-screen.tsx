import { EllipsisVertical, FileCheck, FilePlus2, Settings } from 'lucide-react'
import { browser } from 'wxt/browser'
import { AccountSwitcher } from '#extension/google/account-switcher.tsx'
import { ConnectionCard } from '#extension/google/connection-card.tsx'
import { RenewalStrip } from '#extension/google/renewal-strip.tsx'
import { isUsable } from '#extension/google/usable.ts'
import { useConcern } from '#extension/google/use-concern.ts'
import type { Entry } from '#extension/outbox/entry.ts'
import { defaultDestination } from '#extension/send/destinations.ts'
import { WaitingCard } from '#extension/send/waiting-card.tsx'
import { FlowOutcome } from '#extension/session/flow-outcome.tsx'
import type { SignedIn } from '#extension/session/session.ts'
import { useGoogleFlow } from '#extension/session/verbs.ts'
import { PanelHeader } from '#extension/sheet/panel-header.tsx'
import type { PanelScreen } from '#extension/sheet/panel-screen.ts'
import { SendingItems } from '#extension/sheet/sending-items.tsx'
import { IconButton } from '#extension/ui/icon-button.tsx'
import { Menu, MenuItem } from '#extension/ui/menu.tsx'
import type { GoogleAccount } from '#shared/contract/google.ts'
import styles from './chooser-screen.module.css'
import { Chooser, type Choice } from './chooser.tsx'

/** The choice of a spreadsheet, and of the Google account that it is opened with. */
export function ChooserScreen({
  session,
  waiting,
  account,
  onAccount,
  onChoose,
  onScreen,
}: {
  session: SignedIn
  waiting: Entry[]
  account: GoogleAccount
  onAccount: (account: string) => void
  onChoose: (choice: Choice) => void
  onScreen: (screen: PanelScreen) => void
}) {
  const { api, me } = session
  const concern = useConcern(account)
  const card = concern && (
    <div className={styles.card}>
      <ConnectionCard email={account.email} concern={concern} />
    </div>
  )
  return (
    <>
      <PanelHeader
        start={
          <AccountSwitcher accounts={me.googleAccounts} current={account} onChange={onAccount} />
        }
        title="Your spreadsheets"
        detail={account.email}
        end={<MoreMenu account={account} onScreen={onScreen} />}
      />
      {waiting.length > 0 && (
        <WaitingCard api={api} waiting={waiting} destination={defaultDestination(me)} here={null} />
      )}
      <div className={styles.outcome}>
        {/* The card that asks for another account tells itself how that goes. */}
        {concern?.kind !== 'blocked' && <FlowOutcome purpose="connect" />}
        {(concern === null || concern.kind === 'ends_soon') && (
          <FlowOutcome purpose="connect" account={account.id} />
        )}
      </div>
      {body()}
    </>
  )

  function body() {
    const lists = isUsable(account, 'drive')
    if (!lists && !isUsable(account, 'sheets')) return card
    return (
      <>
        <Chooser
          key={account.id}
          api={api}
          account={account}
          instead={lists ? null : card}
          onChoose={onChoose}
        />
        {concern?.kind === 'ends_soon' && <RenewalStrip concern={concern} />}
      </>
    )
  }
}

function MoreMenu({
  account: { id, access },
  onScreen,
}: {
  account: GoogleAccount
  onScreen: (screen: PanelScreen) => void
}) {
  const flow = useGoogleFlow()
  return (
    <Menu trigger={<IconButton size="small" label="More" icon={<EllipsisVertical />} />}>
      {access === 'file' && (
        <MenuItem
          icon={<FileCheck />}
          onSelect={() => flow.mutate({ purpose: 'connect', account: id })}
        >
          Pick more files
        </MenuItem>
      )}
      <MenuItem icon={<FilePlus2 />} href="https://sheets.new">
        New spreadsheet in Google Sheets
      </MenuItem>
      <SendingItems onScreen={onScreen} />
      <MenuItem icon={<Settings />} onSelect={() => void browser.runtime.openOptionsPage()}>
        Sheetside options
      </MenuItem>
    </Menu>
  )
}
