import { Trash2 } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { factsOf } from '#extension/outbox/request.ts'
import { DiscardDialog } from '#extension/send/discard-dialog.tsx'
import type { SignedIn } from '#extension/session/session.ts'
import { Button } from '#extension/ui/button.tsx'
import { FailureNotice } from '#extension/ui/failure-notice.tsx'
import { IconButton } from '#extension/ui/icon-button.tsx'
import { Notice } from '#extension/ui/notice.tsx'
import type { Cell } from '#shared/cells.ts'
import type { Destination } from '#shared/contract/destination.ts'
import { leftOut } from '#shared/template/rows-for.ts'
import { AlreadyThere, useMatches } from './already-there.tsx'
import { DestinationChoice } from './destination-choice.tsx'
import styles from './review-screen.module.css'
import { RowBar } from './row-bar.tsx'
import { RowForm } from './row-form.tsx'
import { RowsGrid } from './rows-grid.tsx'
import { destinationOf, headingsOf, linkOf, linksOf, type Reviewed } from './under-review.ts'
import { useDraft } from './use-draft.ts'

/** Not part of what the panel draws first. */
const ConfirmDialog = lazy(async () => {
  const { ConfirmDialog } = await import('#extension/ui/dialog.tsx')
  return { default: ConfirmDialog }
})

/** One entry: where it goes, what is to be known about it, its rows, and what becomes of it. */
export function Review({
  session: { api, me },
  entry,
  onDone,
  onNotNow,
}: {
  session: SignedIn
  entry: Reviewed
  /** It was sent, discarded, or waits for another sheet. */
  onDone: () => void
  onNotNow: () => void
}) {
  const draft = useDraft(entry, onDone)
  const { rows } = draft
  const [row, setRow] = useState<number | null>(null)
  const [last, setLast] = useState(0)
  const [asks, setAsks] = useState<'discard' | 'move' | null>(null)
  /** Where to, once the person agrees that the rows are made anew without what they changed. */
  const [moves, setMoves] = useState<{ to: Destination | null } | null>(null)

  const destination = destinationOf(entry, me.destinations)
  const headings = headingsOf(entry, rows, destination)
  const matches = useMatches(
    api,
    destination?.id ?? null,
    destination === null ? [] : linksOf(entry.request.rows, destination),
  )
  const there = new Set(matches.map(({ link }) => link))
  const marked = new Set(
    rows.flatMap((cells, index) => (cells.some((cell) => isOneOf(there, cell)) ? [index] : [])),
  )
  /** Where all of them are, they are only told of. */
  const isSome = rows.length > 1 && marked.size < rows.length
  const missing = destination === null ? [] : leftOut(destination.columns, factsOf(entry.clip))

  const move = (to: Destination | null) => {
    if (!entry.isEdited) {
      draft.move(to)
      return
    }
    setMoves({ to })
    setAsks('move')
  }
  const remove = (index: number) => {
    draft.change(rows.filter((_, at) => at !== index))
    setLast(index)
    setRow(null)
  }
  const shownRow = rows.length === 1 ? 0 : row
  const isOneOfMany = rows.length > 1 && shownRow !== null
  const cells = shownRow === null ? undefined : rows[shownRow]

  return (
    <>
      <div className={styles.body} data-filled={shownRow === null || undefined}>
        <div className={styles.about}>
          <DestinationChoice
            name={entry.destinationName ?? 'a sheet'}
            destination={destination}
            destinations={me.destinations}
            disabled={draft.busy}
            onChoose={move}
          />
          {draft.problem !== null && <FailureNotice error={draft.problem} />}
          {!isOneOfMany && matches.length > 0 && marked.size > 0 && (
            <AlreadyThere
              matches={matches}
              twins={isSome ? marked.size : null}
              onLeaveOut={() => draft.change(rows.filter((_, index) => !marked.has(index)))}
            />
          )}
          {!isOneOfMany && missing.length > 0 && (
            <Notice tone="warning" title={`Left out: ${listed(missing)}`}>
              The sheet has no columns of these names. They stay on the page.
            </Notice>
          )}
        </div>
        {rows.length === 0 && (
          <Notice
            tone="info"
            title="No rows are left"
            action={
              <Button size="small" variant="text" onClick={() => draft.change(entry.request.rows)}>
                Bring the last one back
              </Button>
            }
          >
            Discard it, or bring a row back.
          </Notice>
        )}
        {cells !== undefined && shownRow !== null && (
          <>
            {rows.length > 1 && (
              <RowBar
                row={shownRow}
                count={rows.length}
                onRow={setRow}
                onRemove={() => remove(shownRow)}
                onClose={() => {
                  setLast(shownRow)
                  setRow(null)
                }}
              />
            )}
            <RowForm
              key={`${shownRow} ${rows.length} ${draft.made}`}
              headings={headings}
              row={cells}
              onChange={(changed) => draft.change(rows.with(shownRow, changed))}
            />
          </>
        )}
        {cells === undefined && rows.length > 1 && (
          <RowsGrid
            headings={headings}
            rows={rows}
            first={Math.min(last, rows.length - 1)}
            marked={isSome ? marked : NONE}
            onOpen={setRow}
            onRemove={remove}
          />
        )}
      </div>
      <footer className={styles.foot}>
        <IconButton
          label="Discard"
          icon={<Trash2 />}
          disabled={draft.busy}
          onClick={() => setAsks('discard')}
        />
        <span className={styles.space} />
        <Button variant="text" disabled={draft.busy} onClick={onNotNow}>
          Not now
        </Button>
        <Button busy={draft.sending} disabled={rows.length === 0} onClick={draft.send}>
          {rows.length > 1 ? `Send ${rows.length.toLocaleString('en')} rows` : 'Send'}
        </Button>
      </footer>
      <DiscardDialog
        open={asks === 'discard'}
        entries={[entry]}
        onConfirm={() => {
          setAsks(null)
          draft.discard()
        }}
        onClose={() => setAsks(null)}
      />
      {moves !== null && (
        <Suspense>
          <ConfirmDialog
            open={asks === 'move'}
            title="Make the rows anew?"
            about={
              <p>
                They are made again from what you selected. What you changed in them is not taken
                along.
              </p>
            }
            confirm="Make them anew"
            tone="primary"
            onConfirm={() => {
              setAsks(null)
              draft.move(moves.to)
            }}
            onClose={() => setAsks(null)}
          />
        </Suspense>
      )}
    </>
  )
}

const NONE: ReadonlySet<number> = new Set()

function isOneOf(links: ReadonlySet<string>, cell: Cell): boolean {
  const link = linkOf(cell)
  return link !== null && links.has(link)
}

const NAMED = 4

/** `A, B`, `A, B, C, D and 3 more`. */
function listed(names: readonly string[]): string {
  const more = names.length - NAMED
  const named = names
    .slice(0, NAMED)
    .map((name) => (name === '' ? 'a column without a name' : name))
  return more > 0 ? `${named.join(', ')} and ${more} more` : named.join(', ')
}
