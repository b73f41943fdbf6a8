import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Browser } from 'wxt/browser'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { rememberRoutes, withinGesture } from '#extension/background/key-routes.ts'
import { onCommand } from '#extension/background/shortcut.ts'
import { allEntries } from '#extension/outbox/outbox.ts'
import type { Me } from '#shared/contract/me.ts'
import { SEND_COMMAND } from '#shared/extension.ts'
import {
  ada,
  freshBrowser,
  meOf,
  quotes,
  readingList,
  signIn,
} from '#test/extension/lib/fixtures.ts'
import { accept, startContractServer, type ContractServer } from './contract-server.ts'
import { kinds } from './delivery.ts'
import { installSidePanel, notices, tab } from './window.ts'

let server: ContractServer
let panels: number[]

/** What a script in each of the page's frames finds selected; null where none may run. */
let selected: string[] | null

beforeEach(async () => {
  await freshBrowser()
  panels = []
  selected = ['selected']
  server = await startContractServer({ sends: accept })
  Object.assign(fakeBrowser, {
    scripting: {
      executeScript: async () => {
        if (!selected) throw new Error('Cannot access contents of the page')
        return selected.map((value, frameId) => ({
          frameId,
          result: { rows: value === '' ? [] : [[{ kind: 'text', value }]], headerRows: 0 },
        }))
      },
    },
  })
  installSidePanel((windowId) => panels.push(windowId))
  Object.assign(fakeBrowser.runtime, { getPlatformInfo: async () => ({ os: 'linux' }) })
  // Chromium's own API has callbacks.
  vi.stubGlobal('chrome', {
    storage: {
      local: {
        get: (key: string, answered: (stored: object) => void) =>
          void fakeBrowser.storage.local.get(key).then(answered),
      },
    },
  })
})
afterEach(async () => {
  vi.unstubAllGlobals()
  vi.unstubAllEnvs()
  await server.close()
})

const press = (over: Partial<Browser.tabs.Tab> = {}) => onCommand(SEND_COMMAND, { ...tab, ...over })
const told = () => notices().map(({ title, message }) => `${title}: ${message}`)

async function settled(me: Me): Promise<void> {
  await signIn(ada, { address: server.url, me })
  await rememberRoutes(me)
}

describe('the keys', () => {
  it('send what is selected to the default destination, and open no panel', async () => {
    await settled(meOf(ada))
    await press()
    expect(await kinds()).toEqual(['sent'])
    expect(panels).toEqual([])
  })

  it('send it to the destination for such pages, where there is one', async () => {
    const special = { ...quotes, isDefault: false, urlPattern: 'example.com/*' }
    await settled({ ...meOf(ada), destinations: [readingList, special] })
    await press()
    await press({ url: 'https://example.org/' })
    expect(server.received.map(({ send }) => send.destination.spreadsheetId)).toEqual([
      quotes.spreadsheetId,
      readingList.spreadsheetId,
    ])
  })

  it('send what is selected in a frame', async () => {
    await settled(meOf(ada))
    selected = ['', 'within']
    await press()
    expect(JSON.stringify(server.received[0]?.send.rows)).toContain('within')
  })

  it('open the panel where nothing is chosen yet', async () => {
    await settled(meOf(ada, null))
    await press()
    expect(panels).toEqual([5])
    expect(await kinds()).toEqual(['needs_destination'])
  })

  it('open the panel where the rows are looked at first, on those pages alone', async () => {
    const special = { ...quotes, isDefault: false, urlPattern: 'example.com/*', review: true }
    await settled({ ...meOf(ada), destinations: [readingList, special] })
    await press()
    await press({ url: 'https://example.org/' })
    expect(panels).toEqual([5])
    expect(await kinds()).toEqual(['needs_review', 'sent'])
  })

  it('say that nothing is selected, where nothing is', async () => {
    await settled(meOf(ada))
    selected = ['', '']
    await press()
    expect(await allEntries()).toEqual([])
    expect(told()).toEqual([expect.stringMatching(/^Nothing was sent: Nothing is selected/)])
  })

  it('point to the menu on a page that browsers keep closed', async () => {
    await settled(meOf(ada))
    selected = null
    await press()
    expect(told()).toEqual([expect.stringContaining('Right-click')])
  })

  it('leave nothing of a private window on disk', async () => {
    await settled(meOf(ada))
    await press({ incognito: true })
    expect(await allEntries()).toMatchObject([{ incognito: true, state: { kind: 'sent' } }])
  })

  it('are no other command’s', async () => {
    await onCommand('another', tab)
    expect(await allEntries()).toEqual([])
  })
})

describe('what the keys do', () => {
  it('is known at once in Firefox, whose gesture ends with the listener', async () => {
    const kept = new Map<string, string>()
    vi.stubEnv('BROWSER', 'firefox')
    vi.stubGlobal('localStorage', {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => kept.set(key, value),
    })
    const told: boolean[] = []
    withinGesture(tab.url, (opens) => told.push(opens))
    await rememberRoutes(meOf(ada, { ...readingList, review: true }))
    withinGesture(tab.url, (opens) => told.push(opens))
    await rememberRoutes(meOf(ada))
    withinGesture(tab.url, (opens) => told.push(opens))
    expect(told).toEqual([false, true, false])
  })
})
