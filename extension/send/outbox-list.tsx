import { useMutation } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { changeable } from '#extension/outbox/doubt.ts'
import type { Entry } from '#extension/outbox/entry.ts'
import { discard, retry } from '#extension/outbox/outbox.ts'
import { ask } from '#extension/lib/messages.ts'
import type { PanelScreen } from '#extension/sheet/panel-screen.ts'
import { Button } from '#extension/ui/button.tsx'
import { FailureNotice } from '#extension/ui/failure-notice.tsx'
import { useNow } from '#extension/ui/use-now.ts'
import type { Destination } from '#shared/contract/destination.ts'
import { DiscardDialog } from './discard-dialog.tsx'
import { OutboxItem } from './outbox-item.tsx'
import styles from './outbox-list.module.css'

type Kind = Entry['state']['kind']

const groups: readonly { title: string; kinds: readonly Kind[] }[] = [
  { title: 'Not sent', kinds: ['failed'] },
  { title: 'To look at', kinds: ['needs_review'] },
  { title: 'On their way', kinds: ['sending', 'waiting'] },
  { title: 'Sent in the last hour', kinds: ['sent'] },
]

/** Everything of the outbox by how it stands, and what can be done with each. */
export function OutboxList({
  outbox,
  destinations,
  onScreen,
}: {
  outbox: readonly Entry[]
  destinations: readonly Destination[]
  onScreen: (screen: PanelScreen) => void
}) {
  const now = useNow(1000)
  const [asked, setAsked] = useState<readonly Entry[]>([])
  const [open, setOpen] = useState(false)
  const act = useMutation({ mutationFn: (work: () => Promise<void>) => work() })
  const askToDiscard = (entries: readonly Entry[]) => {
    setAsked(entries)
    setOpen(true)
  }
  return (
    <>
      {act.isError && <FailureNotice error={act.error} />}
      {groups.map(({ title, kinds }) => {
        const entries = outbox.filter(({ state }) => kinds.includes(state.kind))
        const newestFirst = kinds.includes('sent') ? entries.toReversed() : entries
        return (
          entries.length > 0 && (
            <Group
              key={title}
              title={title}
              count={entries.length}
              note={noteOn(entries)}
              actions={
                <GroupActions
                  entries={entries}
                  onRetry={() => act.mutate(() => retryAll(entries))}
                  onDiscard={() => askToDiscard(entries)}
                />
              }
            >
              {(most) =>
                newestFirst
                  .slice(0, most)
                  .map((entry) => (
                    <OutboxItem
                      key={entry.id}
                      entry={entry}
                      destinations={destinations}
                      now={now}
                      onAct={act.mutate}
                      onDiscard={() => askToDiscard([entry])}
                      onScreen={onScreen}
                    />
                  ))
              }
            </Group>
          )
        )
      })}
      <DiscardDialog
        open={open}
        entries={asked}
        onConfirm={() => {
          setOpen(false)
          act.mutate(() => discardAll(asked))
        }}
        onClose={() => setOpen(false)}
      />
    </>
  )
}

/** Many of a kind are not drawn at once: the first of them say it all. */
const SHOWN = 20

function Group({
  title,
  count,
  note,
  actions,
  children,
}: {
  title: string
  count: number
  note: string | null
  actions: ReactNode
  children: (most: number) => ReactNode
}) {
  const [all, setAll] = useState(false)
  return (
    <section className={styles.group} aria-label={title}>
      <div className={styles.head}>
        <h3 className={styles.title}>
          {title} <span className={styles.count}>{count.toLocaleString('en')}</span>
        </h3>
        {actions}
      </div>
      {note !== null && <p className={styles.note}>{note}</p>}
      <ul>{children(all ? Infinity : SHOWN)}</ul>
      {!all && count > SHOWN && (
        <div className={styles.more}>
          <Button size="small" variant="text" onClick={() => setAll(true)}>
            Show {(count - SHOWN).toLocaleString('en')} more
          </Button>
        </div>
      )}
    </section>
  )
}

/** For all of a group at once, where there are several. */
function GroupActions({
  entries,
  onRetry,
  onDiscard,
}: {
  entries: readonly Entry[]
  onRetry: () => void
  onDiscard: () => void
}) {
  const is = (kind: Kind) => entries.filter(({ state }) => state.kind === kind).length > 1
  return (
    <>
      {(is('failed') || is('waiting')) && (
        <Button size="small" variant="text" onClick={onRetry}>
          {is('failed') ? 'Try all again' : 'Send all now'}
        </Button>
      )}
      {is('failed') && (
        <Button size="small" variant="text" tone="danger" onClick={onDiscard}>
          Discard all
        </Button>
      )}
    </>
  )
}

async function discardAll(entries: readonly Entry[]): Promise<void> {
  await Promise.all(entries.map(({ id }) => discard(id)))
}

async function retryAll(entries: readonly Entry[]): Promise<void> {
  await Promise.all(entries.map(({ id }) => retry(id)))
  await ask({ type: 'deliver' })
}

/** Why some of a group cannot be changed. */
function noteOn(entries: readonly Entry[]): string | null {
  return entries.some((entry) => changeable(entry) === 'in_doubt')
    ? 'What may be in the sheet already can be changed once the server has answered.'
    : null
}
