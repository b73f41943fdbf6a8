import { setTimeout as delay } from 'node:timers/promises'
import type { Page } from 'puppeteer-core'
import type { Chrome } from '#test/browser/chrome.ts'
import { launchBrowser, type ExtensionBrowser } from '#test/browser/launch.ts'
import { eventually } from '#test/browser/sight.ts'
import type { Chance } from './chance.ts'

declare const chrome: Chrome

/** How long a click may take to be on disk. Long, for computers that have much else to do. */
const KEPT_WITHIN_MS = 20_000

/** What befell a sender so far. */
export type Befallen = {
  clicks: number
  workerStopped: number
  browserKilled: number
  /** Clicks whose background died before they were on disk; the person sees that and clicks again. */
  clickedAgain: number
}

export type SenderOptions = {
  name: string
  chance: Chance
  profile: string
  server: string
  /** The address of the page that things are selected on. */
  pageUrl: string
  /** In how many of its clicks a worker is stopped, from 0 to 1. */
  workerStops: number
}

export type Sender = Awaited<ReturnType<typeof startSender>>

/**
 * A real browser and the person before it: they select, click, and look whether their click was kept. The
 * click is handed to the background's own listener, as test/browser/selection.ts does it; what it goes
 * through from there is all the product's.
 */
export async function startSender({
  name,
  chance,
  profile,
  server,
  pageUrl,
  workerStops,
}: SenderOptions) {
  const befallen: Befallen = { clicks: 0, workerStopped: 0, browserKilled: 0, clickedAgain: 0 }
  let browser: ExtensionBrowser
  let page: Page
  /** A page of the extension's own, from where the outbox can be seen while the worker is dead. */
  let window: Page

  async function open(): Promise<void> {
    browser = await launchBrowser({ profile, width: 900, height: 700 })
    await browser.setServer(server)
    page = await browser.newPage(pageUrl)
  }
  await open()

  /** The button grants activeTab, which lasts while the page stays. */
  async function getReady(): Promise<void> {
    window = await browser.extensionPage('options.html')
    await browser.openPopup(page)
  }

  /** Looks after what waits, as a popup that is opened does: that starts the worker, too. */
  async function nudge(): Promise<void> {
    await window.evaluate(() => chrome.runtime.sendMessage({ type: 'deliver' }))
  }

  async function stopWorker(): Promise<void> {
    await browser.worker.stop()
    befallen.workerStopped += 1
    await nudge()
    await browser.worker.running()
  }

  return {
    name,
    befallen,
    getReady,
    stopWorker,
    browser: () => browser,
    page: () => page,

    /** Selects rows of text and sends them; resolves once they are in the outbox. */
    async send(rows: readonly string[], menuItemId: string): Promise<void> {
      await page.evaluate(selectRows, rows)
      for (let clicks = 1; ; clicks += 1) {
        befallen.clicks += 1
        await browser.worker.evaluate(clickItem, menuItemId, page.url())
        const isStopped = chance.happens(workerStops)
        if (isStopped) {
          // Anywhere between the click and the answer.
          await delay(chance.between(0, 250))
          await stopWorker()
          if (!(await window.evaluate(isKept, rows[0] ?? ''))) {
            befallen.clickedAgain += 1
            continue
          }
        }
        await eventually(
          `${name}: “${rows[0]}” in the outbox`,
          () => window.evaluate(isKept, rows[0] ?? ''),
          KEPT_WITHIN_MS,
        )
        return
      }
    },

    /** The browser is killed, and opened again with what is on its disk. */
    async killBrowser(): Promise<void> {
      await browser.kill()
      befallen.browserKilled += 1
      await open()
      await getReady()
    },

    nudge,

    /** "Send now" for all that waits for its next attempt; answers what is in the outbox, by state. */
    async sendNow(): Promise<Record<string, number>> {
      const states = await window.evaluate(hurryAll)
      await nudge()
      return states
    },

    /** What became of each click, by the first of its rows. */
    outcomes: () => window.evaluate(readOutcomes),

    /** Errors in the extension's consoles, without what Chromium answers to a worker that it is stopping. */
    problems(): string[] {
      if (befallen.workerStopped > 0) browser.problems.take(/^worker: Error: No SW$/)
      return browser.problems.all()
    },

    close: () => browser.close(),
  }
}

/** Runs in the page. */
function selectRows(rows: readonly string[]): void {
  const list = document.createElement(rows.length > 1 ? 'ul' : 'p')
  for (const row of rows) {
    const item = rows.length > 1 ? list.appendChild(document.createElement('li')) : list
    item.textContent = row
  }
  document.body.replaceChildren(list)
  getSelection()?.selectAllChildren(list)
}

/** Runs in the worker: what the browser does at a click on the menu's item. */
async function clickItem(menuItemId: string, pageUrl: string): Promise<void> {
  const tabs = await chrome.tabs.query({})
  const tab = tabs.find(({ url }) => url === pageUrl)
  if (!tab) throw new Error(`No tab at ${pageUrl}.`)
  const event = chrome.contextMenus.onClicked as unknown as {
    dispatch(info: object, tab: object): void
  }
  event.dispatch({ menuItemId, pageUrl, frameId: 0, editable: false, selectionText: '-' }, tab)
}

/** Runs in a page of the extension's: whether one of the last clicks that were kept has this text. */
async function isKept(text: string): Promise<boolean> {
  const opened = indexedDB.open('sheetside-outbox')
  await new Promise((resolve) => opened.addEventListener('success', resolve))
  const database = opened.result
  try {
    const cursors = database.transaction('entries').objectStore('entries').openCursor(null, 'prev')
    for (let seen = 0; seen < 3; seen += 1) {
      const cursor = await new Promise<IDBCursorWithValue | null>((resolve) => {
        cursors.addEventListener('success', () => resolve(cursors.result), { once: true })
      })
      if (!cursor) return false
      if (JSON.stringify(cursor.value.clip.rows).includes(JSON.stringify(text))) return true
      cursor.continue()
    }
    return false
  } finally {
    database.close()
  }
}

/** Runs in a page of the extension's: makes due what waits for a time, in the outbox's own way; counts all by state. */
async function hurryAll(): Promise<Record<string, number>> {
  const opened = indexedDB.open('sheetside-outbox')
  await new Promise((resolve) => opened.addEventListener('success', resolve))
  const database = opened.result
  const transaction = database.transaction('entries', 'readwrite')
  const done = new Promise((resolve) => transaction.addEventListener('complete', resolve))
  const states: Record<string, number> = {}
  const cursors = transaction.objectStore('entries').openCursor()
  cursors.addEventListener('success', () => {
    const cursor = cursors.result
    if (!cursor) return
    const { state } = cursor.value
    states[state.kind] = (states[state.kind] ?? 0) + 1
    if (state.kind === 'waiting' && state.notBefore > 0) {
      cursor.update({ ...cursor.value, state: { ...state, notBefore: 0 } })
    }
    cursor.continue()
  })
  await done
  database.close()
  return states
}

export type Outcome = { text: string; kind: string; range: string | null; code: string | null }

/** Runs in a page of the extension's. */
async function readOutcomes(): Promise<Outcome[]> {
  const opened = indexedDB.open('sheetside-outbox')
  await new Promise((resolve) => opened.addEventListener('success', resolve))
  const database = opened.result
  const all = database.transaction('entries').objectStore('entries').getAll()
  await new Promise((resolve) => all.addEventListener('success', resolve))
  database.close()
  return all.result.map(({ clip, state }) => ({
    text: clip.rows[0][0].value,
    kind: state.kind,
    range: state.result?.range ?? null,
    code: (state.failure ?? state.lastFailure)?.code ?? null,
  }))
}
