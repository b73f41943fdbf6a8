import { ask, type Request } from '#extension/lib/messages.ts'
import { changeable } from '#extension/outbox/doubt.ts'
import type { Entry } from '#extension/outbox/entry.ts'
import { assignDestination, retry } from '#extension/outbox/outbox.ts'
import { hold } from '#extension/outbox/review.ts'
import type { PanelScreen } from '#extension/sheet/panel-screen.ts'
import { Button } from '#extension/ui/button.tsx'
import { Menu, MenuItem } from '#extension/ui/menu.tsx'
import type { Destination } from '#shared/contract/destination.ts'
import { clipWords, pageWords } from './clip-words.ts'
import { placeName } from './destinations.ts'
import styles from './outbox-item.module.css'
import { stateWords } from './outbox-words.ts'

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
            {state.kind === 'failed' && redirecting()}
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

  /** To another sheet than the one that refused it. */
  function redirecting() {
    const others = destinations.filter((destination) => !goesTo(entry, destination))
    const [only, ...more] = others
    if (!only) return null
    if (more.length === 0) {
      return (
        <Button size="small" variant="text" onClick={() => onAct(() => sendTo(id, only))}>
          Send to {only.sheetTitle} instead
        </Button>
      )
    }
    return (
      <Menu
        align="start"
        trigger={
          <Button size="small" variant="text">
            Send to another sheet
          </Button>
        }
      >
        {others.map((other) => (
          <MenuItem key={other.id} onSelect={() => onAct(() => sendTo(id, other))}>
            {placeName(other)}
          </MenuItem>
        ))}
      </Menu>
    )
  }
}

async function sendTo(id: string, destination: Destination): Promise<void> {
  await assignDestination(id, destination)
  await ask({ type: 'deliver' })
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

function goesTo({ request }: Entry, { spreadsheetId, sheetId }: Destination): boolean {
  const to = request?.destination
  return to?.spreadsheetId === spreadsheetId && to.sheetId === sheetId
}
