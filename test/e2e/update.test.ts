import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { buildFolder } from '#test/browser/build.ts'
import type { Chrome } from '#test/browser/chrome.ts'
import { seeNotice } from '#test/browser/person.ts'
import { selectAndSend } from '#test/browser/selection.ts'
import { eventually } from '#test/browser/sight.ts'
import { readOutbox } from '#test/browser/stored.ts'
import { test } from './settled.ts'

declare const chrome: Chrome

/** The build that the browser runs, under a later version. */
async function nextVersion(version: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sheetside-next-'))
  await cp(process.env['EXTENSION_BUILD'] ?? buildFolder('chrome'), folder, { recursive: true })
  const path = join(folder, 'manifest.json')
  const manifest = JSON.parse(await readFile(path, 'utf8')) as object
  await writeFile(path, JSON.stringify({ ...manifest, version }))
  return folder
}

test('what waits when the extension is updated is there afterwards, and goes out before what comes next', async ({
  list,
  browser,
  page,
  stack,
  onTestFinished,
}) => {
  await browser.closePanel()
  await stack.server.stop('SIGKILL')
  const first = await selectAndSend(browser, page, '#first')
  await seeNotice(browser, 'kept')

  const folder = await nextVersion('99.0')
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  await browser.raw.installExtension(folder)
  await eventually('The later version', () =>
    browser.worker
      .evaluate(() => chrome.runtime.getManifest().version === '99.0')
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
