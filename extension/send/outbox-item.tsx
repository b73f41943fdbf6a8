import { ask, type Request } from '#extension/lib/messages.ts'
import { changeable } from '#extension/outbox/doubt.ts'
import type { Entry } from '#extension/outbox/entry.ts'
import { retry } from '#extension/outbox/outbox.ts'
import { hold } from '#extension/outbox/review.ts'
import type { PanelScreen } from '#extension/sheet/panel-screen.ts'
import { Button } from '#extension/ui/button.tsx'
import type { Destination } from '#shared/contract/destination.ts'
import { clipWords, pageWords } from './clip-words.ts'
import styles from './outbox-item.module.css'
import { stateWords } from './outbox-words.ts'
import { SendElsewhere } from './send-elsewhere.tsx'

/** One entry of the outbox: what it is, where it goes, how it stands, and what can be done with it. */
export function OutboxItem({
  entry,
  destinations,
  now,
  onAct,
  onDiscard,
  onScreen,
}: {
  entry: Entry
  destinations: readonly Destination[]
  /** In milliseconds since 1970. */
  now: number
  onAct: (work: () => Promise<void>) => void
  onDiscard: () => void
  onScreen: (screen: PanelScreen) => void
}) {
  const { id, state } = entry
  const look = () => onScreen({ kind: 'review', entry: id })
  return (
    <li className={styles.item}>
      <p className={styles.clip}>{clipWords(entry.clip, 120) || pageWords(entry.clip)}</p>
      <p className={styles.detail}>
        {entry.destinationName !== null && `to ${entry.destinationName} · `}
        {stateWords(entry, now)}
      </p>
      {actions()}
    </li>
  )

  function actions() {
    switch (state.kind) {
      case 'sending':
        return null
      case 'sent':
        return (
          <div className={styles.actions}>
            <Button size="small" variant="text" onClick={() => openRow(state.result.url)}>
              Open row
            </Button>
          </div>
        )
      case 'needs_review':
      case 'needs_destination':
        return (
          <div className={styles.actions}>
            {state.kind === 'needs_review' && (
              <Button size="small" variant="text" onClick={look}>
                Look at it
              </Button>
            )}
            {discarding()}
          </div>
        )
      case 'waiting':
      case 'failed':
        return (
          <div className={styles.actions}>
            {picking()}
            <Button
              size="small"
              variant="text"
              onClick={() =>
                onAct(async () => {
                  await retry(id)
                  await ask({ type: 'deliver' })
                })
              }
            >
              {state.kind === 'failed' ? 'Try again' : 'Send now'}
            </Button>
            {changeable(entry) === 'yes' && (
              <Button
                size="small"
                variant="text"
                onClick={() =>
                  onAct(async () => {
                    await hold(id)
                    look()
                  })
                }
              >
                Edit
              </Button>
            )}
            {state.kind === 'failed' && (
              <SendElsewhere entry={entry} destinations={destinations} onAct={onAct} />
            )}
            {discarding()}
          </div>
        )
    }
  }

  function discarding() {
    return (
      <Button size="small" variant="text" tone="danger" onClick={onDiscard}>
        Discard
      </Button>
    )
  }

  function picking() {
    const unpicked = unpickedIn(entry)
    return (
      unpicked !== null && (
        <Button size="small" variant="text" onClick={() => onAct(() => ask(unpicked))}>
          Pick it at Google
        </Button>
      )
    )
  }
}

function openRow(url: string): void {
  window.open(url, '_blank', 'noopener')
}

/** Asks for the spreadsheet, where Google lets only picked ones be used and it is none of them. */
function unpickedIn({ state, request }: Entry): Request | null {
  if (state.kind !== 'waiting' || request === null) return null
  if (state.lastFailure?.code !== 'google_file_not_picked') return null
  const { account, spreadsheetId } = request.destination
  return { type: 'google', purpose: 'connect', account, fileIds: [spreadsheetId] }
}
