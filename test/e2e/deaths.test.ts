import { expect } from 'vitest'
import { changedBuild } from '#test/browser/build.ts'
import type { Chrome } from '#test/browser/chrome.ts'
import { selectAndSend } from '#test/browser/selection.ts'
import { seeOutbox } from '#test/browser/stored.ts'
import { sendSlowly } from './send-slowly.ts'
import { test } from './settled.ts'

declare const chrome: Chrome

/**
 * Deaths of the whole browser and of the extension in it; those of the worker alone are in
 * outbox.test.ts and test/extension/background/places.test.ts, all of them at once in faults.test.ts.
 */

const NEWER = '99.0.0'

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
    texts.push(await selectAndSend(browser, page, selector))
    // What is selected is captured when the background comes to it: the next selection waits for that.
    await seeOutbox(browser, texts.length, 'waiting')
  }
  await browser.kill()
  await stack.server.start()

  const again = await another({ profile: browser.profile })
  await again.openPopup(await again.newPage(pages.url('workshops.html')))
  await seeOutbox(again, 3, 'sent')
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
  const text = await sendSlowly(stack.google, browser, page)
  await browser.kill()
  await list.arrived(text)

  const again = await another({ profile: browser.profile })
  await again.openPopup(await again.newPage(pages.url('workshops.html')))
  await seeOutbox(again, 1, 'sent')
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
  await seeOutbox(browser, 1, 'waiting')
  await browser.quit()
  await stack.server.start()

  await using newer = await changedBuild({ version: NEWER })
  const again = await another({ profile: browser.profile, extension: newer.folder })
  expect(await again.worker.evaluate(() => chrome.runtime.getManifest().version)).toBe(NEWER)
  await again.openPopup(await again.newPage(pages.url('workshops.html')))
  await seeOutbox(again, 1, 'sent')
  expect(list.count(text)).toBe(1)
})
