import { browser } from 'wxt/browser'
import { createApi } from '#extension/lib/api.ts'
import { takenBack } from '#extension/lib/storage.ts'
import { connectionOf, readStanding } from '#extension/session/stored.ts'
import type { UndoOutcome } from '#shared/contract/send.ts'
import { SheetsideError, type ErrorCode } from '#shared/errors.ts'
import { stayAwake } from './awake.ts'
import { entryOfSend } from './entry-of-send.ts'
import { clear, readNotice, show } from './notice.ts'
import { verdictOn } from './verdict.ts'

/** By this life of the background: what it has begun it need not go on with. */
const underWay = new Set<string>()

/**
 * Takes the rows of a send out of its sheet again, and tells in notifications how that goes. While it is
 * under way one of them says so, by which a background that died meanwhile knows what to go on with.
 */
export async function takeBack(send: string): Promise<void> {
  if (underWay.has(send)) return
  underWay.add(send)
  const undoing = { kind: 'undoing', id: send } as const
  let sheet = 'the sheet'
  try {
    const entry = await entryOfSend(send)
    sheet = entry?.destinationName ?? sheet
    await show(undoing, `Taking it back from ${sheet}`, 'This takes a moment.')
    const outcome = await stayAwake(() => undo(send, entry?.person ?? null))
    if (outcome.kind === 'undone') {
      await takenBack.write({ send, removed: outcome.removed, at: Date.now() })
    }
    await tell(send, sheet, outcome)
  } catch (error) {
    const isOurs = error instanceof SheetsideError
    const why = whyNot(isOurs ? error : new SheetsideError('internal', 'Something went wrong.'))
    await show({ kind: 'stays', id: send }, `Not taken back from ${sheet}`, why)
    if (!isOurs) throw error
  } finally {
    underWay.delete(send)
    await clear(undoing)
  }
}

/** Goes on with what a background that died was taking back; twice does no more than once. */
export async function resumeTakingBack(): Promise<void> {
  const shown = Object.keys(await browser.notifications.getAll())
  for (const id of shown) {
    const notice = readNotice(id)
    if (notice?.kind === 'undoing') await takeBack(notice.id)
  }
}

/** `person`: who sent it, where that is still known. */
async function undo(send: string, person: string | null): Promise<UndoOutcome> {
  const standing = await readStanding()
  const { session } = standing
  if (!session || (person !== null && person !== session.person.id)) {
    throw new SheetsideError('unauthenticated', 'Sign in as who sent it, and try again.')
  }
  return createApi(connectionOf(standing)).undo(send, {})
}

function tell(send: string, sheet: string, outcome: UndoOutcome): Promise<void> {
  switch (outcome.kind) {
    case 'undone':
      return show(
        { kind: 'undone', id: send },
        `Taken back from ${sheet}`,
        removed(outcome.removed),
      )
    case 'gone':
      return show(
        { kind: 'undone', id: send },
        `Nothing to take back from ${sheet}`,
        'What was sent is no longer there. It may have been deleted.',
      )
    case 'unsure':
      return show(
        { kind: 'unsure', id: send },
        'Which row is it?',
        `${unsure[outcome.why]} Nothing was removed yet. Open Sheetside to choose.`,
      )
  }
}

const unsure = {
  edited: 'What was sent has been changed in the sheet since.',
  several: 'Several rows in the sheet look the same.',
} as const

function removed(rows: number): string {
  if (rows === 0) return 'It had been taken back before.'
  return rows === 1 ? 'Its row was removed.' : `Its ${rows.toLocaleString('en')} rows were removed.`
}

function whyNot({ code, message }: SheetsideError): string {
  return isCertain(code)
    ? `${message} Nothing was removed.`
    : `${message} Whether anything was removed is not known; to try again is safe.`
}

/** Whether the rows are known to stand as they were. */
function isCertain(code: ErrorCode): boolean {
  return verdictOn(code) !== 'again' || code === 'rate_limited'
}
