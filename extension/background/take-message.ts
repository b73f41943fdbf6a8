import { browser } from 'wxt/browser'
import { readRequest, type FlowWanted } from '#extension/lib/messages.ts'
import { runGoogleFlow } from './google-flow.ts'
import { roundWhenMended, roundWhenReachable } from './round.ts'

type Sender = { id?: string | undefined; url?: string | undefined }

/** Takes a message and lets its sender go on, however long carrying it out takes; ignores what is none of ours. */
export function takeMessage(message: unknown, sender: Sender): void {
  const request = readRequest(message, sender)
  switch (request?.type) {
    case 'google':
      void google(request, isPopup(sender))
      return
    case 'deliver':
      void roundWhenReachable()
      return
    case undefined:
  }
}

function isPopup({ url }: Sender): boolean {
  return url !== undefined && new URL(url).pathname === '/popup.html'
}

async function google(wanted: FlowWanted, isFromPopup: boolean): Promise<void> {
  const isDone = await runGoogleFlow(wanted)
  if (!isDone) return
  // Google's window took the focus and closed the popup; here it is again, connected.
  if (isFromPopup) await browser.action.openPopup().catch(() => undefined)
  // What is known of the person may be as before: another file was picked.
  await roundWhenMended()
}
