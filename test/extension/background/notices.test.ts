import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { onNoticeButtonClicked, onNoticeClicked } from '#extension/background/notice-clicked.ts'
import { round } from '#extension/background/round.ts'
import { resumeTakingBack } from '#extension/background/take-back.ts'
import { lastMe, panelErrand } from '#extension/lib/storage.ts'
import { addEntry, allEntries, change } from '#extension/outbox/outbox.ts'
import type { UndoOutcome } from '#shared/contract/send.ts'
import {
  ada,
  bob,
  clicked,
  freshBrowser,
  meOf,
  readingList,
  signIn,
} from '#test/extension/lib/fixtures.ts'
import { accept, refuse, startContractServer, type ContractServer } from './contract-server.ts'
import { installSidePanel, notices } from './window.ts'

let server: ContractServer
/** What happened in the browser, in order. */
let happened: string[]

beforeEach(async () => {
  await freshBrowser()
  happened = []
  server = await startContractServer({ sends: accept })
  await signIn(ada, { address: server.url })
  installSidePanel((windowId) => happened.push(`panel in ${windowId}`))
  Object.assign(fakeBrowser.runtime, { getPlatformInfo: async () => ({ os: 'linux' }) })
})
afterEach(async () => {
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
  await server.close()
})

const urls = async () => (await fakeBrowser.tabs.query({})).map(({ url }) => url)
const titles = () => notices().map(({ title }) => title)

const answerWith = (outcome: UndoOutcome) => {
  server.answers.undo = (_, c) => c.json(outcome)
}

/** Sends one, and answers its notification's id. */
async function sendOne(): Promise<string> {
  await addEntry(clicked('selected'))
  await round()
  return notices()[0]?.id ?? ''
}

describe('a notification', () => {
  it('of a row that was added can take it back, and open the sheet', async () => {
    await sendOne()
    expect(notices()).toMatchObject([
      { title: 'Added to Reading list › Sheet1', buttons: ['Undo', 'Open sheet'] },
    ])
  })

  it('has no buttons where the browser has no place for them', async () => {
    vi.stubEnv('BROWSER', 'firefox')
    await sendOne()
    expect(notices()[0]?.buttons).toBeUndefined()
  })

  it('is one for many rows at once', async () => {
    for (let index = 0; index < 12; index++) await addEntry(clicked(`number ${index}`))
    await round()
    expect(notices()).toMatchObject([
      {
        title: '12 rows added to Reading list › Sheet1',
        buttons: ['Open sheet', 'See what was sent'],
      },
    ])
  })

  it('counts the rows of a table', async () => {
    const { clip } = clicked('')
    const rows = ['a', 'b', 'c'].map((value) => [{ kind: 'text' as const, value }])
    await addEntry(clicked('', { clip: { ...clip, rows } }))
    await round()
    expect(titles()).toEqual(['3 rows added to Reading list › Sheet1'])
  })

  it('is one for many that were refused', async () => {
    server.answers.sends = (_, c) => refuse(c, 'sheet_full')
    for (let index = 0; index < 3; index++) await addEntry(clicked(`number ${index}`))
    await round()
    expect(notices()).toMatchObject([
      { title: '3 were not added to Reading list › Sheet1', message: 'Refused as sheet_full.' },
    ])
  })

  it('of a private window’s row says nothing of it, and takes it back all the same', async () => {
    await addEntry(clicked('secret', { incognito: true }))
    await round()
    expect(notices()).toMatchObject([
      { message: 'The row is in place.', buttons: ['Undo', 'Open sheet'] },
    ])
    await onNoticeButtonClicked(notices()[0]?.id ?? '', 0)
    expect(server.undone).toHaveLength(1)
    expect(JSON.stringify(notices())).not.toContain('secret')
  })
})

describe('a click on a notification', () => {
  it('opens the row, looked up in the outbox', async () => {
    await onNoticeClicked(await sendOne())
    expect(await urls()).toContain(
      'https://docs.google.com/spreadsheets/d/spreadsheet-reading/edit#range=A2:D2',
    )
    expect(notices()).toEqual([])
  })

  it('opens the row where it is by now, where the outbox knows it no more', async () => {
    const url = 'https://docs.google.com/spreadsheets/d/spreadsheet-reading/edit#range=A9:D9'
    server.answers.place = (_, c) => c.json({ range: 'A9:D9', url })
    await onNoticeClicked(`sent:${randomUUID()}`)
    expect(await urls()).toContain(url)
  })

  it('opens the sheet where nobody knows the row any more', async () => {
    await lastMe.write(meOf(ada))
    server.answers.place = (_, c) => refuse(c, 'not_found')
    await onNoticeClicked(`sent:${randomUUID()}`)
    expect(await urls()).toContain(readingList.spreadsheetUrl)
  })

  it('opens nothing that is no web page', async () => {
    const notice = await sendOne()
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
    await onNoticeClicked(notice)
    expect(await urls()).toEqual(before)
  })

  it('opens the panel at the send, where notifications have no buttons', async () => {
    vi.stubEnv('BROWSER', 'firefox')
    await onNoticeClicked(await sendOne())
    expect(happened).toEqual(['panel in -2'])
    const [entry] = await allEntries()
    expect(await panelErrand.read()).toEqual({ kind: 'look', send: entry?.request?.id })
  })

  it('opens the panel in a tab, where the browser takes the click for no gesture', async () => {
    Object.assign(fakeBrowser, {
      sidePanel: { open: () => Promise.reject(new Error('no user gesture')) },
    })
    const send = randomUUID()
    await onNoticeClicked(`unsure:${send}`)
    expect((await urls()).some((url) => url?.endsWith('/sidepanel.html'))).toBe(true)
    expect(await panelErrand.read()).toEqual({ kind: 'undo', send })
  })

  it('opens the popup, which says the same, and a tab where no popup opens either', async () => {
    const openPopup = vi.fn<() => Promise<void>>(() => Promise.resolve())
    Object.assign(fakeBrowser, {
      sidePanel: { open: () => Promise.reject(new Error('no user gesture')) },
    })
    Object.assign(fakeBrowser.action, { openPopup })
    await onNoticeClicked('kept:1')
    expect(openPopup).toHaveBeenCalledOnce()
    expect((await urls()).some((url) => url?.endsWith('/sidepanel.html'))).toBe(false)
    openPopup.mockRejectedValue(new Error('no window'))
    await onNoticeClicked('kept:1')
    expect((await urls()).some((url) => url?.endsWith('/sidepanel.html'))).toBe(true)
  })

  it('opens the panel for what has something to ask', async () => {
    for (const id of ['kept:1', 'failed:1', 'choose:1', 'review:1', 'refused:1']) {
      await onNoticeClicked(id)
    }
    expect(happened).toEqual(Array(5).fill('panel in -2'))
    expect(await panelErrand.read()).toBeNull()
    await onNoticeClicked('another')
    expect(happened).toHaveLength(5)
  })

  it('on many opens the first row, or by its second button what was sent', async () => {
    for (const name of ['one', 'two']) await addEntry(clicked(name))
    await round()
    const id = notices()[0]?.id ?? ''
    await onNoticeButtonClicked(id, 0)
    expect((await urls()).some((url) => url?.includes('range=A2:D2'))).toBe(true)
    await onNoticeButtonClicked(id, 1)
    const [entry] = await allEntries()
    expect(happened).toEqual(['panel in -2'])
    expect(await panelErrand.read()).toEqual({ kind: 'look', send: entry?.request?.id })
  })
})

describe('Undo on a notification', () => {
  it('takes the row back and says so', async () => {
    answerWith({ kind: 'undone', removed: 1 })
    await onNoticeButtonClicked(await sendOne(), 0)
    const [entry] = await allEntries()
    expect(server.undone).toEqual([entry?.request?.id])
    expect(notices()).toMatchObject([
      { title: 'Taken back from Reading list › Sheet1', message: 'Its row was removed.' },
    ])
  })

  it('says that the row is gone, where it is', async () => {
    answerWith({ kind: 'gone' })
    await onNoticeButtonClicked(await sendOne(), 0)
    expect(titles()).toEqual(['Nothing to take back from Reading list › Sheet1'])
  })

  it('asks which row it is, and the panel opens from that click', async () => {
    answerWith({ kind: 'unsure', why: 'several', certain: 0, missing: 1, suspects: [], more: 0 })
    await onNoticeButtonClicked(await sendOne(), 0)
    expect(notices()).toMatchObject([
      { title: 'Which row is it?', message: expect.stringContaining('look the same') as string },
    ])
    const done = onNoticeClicked(notices()[0]?.id ?? '')
    expect(happened).toEqual(['panel in -2'])
    await done
    const [entry] = await allEntries()
    expect(await panelErrand.read()).toEqual({ kind: 'undo', send: entry?.request?.id })
  })

  it('says why not, and that nothing was removed, where that is known', async () => {
    const id = await sendOne()
    server.answers.undo = (_, c) => refuse(c, 'range_protected')
    await onNoticeButtonClicked(id, 0)
    expect(notices()).toMatchObject([
      {
        title: 'Not taken back from Reading list › Sheet1',
        message: 'Refused as range_protected. Nothing was removed.',
      },
    ])
  })

  it('claims nothing where the answer was lost', async () => {
    const id = await sendOne()
    server.answers.undo = (_, c) => refuse(c, 'google_timeout')
    await onNoticeButtonClicked(id, 0)
    expect(notices()[0]?.message).toMatch(/is not known/)
  })

  it('is not done as somebody else', async () => {
    const id = await sendOne()
    await signIn(bob, { address: server.url })
    await onNoticeButtonClicked(id, 0)
    expect(server.undone).toEqual([])
    expect(notices()[0]?.message).toMatch(/^Sign in as who sent it/)
  })

  it('can be asked for again where the disk could not be read', async () => {
    answerWith({ kind: 'undone', removed: 1 })
    const id = await sendOne()
    const broken = new DOMException('The disk is broken.', 'UnknownError')
    const read = vi.spyOn(IDBObjectStore.prototype, 'getAll').mockImplementation(() => {
      throw broken
    })
    await expect(onNoticeButtonClicked(id, 0)).rejects.toBe(broken)
    expect(titles()).toEqual(['Not taken back from the sheet'])
    read.mockRestore()
    await onNoticeButtonClicked(id, 0)
    expect(server.undone).toEqual([id.slice('sent:'.length)])
  })

  it('is gone on with by the next life of a background that died', async () => {
    answerWith({ kind: 'undone', removed: 1 })
    const id = await sendOne()
    const send = id.slice('sent:'.length)
    await fakeBrowser.notifications.clear(id)
    await fakeBrowser.notifications.create(`undoing:${send}`, {
      type: 'basic',
      iconUrl: '',
      title: 'Taking it back',
      message: '',
    })
    await resumeTakingBack()
    expect(server.undone).toEqual([send])
    expect(titles()).toEqual(['Taken back from Reading list › Sheet1'])
  })
})
