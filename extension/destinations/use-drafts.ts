import { useState } from 'react'
import { UNTOUCHED, type Draft } from './draft.ts'

/** What was typed about each destination and is not saved yet. */
export type Drafts = {
  of: (destination: string) => Draft
  change: (destination: string, to: (before: Draft) => Draft) => void
}

/**
 * The drafts outlive their editor, which another screen may take the place of unasked. They are kept as
 * long as the panel is open.
 */
export function useDrafts(): Drafts {
  const [known, setKnown] = useState<ReadonlyMap<string, Draft>>(new Map())
  return {
    of: (destination) => known.get(destination) ?? UNTOUCHED,
    change: (destination, to) =>
      setKnown((before) =>
        new Map(before).set(destination, to(before.get(destination) ?? UNTOUCHED)),
      ),
  }
}
