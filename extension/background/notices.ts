import { oneLine } from '#extension/lib/one-line.ts'
import type { Entry } from '#extension/outbox/entry.ts'
import { asText } from '#shared/cells.ts'
import type { SheetsideError } from '#shared/errors.ts'
import { sendOf } from './entry-of-send.ts'
import { clear, show } from './notice.ts'
import { verdictOn } from './verdict.ts'

/** What notifications say of sends, and the buttons that they have. */
export const UNDO = 'Undo'
const OPEN = 'Open sheet'
const SEE = 'See what was sent'

/** Which buttons a notification has, in their order. */
export function buttonsOf(kind: 'sent' | 'many'): readonly string[] {
  return kind === 'many' ? [OPEN, SEE] : [UNDO, OPEN]
}

/** Characters of a row that a notification shows. */
const SHOWN = 160

/** Tells how an attempt went, in one notification where many went the same way; of what is kept, once only. */
export async function noticeOfAttempt(entries: readonly Entry[]): Promise<void> {
  for (const { id, state } of entries) {
    if (state.kind !== 'waiting') await clear({ kind: 'kept', id })
  }
  await noticeOfSent(entries.filter(({ state }) => state.kind === 'sent'))
  await noticeOfFailed(entries.filter(({ state }) => state.kind === 'failed'))
  for (const entry of entries) await noticeOfKept(entry)
}

async function noticeOfSent(sent: readonly Entry[]): Promise<void> {
  const [first, ...others] = sent
  if (!first) return
  const kind = others.length === 0 ? 'sent' : 'many'
  const rows = sent.reduce((sum, { request }) => sum + (request?.rows.length ?? 0), 0)
  const sheet = sheetOf(first)
  await show(
    { kind, id: sendOf(first) },
    rows === 1 ? `Added to ${sheet}` : `${rows.toLocaleString('en')} rows added to ${sheet}`,
    sent.some(({ incognito }) => incognito)
      ? `The ${rows === 1 ? 'row is' : 'rows are'} in place.`
      : rowOf(first),
    buttonsOf(kind),
  )
}

async function noticeOfFailed(failed: readonly Entry[]): Promise<void> {
  const [first, ...others] = failed
  if (first?.state.kind !== 'failed') return
  const { message } = first.state.failure
  const sheet = sheetOf(first)
  const count = others.length + 1
  await show(
    { kind: 'failed', id: first.id },
    count === 1 ? `Not added to ${sheet}` : `${count} were not added to ${sheet}`,
    message,
  )
}

async function noticeOfKept(entry: Entry): Promise<void> {
  const { id, state } = entry
  if (state.kind !== 'waiting' || state.attempts !== 1 || !state.lastFailure) return
  await show({ kind: 'kept', id }, `Kept for ${sheetOf(entry)}`, whyKept(state.lastFailure))
}

function whyKept({ code, message }: { code: SheetsideError['code']; message: string }): string {
  if (code === 'server_unreachable') return 'It will be sent when the server is reachable.'
  return verdictOn(code) === 'mend'
    ? `It will be sent once this is mended: ${message}`
    : `It will be sent by itself, a little later: ${message}`
}

/** For what waits for a sheet to be chosen while no panel is open to ask for it. */
export function noticeToChoose({ id }: Entry): Promise<void> {
  return show({ kind: 'choose', id }, 'Where should this go?', 'Open Sheetside and choose a sheet.')
}

/** For what waits to be looked at while no panel is open to show it. */
export function noticeToReview(entry: Entry): Promise<void> {
  return show(
    { kind: 'review', id: entry.id },
    'Look at it before it is sent',
    `Open Sheetside to see the rows as they will stand in ${sheetOf(entry)}.`,
  )
}

/** For what never entered the outbox. */
export function noticeOfRefusal(why: string): Promise<void> {
  return show({ kind: 'refused', id: crypto.randomUUID() }, 'Nothing was sent', why)
}

function sheetOf({ destinationName }: Entry): string {
  return destinationName ?? 'the sheet'
}

/** The first row's text. Not a private window's: notifications may be kept by the system. */
function rowOf({ request }: Entry): string {
  const [first = []] = request?.rows ?? []
  const row = oneLine(first.map(asText))
  return row.length > SHOWN ? `${row.slice(0, SHOWN - 1)}…` : row
}
