import type { Page } from 'puppeteer-core'
import type { ExtensionBrowser, LaunchOptions } from '#test/browser/launch.ts'
import type { Stack } from '#test/browser/stack.ts'
import type { Pages } from '#test/pages/serve.ts'
import type { Tour } from './recorder.ts'

/** All that a chapter of the tour works with. */
export type Scene = {
  tour: Tour
  stack: Stack
  pages: Pages
  browser: ExtensionBrowser
  /** The tab with the sample page. */
  page: Page
  /** Another browser with a profile of its own, closed when the tour ends. */
  another(options?: LaunchOptions): Promise<ExtensionBrowser>
}

/** Throws, in words, where something that was to be seen is not so. */
export function ensure(holds: boolean, what: string): void {
  if (!holds) throw new Error(`It does not hold that ${what}.`)
}

/** Cells as the local Google shows them. */
export type Cells = (string | number | boolean)[][]
