import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Browser } from 'wxt/browser'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { ALARM, round } from '#extension/background/round.ts'
import { onMenuClicked } from '#extension/background/send-clicked.ts'
import { lastMe } from '#extension/lib/storage.ts'
import { addEntry, allEntries } from '#extension/outbox/outbox.ts'
import { asText } from '#shared/cells.ts'
import {
  ada,
  clicked,
  freshBrowser,
  meOf,
  quotes,
  readingList,
  signIn,
} from '#test/extension/lib/fixtures.ts'
import { accept, refuse, startContractServer, type ContractServer } from './contract-server.ts'
import { kinds } from './delivery.ts'
import { installSidePanel, notices, tab } from './window.ts'

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
  })
  installSidePanel((windowId) => happened.push(`panel in ${windowId}`))
  Object.assign(fakeBrowser.runtime, { getPlatformInfo: async () => ({ os: 'linux' }) })
})
afterEach(async () => {
  vi.restoreAllMocks()
  await server.close()
})

const click = (menuItemId: string, over: Partial<Browser.tabs.Tab> = {}) =>
  onMenuClicked(
    { menuItemId, editable: false, pageUrl: 'https://example.com/', frameId: 0 },
    { ...tab, ...over },
  )
const tooLarge = async () => [
  { result: { rows: [[{ kind: 'text', value: 'x'.repeat(50_001) }]], headerRows: 0 } },
]
const badge = () => fakeBrowser.action.getBadgeText({})

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
        buttons: ['Undo', 'Open sheet'],
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

  it('says so where the disk takes nothing more', async () => {
    await signIn(ada, { address: server.url })
    const full = new DOMException('There is no room.', 'QuotaExceededError')
    const add = vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(() => {
      throw full
    })
    await expect(click('send:selection:destination-1')).rejects.toBe(full)
    expect(server.received).toEqual([])
    expect(await badge()).toBe('!')
    expect(notices()).toMatchObject([
      { title: 'Nothing was sent', message: expect.stringContaining('room on its disk') as string },
    ])
    add.mockRestore()
    await click('send:selection:destination-1')
    expect(await kinds()).toEqual(['sent'])
  })

  it('leaves nothing of a private window on disk or in a notification', async () => {
    await signIn(ada, { address: server.url })
    await click('send:selection:destination-1', { incognito: true, title: 'Secret page' })
    expect(await kinds()).toEqual(['sent'])
    expect(JSON.stringify(notices())).not.toMatch(/selected|Secret/)
    expect(JSON.stringify(await fakeBrowser.storage.local.get(null))).not.toMatch(/selected|Secret/)
  })

  it('goes to the destination that the item names, and to no other', async () => {
    const me = { ...meOf(ada), destinations: [readingList, { ...quotes, isDefault: false }] }
    await signIn(ada, { address: server.url, me })
    await click('send:selection:destination-2')
    expect(server.received.map(({ send }) => send.destination.spreadsheetId)).toEqual([
      quotes.spreadsheetId,
    ])
    await click('send:selection:destination-9')
    expect(await kinds()).toEqual(['sent', 'needs_destination'])
    expect(server.received).toHaveLength(1)
  })

  it('opens the panel to look at the rows first, where the destination wants that', async () => {
    const me = meOf(ada, { ...readingList, review: true })
    await signIn(ada, { address: server.url, me })
    const done = click('review:selection:destination-1')
    expect(happened[0]).toBe('panel in 5')
    await done
    expect(await kinds()).toEqual(['needs_review'])
    expect(server.received).toEqual([])
    expect(await badge()).toBe('1')
    expect(notices()).toEqual([])
  })

  it('asks for a look in a notification where no panel opens', async () => {
    const me = meOf(ada, { ...readingList, review: true })
    await signIn(ada, { address: server.url, me })
    await click('send:selection:destination-1')
    expect(notices()).toMatchObject([
      {
        title: 'Look at it before it is sent',
        message: expect.stringContaining('Reading list › Sheet1') as string,
      },
    ])
  })

  it('asks where to, for another sheet', async () => {
    await signIn(ada, { address: server.url })
    const done = click('other:selection')
    expect(happened[0]).toBe('panel in 5')
    await done
    await round()
    expect(await allEntries()).toMatchObject([
      { person: ada.id, request: null, state: { kind: 'needs_destination' } },
    ])
  })

  it.each([
    ['link', { linkUrl: 'https://example.com/a' }, 'https://example.com/a'],
    ['image', { srcUrl: 'https://example.com/a.png' }, 'https://example.com/a.png'],
    ['page', {}, ''],
  ])('sends a %s as well', async (kind, over, note) => {
    await signIn(ada, { address: server.url })
    Object.assign(fakeBrowser, { scripting: { executeScript: async () => [] } })
    await onMenuClicked(
      {
        menuItemId: `send:${kind}:destination-1`,
        editable: false,
        pageUrl: tab.url ?? '',
        ...over,
      },
      tab,
    )
    const [row = []] = server.received[0]?.send.rows ?? []
    expect(row.map(asText).slice(0, 3)).toEqual([note, 'A page', 'https://example.com/'])
  })

  it('ignores what is not our menu item', async () => {
    await click('another')
    expect(happened).toEqual([])
    expect(await allEntries()).toEqual([])
  })
})
