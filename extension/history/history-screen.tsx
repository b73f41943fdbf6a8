import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { ArrowLeft, History, Search, SearchX, X } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { byDay, dayWords } from '#extension/account/moment.ts'
import type { Entry } from '#extension/outbox/entry.ts'
import type { SignedIn } from '#extension/session/session.ts'
import { PanelHeader } from '#extension/sheet/panel-header.tsx'
import { isUnreachable } from '#extension/sheet/queries.ts'
import { StatusStrip } from '#extension/sheet/status-strip.tsx'
import { BlankState } from '#extension/ui/blank-state.tsx'
import { Button } from '#extension/ui/button.tsx'
import { explain } from '#extension/ui/explain.ts'
import { FailureState } from '#extension/ui/failure-state.tsx'
import { IconButton } from '#extension/ui/icon-button.tsx'
import { ProgressBar } from '#extension/ui/progress-bar.tsx'
import { TextField } from '#extension/ui/text-field.tsx'
import { useNow } from '#extension/ui/use-now.ts'
import { useSettled } from '#extension/ui/use-settled.ts'
import type { SentItem as Item, SentPlace } from '#shared/contract/send.ts'
import { HistorySkeleton } from './history-skeleton.tsx'
import styles from './history-screen.module.css'
import { historyOptions } from './queries.ts'
import { SentItem } from './sent-item.tsx'
import { sentOf } from './sent.ts'
import { UndoDialog } from './undo-dialog.tsx'
import { outcomeWords } from './undo-words.ts'
import type { Undo } from './use-undo.ts'

const TYPING_MS = 250
/** How many sends the server remembers. */
const REMEMBERED = 500

/** What was sent, the newest first, and its undoing. */
export function HistoryScreen({
  session,
  outbox,
  undo,
  look,
  onShow,
  onBack,
}: {
  session: SignedIn
  outbox: Entry[]
  undo: Undo
  /** The send that it was opened for. */
  look: string | null
  /** The person wants to see a row where it is now. */
  onShow: (item: Item, place: SentPlace) => void
  onBack: () => void
}) {
  const [input, setInput] = useState('')
  const typed = input.trim().slice(0, 200)
  const settled = useSettled(typed, TYPING_MS)
  // An emptied field shows all at once.
  const words = typed === '' ? '' : settled
  const history = useInfiniteQuery({
    ...historyOptions(session, words),
    placeholderData: keepPreviousData,
  })
  const now = useNow(60_000)
  const items = history.data ? once(history.data.pages.flatMap((page) => page.items)) : []

  return (
    <>
      <PanelHeader
        start={<IconButton size="small" label="Back" icon={<ArrowLeft />} onClick={onBack} />}
        title="What was sent"
      />
      <div className={styles.search}>
        <TextField
          label="Search what was sent"
          labelHidden
          placeholder="Search text, page or sheet"
          type="search"
          autoComplete="off"
          spellCheck={false}
          icon={<Search aria-hidden="true" />}
          end={
            input !== '' && (
              <IconButton
                size="small"
                label="Clear search"
                icon={<X />}
                onClick={() => setInput('')}
              />
            )
          }
          value={input}
          onChange={(event) => setInput(event.target.value)}
        />
      </div>
      <output className="visually-hidden">{said()}</output>
      <div className={styles.results}>
        <ProgressBar active={history.isFetching && !history.isPending} />
        {body()}
      </div>
      {history.data && (
        <StatusStrip
          holdup={
            history.error === null || history.isFetchNextPageError
              ? { kind: 'none' }
              : isUnreachable(history.error)
                ? { kind: 'offline' }
                : { kind: 'stale', words: explain(history.error).title }
          }
          onRetry={() => void history.refetch()}
        />
      )}
      <UndoDialog undo={undo} sentOf={(send) => sentOf(send, outbox, items)} />
    </>
  )

  function body(): ReactNode {
    if (!history.data) {
      if (history.isPending) return <HistorySkeleton />
      return <FailureState error={history.error} onRetry={() => void history.refetch()} />
    }
    if (items.length === 0) {
      return words === '' ? (
        <NothingSent />
      ) : (
        <NothingFound words={words} onShowAll={() => setInput('')} />
      )
    }
    return (
      <>
        {byDay(items, ({ sentAt }) => Date.parse(sentAt)).map(
          ({ day, items: [first, ...rest] }) => (
            // A day comes twice where a send took its time around midnight.
            <section key={first?.id ?? day} aria-label={dayWords(day, now)}>
              <h3 className={styles.day}>{dayWords(day, now)}</h3>
              <ul>{[first, ...rest].map((item) => item && sentItem(item))}</ul>
            </section>
          ),
        )}
        {history.isFetchNextPageError && (
          <p className={styles.end} role="alert">
            The earlier ones did not load.
          </p>
        )}
        {history.hasNextPage && (
          <div className={styles.end}>
            <Button
              wide
              variant="outlined"
              busy={history.isFetchingNextPage}
              onClick={() => void history.fetchNextPage()}
            >
              {history.isFetchNextPageError ? 'Try again' : 'Show earlier'}
            </Button>
          </div>
        )}
        {items.length >= REMEMBERED && (
          <p className={styles.end}>
            These are your last {REMEMBERED} sends. The rows of earlier ones stay in your sheets.
          </p>
        )}
      </>
    )
  }

  function sentItem(item: Item): ReactNode {
    return (
      <SentItem
        key={item.id}
        api={session.api}
        item={item}
        undo={undo}
        now={now}
        isLookedFor={item.id === look}
        onShow={onShow}
      />
    )
  }

  /** What a screen reader is told: what a search found; of all that was sent, how an undo went. */
  function said(): string {
    const outcome = undo.last && outcomeWords(undo.last.undoing)
    if (words === '' || history.isPlaceholderData || !history.data) return outcome ?? ''
    return items.length === 0
      ? `Nothing found for “${words}”`
      : foundWords(items.length, history.hasNextPage)
  }
}

function foundWords(count: number, more: boolean): string {
  return more ? `More than ${count} found` : `${count} found`
}

/** What moved from one page to the next while they were read is listed once. */
function once(items: Item[]): Item[] {
  return [...new Map(items.map((item) => [item.id, item])).values()]
}

function NothingSent() {
  return (
    <BlankState icon={<History />} title="Nothing sent yet">
      Select something on a page, open its menu with the right mouse button, and choose “Send
      selection to sheet”. It stands here afterwards, and can be taken back.
    </BlankState>
  )
}

function NothingFound({ words, onShowAll }: { words: string; onShowAll: () => void }) {
  return (
    <BlankState
      icon={<SearchX />}
      title={`Nothing found for “${words}”`}
      action={
        <Button variant="text" onClick={onShowAll}>
          Show all
        </Button>
      }
    >
      Searched are the first row of each send, its page and its sheet, in your last {REMEMBERED}{' '}
      sends.
    </BlankState>
  )
}
