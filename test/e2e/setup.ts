import { buildExtension } from '#test/browser/build.ts'
import { findChromium } from '#test/browser/chromium.ts'

/** Before the first end-to-end test: a browser, and builds of what is in the folder now. */
export default async function setup(): Promise<void> {
  process.env['CHROMIUM_PATH'] ??= await findChromium((line) => console.log(line))
  await buildExtension('chrome')
  await buildExtension('firefox')
}
