import type { Browser } from 'wxt/browser'
import type { Clip } from '#extension/outbox/entry.ts'
import { readTab } from '#extension/send/clip.ts'
import { destinationOn, selectorsFor } from '#extension/send/destinations.ts'
import type { Me } from '#shared/contract/me.ts'
import { SheetsideError } from '#shared/errors.ts'
import { SEND_COMMAND } from '#shared/extension.ts'
import { stayAwake } from './awake.ts'
import { withinGesture } from './key-routes.ts'
import { isOpened, keepAndSend } from './send-clicked.ts'

type Tab = Browser.tabs.Tab

/**
 * The keys were pressed: what is selected goes where such pages' selections go, else where all do. The
 * panel opens only if asked for within the gesture.
 */
export function onCommand(command: string, tab: Tab | undefined): Promise<void> {
  if (command !== SEND_COMMAND || !tab) return Promise.resolve()
  const panel = new Promise<boolean>((resolve) => {
    withinGesture(tab.url, (opensPanel) => resolve(opensPanel ? isOpened(tab.windowId) : false))
  })
  return stayAwake(() =>
    keepAndSend({
      clip: (me, now) => selectedIn(tab, me, now),
      destination: (me) => destinationOn(me, tab.url),
      incognito: tab.incognito,
      panel,
    }),
  )
}

async function selectedIn(tab: Tab, me: Me | null, now: Date): Promise<Clip> {
  const read = await readTab('selection', tab, selectorsFor(me), now)
  switch (read.kind) {
    case 'clip':
      return read.clip
    case 'nothing':
      throw new SheetsideError(
        'page_not_readable',
        'Nothing is selected on this page. Select what you want to send, and press the keys again.',
      )
    case 'closed':
      throw new SheetsideError(
        'page_not_readable',
        'The browser does not let extensions read this page. Right-click what you selected instead, and choose “Send selection to sheet”.',
      )
  }
}
