import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script'
import { capturePointed, type Wanted } from '#extension/capture/pointed.ts'

declare global {
  /** In the extension's own world of a page, once this script ran there. */
  var sheetsideCapture: ((wanted: Wanted) => ReturnType<typeof capturePointed>) | undefined
}

/** Only brings the function: whoever injects this calls it next, with what is wanted. */
export default defineUnlistedScript(() => {
  globalThis.sheetsideCapture = (wanted) => capturePointed(document, wanted)
})
