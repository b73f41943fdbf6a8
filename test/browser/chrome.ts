import type { WxtBrowser } from 'wxt/browser'

/**
 * The `chrome` of functions that run inside the extension. A file that has such functions says
 * `declare const chrome: Chrome`.
 */
export type Chrome = WxtBrowser
