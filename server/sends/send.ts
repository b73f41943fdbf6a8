import type { SendRequest, SendResult } from '#shared/contract/send.ts'
import { SheetsideError } from '#shared/errors.ts'
import type { SignedIn } from '#server/accounts/session.ts'
import type { Deps } from '#server/deps.ts'
import { deliver, sendingOf, type Job } from './deliver.ts'
import { openEntry } from './ledger.ts'
import { settleWritten } from './settle.ts'
import { failed, holdsUp, type Settled } from './settled.ts'
import { inTurn } from './turns.ts'

/**
 * Appends rows below the destination's table, once, however often it is asked: the batch that writes
 * them also leaves a key that Google takes only once. Where the client hangs up before that batch, it is
 * not written; once it is under way, it is seen through.
 * @throws conflict, not_found, destination_changed, sheet_full, range_protected, and what
 * google/access.ts and Google's refusals say
 */
export async function send(
  deps: Deps,
  person: SignedIn,
  request: SendRequest,
): Promise<SendResult> {
  const [settled] = await sendAll(deps, person, [request])
  if (!settled) throw new Error('a send without an outcome')
  if ('error' in settled) throw settled.error
  return settled.result
}

/**
 * The same for several at once, in their order. Those to the same columns of one table go together; each
 * is settled for itself. Behind one that has to wait, all others wait.
 * @throws invalid_input where they are not all for one spreadsheet
 */
export async function sendAll(
  deps: Deps,
  { personId }: SignedIn,
  requests: readonly SendRequest[],
): Promise<Settled[]> {
  const spreadsheets = new Set(
    requests.map(({ destination: to }) => `${to.account} ${to.spreadsheetId}`),
  )
  const [only] = requests
  if (!only || spreadsheets.size > 1) {
    throw new SheetsideError('invalid_input', 'All sends of a batch have to go to one spreadsheet.')
  }
  // One after the other into one spreadsheet: two that look for the table's end at once find the same.
  return inTurn(deps, only.destination.spreadsheetId, async () => {
    const all: Settled[] = []
    for (const run of runsOf(requests)) {
      const held = all.find(holdsUp)
      all.push(...(held ? run.map(({ id }) => failed(id, held.error)) : await sendRun(run)))
    }
    return all
  })

  async function sendRun(run: [SendRequest, ...SendRequest[]]): Promise<Settled[]> {
    requireListener(deps)
    const sending = sendingOf(deps, personId, run[0].destination)
    const known: Settled[] = []
    const jobs: Job[] = []
    for (const request of run) {
      const opened = await openEntry(deps, personId, request).catch(asFailure(request.id))
      if ('error' in opened) known.push(opened)
      else if (opened.result) known.push({ id: request.id, result: opened.result })
      else jobs.push({ request, entry: opened })
    }
    const found = await settleWritten(
      sending,
      jobs.filter(({ entry }) => entry.inDoubt),
    )
    const isFound = new Set(found.map(({ id }) => id))
    const rest = jobs.filter(({ entry }) => !isFound.has(entry.id))
    const settled = [...known, ...found, ...(await deliver(sending, rest))]
    return run.flatMap(({ id }) => settled.find((each) => each.id === id) ?? [])
  }
}

/** The sends one after the other, as long as they go to the same place. */
function runsOf(requests: readonly SendRequest[]): [SendRequest, ...SendRequest[]][] {
  const runs: [SendRequest, ...SendRequest[]][] = []
  for (const request of requests) {
    const last = runs.at(-1)
    if (last && isSame(last[0].destination, request.destination)) last.push(request)
    else runs.push([request])
  }
  return runs
}

/** They were read by their schema, so their fields are in the same order. */
function isSame(one: SendRequest['destination'], other: SendRequest['destination']): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

/** Nothing is begun for a client that is gone; it will ask again, or wants it no more. */
function requireListener({ signal }: Deps): void {
  if (signal?.aborted) throw new Error('the client hung up')
}

const asFailure = (id: string) => (error: unknown) => {
  if (error instanceof SheetsideError) return failed(id, error)
  throw error
}
