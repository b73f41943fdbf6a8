import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script'
import { capturePointed, type Wanted } from '#extension/capture/pointed.ts'

declare global {
  /** Left by the background in its own world of the page, before this script. */
  var sheetsideWanted: Wanted | undefined
}

export default defineUnlistedScript(() =>
  capturePointed(
    document,
    globalThis.sheetsideWanted ?? { pointed: { kind: 'selection' }, selectors: [] },
  ),
)
