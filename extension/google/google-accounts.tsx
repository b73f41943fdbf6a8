import { EllipsisVertical, Plus, RefreshCw, Star, Unplug } from 'lucide-react'
import { useRef, useState, type ReactNode } from 'react'
import { FlowOutcome, useFlowOutcome } from '#extension/session/flow-outcome.tsx'
import { useFlowRuns } from '#extension/session/queries.ts'
import type { SignedIn } from '#extension/session/session.ts'
import { useGoogleFlow } from '#extension/session/verbs.ts'
import { useNow } from '#extension/ui/use-now.ts'
import { Avatar } from '#extension/ui/avatar.tsx'
import { Button } from '#extension/ui/button.tsx'
import { FailureNotice } from '#extension/ui/failure-notice.tsx'
import { IconButton } from '#extension/ui/icon-button.tsx'
import { Menu, MenuItem, MenuSeparator } from '#extension/ui/menu.tsx'
import type { Disconnected, GoogleAccount } from '#shared/contract/google.ts'
import { bindingWords, concernWith, standingWords } from './concern.ts'
import { DisconnectDialog } from './disconnect-dialog.tsx'
import { Disconnection } from './disconnection.tsx'
import styles from './google-accounts.module.css'
import { useMakeDefault } from './verbs.ts'

/** The Google accounts that a person connected: how each stands, and what can be done with it. */
export function GoogleAccounts({ session }: { session: SignedIn }) {
  const { googleAccounts } = session.me
  const now = useNow(60_000)
  const flow = useGoogleFlow()
  const flowRuns = useFlowRuns()
  const makeDefault = useMakeDefault(session)
  // What the dialog asks about stays in it while it closes.
  const [asked, setAsked] = useState<{ about: GoogleAccount; open: boolean } | null>(null)
  const [left, setLeft] = useState<{ email: string; outcome: Disconnected | null } | null>(null)
  const place = useRef<HTMLDivElement>(null)
  const ask = (about: GoogleAccount) => {
    setLeft(null)
    setAsked({ about, open: true })
  }

  return (
    <div ref={place} tabIndex={-1} className={styles.section}>
      {makeDefault.isError && <FailureNotice error={makeDefault.error} />}
      {left?.outcome && (
        <Disconnection email={left.email} outcome={left.outcome} onDismiss={() => setLeft(null)} />
      )}
      {googleAccounts.length === 0 ? (
        <p className={styles.none}>None is connected, so there are no sheets to work with.</p>
      ) : (
        <ul className={styles.accounts}>
          {googleAccounts.map((account) => (
            <AccountItem
              key={account.id}
              account={account}
              now={now}
              menu={
                <AccountMenu
                  account={account}
                  onMakeDefault={() => makeDefault.mutate(account.id)}
                  onReconnect={() => flow.mutate({ purpose: 'connect', account: account.id })}
                  onDisconnect={() => ask(account)}
                />
              }
            />
          ))}
        </ul>
      )}
      <FlowOutcome purpose="connect" />
      <Button
        variant="outlined"
        icon={<Plus />}
        busy={flowRuns}
        onClick={() => flow.mutate({ purpose: 'connect' })}
      >
        {googleAccounts.length === 0 ? 'Connect a Google account' : 'Add another Google account'}
      </Button>
      {asked && (
        <DisconnectDialog
          session={session}
          account={asked.about}
          open={asked.open}
          returnTo={left ? place : undefined}
          onClose={() => setAsked({ ...asked, open: false })}
          onDone={(outcome) => setLeft({ email: asked.about.email, outcome })}
        />
      )}
    </div>
  )
}

function AccountItem({
  account,
  now,
  menu,
}: {
  account: GoogleAccount
  now: number
  menu: ReactNode
}) {
  const { email, name, picture, isDefault } = account
  const binding = bindingWords(account)
  const concern = concernWith(account, now)
  const outcome = useFlowOutcome({ purpose: 'connect', account: account.id })
  const flow = useGoogleFlow()
  const flowRuns = useFlowRuns()
  const isBroken = concern !== null && concern.kind !== 'ends_soon'
  return (
    <li className={styles.account}>
      <Avatar name={email} picture={picture} size={36} />
      <div className={styles.words}>
        <p className={styles.head}>
          <span className={styles.name}>{name ?? email}</span>
          {isDefault && <span className={styles.default}>Default</span>}
        </p>
        {name !== null && <p className={styles.detail}>{email}</p>}
        <p className={isBroken ? styles.broken : styles.detail}>{standingWords(account, now)}</p>
        {binding !== null && <p className={styles.detail}>{binding}</p>}
        <div aria-live="polite">
          {outcome && (
            <p className={styles.outcome}>
              <strong>{outcome.title}.</strong> {outcome.text}
            </p>
          )}
        </div>
        {concern && (
          <div className={styles.mend}>
            <Button
              size="small"
              variant="tonal"
              busy={flowRuns}
              onClick={() => flow.mutate(concern.wanted)}
            >
              {concern.button}
            </Button>
          </div>
        )}
      </div>
      {menu}
    </li>
  )
}

function AccountMenu({
  account,
  onMakeDefault,
  onReconnect,
  onDisconnect,
}: {
  account: GoogleAccount
  onMakeDefault: () => void
  onReconnect: () => void
  onDisconnect: () => void
}) {
  return (
    <Menu
      trigger={
        <IconButton
          size="small"
          label={`What to do with ${account.email}`}
          icon={<EllipsisVertical />}
        />
      }
    >
      <MenuItem icon={<Star />} disabled={account.isDefault} onSelect={onMakeDefault}>
        Make default
      </MenuItem>
      <MenuItem icon={<RefreshCw />} onSelect={onReconnect}>
        Reconnect
      </MenuItem>
      <MenuSeparator />
      <MenuItem icon={<Unplug />} tone="danger" onSelect={onDisconnect}>
        Disconnect…
      </MenuItem>
    </Menu>
  )
}
