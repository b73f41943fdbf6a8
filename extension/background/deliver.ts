import { createApi, type Api } from '#extension/lib/api.ts'
import type { Entry } from '#extension/outbox/entry.ts'
import { isUsable } from '#extension/google/usable.ts'
import { allEntries, change, dropSent } from '#extension/outbox/outbox.ts'
import { readStanding } from '#extension/session/stored.ts'
import { SheetsideError, type ErrorCode } from '#shared/errors.ts'
import { stayAwake } from './awake.ts'
import { dueAt, headsOf } from './queue.ts'
import { delayAfter, verdictOn } from './verdict.ts'

export type Delivery = {
  /** Milliseconds since 1970. */
  now: () => number
  /** In [0, 1). */
  random: () => number
  /** Called once for every attempt, with the entry as it stands after it. */
  attempted: (entry: Entry) => Promise<void>
}

/** Longer than this a server is not waited for; the repeat carries the same id, so nothing is doubled. */
const ANSWER_WITHIN_MS = 25_000

/**
 * Sends what is due of the person's who is signed in, to their server only: one run at a time however
 * many ask, the oldest first, and where one has to wait, those behind it for the same sheet wait too.
 */
export function deliver(delivery: Delivery): Promise<void> {
  return navigator.locks.request('sheetside-delivery', () => stayAwake(() => run(delivery)))
}

async function run(delivery: Delivery): Promise<void> {
  await dropSent(delivery.now())
  const { server, session } = await readStanding()
  if (!session) return
  const api = createApi({ server, token: session.token })

  const tried = new Set<string>()
  for (;;) {
    // Read anew each time: a click, or another context, may have changed what is next.
    const next = headsOf(await allEntries(), session.person.id).find(
      (head) => dueAt(head) <= delivery.now() && !tried.has(head.id),
    )
    if (!next) return
    tried.add(next.id)
    const after = await attempt(api, next.id, delivery)
    if (after?.state.kind === 'sent') await hurry((code) => code === 'server_unreachable')
    if (after?.state.kind === 'waiting' && isEverywhere(after.state.lastFailure?.code)) return
  }
}

/** Whatever goes to this server would now meet the same. */
function isEverywhere(code: ErrorCode | undefined): boolean {
  return code === 'server_unreachable' || code === 'unauthenticated' || code === 'rate_limited'
}

/** One attempt; the entry as it stands after it, or null where somebody took it away. */
async function attempt(api: Api, id: string, delivery: Delivery): Promise<Entry | null> {
  const claimed = await change(id, (entry) => {
    const { state } = entry
    if (state.kind !== 'waiting' && state.kind !== 'sending') return entry
    return { ...entry, state: { kind: 'sending', attempts: state.attempts + 1 } }
  })
  if (claimed?.state.kind !== 'sending' || !claimed.request) return claimed
  const { attempts } = claimed.state
  const state = await outcomeOf(api, claimed.request, attempts, delivery)
  const settled = await change(id, (entry) => ({ ...entry, state }))
  if (settled) await delivery.attempted(settled)
  return settled
}

async function outcomeOf(
  api: Api,
  request: NonNullable<Entry['request']>,
  attempts: number,
  { now, random }: Delivery,
): Promise<Entry['state']> {
  try {
    const result = await api.send(request, AbortSignal.timeout(ANSWER_WITHIN_MS))
    return { kind: 'sent', result, at: now() }
  } catch (error) {
    const failed =
      error instanceof SheetsideError
        ? error
        : new SheetsideError('internal', 'Something went wrong in the extension.', { cause: error })
    const failure = { code: failed.code, message: failed.message }
    const delay = delayAfter(failed, attempts, random())
    if (delay === null) return { kind: 'failed', failure }
    return { kind: 'waiting', attempts, notBefore: now() + delay, lastFailure: failure }
  }
}

/** Makes due at once what waits because of a failure that is likely over. */
export async function hurry(isOver: (code: ErrorCode, entry: Entry) => boolean): Promise<void> {
  const hurried = (entry: Entry): Entry => {
    const { state } = entry
    if (state.kind !== 'waiting' || !state.lastFailure || state.notBefore === 0) return entry
    return isOver(state.lastFailure.code, entry)
      ? { ...entry, state: { ...state, notBefore: 0 } }
      : entry
  }
  const late = (await allEntries()).filter((entry) => hurried(entry) !== entry)
  await Promise.all(late.map(({ id }) => change(id, hurried)))
}

/** Makes due what waited for the person to sign in, or to mend the connection that it goes through. */
export async function hurryMended(): Promise<void> {
  const { session, remembered } = await readStanding()
  if (!session) return
  await hurry((code, { person, request }) => {
    if (person !== session.person.id || verdictOn(code) !== 'mend') return false
    if (code === 'unauthenticated') return true
    const account = remembered?.googleAccounts.find(({ id }) => id === request?.destination.account)
    return account !== undefined && isUsable(account, 'sheets')
  })
}
