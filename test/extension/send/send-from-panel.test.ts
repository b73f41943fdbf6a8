import { beforeEach, describe, expect, it } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { allEntries } from '#extension/outbox/outbox.ts'
import { sendFromPanel } from '#extension/send/send-from-panel.ts'
import { SEND_COMMAND } from '#shared/extension.ts'
import {
  ada,
  freshBrowser,
  meOf,
  quotes,
  readingList,
  signIn,
} from '#test/extension/lib/fixtures.ts'

const now = new Date(2026, 2, 1, 9, 30)
const me = meOf(ada)

/** What lies before the person, what the script answers there, and what the person has granted. */
type Before = {
  answer?: unknown
  granted?: boolean
  shortcut?: string
  url?: string
  incognito?: boolean
}

let asked: unknown[]

function before({ answer, granted = false, shortcut = '', ...tab }: Before): void {
  asked = []
  Object.assign(fakeBrowser, {
    windows: { ...fakeBrowser.windows, getCurrent: async () => ({ id: 5 }) },
    tabs: {
      ...fakeBrowser.tabs,
      query: async (query: unknown) => {
        asked.push(query)
        return [{ id: 7, title: 'A page', url: 'https://example.com/', incognito: false, ...tab }]
      },
    },
    scripting: {
      executeScript: async () => {
        if (answer === undefined) throw new Error('Cannot access contents of the page.')
        return [{ frameId: 0, result: answer }]
      },
    },
    permissions: { contains: async () => granted },
    commands: { getAll: async () => [{ name: SEND_COMMAND, shortcut }] },
    runtime: {
      ...fakeBrowser.runtime,
      sendMessage: async (message: unknown) => asked.push(message),
    },
  })
}

const selected = { rows: [[{ kind: 'text', value: 'selected' }]], headerRows: 0, page: {} }
const nothing = { rows: [], headerRows: 0, page: {} }

beforeEach(async () => {
  await freshBrowser()
  await signIn(ada)
})

describe('the panel’s own button', () => {
  it('sends what is selected in the tab beside it, and has it delivered', async () => {
    before({ answer: selected })
    expect(await sendFromPanel('selection', me, now)).toEqual({ kind: 'kept' })
    expect(asked).toEqual([{ active: true, windowId: 5 }, { type: 'deliver' }])
    expect(await allEntries()).toMatchObject([
      {
        person: ada.id,
        incognito: false,
        clip: { title: 'A page', url: 'https://example.com/', date: '2026-03-01' },
        request: { rows: [[{ value: 'selected' }, {}, {}, {}]] },
        state: { kind: 'waiting' },
      },
    ])
  })

  it('sends to the destination for such pages, and keeps a private window’s in memory', async () => {
    before({ answer: selected, incognito: true })
    const jobs = { ...quotes, isDefault: false, urlPattern: 'example.com/*' }
    await sendFromPanel('selection', { ...me, destinations: [readingList, jobs] }, now)
    expect(await allEntries()).toMatchObject([
      { incognito: true, request: { destination: { spreadsheetId: quotes.spreadsheetId } } },
    ])
  })

  it('sends the page where that is asked for', async () => {
    before({ answer: nothing })
    await sendFromPanel('page', me, now)
    expect(await allEntries()).toMatchObject([{ clip: { rows: [[{ kind: 'empty' }]] } }])
  })

  it('says so where nothing is selected', async () => {
    before({ answer: nothing })
    expect(await sendFromPanel('selection', me, now)).toEqual({ kind: 'nothing_selected' })
    expect(await allEntries()).toEqual([])
  })

  it('tells what to do instead where it may not read pages, the keys too if there are any', async () => {
    before({ shortcut: 'Alt+Shift+S' })
    expect(await sendFromPanel('selection', me, now)).toEqual({
      kind: 'needs_permission',
      keys: 'Alt+Shift+S',
    })
    before({})
    expect(await sendFromPanel('selection', me, now)).toMatchObject({ keys: null })
  })

  it('knows a page that browsers keep closed from one that it may not read', async () => {
    before({ granted: true })
    expect(await sendFromPanel('selection', me, now)).toEqual({ kind: 'closed' })
  })
})
