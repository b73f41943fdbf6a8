import { browser } from 'wxt/browser'
import type { Entry } from '#extension/outbox/entry.ts'

/** How long the badge says that a row has arrived, or that something was refused at once. */
export const DONE_SHOWN_MS = 5_000

export type Badge = { text: string; color: string }

const NONE: Badge = { text: '', color: '#5f6368' }
export const DONE: Badge = { text: '✓', color: '#188038' }
export const REFUSED: Badge = { text: '!', color: '#c5221f' }

/**
 * What the toolbar button says: `!` where something was refused, how many wait, `✓` for a moment after
 * a row has arrived. It follows from the outbox alone, so whoever draws it next puts it right.
 * `now` in milliseconds since 1970.
 */
export function badgeFor(entries: readonly Entry[], now: number): Badge {
  let waiting = 0
  let isDone = false
  for (const { state } of entries) {
    switch (state.kind) {
      case 'failed':
        return REFUSED
      case 'needs_destination':
      case 'needs_review':
      case 'waiting':
        waiting++
        break
      case 'sent':
        isDone ||= now - state.at < DONE_SHOWN_MS
        break
      case 'sending':
        break
    }
  }
  if (waiting > 0) return { ...NONE, text: waiting > 99 ? '99+' : String(waiting) }
  return isDone ? DONE : NONE
}

export async function showBadge({ text, color }: Badge): Promise<void> {
  await Promise.all([
    browser.action.setBadgeText({ text }),
    browser.action.setBadgeBackgroundColor({ color }),
    browser.action.setBadgeTextColor({ color: '#ffffff' }),
  ])
}
