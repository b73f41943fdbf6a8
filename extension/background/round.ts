import { browser } from 'wxt/browser'
import type { Entry } from '#extension/outbox/entry.ts'
import { refusedUntil } from '#extension/lib/storage.ts'
import { allEntries, assignDestination } from '#extension/outbox/outbox.ts'
import { defaultDestination } from '#extension/send/destinations.ts'
import { connectionOf, readStanding } from '#extension/session/stored.ts'
import { SheetsideError } from '#shared/errors.ts'
import { badgeFor, DONE, DONE_SHOWN_MS, REFUSED, showBadge } from './badge.ts'
import { deliver } from './deliver.ts'
import { noticeOfAttempt } from './notices.ts'
import { askAboutPerson } from './ask-about-person.ts'
import { nextWake } from './queue.ts'
import { verdictOn } from './verdict.ts'

export const ALARM = 'round'

/** Browsers give alarms no sooner. https://developer.chrome.com/docs/extensions/reference/api/alarms */
const SOONEST_ALARM_MS = 30_000

/** A selection made while nobody was signed in belongs to who then signs in, but not much later. */
const ADOPTED_WITHIN_MS = 60 * 60_000

/** Everything that the outbox asks of the background at this moment. It may be called as often as one likes. */
export async function round(): Promise<void> {
  await adopt(Date.now())
  // Before anything is tried, so that a background that dies in the middle of it is woken to go on.
  await setAlarm(Date.now())
  await deliver({
    now: Date.now,
    random: Math.random,
    attempted: async (entries) => {
      await noticeOfAttempt(entries)
      await refreshBadge()
      if (entries.some(isForPersonToMend)) await askAboutPerson(connectionOf(await readStanding()))
    },
  })
  await refreshBadge()
  await setAlarm(Date.now())
}

/** The server knows something of the person that the screens, and their cards, do not know yet. */
function isForPersonToMend({ state }: Entry): boolean {
  return (
    state.kind === 'waiting' && !!state.lastFailure && verdictOn(state.lastFailure.code) === 'mend'
  )
}

async function adopt(now: number): Promise<void> {
  const { remembered } = await readStanding()
  const destination = defaultDestination(remembered)
  if (destination === null) return
  for (const entry of await allEntries()) {
    if (entry.person !== null || entry.state.kind !== 'needs_destination') continue
    if (Date.parse(entry.createdAt) + ADOPTED_WITHIN_MS < now) continue
    try {
      await assignDestination(entry.id, destination)
    } catch (error) {
      // What does not fit, or is gone, is for the panel to tell.
      if (!(error instanceof SheetsideError)) throw error
    }
  }
}

/** While nobody is signed in the badge counts all that waits: a number tells nothing. */
async function ownEntries(): Promise<Entry[]> {
  const [everything, { session }] = await Promise.all([allEntries(), readStanding()])
  if (!session) return everything
  return everything.filter(({ person }) => person === null || person === session.person.id)
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

/** Also for the badge that the timer would have cleared, had the background lived. */
async function setAlarm(now: number): Promise<void> {
  const { session } = await readStanding()
  const wake = nextWake(await allEntries(), session?.person.id ?? null, now)
  if (wake === Infinity) await browser.alarms.clear(ALARM)
  else await browser.alarms.create(ALARM, { when: Math.max(wake, now + SOONEST_ALARM_MS) })
}
