import { browser } from 'wxt/browser'
import { refusedUntil } from '#extension/lib/storage.ts'
import type { Entry, SendState } from '#extension/outbox/entry.ts'
import { allEntries } from '#extension/outbox/outbox.ts'
import { readStanding } from '#extension/session/stored.ts'

/** How long the badge says that a row has arrived, or that something was refused at once. */
export const DONE_SHOWN_MS = 5_000

/** `title` says in words what the sign on the button says, for a screen reader and under the pointer. */
type Badge = { text: string; color: string; title: string }

const NONE: Badge = { text: '', color: '#5f6368', title: 'Sheetside' }
const DONE: Badge = { text: '✓', color: '#188038', title: 'Sheetside: added to the sheet' }
const REFUSED: Badge = { text: '!', color: '#c5221f', title: 'Sheetside: nothing was sent' }

/**
 * What the toolbar button says: `!` where something was refused, how many wait, `✓` for a moment after
 * a row has arrived. It follows from the outbox alone, so whoever draws it next puts it right.
 * `now` in milliseconds since 1970.
 */
export function badgeFor(entries: readonly Entry[], now: number): Badge {
  const counts = countsOf(entries)
  const waiting = counts.needs_destination + counts.needs_review + counts.waiting
  const isDone = entries.some(
    ({ state }) => state.kind === 'sent' && now - state.at < DONE_SHOWN_MS,
  )
  if (counts.failed > 0) return { ...REFUSED, title: titleFor(counts) }
  if (waiting > 0) {
    return { ...NONE, text: waiting > 99 ? '99+' : String(waiting), title: titleFor(counts) }
  }
  return isDone ? DONE : NONE
}

type Counts = Record<SendState['kind'], number>

function countsOf(entries: readonly Entry[]): Counts {
  const counts: Counts = {
    needs_destination: 0,
    needs_review: 0,
    waiting: 0,
    sending: 0,
    sent: 0,
    failed: 0,
  }
  for (const { state } of entries) counts[state.kind] += 1
  return counts
}

function titleFor(counts: Counts): string {
  const said = [
    { count: counts.failed, one: 'was not added', many: 'were not added' },
    { count: counts.needs_destination, one: 'waits for a sheet', many: 'wait for a sheet' },
    { count: counts.needs_review, one: 'waits to be looked at', many: 'wait to be looked at' },
    { count: counts.waiting, one: 'waits to be sent', many: 'wait to be sent' },
  ]
  const parts = said
    .filter(({ count }) => count > 0)
    .map(({ count, one, many }) => `${count.toLocaleString('en')} ${count === 1 ? one : many}`)
  return `${NONE.title}: ${parts.join(', ')}`
}

/** The badge tells for a moment that something was refused before it could enter the outbox. */
export async function showRefused(): Promise<void> {
  await refusedUntil.write(Date.now() + DONE_SHOWN_MS)
  await refreshBadge()
}

let drawn: Promise<void> = Promise.resolve()
let next: Promise<void> | null = null

/**
 * One drawing after the other, so that the last one to be asked for is the one that stays. However many ask
 * while one is being drawn, it is drawn once more: it shows what they ask for too.
 */
export function refreshBadge(): Promise<void> {
  next ??= drawn
    .catch(() => undefined)
    .then(() => {
      drawn = drawBadge()
      next = null
      return drawn
    })
  return next
}

async function drawBadge(): Promise<void> {
  const [entries, refused] = await Promise.all([ownEntries(), refusedUntil.read()])
  const now = Date.now()
  const badge = now < refused ? REFUSED : badgeFor(entries, now)
  await showBadge(badge)
  if (badge === DONE || now < refused) setTimeout(() => void refreshBadge(), DONE_SHOWN_MS)
}

/** While nobody is signed in the badge counts all that waits: a number tells nothing. */
async function ownEntries(): Promise<Entry[]> {
  const [everything, { session }] = await Promise.all([allEntries(), readStanding()])
  if (!session) return everything
  return everything.filter(({ person }) => person === null || person === session.person.id)
}

async function showBadge({ text, color, title }: Badge): Promise<void> {
  await Promise.all([
    browser.action.setBadgeText({ text }),
    browser.action.setBadgeBackgroundColor({ color }),
    browser.action.setBadgeTextColor({ color: '#ffffff' }),
    browser.action.setTitle({ title }),
  ])
}
