import { test as plain } from 'vitest'
import { DEFAULT_SERVER } from '#shared/extension.ts'
import { servePages } from '#test/pages/serve.ts'
import { launchBrowser, type ExtensionBrowser, type LaunchOptions } from './launch.ts'
import { startStack, type StackOptions } from './stack.ts'

/**
 * A test with what it asks for of the real parts, started anew for it and ended after it:
 *
 *     test('…', async ({ stack, browser, page }) => { … })
 *
 * An error in the extension's consoles that the test did not take (`browser.problems`) fails it. What of
 * the stack is not as usual: `test.override('stackOptions', { record: true })`.
 */
export const test = plain
  .extend('stackOptions', {} as StackOptions)
  .extend('stack', async ({ stackOptions, onTestFailed }, { onCleanup }) => {
    const stack = await startStack(stackOptions)
    onTestFailed(() => {
      console.log(`The end of the server's log:\n${stack.server.log().slice(-3000)}`)
    })
    onCleanup(() => stack.close())
    return stack
  })
  // Vitest reads from the pattern what a fixture needs; it accepts no other first parameter.
  // oxlint-disable-next-line no-empty-pattern
  .extend('pages', { scope: 'file' }, async ({}, { onCleanup }) => {
    const pages = await servePages()
    onCleanup(() => pages.close())
    return pages
  })
  /** Launches one more browser, with a profile of its own unless told otherwise. */
  .extend('another', async ({ stack }, { onCleanup }) => {
    const browsers: ExtensionBrowser[] = []
    onCleanup(async () => {
      const problems = browsers.flatMap((browser) => browser.problems.all())
      await Promise.all(browsers.map((browser) => browser.close()))
      if (problems.length > 0) throw new Error(`Logged as errors:\n${problems.join('\n')}`)
    })
    return async (options: LaunchOptions = {}): Promise<ExtensionBrowser> => {
      const browser = await launchBrowser(options)
      browsers.push(browser)
      if (stack.url !== DEFAULT_SERVER) await browser.setServer(stack.url)
      return browser
    }
  })
  .extend('browser', ({ another }) => another())
  /** A tab with the sample page. */
  .extend('page', ({ browser, pages }) => browser.newPage(pages.url('night-trains.html')))
