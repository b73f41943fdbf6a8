import { browser } from 'wxt/browser'
import { createApi } from '#extension/lib/api.ts'
import { openSidePanel } from '#extension/lib/side-panel.ts'
import { panelErrand, type PanelErrand } from '#extension/lib/storage.ts'
import { defaultDestination } from '#extension/send/destinations.ts'
import { connectionOf, readStanding } from '#extension/session/stored.ts'
import { entryOfSend } from './entry-of-send.ts'
import { clear, readNotice, type Notice } from './notice.ts'
import { buttonsOf, UNDO } from './notices.ts'
import { takeBack } from './take-back.ts'

/** What a click on a notification does. Call it within the click: the panel opens only then. */
export async function onNoticeClicked(noticeId: string): Promise<void> {
  const notice = readNotice(noticeId)
  if (notice) await Promise.all([act(notice), clear(notice)])
}

/** What a click on one of its buttons does, where the browser has them. */
export async function onNoticeButtonClicked(noticeId: string, button: number): Promise<void> {
  const notice = readNotice(noticeId)
  if (notice) await Promise.all([actOn(notice, button), clear(notice)])
}

function act(notice: Notice): Promise<void> {
  const { kind, id } = notice
  switch (kind) {
    case 'sent':
    case 'many':
      // Without buttons the panel is where it can be taken back.
      return import.meta.env.BROWSER === 'firefox'
        ? openPanel({ kind: 'look', send: id })
        : openRow(id)
    case 'undone':
    case 'stays':
      return openPanel({ kind: 'look', send: id })
    case 'unsure':
      return openPanel({ kind: 'undo', send: id })
    case 'kept':
    case 'failed':
    case 'choose':
    case 'review':
    case 'refused':
      return openPanel()
    case 'undoing':
      return Promise.resolve()
  }
}

async function actOn(notice: Notice, button: number): Promise<void> {
  const { kind, id } = notice
  if (kind === 'many') {
    return button === 0 ? openRow(id) : openPanel({ kind: 'look', send: id })
  }
  if (kind !== 'sent') return act(notice)
  return buttonsOf(kind)[button] === UNDO ? takeBack(id) : openRow(id)
}

async function openRow(send: string): Promise<void> {
  const entry = await entryOfSend(send)
  const url = entry?.state.kind === 'sent' ? entry.state.result.url : await urlOf(send)
  if (!url || !/^https?:/.test(url)) return
  // A private window's row is not for the history of the others.
  if (entry?.incognito) await browser.windows.create({ url, incognito: true })
  else await browser.tabs.create({ url })
}

/** Of a send that the outbox has forgotten the server knows where it is, and where not, there is a sheet. */
async function urlOf(send: string): Promise<string | undefined> {
  const standing = await readStanding()
  try {
    return (await createApi(connectionOf(standing)).placeOfSend(send)).url
  } catch {
    return defaultDestination(standing.remembered)?.spreadsheetUrl
  }
}

/** Opens the panel, for something or as it is; asked for before anything is awaited. */
async function openPanel(errand?: PanelErrand): Promise<void> {
  const opened = openSidePanel(browser.windows.WINDOW_ID_CURRENT)
  if (errand) await panelErrand.write(errand)
  // Not every browser takes a click on a notification for a gesture.
  await opened.catch(() => (errand ? openInTab() : openPopup()))
}

async function openPopup(): Promise<void> {
  // It says the same as the panel.
  await browser.action.openPopup().catch(openInTab)
}

async function openInTab(): Promise<void> {
  await browser.tabs.create({ url: browser.runtime.getURL('/sidepanel.html') })
}
