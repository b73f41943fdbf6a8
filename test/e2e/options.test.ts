import { expect } from 'vitest'
import { extent } from '#test/browser/accessibility.ts'
import { ADA } from '#test/browser/person.ts'
import { settleIn } from '#test/browser/settle-in.ts'
import { see } from '#test/browser/sight.ts'
import { test } from '#test/browser/stage.ts'

/** What a window of 320 pixels leaves beside a scrollbar of its own. */
const BESIDE_SCROLLBAR = 305

test('the options are no wider than a narrow window with a scrollbar', async ({
  browser,
  page,
  stack,
}) => {
  await settleIn(browser, page, stack.url, ADA)
  const options = await browser.extensionPage('options.html')
  await options.setViewport({ width: BESIDE_SCROLLBAR, height: 640 })
  await see(options, ADA.email)
  await see(options, 'Change keys')
  expect((await extent(options)).tooWide).toBeLessThanOrEqual(0)
})
