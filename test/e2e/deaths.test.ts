import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { buildFolder } from '#test/browser/build.ts'
import type { Chrome } from '#test/browser/chrome.ts'
import type { ExtensionBrowser } from '#test/browser/launch.ts'
import { select, selectAndSend, sendSelection } from '#test/browser/selection.ts'
import { eventually } from '#test/browser/sight.ts'
import { readOutbox } from '#test/browser/stored.ts'
import { test } from './settled.ts'

declare const chrome: Chrome

/**
 * Deaths of the whole browser and of the extension in it; those of the worker alone are in
 * outbox.test.ts and test/extension/background/places.test.ts, all of them at once in faults.test.ts.
 */

const WRITE = 'spreadsheets.batchUpdate'

/** Waits until so many are in the outbox, all of them in this state. */
async function seeKept(browser: ExtensionBrowser, count: number, kind: string): Promise<void> {
  await eventually(`${count} in the outbox, ${kind}`, async () => {
    const states = (await readOutbox(browser)).map(({ state }) => (state as { kind: string }).kind)
    return states.length === count && states.every((each) => each === kind)
  })
}

test('place 3: the browser is killed while several wait: the next one sends them in their order', async ({
  list,
  browser,
  page,
  another,
  pages,
  stack,
}) => {
  await stack.server.stop('SIGKILL')
  const before = list.rows().length
  const texts: string[] = []
  for (const selector of ['#third', '#first', '#second']) {
    texts.push((await select(page, selector)).trim())
    await sendSelection(browser, page)
  }
  await seeKept(browser, 3, 'waiting')
  await browser.kill()
  await stack.server.start()

  const again = await another({ profile: browser.profile })
  await again.openPopup(await again.newPage(pages.url('workshops.html')))
  await seeKept(again, 3, 'sent')
  const notes = list.rows().map(([, , note]) => note)
  expect(notes.slice(before)).toEqual(texts)
})

test('place 5: the browser is killed while the server writes: the row is there once, and the next one knows it', async ({
  list,
  browser,
  page,
  another,
  pages,
  stack,
}) => {
  stack.google.clearRequests()
  stack.google.addFault({ on: WRITE, kind: 'delay', milliseconds: 1500, times: 1 })
  const text = await selectAndSend(browser, page, '#first')
  await eventually('The write on its way', () =>
    stack.google.requests().some(({ operation }) => operation === WRITE),
  )
  await browser.kill()
  await list.arrived(text)

  const again = await another({ profile: browser.profile })
  await again.openPopup(await again.newPage(pages.url('workshops.html')))
  await seeKept(again, 1, 'sent')
  expect(list.count(text)).toBe(1)
})

test('place 3: the extension is updated while one waits: the new version sends it', async ({
  list,
  browser,
  page,
  another,
  pages,
  stack,
}) => {
  await stack.server.stop('SIGKILL')
  const text = await selectAndSend(browser, page, '#second')
  await seeKept(browser, 1, 'waiting')
  await browser.quit()
  await stack.server.start()

  await using newer = await newerVersion()
  const again = await another({ profile: browser.profile, extension: newer.folder })
  expect(await again.worker.evaluate(() => chrome.runtime.getManifest().version)).toBe(NEWER)
  await again.openPopup(await again.newPage(pages.url('workshops.html')))
  await seeKept(again, 1, 'sent')
  expect(list.count(text)).toBe(1)
})

const NEWER = '99.0.0'

/** The same build as a later version, in a folder of its own. */
async function newerVersion() {
  const folder = await mkdtemp(join(tmpdir(), 'sheetside-newer-'))
  await cp(process.env['EXTENSION_BUILD'] ?? buildFolder('chrome'), folder, { recursive: true })
  const manifest = join(folder, 'manifest.json')
  const older = JSON.parse(await readFile(manifest, 'utf8')) as object
  await writeFile(manifest, JSON.stringify({ ...older, version: NEWER }))
  return { folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) }
}
