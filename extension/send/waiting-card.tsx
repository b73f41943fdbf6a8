import { useState } from 'react'
import type { Entry } from '#extension/outbox/entry.ts'
import { discard } from '#extension/outbox/outbox.ts'
import type { Api } from '#extension/lib/api.ts'
import { AlreadyThere, useMatches } from '#extension/review/already-there.tsx'
import { Button } from '#extension/ui/button.tsx'
import { FailureNotice } from '#extension/ui/failure-notice.tsx'
import type { Destination } from '#shared/contract/destination.ts'
import { placeName } from './destinations.ts'
import { DiscardDialog } from './discard-dialog.tsx'
import { PendingCard } from './pending-card.tsx'
import styles from './pending-card.module.css'
import { useSendWaiting } from './send-here.ts'

/** The tab that is shown, as the place to send to. */
export type Here = { sheetTitle: string; busy: boolean; send: () => void }

/** What was selected before there was a place for it, and the choice of that place. */
export function WaitingCard({
  api,
  waiting,
  destination,
  here,
}: {
  api: Api
  waiting: Entry[]
  /** Where selections go by now. */
  destination: Destination | null
  /** Null where no tab is shown yet. */
  here: Here | null
}) {
  const sendWaiting = useSendWaiting(waiting)
  const [only, second] = waiting
  const isOne = only !== undefined && second === undefined
  const matches = useMatches(
    api,
    destination?.id ?? null,
    isOne && /^https?:/.test(only.clip.url) ? [only.clip.url] : [],
  )
  const [discards, setDiscards] = useState(false)
  const actions = (
    <>
      {here !== null && (
        <Button size="small" busy={here.busy} onClick={here.send}>
          Send here
        </Button>
      )}
      {destination !== null && (
        <Button
          size="small"
          variant={here === null ? 'filled' : 'text'}
          busy={sendWaiting.isPending}
          onClick={() => sendWaiting.mutate(destination)}
        >
          Send to {destination.sheetTitle}
        </Button>
      )}
      <Button
        size="small"
        variant={here === null && destination === null ? 'outlined' : 'text'}
        onClick={() => setDiscards(true)}
      >
        Discard
      </Button>
    </>
  )
  return (
    <>
      <PendingCard waiting={waiting} actions={actions}>
        {here === null
          ? 'Choose where it goes: open a spreadsheet below.'
          : `Send it to ${here.sheetTitle}, or choose another tab or spreadsheet.`}
      </PendingCard>
      {destination !== null && matches.length > 0 && (
        <div className={styles.there}>
          <AlreadyThere matches={matches} place={placeName(destination)} />
        </div>
      )}
      <DiscardDialog
        open={discards}
        entries={waiting}
        onConfirm={() => {
          setDiscards(false)
          void Promise.all(waiting.map(({ id }) => discard(id)))
        }}
        onClose={() => setDiscards(false)}
      />
      {sendWaiting.isError && <FailureNotice error={sendWaiting.error} />}
    </>
  )
}
