import { browser } from 'wxt/browser'
import { openSidePanel } from '#extension/lib/side-panel.ts'
import { lastMe } from '#extension/lib/storage.ts'
import type { Entry } from '#extension/outbox/entry.ts'
import { allEntries } from '#extension/outbox/outbox.ts'
import { defaultDestination } from '#extension/send/destinations.ts'
import { asText } from '#shared/cells.ts'
import type { SheetsideError } from '#shared/errors.ts'
import { verdictOn } from './verdict.ts'

/**
 * The notifications about sends. An id says what a click does, `sent:<entry id>`; the rest is looked up
 * in the outbox, so that a click still works when the background has died in between.
 */
const kinds = ['sent', 'kept', 'failed', 'choose', 'refused'] as const
type Kind = (typeof kinds)[number]

/** Characters of a row that a notification shows. */
const SHOWN = 160

/** Tells how an attempt went; of those that fail and are kept, only the first time. */
export async function noticeOfAttempt(entry: Entry): Promise<void> {
  const { id, state, destinationName } = entry
  const sheet = destinationName ?? 'the sheet'
  switch (state.kind) {
    case 'sent':
      await browser.notifications.clear(idOf('kept', id))
      return show('sent', id, `Added to ${sheet}`, rowOf(entry))
    case 'failed':
      await browser.notifications.clear(idOf('kept', id))
      return show('failed', id, `Not added to ${sheet}`, state.failure.message)
    case 'waiting':
      if (state.attempts !== 1 || !state.lastFailure) return
      return show('kept', id, `Kept for ${sheet}`, whyKept(state.lastFailure))
    case 'needs_destination':
    case 'needs_review':
    case 'sending':
  }
}

function whyKept({ code, message }: { code: SheetsideError['code']; message: string }): string {
  if (code === 'server_unreachable') return 'It will be sent when the server is reachable.'
  return verdictOn(code) === 'mend'
    ? `It will be sent once this is mended: ${message}`
    : `It will be sent by itself, a little later: ${message}`
}

/** For a selection that waits for a sheet to be chosen while no panel is open to ask for it. */
export function noticeToChoose(entry: Entry): Promise<void> {
  return show('choose', entry.id, 'Where should this go?', 'Open Sheetside and choose a sheet.')
}

/** For what never entered the outbox. */
export function noticeOfRefusal(error: SheetsideError): Promise<void> {
  return show('refused', crypto.randomUUID(), 'Nothing was sent', error.message)
}

/** What a click on a notification, or on its button, does. Call it within the click. */
export async function openNotice(noticeId: string): Promise<void> {
  const kind = kinds.find((kind) => noticeId.startsWith(`${kind}:`))
  if (!kind) return
  // The panel opens only within the gesture: before anything is awaited.
  const opened = kind === 'sent' ? openRow(noticeId.slice('sent:'.length)) : openPanel()
  await Promise.all([opened, browser.notifications.clear(noticeId)])
}

async function openRow(entryId: string): Promise<void> {
  const entry = (await allEntries()).find(({ id }) => id === entryId)
  const url =
    entry?.state.kind === 'sent'
      ? entry.state.result.url
      : defaultDestination(await lastMe.read())?.spreadsheetUrl
  if (!url || !/^https?:/.test(url)) return
  // A private window's row is not for the history of the others.
  if (entry?.incognito) await browser.windows.create({ url, incognito: true })
  else await browser.tabs.create({ url })
}

async function openPanel(): Promise<void> {
  try {
    await openSidePanel(browser.windows.WINDOW_ID_CURRENT)
  } catch {
    // Some browsers take no such gesture for a panel; the popup says the same.
    await browser.action.openPopup().catch(() => undefined)
  }
}

/** The row's text. Not a private window's: notifications may be kept by the system. */
function rowOf({ request, incognito }: Entry): string {
  if (incognito || !request) return 'The row is in place.'
  const [first = []] = request.rows
  const row = first
    .map((cell) => asText(cell).replace(/\s+/g, ' ').trim())
    .filter((text) => text !== '')
    .join(' · ')
  return row.length > SHOWN ? `${row.slice(0, SHOWN - 1)}…` : row
}

async function show(kind: Kind, id: string, title: string, message: string): Promise<void> {
  await browser.notifications.create(idOf(kind, id), {
    type: 'basic',
    iconUrl: browser.runtime.getURL('/icon/128.png'),
    title,
    message,
    // Firefox knows no buttons, and refuses a notification that has any.
    ...(kind === 'sent' && !import.meta.env.FIREFOX && { buttons: [{ title: 'Open sheet' }] }),
  })
}

function idOf(kind: Kind, id: string): string {
  return `${kind}:${id}`
}
