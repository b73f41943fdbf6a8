import type { Browser } from 'wxt/browser'
import { openSidePanel } from '#extension/lib/side-panel.ts'
import type { Clip, Entry } from '#extension/outbox/entry.ts'
import { addEntry } from '#extension/outbox/outbox.ts'
import { clipOf } from '#extension/send/clip.ts'
import { defaultDestination, selectorsFor } from '#extension/send/destinations.ts'
import { readStanding } from '#extension/session/stored.ts'
import type { Destination } from '#shared/contract/destination.ts'
import type { Me } from '#shared/contract/me.ts'
import { SheetsideError } from '#shared/errors.ts'
import { stayAwake } from './awake.ts'
import { showRefused } from './badge.ts'
import { opensPanel, parseMenuId, type MenuAction } from './menu-action.ts'
import { noticeOfRefusal, noticeToChoose, noticeToReview } from './notices.ts'
import { roundWhenReachable } from './round.ts'

type Click = Browser.contextMenus.OnClickData
type Tab = Browser.tabs.Tab

/** Something that is to be sent. */
export type Wanted = {
  /** Reads it from the page, by what is known of the person. */
  clip: (me: Me | null, now: Date) => Promise<Clip>
  /** Where it goes; null where that is to be asked. */
  destination: (me: Me | null) => Destination | null
  incognito: boolean
  /** Whether the panel that was asked for has opened. */
  panel: Promise<boolean>
}

/** An item of the menu was clicked. The panel opens only if asked for before anything is awaited. */
export function onMenuClicked(click: Click, tab: Tab | undefined): Promise<void> {
  const action = parseMenuId(click.menuItemId)
  if (!action) return Promise.resolve()
  const panel = opensPanel(action) && tab ? isOpened(tab.windowId) : Promise.resolve(false)
  return stayAwake(() =>
    keepAndSend({
      clip: (me, now) => clipOf(action.kind, click, tab, selectorsFor(me), now),
      destination: (me) => destinationOf(action, me),
      incognito: tab?.incognito ?? false,
      panel,
    }),
  )
}

/** Whether the panel opens; call it within a gesture. */
export async function isOpened(windowId: number): Promise<boolean> {
  try {
    await openSidePanel(windowId)
    return true
  } catch {
    return false
  }
}

/** Nothing is sent elsewhere than the item said: where its destination is gone by now, the panel asks. */
function destinationOf(action: MenuAction, me: Me | null): Destination | null {
  if (action.does === 'other') return null
  const { destination } = action
  if (destination === undefined) return defaultDestination(me)
  return me?.destinations.find(({ id }) => id === destination) ?? null
}

/** Keeps something and sends what can go; where it can't be kept, it says so. */
export async function keepAndSend(wanted: Wanted): Promise<void> {
  let entry: Entry
  try {
    entry = await keep(wanted)
  } catch (error) {
    const isOurs = error instanceof SheetsideError
    await Promise.all([noticeOfRefusal(isOurs ? error.message : NOT_KEPT), showRefused()])
    if (!isOurs) throw error
    return
  }
  // A panel asks, or shows the rows, by itself.
  if (!(await wanted.panel)) await askForPanel(entry)
  await roundWhenReachable()
}

/** For what the browser itself does not take: most likely this is why. */
const NOT_KEPT =
  'The browser could not keep it. See whether there is room on its disk, and send it again.'

async function keep({ clip, destination, incognito }: Wanted): Promise<Entry> {
  const now = new Date()
  const { session, remembered } = await readStanding()
  return addEntry({
    id: crypto.randomUUID(),
    createdAt: now,
    person: session?.person.id ?? null,
    clip: await clip(remembered, now),
    destination: destination(remembered),
    incognito,
  })
}

async function askForPanel(entry: Entry): Promise<void> {
  switch (entry.state.kind) {
    case 'needs_destination':
      return noticeToChoose(entry)
    case 'needs_review':
      return noticeToReview(entry)
    case 'waiting':
    case 'sending':
    case 'sent':
    case 'failed':
  }
}
