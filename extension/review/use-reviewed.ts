import { useState } from 'react'
import type { Entry } from '#extension/outbox/entry.ts'
import type { PanelScreen } from '#extension/sheet/panel-screen.ts'
import { underReview } from './under-review.ts'

/**
 * The entry whose rows the panel shows: the one that was asked for, or, where nothing else is shown, the
 * newest that waits to be looked at. `putOff`: not now; those that wait are shown again when asked for, or
 * when the panel is opened anew.
 */
export function useReviewed(
  outbox: Entry[],
  screen: PanelScreen,
): { reviewed: string | null; putOff: () => void } {
  const [later, setLater] = useState<ReadonlySet<string>>(new Set())
  const all = underReview(outbox)
  const putOff = () => setLater(new Set(all.map(({ id }) => id)))
  switch (screen.kind) {
    case 'review': {
      const isThere = all.some(({ id }) => id === screen.entry)
      return { reviewed: isThere ? screen.entry : (all[0]?.id ?? null), putOff }
    }
    case 'sheets':
      return { reviewed: all.find(({ id }) => !later.has(id))?.id ?? null, putOff }
    case 'history':
    case 'destinations':
      return { reviewed: null, putOff }
  }
}
