import { expect } from 'vitest'
import type { Chrome } from '#test/browser/chrome.ts'
import { seeNotice } from '#test/browser/person.ts'
import { selectAndSend } from '#test/browser/selection.ts'
import { test } from './settled.ts'

declare const chrome: Chrome

test('“Undo” in the notification takes the row out of the sheet, and no other', async ({
  list,
  browser,
  page,
}) => {
  const before = list.rows()
  const text = await selectAndSend(browser, page, '#first')
  await list.arrived(text)
  const notice = await seeNotice(browser, 'sent')
  await browser.worker.evaluate((id) => {
    const clicked = chrome.notifications.onButtonClicked as unknown as {
      dispatch(id: string, button: number): void
    }
    clicked.dispatch(id, 0)
  }, notice)
  await seeNotice(browser, 'undone')
  expect(list.rows()).toEqual(before)
})
