import { expect } from 'vitest'
import { openOutbox, seeBadge, seeNotice } from '#test/browser/person.ts'
import { selectAndSend } from '#test/browser/selection.ts'
import { click, eventually, see, seeNoMore } from '#test/browser/sight.ts'
import { seeOutbox } from '#test/browser/stored.ts'
import { WRITE, sendSlowly } from './send-slowly.ts'
import { test } from './settled.ts'

const ALARM_MS = 60_000

test('the server is down: it is kept, and sent when the server is back', async ({
  list,
  browser,
  page,
  panel,
  stack,
}) => {
  await stack.server.stop('SIGKILL')
  const text = await selectAndSend(browser, page, '#second')
  await see(panel, '1 waiting')
  await seeBadge(browser, '1')
  await seeNotice(browser, 'kept')
  expect(list.count(text)).toBe(0)

  await stack.server.start()
  const popup = await browser.openPopup(page)
  await see(popup, 'Nothing waits to be sent')
  await seeNoMore(panel, '1 waiting')
  expect(list.count(text)).toBe(1)
})

test('offline: it is kept, and goes out by itself when the network is back', async ({
  list,
  browser,
  page,
  panel,
}) => {
  await browser.worker.setOffline(true)
  const text = await selectAndSend(browser, page, '#third')
  await see(panel, '1 waiting')
  await browser.worker.setOffline(false)
  await list.arrived(text)
  await seeNoMore(panel, '1 waiting')
})

test('the open list of what waits closes by itself once all is sent and nobody is at it', async ({
  list,
  browser,
  page,
  panel,
  stack,
}) => {
  await stack.server.stop('SIGKILL')
  const text = await selectAndSend(browser, page, '#third')
  await see(panel, '1 waiting')
  await openOutbox(panel)
  await stack.server.start()
  await click(panel, 'Send now')
  await list.arrived(text)
  await see(panel, '1 sent in the last hour')
  await see(panel, 'Open row')
  await panel.mouse.move(100, 100)
  await seeNoMore(panel, 'Open row')

  await click(panel, '1 sent in the last hour')
  await panel.mouse.move(100, 100)
  await see(panel, 'Sent just now')
  await click(panel, '1 sent in the last hour')
  await seeNoMore(panel, 'Sent just now')
})

test('the service worker is stopped between click and send: it goes out once all the same', async ({
  list,
  browser,
  page,
  stack,
}) => {
  await browser.closePanel()
  stack.google.addFault({ on: WRITE, kind: 'delay', milliseconds: 2000, times: 1 })
  const text = await selectAndSend(browser, page, '#second')
  await seeOutbox(browser, 1, 'sending')
  await browser.worker.stop()
  // Nobody does anything: an alarm wakes the worker, which browsers grant after half a minute.
  await browser.worker.running(ALARM_MS)
  await seeOutbox(browser, 1, 'sent')
  expect(list.count(text)).toBe(1)
}, 120_000)

test('the browser is closed before it could be sent: it goes out once the browser is opened again', async ({
  list,
  browser,
  page,
  another,
  pages,
  stack,
}) => {
  await stack.server.stop()
  const text = await selectAndSend(browser, page, '#first')
  await seeOutbox(browser, 1, 'waiting')
  const { profile } = browser
  await browser.quit()
  await stack.server.start()

  const again = await another({ profile })
  await again.openPopup(await again.newPage(pages.url('workshops.html')))
  await list.arrived(text)
  expect(list.count(text)).toBe(1)
})

test('the server crashes in the middle of a send: the row is there once', async ({
  list,
  browser,
  page,
  stack,
}) => {
  const text = await sendSlowly(stack.google, browser, page)
  await stack.server.stop('SIGKILL')
  await seeOutbox(browser, 1, 'waiting')
  await stack.server.start()
  const popup = await browser.openPopup(page)
  await see(popup, 'Nothing waits to be sent')
  expect(list.count(text)).toBe(1)
})

test("Google's answer is lost after the row was written: it is not written again", async ({
  list,
  browser,
  page,
  stack,
}) => {
  stack.google.addFault({ on: WRITE, kind: 'drop', when: 'after', times: 1 })
  const text = await selectAndSend(browser, page, '#first')
  await seeOutbox(browser, 1, 'sent')
  expect(list.count(text)).toBe(1)
})

test('several that were kept go out in the order of their clicks', async ({
  list,
  browser,
  page,
  stack,
}) => {
  await stack.server.stop()
  const before = list.rows().length
  const texts: string[] = []
  for (const selector of ['#third', '#first', '#second']) {
    texts.push(await selectAndSend(browser, page, selector))
    // What is selected is captured when the background comes to it: the next selection waits for that.
    await seeOutbox(browser, texts.length, 'waiting')
  }
  await seeBadge(browser, '3')
  await stack.server.start()
  await browser.openPopup(page)
  await eventually('All three', () => list.rows().length === before + 3)
  expect(
    list
      .rows()
      .slice(before)
      .map((cells) => cells[2]),
  ).toEqual(texts)
})
