import { browser } from 'wxt/browser'
import { ask } from '#extension/lib/messages.ts'
import { addEntry } from '#extension/outbox/outbox.ts'
import type { Me } from '#shared/contract/me.ts'
import { SEND_COMMAND } from '#shared/extension.ts'
import { readTab } from './clip.ts'
import { destinationOn, selectorsFor } from './destinations.ts'
import { mayReadPages } from './page-access.ts'

/** How it went with what is before the person, beside the panel. */
export type PanelSend =
  | { kind: 'kept' }
  | { kind: 'nothing_selected' }
  /** The panel may not read pages. `keys`: those that may, where the person has set any. */
  | { kind: 'needs_permission'; keys: string | null }
  /** A page that browsers keep closed. */
  | { kind: 'closed' }

/**
 * Sends what is selected in the tab beside the panel, or that page, to where such pages' selections go.
 * Rejects with `too_large`.
 */
export async function sendFromPanel(
  kind: 'selection' | 'page',
  me: Me,
  now: Date,
): Promise<PanelSend> {
  const { id: windowId } = await browser.windows.getCurrent()
  const [tab] = await browser.tabs.query({
    active: true,
    ...(windowId !== undefined && { windowId }),
  })
  if (!tab) return { kind: 'closed' }
  const read = await readTab(kind, tab, selectorsFor(me), now)
  switch (read.kind) {
    case 'nothing':
      return { kind: 'nothing_selected' }
    case 'closed':
      return (await mayReadPages())
        ? { kind: 'closed' }
        : { kind: 'needs_permission', keys: await keysToSend() }
    case 'clip':
      await addEntry({
        id: crypto.randomUUID(),
        createdAt: now,
        person: me.person.id,
        clip: read.clip,
        destination: destinationOn(me, tab.url),
        incognito: tab.incognito,
      })
      await ask({ type: 'deliver' })
      return { kind: 'kept' }
  }
}

/** As the person would press them: `Ctrl+Shift+S`. */
async function keysToSend(): Promise<string | null> {
  const commands = await browser.commands.getAll()
  return commands.find(({ name }) => name === SEND_COMMAND)?.shortcut || null
}
