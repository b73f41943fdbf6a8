import { browser } from 'wxt/browser'
import type { Entry } from '#extension/outbox/entry.ts'
import { allEntries, assignDestination } from '#extension/outbox/outbox.ts'
import { defaultDestination } from '#extension/send/destinations.ts'
import { connectionOf, readStanding } from '#extension/session/stored.ts'
import { SheetsideError } from '#shared/errors.ts'
import { askAboutPerson } from './ask-about-person.ts'
import { refreshBadge } from './badge.ts'
import { deliver, hurryMended, hurryUnreachable } from './deliver.ts'
import { noticeOfAttempt } from './notices.ts'
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

/** The same where the server may be back: the network is, or somebody looks at what waits, or sends again. */
export async function roundWhenReachable(): Promise<void> {
  await hurryUnreachable()
  await round()
}

/** The same where the person may have signed in, or mended the connection that something goes through. */
export async function roundWhenMended(): Promise<void> {
  await hurryMended()
  await round()
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

/** Also for the badge that the timer would have cleared, had the background lived. */
async function setAlarm(now: number): Promise<void> {
  const { session } = await readStanding()
  const wake = nextWake(await allEntries(), session?.person.id ?? null, now)
  if (wake === Infinity) await browser.alarms.clear(ALARM)
  else await browser.alarms.create(ALARM, { when: Math.max(wake, now + SOONEST_ALARM_MS) })
}
