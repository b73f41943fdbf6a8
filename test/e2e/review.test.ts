import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as z from 'zod'
import type { Page } from 'puppeteer-core'
import { describe, expect, onTestFinished, vi } from 'vitest'
import type { Destination } from '#shared/contract/destination.ts'
import { me } from '#shared/contract/me.ts'
import { buildFolder } from '#test/browser/build.ts'
import type { Chrome } from '#test/browser/chrome.ts'
import type { ExtensionBrowser } from '#test/browser/launch.ts'
import { ADA, logIn, openOutbox, seeBadge, seeNotice } from '#test/browser/person.ts'
import { select, selectAndSend } from '#test/browser/selection.ts'
import { click, eventually, see, seeControl, seeNoMore } from '#test/browser/sight.ts'
import { readOutbox, readStored } from '#test/browser/stored.ts'
import { SEED_IDS } from '#test/google/seeds/seeds.ts'
import { test } from './settled.ts'

declare const chrome: Chrome

vi.setConfig({ testTimeout: 60_000 })

const WRITE = 'spreadsheets.batchUpdate'

/** From now on the rows for the person's destination are looked at first, as another browser had it. */
async function wantReview(browser: ExtensionBrowser, panel: Page): Promise<void> {
  const known = await remembered(browser)
  await browser.worker.evaluate(async (id) => {
    const { session } = await chrome.storage.local.get<{
      session: { server: string; token: string }
    }>('session')
    await fetch(`${session.server}/api/destinations/${id}`, {
      method: 'PATCH',
      headers: { authorization: `Bearer ${session.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ review: true }),
    })
  }, known?.id ?? '')
  // A panel that opens asks about the person.
  await panel.reload()
  await eventually('The extension knows of it', async () => {
    return (await remembered(browser))?.review === true
  })
}

/** The destination as the extension remembers it. */
async function remembered(browser: ExtensionBrowser): Promise<Destination | undefined> {
  const { local } = await readStored(browser)
  return me.safeParse(local['me']).data?.destinations[0]
}

/** The text of the field with this label. */
const valueOf = (panel: Page, label: string) =>
  panel.$eval(`::-p-aria([name="${label}"][role="textbox"])`, (field) => {
    return field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement
      ? field.value
      : null
  })

/** Types a text in place of what is in the field with this label. */
async function type(panel: Page, label: string, text: string): Promise<void> {
  const field = await panel.waitForSelector(`::-p-aria([name="${label}"][role="textbox"])`)
  await field?.evaluate((element) => {
    if (element instanceof HTMLTextAreaElement || element instanceof HTMLInputElement) {
      element.focus()
      element.select()
    }
  })
  await panel.keyboard.sendCharacter(text)
}

const cellsOf = (at: number) => `<tr><td>Note ${at}</td><td>${at}</td><td>spare</td></tr>`

/** A table of numbered rows on the page, as long as told, and selected. */
async function selectTable(page: Page, rows: number): Promise<void> {
  const body = Array.from({ length: rows }, (_, at) => cellsOf(at + 1)).join('')
  const head = '<tr><th>Note</th><th>Title</th><th>Stock</th></tr>'
  await page.evaluate(
    (html) => document.body.insertAdjacentHTML('beforeend', html),
    `<table id="long"><thead>${head}</thead><tbody>${body}</tbody></table>`,
  )
  await select(page, '#long')
}

/** A build that has the optional permission from the start. */
async function allowedOnPages(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sheetside-allowed-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  await cp(process.env['EXTENSION_BUILD'] ?? buildFolder('chrome'), folder, { recursive: true })
  const file = join(folder, 'manifest.json')
  const manifest = z.record(z.string(), z.unknown()).parse(JSON.parse(await readFile(file, 'utf8')))
  const host_permissions = manifest['optional_host_permissions']
  await writeFile(file, JSON.stringify({ ...manifest, host_permissions }))
  return folder
}

describe('Looking before sending', () => {
  test('the panel shows the row as it will stand, and sends it as it was changed', async ({
    list,
    browser,
    page,
    panel,
  }) => {
    await wantReview(browser, panel)
    const text = await selectAndSend(browser, page, '#first')
    await see(panel, 'Before it goes')
    await seeBadge(browser, '1')
    expect(await valueOf(panel, 'Note')).toBe(text)
    expect(list.count(text)).toBe(0)

    await type(panel, 'Note', '=1+1, as I call it')
    await see(panel, 'Goes as this text, not as a formula')
    await eventually('It kept as it was changed', async () =>
      JSON.stringify(await readOutbox(browser)).includes('as I call it'),
    )
    await click(panel, 'Goes to Reading list › Reading list')
    await click(panel, 'Make the rows anew', 'menuitem')
    await see(panel, 'What you changed in them is not taken along')
    await panel.keyboard.press('Escape')
    await click(panel, 'Send')
    const { number } = await list.arrived('=1+1, as I call it')
    expect(list.raw('C', number, 'FORMULA')).toBe('=1+1, as I call it')
    await seeNoMore(panel, 'Before it goes')
    await see(panel, `row ${number}`)
  })

  test('what is in the sheet already is said, with the way to it, and can be sent all the same', async ({
    list,
    browser,
    page,
    panel,
  }) => {
    const first = await list.arrived(await selectAndSend(browser, page, '#first'))
    await wantReview(browser, panel)
    const text = await selectAndSend(browser, page, '#second')
    await see(panel, `Already in the sheet, row ${first.number}`)
    await click(panel, 'Open that row')
    const sheet = await browser.nextWindow((url) => url.includes(SEED_IDS.reading))
    expect(sheet.url()).toContain(`A${first.number}`)
    await sheet.close()
    await click(panel, 'Send')
    const { number } = await list.arrived(text)

    await selectAndSend(browser, page, '#third')
    await see(panel, `Already in the sheet, rows ${first.number} and ${number}`)
    await seeControl(panel, `Open row ${number}`)
  })

  test('several wait one behind the other; not now leaves them, and discarding asks', async ({
    list,
    browser,
    page,
    panel,
  }) => {
    await wantReview(browser, panel)
    const before = list.rows().length
    const first = await selectAndSend(browser, page, '#first')
    const second = await selectAndSend(browser, page, '#second')
    await see(panel, '1 of 2')
    await eventually('The newest', async () => (await valueOf(panel, 'Note')) === second)
    await click(panel, 'Not now', 'button')
    await see(panel, '2 to look at')
    await openOutbox(panel)
    await panel.locator('li ::-p-aria([name="Look at it"])').click()
    await see(panel, 'Before it goes')
    await eventually('The oldest', async () => (await valueOf(panel, 'Note')) === first)
    await click(panel, 'Discard')
    await see(panel, 'Discard this selection?')
    await panel.locator('[role=alertdialog] button[type=submit]').click()
    await eventually('The other one', async () => (await valueOf(panel, 'Note')) === second)
    await click(panel, 'Send')
    await list.arrived(second)
    expect(list.rows()).toHaveLength(before + 1)
    expect(list.count(first)).toBe(0)
  })

  test('a table of a thousand rows is looked at, thinned out, and goes as one', async ({
    list,
    browser,
    page,
    panel,
  }) => {
    await wantReview(browser, panel)
    const before = list.rows().length
    await selectTable(page, 1000)
    await selectAndSend(browser, page, '#long')
    await see(panel, 'Send 1,000 rows')
    await see(panel, 'Left out: Stock')
    expect(await panel.$$('[role=grid] [role=row]')).not.toHaveLength(1001)
    await panel.focus('[role=grid]')
    await panel.keyboard.press('End')
    await see(panel, 'Note 1000')
    await panel.keyboard.press('Delete')
    await see(panel, 'Send 999 rows')
    await panel.keyboard.press('Home')
    await see(panel, 'Note 1')
    await panel.keyboard.press('Enter')
    await see(panel, 'Row 1 of 999')
    await type(panel, 'Note', 'The first')
    await click(panel, 'Send 999 rows')
    await list.arrived('Note 480')
    expect(list.rows().slice(before)[0]?.[2]).toBe('The first')
  })

  test('what was refused can be changed, and then goes out once', async ({
    list,
    browser,
    page,
    panel,
    stack,
  }) => {
    stack.google.addFault({ on: WRITE, kind: 'fail', status: 403, times: 1 })
    const text = await selectAndSend(browser, page, '#first')
    await seeNotice(browser, 'failed')
    await see(panel, '1 not sent')
    await openOutbox(panel)
    await click(panel, 'Edit')
    await type(panel, 'Note', `${text} (changed)`)
    await click(panel, 'Send')
    await list.arrived(`${text} (changed)`)
    expect(list.count(text)).toBe(0)
  })

  test('what may be in the sheet already cannot be changed until the server has answered', async ({
    list,
    browser,
    page,
    panel,
    stack,
  }) => {
    await stack.server.stop('SIGKILL')
    const text = await selectAndSend(browser, page, '#first')
    await see(panel, '1 waiting')
    await openOutbox(panel)
    await see(panel, 'can be changed once the server has answered')
    expect(await panel.$('::-p-aria([name="Edit"][role="button"])')).toBeNull()
    await stack.server.start()
    await click(panel, 'Send now')
    await list.arrived(text)
    await see(panel, '1 sent in the last hour')
  })
})

describe('The panel’s own button', () => {
  test('sends what is selected where a click on the toolbar has opened the page to it', async ({
    list,
    browser,
    page,
    panel,
  }) => {
    await browser.openPopup(page)
    await browser.closePopup()
    const text = (await select(page, '#second')).trim()
    await click(panel, 'Send selection')
    await list.arrived(text)
  })

  test('says what to do where it may not read the page, and works at once when it is let to', async ({
    list,
    browser,
    pages,
    panel,
  }) => {
    const page = await browser.newPage(pages.url('workshops.html'))
    const text = (await select(page, '#maker')).trim()
    await click(panel, 'Send selection')
    await see(panel, 'The panel may not read this page')
    await see(panel, 'choose “Send selection to sheet”')
    expect(list.count(text)).toBe(0)
  })

  test('sends what is selected on any page once it may read pages', async ({
    list,
    another,
    pages,
  }) => {
    // The browser's own question can be answered by nobody in a headless one, so it was granted before.
    const browser = await another({ extension: await allowedOnPages() })
    const page = await browser.newPage(pages.url('workshops.html'))
    await logIn(browser, page, ADA)
    const panel = await browser.openPanel(page)
    await see(panel, 'Selections go here')
    const other = await browser.newPage(pages.url('night-trains.html'))
    const text = (await select(other, '#third')).trim()
    await click(panel, 'Send selection')
    await list.arrived(text)
    const options = await browser.extensionPage('options.html')
    await see(options, 'The panel may read pages.')
  })

  test('says so where nothing is selected, and offers the page', async ({
    list,
    browser,
    page,
    panel,
  }) => {
    await browser.openPopup(page)
    await browser.closePopup()
    const before = list.rows().length
    await page.evaluate(() => getSelection()?.removeAllRanges())
    await click(panel, 'Send selection')
    await see(panel, 'Nothing is selected on this page')
    await click(panel, 'Send this page')
    await eventually('A row', () => list.rows().length === before + 1)
    expect(list.rows().at(-1)).toContain(page.url())
  })
})

test('who signs out may discard what waits, also where nothing can be reached', async ({
  list,
  browser,
  page,
  stack,
}) => {
  await stack.server.stop()
  const text = await selectAndSend(browser, page, '#first')
  await eventually('It waiting', async () => (await readOutbox(browser)).length === 1)
  const popup = await browser.openPopup(page)
  await click(popup, 'Sign out')
  await see(popup, 'waits to be sent')
  await click(popup, 'Discard', 'radio')
  await see(popup, 'gone from this browser for good')
  await click(popup, 'Discard and sign out')
  await see(popup, 'Signed out in this browser')
  expect(await readOutbox(browser)).toEqual([])
  expect(list.count(text)).toBe(0)
})
