import { expect } from 'vitest'
import { seeNotice } from '#test/browser/person.ts'
import { selectAndSend } from '#test/browser/selection.ts'
import { readOutbox } from '#test/browser/stored.ts'
import { test } from './settled.ts'

test('a selected table is captured as the grid that it is, its values typed', async ({
  browser,
  page,
}) => {
  await browser.closePanel()
  await selectAndSend(browser, page, '#routes')
  await seeNotice(browser, 'choose')
  const [entry] = await readOutbox(browser)
  expect(entry).toMatchObject({
    clip: {
      rows: expect.arrayContaining([
        [
          { kind: 'text', value: 'Lisbon – Faro' },
          { kind: 'time', value: '22:40:00' },
          expect.objectContaining({ kind: 'number', value: 5.5 }) as unknown,
          expect.objectContaining({ kind: 'number', value: 31.5 }) as unknown,
        ],
      ]) as unknown,
    },
  })
})
