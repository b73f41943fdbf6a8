import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Browser } from 'wxt/browser'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { onNoticeClicked } from '#extension/background/notice-clicked.ts'
import { ALARM, round } from '#extension/background/round.ts'
import { onMenuClicked } from '#extension/background/send-clicked.ts'
import { lastMe } from '#extension/lib/storage.ts'
import { addEntry, allEntries, change } from '#extension/outbox/outbox.ts'
import {
  ada,
  clicked,
  freshBrowser,
  meOf,
  readingList,
  signIn,
} from '#test/extension/lib/fixtures.ts'
import { accept, refuse, startContractServer, type ContractServer } from './contract-server.ts'

let server: ContractServer
/** What happened in the browser, in order. */
let happened: string[]

beforeEach(async () => {
  await freshBrowser()
  happened = []
  server = await startContractServer({ sends: accept })
  Object.assign(fakeBrowser, {
    scripting: {
      executeScript: async ({ files }: { files?: string[] }) => {
        if (files) happened.push('captured')
        return [{ result: { rows: [[{ kind: 'text', value: 'selected' }]], headerRows: 0 } }]
      },
    },
    sidePanel: {
      open: async ({ windowId }: { windowId: number }) => {
        happened.push(`panel in ${windowId}`)
      },
    },
  })
  Object.assign(fakeBrowser.runtime, { getPlatformInfo: async () => ({ os: 'linux' }) })
})
afterEach(() => server.close())

const tab = {
  id: 1,
  windowId: 5,
  title: 'A page',
  url: 'https://example.com/',
  incognito: false,
} as Browser.tabs.Tab

const click = (menuItemId: string, over: Partial<Browser.tabs.Tab> = {}) =>
  onMenuClicked(
    { menuItemId, editable: false, pageUrl: 'https://example.com/', frameId: 0 },
    { ...tab, ...over },
  )
const notices = () =>
  Object.entries(fakeBrowser.notifications.getAllCreateOptions()).map(([id, options]) => ({
    id,
    title: options.title,
    message: options.message,
  }))
const urls = async () => (await fakeBrowser.tabs.query({})).map(({ url }) => url)
const tooLarge = async () => [
  { result: { rows: [[{ kind: 'text', value: 'x'.repeat(50_001) }]], headerRows: 0 } },
]
const badge = () => fakeBrowser.action.getBadgeText({})
const kinds = async () => (await allEntries()).map(({ state }) => state.kind)

describe('“Send selection to sheet”', () => {
  it('adds a row, and says so on the badge and in a notification', async () => {
    await signIn(ada, { address: server.url })
    await click('send:selection:destination-1')

    expect(happened).toEqual(['captured'])
    expect(server.received).toHaveLength(1)
    const [entry] = await allEntries()
    expect(entry).toMatchObject({ person: ada.id, state: { kind: 'sent' } })
    expect(await badge()).toBe('✓')
    expect(notices()).toEqual([
      {
        id: `sent:${entry?.id}`,
        title: 'Added to Reading list › Sheet1',
        message: expect.stringMatching(
          /^selected · A page · https:\/\/example.com\/ · \d{4}-/,
        ) as string,
      },
    ])
  })

  it('sets the alarm before it tries, for a background that dies meanwhile', async () => {
    await signIn(ada, { address: server.url })
    let alarm: unknown = null
    server.answers.sends = async (send, c) => {
      alarm = await fakeBrowser.alarms.get(ALARM)
      return accept(send, c)
    }
    await click('send:selection:destination-1')
    expect(alarm).toMatchObject({ name: ALARM })
  })

  it('asks about the person anew where the connection turns out to be broken', async () => {
    await signIn(ada, { address: server.url })
    const broken = meOf(ada)
    for (const account of broken.googleAccounts) account.state = 'reconnect_needed'
    server.answers.sends = (_, c) => refuse(c, 'google_reconnect_needed')
    server.answers.me = (c) => c.json(broken)
    await click('send:selection:destination-1')

    expect(await kinds()).toEqual(['waiting'])
    expect((await lastMe.read())?.googleAccounts[0]?.state).toBe('reconnect_needed')
  })

  it('opens the panel before anything else where a destination has to be chosen', async () => {
    await signIn(ada, { address: server.url, me: meOf(ada, null) })
    const done = click('choose:selection')
    expect(happened[0]).toBe('panel in 5')
    await done

    expect(await allEntries()).toMatchObject([
      { person: ada.id, request: null, state: { kind: 'needs_destination' } },
    ])
    expect(server.received).toEqual([])
    expect(await badge()).toBe('1')
    expect(notices()).toEqual([])
  })

  it('asks in a notification where no panel opens', async () => {
    await signIn(ada, { address: server.url, me: meOf(ada, null) })
    await click('send:selection:destination-1')
    expect(notices()).toMatchObject([{ title: 'Where should this go?' }])
  })

  it('keeps a selection made before signing in, for who then signs in', async () => {
    await click('choose:selection')
    expect(await allEntries()).toMatchObject([
      { person: null, state: { kind: 'needs_destination' } },
    ])

    await signIn(ada, { address: server.url })
    await round()
    expect(await allEntries()).toMatchObject([{ person: ada.id, state: { kind: 'sent' } }])
  })

  it('does not give it to who signs in hours later', async () => {
    const createdAt = new Date(Date.now() - 2 * 60 * 60_000)
    await addEntry(clicked('old', { person: null, destination: null, createdAt }))
    await signIn(ada, { address: server.url })
    await round()
    expect(await kinds()).toEqual(['needs_destination'])
  })

  it('keeps it while the server is down, says so once, and sends it when it is back', async () => {
    await signIn(ada, { address: server.url })
    await server.close()
    await click('send:selection:destination-1')
    expect(await badge()).toBe('1')
    expect(notices()).toMatchObject([
      {
        title: 'Kept for Reading list › Sheet1',
        message: 'It will be sent when the server is reachable.',
      },
    ])
    expect((await fakeBrowser.alarms.get(ALARM))?.scheduledTime).toBeGreaterThan(Date.now())

    server = await startContractServer({ sends: accept })
    await signIn(ada, { address: server.url })
    await click('send:selection:destination-1')
    expect(await kinds()).toEqual(['sent', 'sent'])
    expect(notices()).toMatchObject([{ title: '2 rows added to Reading list › Sheet1' }])
  })

  it('says why where the sheet refuses it', async () => {
    await signIn(ada, { address: server.url })
    server.answers.sends = (_, c) => refuse(c, 'sheet_full')
    await click('send:selection:destination-1')
    expect(await badge()).toBe('!')
    // Nor does whatever draws it next take it away.
    await round()
    expect(await badge()).toBe('!')
    expect(notices()).toMatchObject([
      { title: 'Not added to Reading list › Sheet1', message: 'Refused as sheet_full.' },
    ])
  })

  it('sends nothing of what is too large, and says so', async () => {
    await signIn(ada, { address: server.url })
    Object.assign(fakeBrowser, { scripting: { executeScript: tooLarge } })
    await click('send:selection:destination-1')
    expect(await allEntries()).toEqual([])
    expect(server.received).toEqual([])
    expect(await badge()).toBe('!')
    expect(notices()).toMatchObject([{ title: 'Nothing was sent' }])
  })

  it('leaves nothing of a private window on disk or in a notification', async () => {
    await signIn(ada, { address: server.url })
    await click('send:selection:destination-1', { incognito: true, title: 'Secret page' })
    expect(await kinds()).toEqual(['sent'])
    expect(JSON.stringify(notices())).not.toMatch(/selected|Secret/)
    expect(JSON.stringify(await fakeBrowser.storage.local.get(null))).not.toMatch(/selected|Secret/)
  })

  it('ignores what is not our menu item', async () => {
    await click('another')
    expect(happened).toEqual([])
    expect(await allEntries()).toEqual([])
  })
})

describe('a click on a notification', () => {
  it('opens the row, looked up in the outbox', async () => {
    await signIn(ada, { address: server.url })
    await click('send:selection:destination-1')
    const [notice] = notices()
    await onNoticeClicked(notice?.id ?? '')
    expect(await urls()).toContain(
      'https://docs.google.com/spreadsheets/d/spreadsheet-reading/edit#range=A2:D2',
    )
    expect(notices()).toEqual([])
  })

  it('opens the sheet where the outbox knows it no more', async () => {
    await lastMe.write(meOf(ada))
    await signIn(ada)
    await onNoticeClicked('sent:6c84fb90-12c4-11e1-840d-7b25c5ee775a')
    expect(await urls()).toContain(readingList.spreadsheetUrl)
  })

  it('opens nothing that is no web page', async () => {
    await signIn(ada, { address: server.url })
    await click('send:selection:destination-1')
    const [entry] = await allEntries()
    await change(entry?.id ?? '', (entry) =>
      entry.state.kind === 'sent'
        ? {
            ...entry,
            state: { ...entry.state, result: { ...entry.state.result, url: 'data:text/html,x' } },
          }
        : entry,
    )
    const before = await urls()
    await onNoticeClicked(`sent:${entry?.id}`)
    expect(await urls()).toEqual(before)
  })

  it('opens the panel for anything else', async () => {
    for (const id of ['kept:1', 'failed:1', 'choose:1', 'refused:1']) await onNoticeClicked(id)
    expect(happened).toEqual(Array(4).fill('panel in -2'))
    await onNoticeClicked('another')
    expect(happened).toHaveLength(4)
  })
})
