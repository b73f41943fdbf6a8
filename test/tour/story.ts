import { launchBrowser, type ExtensionBrowser, type LaunchOptions } from '#test/browser/launch.ts'
import { DEFAULT_SERVER } from '#shared/extension.ts'
import type { Stack } from '#test/browser/stack.ts'
import type { Pages } from '#test/pages/serve.ts'
import { account } from './account.ts'
import { beforeAndAfter } from './before-and-after.ts'
import { byMail } from './by-mail.ts'
import { createComposer } from './composer.ts'
import { connecting } from './connecting.ts'
import { elsewhere } from './elsewhere.ts'
import { googleAccounts } from './google-accounts.ts'
import { panelChapter } from './panel.ts'
import { startTour, type ThemeName } from './recorder.ts'
import { pickedFiles } from './picked-files.ts'
import { sending } from './sending.ts'
import { signIn } from './sign-in.ts'
import { trouble } from './trouble.ts'

const SCALE = 2

export type StoryOptions = {
  chromium: string
  stack: Stack
  pages: Pages
  headless: boolean
  /** Where the pictures go. */
  dir: string
  themes: readonly ThemeName[]
  say: (line: string) => void
  /** Ends the story between two steps. */
  signal: AbortSignal
}

export type Told = { steps: number; browser: ExtensionBrowser; close(): Promise<void> }

/**
 * Walks the whole story in real browsers, each step with its picture. Throws at the first step that
 * does not hold. The browsers stay open until `close`.
 */
export async function tellStory(options: StoryOptions): Promise<Told> {
  const { stack, pages, headless, say } = options
  const browsers: ExtensionBrowser[] = []
  const another = async (given: LaunchOptions = {}) => {
    const browser = await launchBrowser({ headless, scale: SCALE, ...given })
    browsers.push(browser)
    if (stack.url !== DEFAULT_SERVER) await browser.setServer(stack.url)
    return browser
  }
  const composer = createComposer(options.chromium, SCALE)
  const close = async () => {
    await Promise.all([...browsers.map((browser) => browser.close()), composer.close()])
  }

  try {
    const browser = await another()
    const tour = await startTour({
      dir: options.dir,
      themes: options.themes,
      say,
      check() {
        if (options.signal.aborted) throw new Error('Ended before its end.')
        refuseProblems(browsers)
      },
      draw: composer.draw,
    })
    const page = await browser.newPage(pages.url('night-trains.html'))
    const scene = { tour, stack, pages, browser, page, another }
    await signIn(scene)
    await connecting(scene)
    await panelChapter(scene)
    await sending(scene)
    await beforeAndAfter(scene)
    await trouble(scene)
    await elsewhere(scene)
    await byMail(scene)
    await googleAccounts(scene)
    await pickedFiles(scene)
    await account(scene)
    return { steps: tour.steps(), browser, close }
  } catch (error) {
    await close()
    throw error
  }
}

function refuseProblems(browsers: readonly ExtensionBrowser[]): void {
  const problems = browsers.flatMap(({ problems }) => problems.all())
  if (problems.length > 0) throw new Error(`The extension logged errors:\n${problems.join('\n')}`)
}
