import { useState } from 'react'
import type { Entry } from '#extension/outbox/entry.ts'
import type { SignedIn } from '#extension/session/session.ts'
import type { Destination } from '#shared/contract/destination.ts'
import { DestinationList } from './destination-list.tsx'
import { Editor } from './editor.tsx'
import type { Drafts } from './use-drafts.ts'

/** Where selections go, and what goes into which column. */
export function DestinationsScreen({
  session,
  outbox,
  drafts,
  edit,
  onShow,
  onChoose,
  onBack,
}: {
  session: SignedIn
  outbox: Entry[]
  drafts: Drafts
  /** The destination that is open. */
  edit: string | null
  /** Shows its tab in the panel. */
  onShow: (destination: Destination) => void
  /** Leads to the person's spreadsheets. */
  onChoose: () => void
  onBack: () => void
}) {
  const [open, setOpen] = useState(edit)
  const [cameFrom, setCameFrom] = useState<string | null>(null)
  const { destinations } = session.me
  const opened = destinations.find(({ id }) => id === open)

  if (opened) {
    return (
      <Editor
        key={opened.id}
        session={session}
        outbox={outbox}
        destination={opened}
        draft={drafts.of(opened.id)}
        onDraft={(to) => drafts.change(opened.id, to)}
        onShow={() => onShow(opened)}
        onBack={() => {
          // Who came from a sheet goes back to it.
          if (edit === opened.id) return onBack()
          setCameFrom(opened.id)
          setOpen(null)
        }}
      />
    )
  }
  return (
    <DestinationList
      session={session}
      cameFrom={cameFrom}
      onOpen={(id) => setOpen(id)}
      onShow={onShow}
      onChoose={onChoose}
      onBack={onBack}
    />
  )
}
