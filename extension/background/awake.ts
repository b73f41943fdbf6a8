import { browser } from 'wxt/browser'

/** Below the 30 s after which both browsers end a background that seems to do nothing. */
const PING_MS = 20_000

/**
 * Keeps the background alive until `work` settles: waiting for the network or a person does not count
 * as being busy, a call of an extension API does.
 * https://developer.chrome.com/docs/extensions/develop/concepts/service-workers/lifecycle#idle-shutdown
 * https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/Background_scripts
 */
export async function stayAwake<T>(work: () => Promise<T>): Promise<T> {
  const ping = setInterval(() => void browser.runtime.getPlatformInfo(), PING_MS)
  try {
    return await work()
  } finally {
    clearInterval(ping)
  }
}
