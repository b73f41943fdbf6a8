import { expect } from 'vitest'
import { changedBuild } from '#test/browser/build.ts'
import type { Chrome } from '#test/browser/chrome.ts'
import { seeNotice } from '#test/browser/person.ts'
import { selectAndSend } from '#test/browser/selection.ts'
import { eventually } from '#test/browser/sight.ts'
import { readOutbox } from '#test/browser/stored.ts'
import { test } from './settled.ts'

declare const chrome: Chrome

const NEXT = '99.0'

test('what waits when the extension is updated is there afterwards, and goes out before what comes next', async ({
  list,
  browser,
  page,
  stack,
}) => {
  await browser.closePanel()
  await stack.server.stop('SIGKILL')
  const first = await selectAndSend(browser, page, '#first')
  await seeNotice(browser, 'kept')

  await using next = await changedBuild({ version: NEXT })
  await browser.raw.installExtension(next.folder)
  await eventually('The later version', () =>
    browser.worker
      .evaluate((version) => chrome.runtime.getManifest().version === version, NEXT)
      .catch(() => false),
  )
  expect(await readOutbox(browser)).toHaveLength(1)

  await stack.server.start()
  await eventually('The menu', () =>
    browser.worker.evaluate(async () => 'menu' in (await chrome.storage.session.get('menu'))),
  )
  const second = await selectAndSend(browser, page, '#second')
  const rows = [await list.arrived(first), await list.arrived(second)]
  expect(rows[1]?.number).toBe((rows[0]?.number ?? 0) + 1)
  expect([list.count(first), list.count(second)]).toEqual([1, 1])
})
