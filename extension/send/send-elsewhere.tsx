import { lazy, Suspense, useState } from 'react'
import { ask } from '#extension/lib/messages.ts'
import type { Entry } from '#extension/outbox/entry.ts'
import { assignDestination } from '#extension/outbox/outbox.ts'
import { goesTo } from '#extension/outbox/request.ts'
import { Button } from '#extension/ui/button.tsx'
import { Menu, MenuItem } from '#extension/ui/menu.tsx'
import type { Destination } from '#shared/contract/destination.ts'
import { placeName } from './destinations.ts'

/** Not part of what the panel draws first. */
const ConfirmDialog = lazy(async () => {
  const { ConfirmDialog } = await import('#extension/ui/dialog.tsx')
  return { default: ConfirmDialog }
})

/**
 * Sends what was refused to another sheet than the one that refused it. Where its rows may stand in that one
 * all the same, it asks first: they may then stand twice.
 */
export function SendElsewhere({
  entry,
  destinations,
  onAct,
}: {
  entry: Entry
  destinations: readonly Destination[]
  onAct: (work: () => Promise<void>) => void
}) {
  const [asked, setAsked] = useState<Destination | null>(null)
  const [open, setOpen] = useState(false)
  const { id, request, inDoubt } = entry
  const others = destinations.filter((other) => request === null || !goesTo(request, other))
  const [only, ...more] = others
  if (!only) return null
  const choose = (to: Destination) => {
    if (inDoubt) {
      setAsked(to)
      setOpen(true)
    } else onAct(() => sendTo(id, to))
  }
  return (
    <>
      {more.length === 0 ? (
        <Button size="small" variant="text" onClick={() => choose(only)}>
          Send to {only.sheetTitle} instead
        </Button>
      ) : (
        <Menu
          align="start"
          trigger={
            <Button size="small" variant="text">
              Send to another sheet
            </Button>
          }
        >
          {others.map((other) => (
            <MenuItem key={other.id} onSelect={() => choose(other)}>
              {placeName(other)}
            </MenuItem>
          ))}
        </Menu>
      )}
      {asked !== null && (
        <Suspense>
          <ConfirmDialog
            open={open}
            title={`Send it to ${asked.sheetTitle} as well?`}
            about={
              <>
                <p>
                  It may be in <strong>{entry.destinationName ?? 'another sheet'}</strong> already:
                  an answer was lost. Sent to <strong>{placeName(asked)}</strong>, it may stand
                  twice.
                </p>
                <p>“Try again” finds out, and never puts it there twice.</p>
              </>
            }
            confirm="Send it there"
            tone="primary"
            onConfirm={() => {
              setOpen(false)
              onAct(() => sendTo(id, asked, { maybeTwice: true }))
            }}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </>
  )
}

async function sendTo(
  id: string,
  destination: Destination,
  agreed?: { maybeTwice: boolean },
): Promise<void> {
  await assignDestination(id, destination, agreed)
  await ask({ type: 'deliver' })
}
