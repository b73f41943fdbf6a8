import { RadioGroup } from '@base-ui/react/radio-group'
import { ArrowLeft, Inbox, Plus } from 'lucide-react'
import { useRef, useState } from 'react'
import { placeName } from '#extension/send/destinations.ts'
import type { SignedIn } from '#extension/session/session.ts'
import { PanelHeader } from '#extension/sheet/panel-header.tsx'
import { BlankState } from '#extension/ui/blank-state.tsx'
import { Button } from '#extension/ui/button.tsx'
import { FailureNotice } from '#extension/ui/failure-notice.tsx'
import { IconButton } from '#extension/ui/icon-button.tsx'
import { Notice } from '#extension/ui/notice.tsx'
import type { Destination } from '#shared/contract/destination.ts'
import type { Me } from '#shared/contract/me.ts'
import { DestinationLine } from './destination-line.tsx'
import styles from './destination-list.module.css'
import { useChangeDestination, useForgetDestination, useRestoreDestination } from './verbs.ts'

/** All the places where selections may go. */
export function DestinationList({
  session,
  cameFrom,
  onOpen,
  onShow,
  onChoose,
  onBack,
}: {
  session: SignedIn
  /** The destination that was left for this list: it has the focus again. */
  cameFrom: string | null
  onOpen: (id: string) => void
  onShow: (destination: Destination) => void
  onChoose: () => void
  onBack: () => void
}) {
  const { destinations, googleAccounts } = session.me
  const change = useChangeDestination(session)
  const forget = useForgetDestination(session)
  const restore = useRestoreDestination(session)
  const [gone, setGone] = useState<Destination | null>(null)
  const place = useRef<HTMLDivElement>(null)

  const remove = (destination: Destination) => {
    restore.reset()
    // What had the focus goes with its line.
    place.current?.focus()
    forget.mutate(destination, { onSuccess: () => setGone(destination) })
  }
  const bringBack = () => {
    if (gone) restore.mutate(gone, { onSuccess: () => setGone(null) })
  }
  const failed = [change, forget].find(({ isError }) => isError)
  const chosen = destinations.find(({ isDefault }) => isDefault)?.id ?? ''
  const list = (
    <ul className={styles.list}>
      {destinations.map((destination) => (
        <DestinationLine
          key={destination.id}
          destination={destination}
          email={emailOf(destination, googleAccounts)}
          isOnly={destinations.length === 1}
          takesFocus={destination.id === cameFrom}
          onOpen={() => onOpen(destination.id)}
          onShow={() => onShow(destination)}
          onRemove={() => remove(destination)}
        />
      ))}
    </ul>
  )

  return (
    <>
      <PanelHeader
        start={<IconButton size="small" label="Back" icon={<ArrowLeft />} onClick={onBack} />}
        title="Where selections go"
      />
      <div ref={place} tabIndex={-1} className={styles.place}>
        {gone && (
          <div className={styles.card}>
            <Notice
              tone="info"
              title={`Removed: ${placeName(gone)}`}
              onDismiss={() => setGone(null)}
              action={
                <Button size="small" variant="text" busy={restore.isPending} onClick={bringBack}>
                  Undo
                </Button>
              }
            >
              The sheet itself is as it was.
            </Notice>
          </div>
        )}
        {restore.isError && gone && (
          <div className={styles.card}>
            <FailureNotice error={restore.error} account={gone.account} onRetry={bringBack} />
          </div>
        )}
        {failed && (
          <div className={styles.card}>
            <FailureNotice error={failed.error} />
          </div>
        )}
        {destinations.length === 0 ? (
          <BlankState
            icon={<Inbox />}
            title="No sheet chosen yet"
            action={<Button onClick={onChoose}>Choose a spreadsheet</Button>}
          >
            Open a spreadsheet, go to the tab that you want, and press “Send here”. What you select
            on any page can go there then.
          </BlankState>
        ) : (
          <>
            {destinations.length === 1 ? (
              list
            ) : (
              <>
                <p className={styles.about}>
                  The marked one takes every selection that no other sheet is named for.
                </p>
                <RadioGroup
                  aria-label="All selections go to"
                  value={chosen}
                  onValueChange={(id: string) => change.mutate({ id, patch: { isDefault: true } })}
                >
                  {list}
                </RadioGroup>
              </>
            )}
            <div className={styles.more}>
              <Button size="small" variant="text" icon={<Plus />} onClick={onChoose}>
                Choose another sheet
              </Button>
            </div>
          </>
        )}
      </div>
    </>
  )
}

/** Null where there is but one account. */
function emailOf({ account }: Destination, accounts: Me['googleAccounts']): string | null {
  if (accounts.length < 2) return null
  return accounts.find(({ id }) => id === account)?.email ?? null
}
