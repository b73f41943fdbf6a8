import type { Browser } from 'wxt/browser'
import { openSidePanel } from '#extension/lib/side-panel.ts'
import { addEntry } from '#extension/outbox/outbox.ts'
import { clipOf } from '#extension/send/clip.ts'
import { defaultDestination, selectorsFor } from '#extension/send/destinations.ts'
import { readStanding } from '#extension/session/stored.ts'
import { SheetsideError } from '#shared/errors.ts'
import { stayAwake } from './awake.ts'
import { hurry } from './deliver.ts'
import { parseMenuId } from './menu-item.ts'
import { noticeOfRefusal, noticeToChoose } from './notices.ts'
import { round, showRefused } from './round.ts'

type Click = Browser.contextMenus.OnClickData
type Tab = Browser.tabs.Tab

/** "Send selection to sheet" was clicked. The panel opens only if asked for before anything is awaited. */
export function onMenuClicked(click: Click, tab: Tab | undefined): Promise<void> {
  const action = parseMenuId(click.menuItemId)
  if (!action) return Promise.resolve()
  const panel = action.kind === 'choose' && tab ? isOpened(tab.windowId) : Promise.resolve(false)
  return stayAwake(() => send(click, tab, panel))
}

async function isOpened(windowId: number): Promise<boolean> {
  try {
    await openSidePanel(windowId)
    return true
  } catch {
    return false
  }
}

async function send(click: Click, tab: Tab | undefined, panel: Promise<boolean>): Promise<void> {
  try {
    const now = new Date()
    const { session, remembered } = await readStanding()
    const clip = await clipOf('selection', click, tab, selectorsFor(remembered), now)
    const entry = await addEntry({
      id: crypto.randomUUID(),
      createdAt: now,
      person: session?.person.id ?? null,
      clip,
      destination: defaultDestination(remembered),
      incognito: tab?.incognito ?? false,
    })
    if (entry.state.kind === 'needs_destination' && !(await panel)) await noticeToChoose(entry)
  } catch (error) {
    if (!(error instanceof SheetsideError)) throw error
    await Promise.all([noticeOfRefusal(error), showRefused()])
    return
  }
  // Whoever sends again likely knows that the server is back.
  await hurry((code) => code === 'server_unreachable')
  await round()
}
