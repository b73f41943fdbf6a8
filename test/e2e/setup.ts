import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildExtension } from '#test/browser/build.ts'
import { findChromium } from '#test/browser/chromium.ts'

/**
 * Before the first end-to-end test: a browser, and builds of what is in the folder now. Browsers load a copy,
 * so that a build made meanwhile does not pull the files from under them. Answers what ends it.
 */
export default async function setup(): Promise<() => Promise<void>> {
  process.env['CHROMIUM_PATH'] ??= await findChromium((line) => console.log(line))
  const built = await buildExtension('chrome')
  await buildExtension('firefox')
  const copy = await mkdtemp(join(tmpdir(), 'sheetside-extension-'))
  await cp(built, copy, { recursive: true })
  process.env['EXTENSION_BUILD'] = copy
  return () => rm(copy, { recursive: true, force: true })
}
