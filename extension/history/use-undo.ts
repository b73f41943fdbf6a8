import { useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { takenBack } from '#extension/lib/storage.ts'
import type { SignedIn } from '#extension/session/session.ts'
import { readSheetsAnew } from '#extension/sheet/landed.ts'
import type { UndoOutcome, UndoRequest } from '#shared/contract/send.ts'
import { SheetsideError } from '#shared/errors.ts'
import { HISTORY } from './queries.ts'

export type Question = Extract<UndoOutcome, { kind: 'unsure' }>

/** How the undoing of one send stands. */
export type Undoing =
  | { kind: 'under_way' }
  /** `at` in milliseconds since 1970. */
  | { kind: 'undone'; removed: number; at: number }
  /** Nothing of it was in the sheet any more, so that nothing was removed. */
  | { kind: 'gone' }
  | { kind: 'failed'; error: unknown }
  | {
      kind: 'asking'
      question: Question
      /** How the answer fares; `changed`: the sheet did meanwhile, so that the question is another. */
      step:
        | { kind: 'open' }
        | { kind: 'changed' }
        | { kind: 'busy' }
        | { kind: 'failed'; error: unknown }
    }

export type Chosen = NonNullable<UndoRequest['chosen']>

export type Undo = {
  /** How the undoing of this send stands; undefined where none was begun, or it was left. */
  of: (send: string) => Undoing | undefined
  /** The send that the person is asked about, if any. */
  asked: { send: string; undoing: Extract<Undoing, { kind: 'asking' }> } | null
  /** What to read out of what happened last. */
  last: { send: string; undoing: Undoing } | null
  start: (send: string) => void
  /** Answers the question about a send. */
  choose: (send: string, chosen: Chosen) => void
  /** Leaves everything as it is. */
  leave: (send: string) => void
}

type Attempt = { send: string; answer?: { question: Question; chosen: Chosen } }

/**
 * Takes sends back, and remembers how that went as long as the panel is open. Sends are named by the id
 * that the server knows them by.
 */
export function useUndo({ api }: SignedIn): Undo {
  const client = useQueryClient()
  const [known, setKnown] = useState<ReadonlyMap<string, Undoing>>(new Map())
  const [lastSend, setLastSend] = useState<string | null>(null)
  const note = (send: string, undoing: Undoing | null) => {
    setLastSend(send)
    setKnown((before) => {
      const after = new Map(before)
      if (undoing === null) after.delete(send)
      else after.set(send, undoing)
      return after
    })
  }

  const attempt = useMutation({
    mutationFn: async ({ send, answer }: Attempt) => {
      if (!answer) return { outcome: await api.undo(send, {}), again: false }
      try {
        return { outcome: await api.undo(send, { chosen: answer.chosen }), again: false }
      } catch (error) {
        if (!(error instanceof SheetsideError) || error.code !== 'conflict') throw error
        // What was chosen is no longer what was seen: nothing was removed, so look again.
        return { outcome: await api.undo(send, {}), again: true }
      }
    },
    onMutate: ({ send, answer }) =>
      note(
        send,
        answer
          ? { kind: 'asking', question: answer.question, step: { kind: 'busy' } }
          : { kind: 'under_way' },
      ),
    onSuccess: ({ outcome, again }, { send }) => {
      note(send, undoingOf(outcome, again))
      if (outcome.kind === 'undone') readAnew(client)
    },
    onError: (error, { send, answer }) =>
      note(
        send,
        answer
          ? { kind: 'asking', question: answer.question, step: { kind: 'failed', error } }
          : { kind: 'failed', error },
      ),
  })

  const noteFromOutside = useRef(note)
  useEffect(() => {
    noteFromOutside.current = note
  })
  useEffect(
    () =>
      takenBack.watch((taken) => {
        if (taken === null) return
        const { send, ...undone } = taken
        noteFromOutside.current(send, { kind: 'undone', ...undone })
        readAnew(client)
      }),
    [client],
  )

  let asked: Undo['asked'] = null
  for (const [send, undoing] of known) {
    if (undoing.kind === 'asking') asked ??= { send, undoing }
  }
  const last = lastSend === null ? undefined : known.get(lastSend)
  return {
    of: (send) => known.get(send),
    asked,
    last: lastSend !== null && last ? { send: lastSend, undoing: last } : null,
    start: (send) => {
      const kind = known.get(send)?.kind
      if (kind !== 'under_way' && kind !== 'asking') attempt.mutate({ send })
    },
    choose: (send, chosen) => {
      const undoing = known.get(send)
      if (undoing?.kind !== 'asking' || undoing.step.kind === 'busy') return
      attempt.mutate({ send, answer: { question: undoing.question, chosen } })
    },
    leave: (send) => note(send, null),
  }
}

/** The list and the sheets are no longer as they were. */
function readAnew(client: QueryClient): void {
  void client.invalidateQueries({ queryKey: HISTORY })
  readSheetsAnew(client)
}

function undoingOf(outcome: UndoOutcome, again: boolean): Undoing {
  switch (outcome.kind) {
    case 'undone':
      return { kind: 'undone', removed: outcome.removed, at: Date.now() }
    case 'gone':
      return { kind: 'gone' }
    case 'unsure':
      return { kind: 'asking', question: outcome, step: { kind: again ? 'changed' : 'open' } }
  }
}
