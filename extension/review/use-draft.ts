import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { ask } from '#extension/lib/messages.ts'
import { assignDestination, discard } from '#extension/outbox/outbox.ts'
import { edit, release, unassign } from '#extension/outbox/review.ts'
import type { Cell } from '#shared/cells.ts'
import type { Destination } from '#shared/contract/destination.ts'
import type { Reviewed } from './under-review.ts'

/**
 * The rows of an entry as a person changes them, and what can be done with it. Every change is kept in the
 * outbox as it is made; `problem` says why that, or the last thing that was done, failed. What could not
 * be kept stays in sight.
 */
export function useDraft({ id, request }: Reviewed, onDone: () => void) {
  const client = useQueryClient()
  const [draft, setDraft] = useState<Cell[][] | null>(null)
  const [made, setMade] = useState(0)
  const rows = draft ?? request.rows
  const unsaved = useRef<Cell[][] | null>(null)

  const saving = useMutation({
    // One after the other, and of those that wait only the last: it has all the changes before it.
    scope: { id: `draft ${id}` },
    mutationFn: async () => {
      const next = unsaved.current
      unsaved.current = null
      if (next !== null && next.length > 0) await edit(id, next)
    },
  })
  const change = (next: Cell[][]) => {
    setDraft(next)
    unsaved.current = next
    saving.mutate()
  }

  const sending = useMutation({
    scope: { id: `draft ${id}` },
    mutationFn: async (rows: Cell[][]) => {
      unsaved.current = null
      await release(id, rows)
      await ask({ type: 'deliver' })
    },
    onSuccess: onDone,
  })
  const discarding = useMutation({ mutationFn: () => discard(id), onSuccess: onDone })
  const moving = useMutation({
    scope: { id: `draft ${id}` },
    mutationFn: async (destination: Destination | null) => {
      unsaved.current = null
      if (destination === null) await unassign(id)
      else await assignDestination(id, destination)
      await client.invalidateQueries({ queryKey: ['outbox'] })
    },
    onSuccess: (_, destination) => {
      setDraft(null)
      setMade((before) => before + 1)
      saving.reset()
      if (destination === null) onDone()
    },
  })

  const failed = [sending, moving, discarding, saving].find(({ isError }) => isError)
  return {
    rows,
    /** How often they were made anew. */
    made,
    change,
    send: () => sending.mutate(rows),
    discard: () => discarding.mutate(),
    /** To another destination, or, with null, back to the choice of one. */
    move: (destination: Destination | null) => moving.mutate(destination),
    busy: sending.isPending || moving.isPending || discarding.isPending,
    sending: sending.isPending,
    problem: failed?.error ?? null,
  }
}
