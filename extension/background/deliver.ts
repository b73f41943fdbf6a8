import { createApi, type Api } from '#extension/lib/api.ts'
import type { Entry, SendState } from '#extension/outbox/entry.ts'
import { isUsable } from '#extension/google/usable.ts'
import { allEntries, change, dropSent } from '#extension/outbox/outbox.ts'
import { readStanding } from '#extension/session/stored.ts'
import { SheetsideError, type ErrorCode } from '#shared/errors.ts'
import { stayAwake } from './awake.ts'
import { batchesOf } from './queue.ts'
import { settle, settleFailure, type Claimed, type Settlement } from './settle.ts'
import { verdictOn } from './verdict.ts'

export type Delivery = {
  /** Milliseconds since 1970. */
  now: () => number
  /** In [0, 1). */
  random: () => number
  /** Called after every attempt with the entries that it was about, as they stand then. */
  attempted: (entries: readonly Entry[]) => Promise<void>
}

/** Longer than this a server is not waited for; the repeat carries the same ids, so nothing is doubled. */
const ANSWER_WITHIN_MS = 25_000

/**
 * Sends what is due of the person's who is signed in, to their server only: one run at a time however
 * many ask, the oldest first, what is for one sheet together. Where one has to wait, those behind it for
 * the same sheet wait too.
 */
export function deliver(delivery: Delivery): Promise<void> {
  return navigator.locks.request('sheetside-delivery', () => stayAwake(() => run(delivery)))
}

async function run(delivery: Delivery): Promise<void> {
  await dropSent(delivery.now())
  const tried = new Set<string>()
  const oneByOne = new Set<string>()
  const { session: first } = await readStanding()
  for (;;) {
    // Read anew each time: a click, or another context, may have changed what is next, and for whom.
    const { server, session } = await readStanding()
    if (!session || session.token !== first?.token) return
    const next = batchesOf(await allEntries(), session.person.id, delivery.now(), oneByOne).find(
      ([head]) => head && !tried.has(head.id),
    )
    const [head] = next ?? []
    if (!next || !head) return
    const after = await attempt(createApi({ server, token: session.token }), next, delivery)
    for (const id of after.alone) oneByOne.add(id)
    if (!after.alone.includes(head.id)) tried.add(head.id)
    if (after.tried.some(({ state }) => state.kind === 'sent')) {
      await hurryUnreachable()
    }
    if (after.tried.some(({ state }) => isEverywhere(state))) return
  }
}

/** Whatever goes to this server would now meet the same. */
function isEverywhere(state: SendState): boolean {
  const code = state.kind === 'waiting' && state.lastFailure?.code
  return code === 'server_unreachable' || code === 'unauthenticated' || code === 'rate_limited'
}

/** `tried`: as they stand after it, without those that somebody took away meanwhile; `alone`: ids. */
type Attempt = { tried: Entry[]; alone: string[] }

/** One request for entries of one sheet, of which each is settled for itself. */
async function attempt(api: Api, entries: readonly Entry[], delivery: Delivery): Promise<Attempt> {
  const [head, ...others] = await claimAll(entries)
  const made: Attempt = { tried: [], alone: [] }
  if (!head) return made
  const batch: [Claimed, ...Claimed[]] = [head, ...others]
  const settlements = await answerTo(api, batch, delivery)
  for (const [index, { id }] of batch.entries()) {
    const settlement = settlements[index]
    if (!settlement) continue
    const { state, fate } = settlement
    const after = await change(id, (entry) => ({ ...entry, state }))
    if (fate === 'alone') made.alone.push(id)
    if (fate === 'tried' && after) made.tried.push(after)
  }
  await delivery.attempted(made.tried)
  return made
}

async function claimAll(entries: readonly Entry[]): Promise<Claimed[]> {
  const claimed: Claimed[] = []
  for (const { id } of entries) {
    const entry = await change(id, (entry) => {
      const { state } = entry
      if (state.kind !== 'waiting' && state.kind !== 'sending') return entry
      return { ...entry, state: { kind: 'sending', attempts: state.attempts + 1 } }
    })
    if (entry?.state.kind === 'sending' && entry.request) {
      claimed.push({ ...entry, request: entry.request, state: entry.state })
    }
  }
  return claimed
}

async function answerTo(
  api: Api,
  batch: readonly [Claimed, ...Claimed[]],
  { now, random }: Delivery,
): Promise<Settlement[]> {
  const sends = batch.map(({ request }) => request)
  try {
    const { outcomes } = await api.sendBatch({ sends }, AbortSignal.timeout(ANSWER_WITHIN_MS))
    return settle(batch, outcomes, { now: now(), random: random() })
  } catch (error) {
    const failed =
      error instanceof SheetsideError
        ? error
        : new SheetsideError('internal', 'Something went wrong in the extension.', { cause: error })
    return settleFailure(batch, failed, { now: now(), random: random() })
  }
}

/** Makes due what waits because the server could not be reached. */
export function hurryUnreachable(): Promise<void> {
  return hurry((code) => code === 'server_unreachable')
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

/** Makes due at once what waits because of a failure that is likely over. */
async function hurry(isOver: (code: ErrorCode, entry: Entry) => boolean): Promise<void> {
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
