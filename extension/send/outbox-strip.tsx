import { Collapsible } from '@base-ui/react/collapsible'
import { ChevronUp, CircleAlert, CloudUpload } from 'lucide-react'
import { useNow } from '#extension/ui/use-now.ts'
import { ask, type Request } from '#extension/lib/messages.ts'
import type { Entry } from '#extension/outbox/entry.ts'
import type { Destination } from '#shared/contract/destination.ts'
import { assignDestination, discard, retry } from '#extension/outbox/outbox.ts'
import { Button } from '#extension/ui/button.tsx'
import { explain } from '#extension/ui/explain.ts'
import { clipWords } from './clip-words.ts'
import styles from './outbox-strip.module.css'
import { outboxSummary } from './outbox-words.ts'

/** What is on its way or stuck, in one line that opens into a list. Draws nothing where nothing is. */
export function OutboxStrip({
  outbox,
  destination,
}: {
  outbox: Entry[]
  /** Where selections go now; what was refused elsewhere can be sent there. */
  destination: Destination | null
}) {
  const open = outbox.filter(
    ({ state }) => state.kind !== 'sent' && state.kind !== 'needs_destination',
  )
  const summary = outboxSummary(open)
  if (summary === null) return null
  const anyFailed = open.some(({ state }) => state.kind === 'failed')
  return (
    <Collapsible.Root
      className={styles.outbox}
      render={<section aria-label="Selections on their way" />}
      data-failed={anyFailed || undefined}
    >
      <Collapsible.Trigger className={styles.summary}>
        {anyFailed ? <CircleAlert aria-hidden="true" /> : <CloudUpload aria-hidden="true" />}
        <span className={styles.words}>{summary}</span>
        <ChevronUp aria-hidden="true" className={styles.chevron} />
      </Collapsible.Trigger>
      {/* Beside the button, which would hide the role of what is in it. */}
      <p className="visually-hidden" role="status">
        {summary}
      </p>
      <Collapsible.Panel className={styles.panel}>
        <ul>
          {open.map((entry) => (
            <OutboxItem key={entry.id} entry={entry} destination={destination} />
          ))}
        </ul>
      </Collapsible.Panel>
    </Collapsible.Root>
  )
}

function OutboxItem({ entry, destination }: { entry: Entry; destination: Destination | null }) {
  const now = useNow(1000)
  const { kind } = entry.state
  const sending = kind === 'sending'
  const another =
    kind === 'failed' && destination !== null && !goesTo(entry, destination) ? destination : null
  const unpicked = unpickedIn(entry)
  const again = async () => {
    await retry(entry.id)
    await ask({ type: 'deliver' })
  }
  const redirect = async (to: Destination) => {
    await assignDestination(entry.id, to)
    await ask({ type: 'deliver' })
  }
  return (
    <li className={styles.item}>
      <p className={styles.clip}>{clipWords(entry.clip, 120)}</p>
      {entry.destinationName !== null && (
        <p className={styles.detail}>to {entry.destinationName}</p>
      )}
      <p className={styles.detail}>{stateWords(entry, now)}</p>
      {!sending && (
        <div className={styles.actions}>
          {unpicked !== null && (
            <Button size="small" variant="text" onClick={() => void ask(unpicked)}>
              Pick it at Google
            </Button>
          )}
          <Button size="small" variant="text" onClick={() => void again()}>
            {kind === 'failed' ? 'Try again' : 'Send now'}
          </Button>
          {another !== null && (
            <Button size="small" variant="text" onClick={() => void redirect(another)}>
              Send to {another.sheetTitle} instead
            </Button>
          )}
          <Button size="small" variant="text" tone="danger" onClick={() => void discard(entry.id)}>
            Discard
          </Button>
        </div>
      )}
    </li>
  )
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

/** Why it is not in its sheet yet. `now` in milliseconds since 1970. */
function stateWords({ state }: Entry, now: number): string {
  switch (state.kind) {
    case 'failed': {
      const { title, fix } = explain(state.failure)
      return `${title}. ${fix}`
    }
    case 'waiting': {
      const seconds = Math.ceil((state.notBefore - now) / 1000)
      const next = seconds > 0 ? `Next try in ${duration(seconds)}.` : 'Trying again in a moment.'
      return state.lastFailure === null ? next : `${explain(state.lastFailure).title}. ${next}`
    }
    case 'sending':
      return 'Sending…'
    case 'needs_destination':
      return 'Waits for a sheet to go to.'
    case 'needs_review':
      return 'Waits to be looked at.'
    case 'sent':
      return 'Sent.'
  }
}

function duration(seconds: number): string {
  return seconds < 90 ? `${seconds} s` : `${Math.round(seconds / 60)} min`
}
