import { ADA, makeDestination, openSpreadsheet } from '#test/browser/person.ts'
import { READING_LIST, readingList } from '#test/browser/reading-list.ts'
import { settleIn } from '#test/browser/settle-in.ts'
import { test as plain } from '#test/browser/stage.ts'

/** A test of who has settled in: `panel` with Google connected, and with `list` a destination chosen. */
export const test = plain
  /** The panel beside the sample page, at the person's spreadsheets. */
  .extend('panel', ({ browser, page, stack }) => settleIn(browser, page, stack.url, ADA))
  /** The reading list, which the panel shows and selections go to. */
  .extend('list', async ({ panel, stack }) => {
    await openSpreadsheet(panel, READING_LIST)
    await makeDestination(panel)
    return readingList(stack.google)
  })
