import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { launch, TargetType, TimeoutError, type Page, type Target } from 'puppeteer-core'
import { CHROMIUM_ID } from '#shared/extension.ts'
import { loadedBuild } from './build.ts'
import type { Chrome } from './chrome.ts'
import { findChromium } from './chromium.ts'
import { followServiceWorker } from './service-worker.ts'
import { createPages, createProblems } from './watch.ts'

declare const chrome: Chrome

export type LaunchOptions = {
  /** The unpacked extension; `loadedBuild()` by default. */
  extension?: string
  /** A profile folder, which is then kept; by default a new one, removed at close. */
  profile?: string
  /** Without a window of its own; the default. */
  headless?: boolean
  /** The X display of a browser that is not headless; `DISPLAY` by default. */
  display?: string
  /** Let the extension into private windows, as the switch in chrome://extensions does. */
  incognito?: boolean
  /** Device pixels a CSS pixel. */
  scale?: number
  width?: number
  height?: number
  /** For a person to use: the toolbar's button in sight, the whole network, no automation bar. */
  forPerson?: boolean
}

const LOOPBACK_ONLY = '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1'

/** Found, and seen to start, once for all the browsers of this process. */
let chromium: Promise<string> | null = null

export type ExtensionBrowser = Awaited<ReturnType<typeof launchBrowser>>

/** A real Chromium with the extension; without any network beyond this computer, unless it is for a person. */
export async function launchBrowser(options: LaunchOptions = {}) {
  const { width = 1280, height = 860, scale = 1, headless = true, forPerson = false } = options
  const profile = options.profile ?? (await mkdtemp(join(tmpdir(), 'sheetside-profile-')))
  if (forPerson) await pinButton(profile)
  const raw = await launch({
    executablePath: await (chromium ??= findChromium()),
    headless,
    pipe: true,
    userDataDir: profile,
    enableExtensions: true,
    defaultViewport: null,
    handleSIGINT: false,
    ...(forPerson && { ignoreDefaultArgs: ['--enable-automation'] }),
    ...(options.display && { env: { ...process.env, DISPLAY: options.display } }),
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--password-store=basic',
      // A test type spares a person the bar that warns of a flag which root can't do without.
      ...(forPerson ? ['--test-type'] : [LOOPBACK_ONLY]),
      `--window-size=${width},${height}`,
      // A headless browser's screen is small unless told, and the popup can't be larger than the screen.
      ...(headless
        ? [`--screen-info={${width * scale}x${height * scale} devicePixelRatio=${scale}}`]
        : []),
      ...(scale === 1 ? [] : [`--force-device-scale-factor=${scale}`]),
    ],
  })

  const id = await raw.installExtension(options.extension ?? loadedBuild(), {
    enabledInIncognito: options.incognito ?? false,
  })
  const origin = `chrome-extension://${id}/`
  const problems = createProblems()
  const { pageOf } = createPages(raw, origin, problems)
  const worker = await followServiceWorker(raw, origin, problems)
  const loaded = (await raw.extensions()).get(id)
  if (!loaded) throw new Error('Chromium did not load the extension.')
  const extension = loaded

  const isAt = (path: string) => (target: Target) => target.url().startsWith(origin + path)
  const openNow = (path: string) =>
    raw
      .targets()
      .filter((target) => isAt(path)(target) && target.type() !== TargetType.SERVICE_WORKER)

  const browser = {
    /** The extension's id. */
    id,
    origin,
    profile,
    raw,
    worker,
    problems,
    pageOf,

    async newPage(url?: string): Promise<Page> {
      const page = await raw.newPage()
      if (url) await page.goto(url)
      return page
    },

    /** One of the extension's pages, opened in a tab: `options.html`. */
    extensionPage(path: string): Promise<Page> {
      return browser.newPage(origin + path)
    },

    /** Clicks the toolbar's button while `page` is before the person: the real popup, and activeTab. */
    async openPopup(page: Page): Promise<Page> {
      for (let attempt = 1; ; attempt += 1) {
        const popup = await openPopupOnce(page).catch((error: unknown) => {
          // A window that closes at this moment takes the focus, and with it the popup; or the
          // extension opens its popup itself, in place of this one.
          const stuck = error instanceof TimeoutError && browser.isOpen('popup.html')
          if (attempt < 3 && !stuck) return null
          throw error
        })
        if (popup) return popup
      }
    },

    /** The popup that the extension opens by itself, where it was closed by what it had begun. */
    async popup(): Promise<Page> {
      const popup = await pageOf(await raw.waitForTarget(isAt('popup.html'), { timeout: 10_000 }))
      await popup.waitForSelector('#root > *')
      return popup
    },

    /** Closes the popup if it is open, as a click elsewhere does. */
    async closePopup(): Promise<void> {
      for (const target of openNow('popup.html')) {
        const popup = await pageOf(target).catch(() => null)
        // It may close by itself at the same moment.
        await popup?.close().catch(() => {})
      }
      await gone('popup.html')
    },

    /** The real side panel, once something has opened it. */
    async panel(): Promise<Page> {
      const target = await raw.waitForTarget(isAt('sidepanel.html'), { timeout: 10_000 })
      const panel = await pageOf(target)
      await panel.waitForSelector('#root > *')
      return panel
    },

    /** Whether the panel (or the popup) is open at this moment. */
    isOpen(path: 'sidepanel.html' | 'popup.html'): boolean {
      return openNow(path).length > 0
    },

    /** Opens the panel beside `page` from within the popup, by a real gesture but past its buttons. */
    async openPanel(page: Page): Promise<Page> {
      if (!browser.isOpen('sidepanel.html')) {
        const popup = await browser.openPopup(page)
        const session = await popup.createCDPSession()
        await session.send('Runtime.evaluate', {
          expression: 'chrome.windows.getCurrent((w) => chrome.sidePanel.open({ windowId: w.id }))',
          userGesture: true,
        })
      }
      const panel = await browser.panel()
      await browser.closePopup()
      return panel
    },

    async closePanel(): Promise<void> {
      for (const target of openNow('sidepanel.html')) await (await pageOf(target)).close()
      await gone('sidepanel.html')
    },

    /** The next window or tab whose address matches, such as the one a sign-in opens. */
    async nextWindow(matching: (url: string) => boolean): Promise<Page> {
      const target = await raw.waitForTarget(
        (target) => target.type() === TargetType.PAGE && matching(target.url()),
        { timeout: 15_000 },
      )
      return pageOf(target)
    },

    /** Points the extension at a server, as its options page does. */
    async setServer(url: string): Promise<void> {
      await worker.evaluate((server) => chrome.storage.local.set({ server }), url)
    },

    /** Ends the browser and leaves its profile as it is, for a look at it or for another life. */
    async quit(): Promise<void> {
      problems.end()
      await raw.close().catch(() => {})
    },

    /** Ends the browser at once, as a crash does, and leaves its profile as it is at that moment. */
    async kill(): Promise<void> {
      problems.end()
      const process = raw.process()
      if (!process) throw new Error('The browser was not started here.')
      const exited = once(process, 'exit')
      process.kill('SIGKILL')
      await exited
    },

    /** Ends the browser and, unless it was given, removes its profile. */
    async close(): Promise<void> {
      await browser.quit()
      if (!options.profile) await rm(profile, { recursive: true, force: true, maxRetries: 5 })
    },
  }

  async function openPopupOnce(page: Page): Promise<Page> {
    await browser.closePopup()
    await page.bringToFront()
    await extension.triggerAction(page)
    const popup = await pageOf(await raw.waitForTarget(isAt('popup.html'), { timeout: 5000 }))
    await popup.waitForSelector('#root > *')
    return popup
  }

  async function gone(path: string): Promise<void> {
    for (let waited = 0; openNow(path).length > 0 && waited < 3000; waited += 20) {
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }

  return browser
}

/** A new profile hides the buttons of extensions in a menu; this one starts with ours beside the address. */
async function pinButton(profile: string): Promise<void> {
  const preferences = { extensions: { pinned_extensions: [CHROMIUM_ID] } }
  await mkdir(join(profile, 'Default'), { recursive: true })
  await writeFile(join(profile, 'Default/Preferences'), JSON.stringify(preferences), {
    flag: 'wx',
  }).catch(
    // A profile that is there already keeps its own.
    () => {},
  )
}
