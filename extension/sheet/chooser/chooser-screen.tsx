import { EllipsisVertical, FilePlus2, Settings } from 'lucide-react'
import { browser } from 'wxt/browser'
import type { Entry } from '#extension/outbox/entry.ts'
import { WaitingCard } from '#extension/send/waiting-card.tsx'
import { ConnectGoogle } from '#extension/session/connect-google.tsx'
import type { SignedIn } from '#extension/session/session.ts'
import { PanelHeader } from '#extension/sheet/panel-header.tsx'
import { Avatar } from '#extension/ui/avatar.tsx'
import { IconButton } from '#extension/ui/icon-button.tsx'
import { Menu, MenuItem } from '#extension/ui/menu.tsx'
import { Select } from '#extension/ui/select.tsx'
import type { GoogleAccount } from '#shared/contract/google.ts'
import styles from './chooser-screen.module.css'
import { Chooser, type Choice } from './chooser.tsx'

/** The choice of a spreadsheet, and of the Google account where a person has several. */
export function ChooserScreen({
  session,
  waiting,
  account,
  onAccount,
  onChoose,
}: {
  session: SignedIn
  waiting: Entry[]
  account: GoogleAccount
  onAccount: (account: string) => void
  onChoose: (choice: Choice) => void
}) {
  const { api, me, server } = session
  const several = me.googleAccounts.length > 1
  return (
    <>
      <PanelHeader
        start={
          several ? undefined : (
            <span className={styles.avatar}>
              <Avatar name={account.email} picture={account.picture} size={28} />
            </span>
          )
        }
        title="Your spreadsheets"
        detail={several ? undefined : account.email}
        end={
          <Menu trigger={<IconButton size="small" label="More" icon={<EllipsisVertical />} />}>
            <MenuItem icon={<FilePlus2 />} href="https://sheets.new">
              New spreadsheet in Google Sheets
            </MenuItem>
            <MenuItem icon={<Settings />} onSelect={() => void browser.runtime.openOptionsPage()}>
              Sheetside options
            </MenuItem>
          </Menu>
        }
      />
      {waiting.length > 0 && (
        <WaitingCard waiting={waiting} destination={me.destination} here={null} />
      )}
      {several && (
        <div className={styles.accounts}>
          <Select
            label="Google account"
            labelHidden
            value={account.id}
            onChange={onAccount}
            options={me.googleAccounts.map(({ id, email, picture }) => ({
              value: id,
              label: email,
              icon: <Avatar name={email} picture={picture} size={20} />,
            }))}
          />
        </div>
      )}
      {account.state === 'ok' ? (
        <Chooser key={account.id} api={api} account={account.id} onChoose={onChoose} />
      ) : (
        <div className={styles.mend}>
          <ConnectGoogle account={account} server={server} />
        </div>
      )}
    </>
  )
}
